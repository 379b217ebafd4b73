"""What the system shows in a window of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp

from .hands import case_of

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
        said = [note.message for note in app._notifications]
        assert any("No viewer" in sentence for sentence in said) is not there
        assert case_of(app).panel is not None
