"""Runs a command on a terminal of its own, presses Ctrl+C when the terminal is in raw mode, and says how it ended.

The last line is: the exit code, or minus the signal that ended it; "cooked" or "raw"; and whether a check had failed.
"""
import os
import sys

from terminal import Terminal

terminal = Terminal(sys.argv[1:])
seen = b""
pressed = False
for part in terminal.screens():
    seen += part
    if not pressed and not terminal.cooked() and os.path.exists("asked"):
        terminal.press(b"\x03")
        pressed = True
        seen = b""
state = terminal.state()
print(terminal.code(), state, "failed" if "✗".encode() in seen else "silent")
