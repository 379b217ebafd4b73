"""Every screen as a picture, on a small terminal and a large one, in both languages.

A tour through the program, started once for each language and size: what one sees, then a picture.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from workbench.casebook import Settings, Workspace, copy_worked_case, put, save_settings
from workbench.locale import N_
from workbench.store import NotWritten, history
from workbench.tui import WorkbenchApp
from workbench.tui.forms.unwritten import UnwrittenForm

from .hands import case_of

SIZES = {"small": (80, 24), "large": (120, 40)}
SLUGS = {"en": "france-us-iraq-2003", "zh-Hant": "france-us-iraq-2003-zh"}
Step = Callable[[Pilot[None]], Awaitable[None]]


def press(*keys: str) -> Step:
    async def step(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return step


async def close(pilot: Pilot[None]) -> None:
    """Back to what stands below."""
    if pilot.app.screen.is_modal:
        await pilot.press("escape")
        await pilot.pause()


async def conflict(pilot: Pilot[None]) -> None:
    """The same title changed here and elsewhere."""
    book = case_of(pilot.app).book
    await pilot.press("1", "home", "e")
    await pilot.pause()
    event = case_of(pilot.app).event
    assert event
    theirs = event.model_copy(update={"title": "Theirs"})
    other = Workspace(Path("research")).open(book.case.slug)
    other.apply(N_("the event's description"), put(other.case, theirs), "LIN")
    pilot.app.screen.query_one("#field-title", Input).value = "Mine"
    await pilot.press("ctrl+s")


async def unwritten(pilot: Pilot[None]) -> None:
    """What is said of a disk that refuses."""
    await pilot.press("escape")
    reason = pilot.app.sentence(NotWritten("the disk is full"))  # type: ignore[attr-defined]
    pilot.app.push_screen(UnwrittenForm(reason))


HOME: list[tuple[str, Step]] = [
    ("home", press()),
    ("new-case", press("n")),
    ("rename", press("r")),
    ("export", press("x")),
    ("import", press("i")),
    ("delete", press("d")),
    ("coder", press("f9")),
    ("palette", press("ctrl+p")),
    ("help", press("question_mark")),
]
CASE: list[tuple[str, Step]] = [
    ("log", press(*["down"] * 9)),
    ("filter", press("slash", "c", "l", "a")),
    ("event-form", press("escape", "n")),
    ("tagger", press("t")),
    ("case-form", press("i")),
    ("floor", press("f")),
    ("evidence", press("v")),
    ("evidence-form", press("n")),
    ("lenses", press("3")),
    ("why", press("w")),
    ("change", press("c")),
    ("square", press("full_stop")),
    ("compare", press("full_stop")),
    ("diagnosticity", press("full_stop")),
    ("conditions", press("4")),
    ("rating-form", press("e")),
    ("observed", press("full_stop")),
    ("confrontation", press("full_stop")),
    ("unused", press("full_stop")),
    ("assessment", press("5")),
    ("judgement-form", press("n")),
    ("bottom-line", press("w")),
    ("memo", press("6")),
    ("sections", press("s")),
    ("history", press("1", "h")),
    ("codebook", press("escape", "f2", *["down"] * 6)),
    ("unwritten", unwritten),
    ("conflict", conflict),
]
TOURS = {"home": HOME, "case": CASE}


class Frozen(datetime):
    """One moment for all revisions."""

    @classmethod
    def now(cls, tz: Any = None) -> Frozen:
        return cls(2026, 3, 1, 9, 30, tzinfo=tz or UTC)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose path and dates are the same wherever the tests run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setattr(history, "datetime", Frozen)
    workspace = Workspace(Path("research"))
    for slug in SLUGS.values():
        path = copy_worked_case(workspace, slug).file.path
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return workspace


async def picture(pilot: Pilot[None]) -> str:
    """The screen once it has come to rest."""
    app = pilot.app
    last = ""
    for _ in range(40):
        await pilot.pause(0.05)
        app.clear_notifications()
        # A cursor that blinks is a picture of the machine's speed.
        for field in [*app.screen.query(Input), *app.screen.query(TextArea)]:
            field.cursor_blink = False
        now = app.export_screenshot()
        if now == last:
            break
        last = now
    return last


@pytest.mark.parametrize("language", SLUGS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tour", TOURS)
async def test_screens(
    snapshot: SnapshotAssertion, place: Workspace, tour: str, size: str, language: str
) -> None:
    """As they were when they were last looked at."""
    save_settings(Settings(coder="M. Lin", language=language))
    app = WorkbenchApp(place, SLUGS[language] if tour == "case" else None)
    seen = snapshot.use_extension(SVGImageExtension)
    changed = []
    async with app.run_test(size=SIZES[size]) as pilot:
        await picture(pilot)
        for name, step in TOURS[tour]:
            await step(pilot)
            if seen(name=name) != await picture(pilot):
                changed.append(name)
            await close(pilot)
    assert not changed
