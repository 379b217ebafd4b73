"""The program in a real terminal, started as people start programs."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.casebook import Settings, save_settings

pty = pytest.importorskip("pty", reason="needs a terminal of Unix")


def until(sign: bytes, terminal: int) -> bytes:
    """What is painted until `sign` is."""
    seen = b""
    while sign not in seen:
        assert select.select([terminal], [], [], 600)[0], f"never painted: {seen[-500:]!r}"
        seen += os.read(terminal, 65536)
    return seen


@pytest.mark.parametrize("redirected", [False, True])
def test_it_draws_on_the_terminal_wherever_errors_go(
    home: Path, tmp_path: Path, redirected: bool
) -> None:
    """`workbench 2>log` shows the screen; the log holds none of it."""
    save_settings(Settings(coder="CKM"))
    terminal, inner = pty.openpty()
    log = tmp_path / "log"
    with log.open("wb") as errors:
        program = subprocess.Popen(
            [sys.executable, "-m", "workbench"],
            stdin=inner, stdout=inner, stderr=errors if redirected else inner,
            start_new_session=True, env={**os.environ, "TERM": "xterm-256color"},
        )  # fmt: skip
    os.close(inner)
    try:
        assert b"\x1b[?1049h" in until(b"help", terminal)
        os.write(terminal, b"\x11")
        until(b"\x1b[?1049l", terminal)
        assert program.wait(600) == 0
    finally:
        program.kill()
        program.wait()
        os.close(terminal)
    assert log.read_bytes() == b""
