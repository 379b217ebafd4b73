"""Every text and mark can be told from its ground, in every theme, as the screens show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from textual.widgets import Button

from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.kit.theme import THEMES

from .contrast import apart, shown
from .rest import settled

SLUG = "france-us-iraq-2003"
CASE = ("1", "z", "slash", "escape", "2", "3", *["full_stop"] * 4, "4", *["full_stop"] * 3, "5",
        "6", "h", "q", "f2", "q", "1", "n", "escape", "t", "escape", "2", "n", "escape", "ctrl+p",
        "escape", "question_mark", "q", "B", "q", "S", "q")  # fmt: skip
HOME = ("home", "n", "escape", "i", "escape", "d", "escape", "f9", "escape", "ctrl+p", "escape",
        "question_mark")  # fmt: skip
TEXT, MARK = 4.5, 3.0
"""WCAG 2.2, 1.4.3 (AA) and 1.4.11."""
LINES = re.compile("[\u2500-\u259f\u2800-\u28ff]+")
"""Borders, rules and bars of scrolling, which say nothing."""
MARKS = re.compile(r"[▲◆■●◐○·✖▼▾↩!\s-]+")


SEEN = [(t, "en") for t in THEMES if "terminal" not in t] + [(next(iter(THEMES)), "zh-Hant")]


async def faint(app: WorkbenchApp, keys: Sequence[str]) -> dict[tuple[str, str], object]:
    """What can't be told well enough from its ground on the way that keys lead."""
    found: dict[tuple[str, str], object] = {}
    async with app.run_test(size=(120, 36)) as pilot:
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
            # What a form lies over is faint because it doesn't work now.
            front = app.screen.children[0].region if app.screen.is_modal else app.screen.region
            for run in shown(app.export_screenshot(), app.theme_variables["background"], front):
                if LINES.fullmatch(run.text):
                    continue
                least = MARK if MARKS.fullmatch(run.text) else TEXT
                if round(run.ratio, 1) < least:
                    found[run.colour, run.ground] = (round(run.ratio, 2), key, run.text)
    return found


@pytest.mark.long
@pytest.mark.parametrize(("theme", "language"), SEEN)
async def test_what_is_shown_can_be_read(known: Workspace, theme: str, language: str) -> None:
    """Home, and the case with its tabs, forms and screens, the palette and the help."""
    slug = SLUG if language == "en" else f"{SLUG}-zh"
    copy_worked_case(known, slug)
    save_settings(Settings(coder="CKM", theme=theme, language=language))
    assert not await faint(WorkbenchApp(known), HOME)
    assert not await faint(WorkbenchApp(known, slug), CASE)


@pytest.mark.parametrize("theme", [t for t in THEMES if "terminal" not in t])
async def test_the_focus_is_seen(known: Workspace, theme: str) -> None:
    """A button in focus lies on another ground than one that isn't; a form has a frame."""
    save_settings(Settings(coder="CKM", theme=theme))
    app = WorkbenchApp(known)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        one, other = list(app.screen.query(Button))[:2]
        one.focus()
        await settled(pilot)
        assert apart(one.styles.background, other.styles.background) >= MARK
        frame, *_ = app.screen.query(".form")
        assert apart(frame.styles.border_top[1], app.screen.styles.background) >= MARK
