"""Runs a command on a terminal of its own, presses Ctrl+C when the terminal is in raw mode, and says how it ended.

The last line is: the exit code, or minus the signal that ended it; "cooked" or "raw"; and whether a check had failed.
"""
import os
import pty
import select
import signal
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
    # What runs in the background inherits that it ignores the signal (POSIX exec), and so would the command.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b""
pressed = False
deadline = time.monotonic() + LIMIT
while time.monotonic() < deadline:
    part = read(fd, 0.05)
    if part == b"":
        break
    seen += part or b""
    if not pressed and not cooked(fd) and os.path.exists("asked"):
        os.write(fd, b"\x03")
        pressed = True
        seen = b""
else:
    os.kill(pid, 9)
state = "cooked" if cooked(fd) else "raw"
_, status = os.waitpid(pid, 0)
code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
print(code, state, "failed" if "✗".encode() in seen else "silent")
