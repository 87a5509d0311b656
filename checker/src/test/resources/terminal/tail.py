"""Runs a command on a terminal of its own, presses Ctrl+C once the words of the first argument are there, and prints
all that came, then the exit code, or minus the signal that ended it.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

LIMIT = 60

pid, fd = pty.fork()
if pid == 0:
    # What runs in the background inherits that it ignores the signal (POSIX exec), and so would the command.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
seen = b""
pressed = False
deadline = time.monotonic() + LIMIT
while time.monotonic() < deadline:
    if not select.select([fd], [], [], 0.05)[0]:
        continue
    try:
        part = os.read(fd, 65536)
    except OSError:
        break
    if not part:
        break
    seen += part
    if not pressed and sys.argv[1].encode() in seen:
        os.write(fd, b"\x03")
        pressed = True
else:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(seen)
print("\n%d" % (-os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)))
