"""The command `workbench` as a process that is forked from one in which Python is up already.

Bringing Python up and importing what a command needs is most of what it costs. What starts as a
user starts it is in `tests/test_readme.py`, `tests/cli/` and `.ci/run`.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NoReturn

import workbench
from workbench.cli import main
from workbench.codebook import codebook

ROOT = Path(__file__).parent.parent
_APART = ("workbench.tui", "workbench.__main__")
"""What no command but `open` imports, and what runs when it is imported."""
_SIZE = 8


class Ready:
    """A process that waits to be forked into commands."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        number = theirs.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from tests.ready import serve\nserve({number})"],
            cwd=ROOT, pass_fds=[number], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()

    def run(self, arguments: Sequence[str], patience: float) -> tuple[int, bytes, bytes]:
        """A command in this environment and folder: its status and what it said."""
        said = json.dumps([arguments, dict(os.environ), str(Path.cwd())]).encode()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            self._line.settimeout(patience)
            fds = [out.fileno(), err.fileno()]
            socket.send_fds(self._line, [len(said).to_bytes(_SIZE)], fds)
            self._line.sendall(said)
            status = int.from_bytes(_whole(self._line, _SIZE), signed=True)
            for stream in (out, err):
                stream.seek(0)
            return status, out.read(), err.read()

    def close(self) -> None:
        """No more commands."""
        self._line.close()
        self._process.wait()


def serve(number: int) -> None:
    """Fork a command for each that is asked for, until nobody asks any more."""
    for module in walk_packages(workbench.__path__, "workbench."):
        if not module.name.startswith(_APART):
            # What builds fonts and the catalogue needs more than what ships.
            with suppress(ImportError):
                import_module(module.name)
    codebook()
    line = socket.socket(fileno=number)
    while True:
        head, fds, _, _ = socket.recv_fds(line, _SIZE, 2)
        if not head:
            return
        arguments, environ, folder = json.loads(_whole(line, int.from_bytes(head)))
        child = os.fork()
        if not child:
            line.close()
            _be(arguments, environ, folder, fds)
        for fd in fds:
            os.close(fd)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        line.sendall(status.to_bytes(_SIZE, signed=True))


def _be(arguments: Sequence[str], environ: dict[str, str], folder: str, fds: list[int]) -> NoReturn:
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    for fd, stream in zip(fds, (1, 2), strict=True):
        os.dup2(fd, stream)
        os.close(fd)
    sys.argv = ["workbench", *arguments]
    status: object = 1
    try:
        main()
    except SystemExit as end:
        status = end.code or 0
    except BaseException:
        traceback.print_exc()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    # Taking apart all that was imported takes longer than most commands.
    os._exit(status if isinstance(status, int) else 1)


def _whole(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = line.recv(size - len(data))
        if not more:
            raise EOFError("the other process is gone")
        data += more
    return data
