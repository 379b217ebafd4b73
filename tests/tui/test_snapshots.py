"""Every screen as a picture, on a small terminal and a large one, in both languages."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.tui import WorkbenchApp

SIZES = {"small": (80, 24), "large": (120, 40)}
SCREENS = {
    "home": (False, []),
    "log": (True, ["down"] * 9),
    "evidence": (True, ["down"] * 9 + ["v"]),
    "lenses": (True, ["3"]),
    "conditions": (True, ["4"]),
    "assessment": (True, ["5"]),
    "memo": (True, ["6"]),
    "event-form": (True, ["n"]),
    "tagger": (True, ["down", "t"]),
    "codebook": (True, ["f2", *["down"] * 6]),
    "help": (True, ["question_mark"]),
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose path and dates are the same wherever the tests run."""
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(Path("research"))
    for slug in ("france-us-iraq-2003", "france-us-iraq-2003-zh"):
        path = copy_worked_case(workspace, slug).file.path
        os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.setenv("TZ", "UTC")
    return workspace


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(
    snap_compare: Callable[..., bool], place: Workspace, screen: str, size: str, language: str
) -> None:
    """As it was when it was last looked at."""
    save_settings(Settings.model_validate({"coder": "M. Lin", "language": language}))
    in_case, keys = SCREENS[screen]
    slug = "france-us-iraq-2003" + ("-zh" if language == "zh-Hant" else "")
    app = WorkbenchApp(place, slug if in_case else None)

    async def settle(pilot: Pilot[None]) -> None:
        await pilot.pause(0.4)
        await pilot.press(*keys)
        # A cursor that blinks is a picture of the machine's speed.
        for field in [*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)]:
            field.cursor_blink = False
        await pilot.pause(0.8)

    assert snap_compare(app, run_before=settle, terminal_size=SIZES[size])
