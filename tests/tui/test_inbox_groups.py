"""The inbox by groups: a row with its number, which opens, and is decided about as one."""

from __future__ import annotations

from typing import Literal

import pytest
from textual.widgets import Static

from workbench.case import Candidate, CaseInfo, candidate_id
from workbench.casebook import (
    Casebook,
    Settings,
    Workspace,
    receive,
    save_settings,
    waiting,
)
from workbench.tui import WorkbenchApp
from workbench.tui.forms.deciding import AcceptForm, RejectForm
from workbench.tui.screens import Tagger

from .hands import Hands
from .rest import settled
from .test_inbox import opened


def candidate(n: int, day: int, code: str = "036") -> Candidate:
    return Candidate(
        id=candidate_id("gdelt", str(n)), dataset="gdelt", row=str(n),
        title=f"France → United States: {code}", date=f"2003-03-{day:02d}", initiator="France",
        target="United States", codes=(code,), source="GDELT 2.0 Event Database",
    )  # fmt: skip


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """Three rows of two days, two of another class, one alone."""
    info = CaseInfo(title="Dyad", balancer="France", target="United States")
    made = known.create("dyad", info)
    days = [(1, 5, "036"), (2, 5, "036"), (3, 6, "036"), (4, 7, "163"), (5, 8, "163"),
            (6, 20, "036")]  # fmt: skip
    made.apply("c", receive(made.case, [candidate(*each) for each in days]))
    return made


@pytest.mark.parametrize(("size", "lang"), [((80, 24), "en"), ((120, 36), "zh-Hant")])
async def test_a_group_opens_and_is_accepted_as_one(
    known: Workspace, book: Casebook, size: tuple[int, int], lang: Literal["en", "zh-Hant"]
) -> None:
    """The count says candidates and groups; the first makes the event, the others are merged."""
    save_settings(Settings(coder="CKM", language=lang))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=size) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        assert inbox.table.row_count == 6
        await hands.press("G")
        assert inbox.table.row_count == 3
        top = str(inbox.query_one("#top", Static).content)
        assert ("3 groups" if lang == "en" else "3 組") in top and "6" in top
        assert inbox.table.get_row(inbox.table.keys[0])[2].plain.startswith("3 × France")
        told = str(inbox.query_one("#candidate-text", Static).content)
        assert "03 · AGREE" in told and "2003-03-06" in told
        await hands.press("enter")
        assert inbox.table.row_count == 6
        await hands.press("enter")
        assert inbox.table.row_count == 3
        await hands.press("a")
        form = app.screen
        assert isinstance(form, AcceptForm) and len(form.others) == 2
        await hands.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Tagger)
        await hands.press("escape")
        await settled(pilot)
        (event,) = inbox.book.case.events.values()
        assert event.date == "2003-03-05" and len(event.note.splitlines()) == 3
        states = sorted(c.state for c in inbox.book.case.candidates.values())
        assert states == ["accepted", "merged", "merged", "waiting", "waiting", "waiting"]
        assert len(inbox.book.case.sources) == 1
        await hands.press("u")
        await settled(pilot)
        assert len(waiting(inbox.book.case)) == 6 and inbox.table.row_count == 3


async def test_split_mark_reject_and_accept_groups(known: Workspace, book: Casebook) -> None:
    """What is split off stands alone; a group is marked whole; each is one edit."""
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        await hands.press("G", "x")
        assert not any(c.apart for c in inbox.book.case.candidates.values())
        await hands.press("enter", "down", "down", "down", "x")
        await settled(pilot)
        apart = [c for c in inbox.book.case.candidates.values() if c.apart]
        assert [c.row for c in apart] == ["3"]
        assert [len(g) for g in inbox.rows.groups.values()].count(2) == 2
        await hands.press("home", "space")
        assert len(inbox.marked) == 2 and inbox.table.keys[0] in inbox.rows.marks(inbox.marked)
        await hands.press("r")
        assert isinstance(app.screen, RejectForm) and len(app.screen.candidates) == 2
        await hands.write("routine")
        await hands.press("ctrl+s")
        await settled(pilot)
        assert len(waiting(inbox.book.case)) == 4
        await hands.press("ctrl+a", "A")
        assert "3 events of 4 candidates" in str(app.screen.query("Static").first().content)
        await hands.press("y")
        await settled(pilot)
        assert not waiting(inbox.book.case) and len(inbox.book.case.events) == 3
        await hands.press("u")
        await settled(pilot)
        assert len(waiting(inbox.book.case)) == 4 and not inbox.book.case.events


async def test_a_filter_shows_whole_groups(known: Workspace, book: Casebook) -> None:
    """What fits brings its group along; w widens the window."""
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        await hands.press("G", "slash")
        await hands.write("2003-03-06 036")
        await hands.press("enter")
        assert inbox.table.row_count == 1 and len(inbox.fitting) == 3
        await hands.press("escape", "w", "w", "w", "w")
        assert inbox.rows.days == 14 and [len(g) for g in inbox.rows.groups.values()] == [3, 2, 1]
        await hands.press("w")
        assert inbox.rows.days == 0 and len(inbox.rows.groups) == 5
