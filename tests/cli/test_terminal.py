"""The program in a real terminal, started as people start programs."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.gdeltrows import gdelt_files
from workbench.casebook import Settings, save_settings
from workbench.locale import columns

termios = pytest.importorskip("termios", reason="needs a terminal of Unix")
pty = pytest.importorskip("pty", reason="needs a terminal of Unix")


def until(sign: bytes, terminal: int) -> bytes:
    """What is painted until `sign` is."""
    seen = b""
    while sign not in seen:
        assert select.select([terminal], [], [], 600)[0], f"never painted: {seen[-500:]!r}"
        seen += os.read(terminal, 65536)
    return seen


def test_how_far_event_data_has_come_in_keeps_to_one_line(home: Path, tmp_path: Path) -> None:
    """In Chinese too, whose characters take two columns each."""
    save_settings(Settings(coder="CKM", language="zh-Hant"))
    gdelt_files(tmp_path / "files", 2000, 2)
    terminal, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, 60))
    with subprocess.Popen(
        [sys.executable, "-m", "workbench", "data", "add", tmp_path / "files"],
        stderr=inner, stdout=subprocess.PIPE, start_new_session=True,
    ) as program:  # fmt: skip
        os.close(inner)
        assert program.communicate()[1] is None and program.returncode == 0
    painted = os.read(terminal, 65536).decode()
    os.close(terminal)
    lines = painted.split("\r")
    assert "個檔案" in painted and lines[-1] == ""
    assert max(map(columns, lines)) == 59


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
