"""Runs a command on a terminal of its own, opens an editor in it by a key, types to the editor, and quits by a key.

The last line is: how the command ended; and "cooked" or "raw", as the terminal was left.
"""
import sys

from terminal import Terminal

terminal = Terminal(sys.argv[1:])
# What must be on the screen before the next words are typed. The first is said when all checks have ended.
steps = [("after the save\r\n".encode(), b"o"), (b"editing", b"hello\n"), (b" is open", b"q")]
seen = b""
for part in terminal.screens():
    seen += part
    if steps and steps[0][0] in seen.replace(b"\x1b[2m", b"").replace(b"\x1b[0m", b""):
        terminal.press(steps.pop(0)[1])
        seen = b""
state = terminal.state()
print(terminal.code(), state, "left out: " + str(len(steps)))
