"""What the system shows in a window of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.kit.outside import run_here

from .hands import case_of
from .rest import messages

SLUG = "france-us-iraq-2003"


@pytest.mark.skipif(sys.platform != "linux", reason="the viewer is found by its name on Linux")
@pytest.mark.parametrize("there", [True, False])
async def test_the_memo_is_opened_or_a_sentence_says_why_not(
    known: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """The system's command is asked, and nothing that it prints comes on the screen."""
    copy_worked_case(known, SLUG)
    told = tmp_path / "told"
    folder = tmp_path / "bin"
    folder.mkdir()
    viewer = folder / "xdg-open"
    viewer.write_text(f'#!/bin/sh\necho noise >&2\necho "$1" > {told}\nexit {0 if there else 3}\n')
    viewer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "b", "x")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("v")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert told.read_text().strip().endswith(f"{SLUG}.en.short.pdf")
        said = messages(app)
        assert any("No viewer" in sentence for sentence in said) is not there
        assert case_of(app).panel is not None


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP"])
def test_a_signal_between_the_editor_and_the_wait_for_it(
    monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    """The editor has begun, and whoever began it doesn't wait yet: it ends all the same."""

    class Begun(subprocess.Popen[Any]):
        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            os.kill(os.getpid(), getattr(signal, number))

    heard: list[int] = []
    before = signal.signal(getattr(signal, number), lambda each, _: heard.append(each))
    try:
        with monkeypatch.context() as patched:
            patched.setattr(subprocess, "Popen", Begun)
            status = run_here(["sleep", "20"])
    finally:
        signal.signal(getattr(signal, number), before)
    assert status == -getattr(signal, number)
    assert heard == [getattr(signal, number)]
