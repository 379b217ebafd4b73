"""The program in a terminal of its own: what it writes is read byte by byte, as a terminal does."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 600.0
"""Seconds after which what was waited for doesn't come any more."""
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_SEQUENCE = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[\[(][0-9;?<=>$ ]*[@-~]|\x1b[=>78cDEHM]"
)
WHOLE = {b"1049": False, b"1000": False, b"1003": False, b"1006": False, b"1015": False,
         b"1016": False, b"1004": False, b"2004": False, b"2048": False, b"25": True,
         b"7": True}  # fmt: skip
"""A terminal as a shell wants it: no alternate screen, no mouse, no pasting marks, a cursor."""


class Pty:
    """A process in a pseudo-terminal of 100 columns and 30 rows."""

    def __init__(self, *command: str | Path, size: tuple[int, int] = (30, 100)) -> None:
        self.seen = b""
        """All that the process wrote."""
        self.mark = 0
        self.status: int | None = None
        self.pid, self.master = pty.fork()
        if self.pid == 0:  # the process itself
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
                os.environ["TERM"] = "xterm-256color"
                os.environ.pop("COLUMNS", None)
                os.environ.pop("LINES", None)
                os.execvp(str(command[0]), list(map(str, command)))
            finally:
                os._exit(127)
        self.before = termios.tcgetattr(self.master)

    def __enter__(self) -> Pty:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master >= 0:
            os.close(self.master)

    def read(self, wait: float = 0.05) -> bool:
        """Take what the process wrote; whether it may write more."""
        if not select.select([self.master], [], [], wait)[0]:
            return True
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.seen += data
        return bool(data)

    def read_for(self, seconds: float) -> None:
        """Take what the process writes meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            assert self.read(left), "it ended"

    @property
    def text(self) -> str:
        """The words that were written since the last keys, however they were placed."""
        said = _SEQUENCE.sub(b" ", self.seen[self.mark :]).decode("utf-8", "replace")
        return " ".join(re.sub("[│▌╭╮╰╯─]", " ", said).split())

    def wait_for(self, *words: str) -> None:
        """Wait until all of the words are on the screen; fails where they don't come."""
        end = time.monotonic() + PATIENCE
        while not all(word in self.text for word in words):
            assert self.read() and time.monotonic() < end, f"{words} not in {self.text!r}"

    def wait_until(self, path: Path, text: str) -> None:
        """Wait until a file holds a text."""
        end = time.monotonic() + PATIENCE
        while not (path.exists() and text in path.read_text("utf-8")):
            assert self.read() and time.monotonic() < end, f"{text} not in {path}"

    def type(self, keys: str | bytes) -> None:
        """Press keys, one after the other."""
        self.mark = len(self.seen)
        data = keys if isinstance(keys, bytes) else keys.encode("utf-8")
        os.write(self.master, data)

    def paste(self, data: bytes) -> None:
        """Paste bytes, whatever they are."""
        self.type(b"\x1b[200~" + data + b"\x1b[201~")

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        os.close(self.master)
        self.master = -1

    def ended(self) -> int:
        """Wait for the end; the exit status, 128 and more for an unhandled signal."""
        end = time.monotonic() + PATIENCE
        while self.status is None:
            open_ = self.master >= 0 and self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                self.status = code if code >= 0 else 1000 - code
            elif not open_:
                time.sleep(0.01)
            assert time.monotonic() < end, f"it doesn't end: {self.text!r}"
        while self.master >= 0 and select.select([self.master], [], [], 0)[0] and self.read(0):
            pass
        return self.status

    @property
    def modes(self) -> dict[bytes, bool]:
        """The terminal's modes as they were set last."""
        set_ = dict(WHOLE)
        for names, how in _MODE.findall(self.seen):
            set_ |= {name: how == b"h" for name in names.split(b";") if name in set_}
        return set_

    @property
    def whole(self) -> bool:
        """Whether a shell finds the terminal as it left it."""
        return (
            self.modes == WHOLE
            and termios.tcgetattr(self.master) == self.before
            and len(re.findall(rb"\x1b\[>\d+u", self.seen)) == self.seen.count(b"\x1b[<u")
        )


def workbench(*arguments: str | Path) -> Pty:
    """The program in a terminal."""
    return Pty(sys.executable, "-m", "workbench", *arguments)


def shell(*commands: str) -> Pty:
    """An interactive shell that knows jobs."""
    found: Sequence[str] = ("bash", "--norc", "--noprofile", "--noediting", "-i")
    return Pty(*found)
