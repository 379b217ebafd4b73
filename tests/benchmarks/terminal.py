"""A program in a pseudo-terminal: when it has painted what, after which keys."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

ROWS, COLUMNS = 40, 120
_PATIENCE = 60.0


class Terminal:
    """A program that runs in a terminal of `COLUMNS` × `ROWS` until it is left."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._main, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._program = subprocess.Popen(
            command, stdin=inner, stdout=inner, stderr=inner, env=environment,
            start_new_session=True,
        )  # fmt: skip
        os.close(inner)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._main)

    def painted(self, sign: str) -> None:
        """Wait until `sign` was painted."""
        seen, end = b"", time.monotonic() + _PATIENCE
        while sign.encode() not in seen:
            left = max(end - time.monotonic(), 0)
            if not select.select([self._main], [], [], left)[0]:
                raise TimeoutError(f"{sign!r} was never painted: {seen[-2000:]!r}")
            seen += os.read(self._main, 65536)

    def quiet(self, seconds: float) -> None:
        """Wait until nothing was painted for so long."""
        while select.select([self._main], [], [], seconds)[0]:
            os.read(self._main, 65536)

    def stands_still(self, seconds: float) -> float:
        """Seconds until the last paint, behind which nothing was painted for so long."""
        start = last = time.perf_counter()
        while select.select([self._main], [], [], seconds)[0]:
            os.read(self._main, 65536)
            last = time.perf_counter()
        return last - start

    def processor(self) -> float:
        """Seconds of the processor that it has taken so far; 0 where that can't be read."""
        try:
            said = Path(f"/proc/{self._program.pid}/stat").read_text("utf-8")
        except OSError:
            return 0.0
        user, system = said.rpartition(") ")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Its megabytes in memory now; 0 where that can't be read."""
        try:
            said = Path(f"/proc/{self._program.pid}/status").read_text("utf-8")
        except OSError:
            return 0.0
        [held] = [line for line in said.splitlines() if line.startswith("VmRSS")]
        return int(held.split()[1]) / 1024

    def press(self, keys: str, sign: str = "") -> float:
        """Seconds from the keys to the next paint, or to the one that holds `sign`."""
        start = time.perf_counter()
        os.write(self._main, keys.encode())
        self.painted(sign)
        if not sign:
            select.select([self._main], [], [], _PATIENCE)
        return time.perf_counter() - start
