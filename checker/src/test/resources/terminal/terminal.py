"""A terminal with a command on it, as a person has one: what is on the screen is read, and keys are pressed."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

LIMIT = 60


class Terminal:
    def __init__(self, command, columns=None):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # What runs in the background inherits that it ignores the signal (POSIX exec), and so would the command.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvp(command[0], command)
        if columns:
            fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def press(self, keys):
        os.write(self.fd, keys)

    def cooked(self):
        """Whether what is typed is shown, and comes to a program by whole lines."""
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)

    def state(self):
        return "cooked" if self.cooked() else "raw"

    def screens(self):
        """What came since the last look, again and again until the command ends; it is killed at the limit."""
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            part = self._read()
            if part is None:
                return
            yield part
        os.kill(self.pid, signal.SIGKILL)

    def _read(self):
        if not select.select([self.fd], [], [], 0.05)[0]:
            return b""
        try:
            return os.read(self.fd, 65536) or None
        except OSError:
            return None

    def code(self):
        """The exit code, or minus the signal that ended the command."""
        _, status = os.waitpid(self.pid, 0)
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
