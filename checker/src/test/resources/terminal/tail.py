"""Runs a command on a terminal of its own, presses Ctrl+C once the words of the first argument are there, and prints
all that came, then the exit code, or minus the signal that ended it.
"""
import sys

from terminal import Terminal

terminal = Terminal(sys.argv[2:], columns=70)
seen = b""
pressed = False
for part in terminal.screens():
    seen += part
    if not pressed and sys.argv[1].encode() in seen:
        terminal.press(b"\x03")
        pressed = True
sys.stdout.buffer.write(seen)
print("\n%d" % terminal.code())
