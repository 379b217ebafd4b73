"""Every screen as a picture, on a small terminal and a large one, in both languages.

A tour through the program, started once for each language and size: what one sees, then a picture.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.interchange.test_eventdata import gdelt
from workbench.casebook import Settings, Workspace, copy_worked_case, put, save_settings
from workbench.locale import N_
from workbench.store import NotWritten, history
from workbench.tui import WorkbenchApp
from workbench.tui.forms.unwritten import UnwrittenForm
from workbench.tui.kit.bench import Bench

from .hands import case_of
from .rest import settled

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


def bring(path: str, key: str = "I", *, go: bool = True) -> Step:
    """Name a file that is to come in."""

    async def step(pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await pilot.pause()
        pilot.app.post_message(Paste(path))
        await settled(pilot)
        if go:
            await pilot.press("ctrl+s")

    return step


def then(*steps: Step) -> Step:
    async def step(pilot: Pilot[None]) -> None:
        for each in steps:
            await each(pilot)
            await settled(pilot)

    return step


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
    ("readings", press("full_stop")),
    ("diagnosticity", press("full_stop")),
    ("conditions", press("4")),
    ("rating-form", press("e")),
    ("observed", press("full_stop")),
    ("confrontation", press("full_stop")),
    ("reactions", press("full_stop")),
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
INCOMING: list[tuple[str, Step]] = [
    ("import-file", bring("sheet.csv", go=False)),
    ("import-columns", then(press("y"), bring("sheet.csv"))),
    ("import-column", press("down", "down", "e")),
    ("import-rows", press("2")),
    ("import-double", press("4")),
    ("import-problems", then(press("escape"), bring("bad.csv"))),
    ("import-references", then(press("escape"), bring("references.bib"))),
    ("inbox-empty", then(press("escape"), press("B"))),
    ("inbox-file", bring("events.tsv", "i")),
    ("inbox", then(bring("events.tsv", "i"), press("ctrl+s"))),
    ("inbox-merge", press("down", "m")),
    ("inbox-reject", press("r")),
    ("inbox-accept", press("a")),
    ("inbox-tagger", then(press("a"), press("ctrl+s"))),
    ("inbox-filled", press("escape")),
]
TOURS = {"home": HOME, "case": CASE, "incoming": INCOMING}
QUICK = ("home", "small", "zh-Hant")
"""What is looked at every time; the others before a change lands."""


def incoming_files(folder: Path, title: str, date: str, initiator: str) -> None:
    """A sheet with a double, one with faults, references, and event data."""
    (folder / "sheet.csv").write_text(
        "Datum,Headline,Wer,side,finding,bearing,source,My column\n"
        f'{date},"{title}",{initiator},intent,A finding 發現,balancing:supports,Record,15%\n'
        + f"2003-06-02,G8 summit at Evian 高峰會,{initiator},,,,,\n"
        * 2,
        "utf-8",
    )
    (folder / "bad.csv").write_text("title,date,grade\nA,soon,\n會談,2003,B2\n", "utf-8")
    book = "@book{pape, title={Soft Balancing}, author={Pape, Robert A.}, year={2005}}\n"
    (folder / "references.bib").write_text(book, "utf-8")
    rows = (gdelt(n, *sides, code=code) for n, (sides, code) in enumerate(
        ((("FRA", "USA"), "036"), (("USA", "FRA"), "163"), (("FRA", "USA"), "111"))
    ))  # fmt: skip
    (folder / "events.tsv").write_text("".join(rows), "utf-8")


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
    monkeypatch.setattr(Bench, "today", property(lambda _: Frozen.now().date()))
    # A cursor that blinks is a picture of the machine's speed.
    for field in (Input, TextArea):
        monkeypatch.setattr(field.cursor_blink, "_default", False)
    workspace = Workspace(Path("research"))
    for slug in SLUGS.values():
        path = copy_worked_case(workspace, slug).file.path
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return workspace


async def picture(pilot: Pilot[None]) -> str:
    """The screen once it has come to rest."""
    app = pilot.app
    await settled(pilot)
    app.clear_notifications()
    await settled(pilot)
    return app.export_screenshot()


@pytest.mark.parametrize(
    ("tour", "size", "language"),
    [
        pytest.param(tour, *seen, marks=[] if (tour, *seen) == QUICK else [pytest.mark.long])
        for tour, seen in product(TOURS, (("small", "zh-Hant"), ("large", "en")))
    ],
)
async def test_screens(
    snapshot: SnapshotAssertion, place: Workspace, tour: str, size: str, language: str
) -> None:
    """As they were when they were last looked at."""
    save_settings(Settings(coder="M. Lin", language=language))
    app = WorkbenchApp(place, SLUGS[language] if tour != "home" else None)
    if tour == "incoming":
        first = place.open(SLUGS[language]).case.timeline[0]
        incoming_files(Path(), first.title, first.date, first.initiator)
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
