"""Runs a command on a terminal of its own, opens an editor in it by a key, types to the editor, and quits by a key.

The last line is: how the command ended; and "cooked" or "raw", as the terminal was left.
"""
import os
import pty
import select
import sys
import termios
import time

LIMIT = 60


def cooked(fd):
    flags = termios.tcgetattr(fd)[3]
    return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)


def read(fd, wait):
    if not select.select([fd], [], [], wait)[0]:
        return None
    try:
        return os.read(fd, 65536)
    except OSError:
        return b""


pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
# What must be on the screen before the next words are typed. The first is said when all checks have ended.
steps = [("after the save\r\n".encode(), b"o"), (b"editing", b"hello\n"), (b" is open", b"q")]
seen = b""
deadline = time.monotonic() + LIMIT
while time.monotonic() < deadline:
    part = read(fd, 0.05)
    if part == b"":
        break
    seen += part or b""
    if steps and steps[0][0] in seen.replace(b"\x1b[2m", b"").replace(b"\x1b[0m", b""):
        os.write(fd, steps.pop(0)[1])
        seen = b""
else:
    os.kill(pid, 9)
state = "cooked" if cooked(fd) else "raw"
_, status = os.waitpid(pid, 0)
print(os.WEXITSTATUS(status), state, "left out: " + str(len(steps)))
