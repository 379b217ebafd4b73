"""The inbox: candidates come in, wait, and become what a person decides; nothing by itself."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from tests.interchange.test_eventdata import gdelt
from workbench.case import Candidate, CaseInfo, Event, Suggestion, candidate_id, new_id
from workbench.casebook import Casebook, Workspace, put, receive, waiting
from workbench.tui import WorkbenchApp
from workbench.tui.forms import CandidatesForm, ImportForm
from workbench.tui.forms.deciding import AcceptForm, FindEvent, RejectForm
from workbench.tui.screens import CaseScreen, Tagger
from workbench.tui.screens.inbox import InboxScreen

from .conftest import HOSTILE
from .hands import Hands
from .rest import settled

TEXTS = [
    HOSTILE, "[bold]", "[/x]", '<img src="/etc/passwd">', "=1+1", "\x1b[2J\x1b]0;x\x07", "😀 事件",
    "שלום \u202e", "x" * 5000,
]  # fmt: skip


def candidate(n: int, text: str = "France → United States: 036") -> Candidate:
    return Candidate(
        id=candidate_id("gdelt", str(n)), dataset="gdelt", row=str(n), title=text,
        date=f"2003-03-{n % 28 + 1:02d}", description=text, initiator="France",
        target="United States", url=f"https://example.org/{n}", codes=("036", "03"),
        source="GDELT 2.0 Event Database, e.csv", record={"Actor1Name": text, text[:40]: "1"},
        suggestions=(Suggestion(strategy="diplomatic-coordination", reason=text),),
    )  # fmt: skip


@pytest.fixture
def book(known: Workspace) -> Casebook:
    info = CaseInfo(title="Dyad", balancer="France", target="United States")
    made = known.create("dyad", info)
    old = Event(id=new_id("ev"), date="2003-03-03", title="Talks in Paris", note="mine")
    far = Event(id=new_id("ev"), date="1999", title="Older talks")
    made.apply("e", put(made.case, far, old))
    return made


def filled(book: Casebook, *candidates: Candidate) -> None:
    book.apply("c", receive(book.case, candidates))


async def opened(app: WorkbenchApp, hands: Hands) -> InboxScreen:
    await hands.press("B")
    screen = app.screen
    assert isinstance(screen, InboxScreen)
    return screen


async def test_an_empty_inbox_teaches_and_a_file_fills_it(
    known: Workspace, book: Casebook, tmp_path: Path
) -> None:
    """The header says nothing of an empty inbox, and counts one that isn't."""
    path = tmp_path / "export.CSV"
    path.write_text("".join(gdelt(n, "FRA" if n < 3 else "CHN") for n in range(30)), "utf-8")
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        assert "inbox" not in str(app.screen.query_one("#top", Static).content)
        inbox = await opened(app, hands)
        assert "GDELT" in str(inbox.query_one("#inbox-empty", Static).content)
        await hands.press("i")
        assert isinstance(app.screen, ImportForm)
        await hands.write(str(path))
        await hands.press("ctrl+s")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, CandidatesForm)
        begins = form.query_one("#field-begins", Input)
        before, begins.value = begins.value, "2999"
        form.query_one("#field-ends", Input).value = "2003-12"
        await hands.press("ctrl+s")
        await settled(pilot)
        assert app.screen is form
        assert "2999 to 2003-12" in str(form.query_one("#problem", Static).content)
        begins.value = before
        await hands.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, InboxScreen) and app.screen.table.row_count == 3
        await hands.press("escape")
        assert isinstance(app.screen, CaseScreen)
        assert "inbox 3" in str(app.screen.query_one("#top", Static).content)
        case = app.screen.book.case
        assert len(case.events) == 2 and not case.evidence
        one = next(each for each in waiting(case) if each.row == "0")
        assert (one.source, one.file) == ("GDELT 2.0 Event Database", "export.CSV")
        assert {(c.version, c.line) for c in waiting(case)} == {("2.0", n) for n in (1, 2, 3)}
        (search,) = case.searches.values()
        assert one.search == search.id and (search.data[0].rows, search.data[0].fit) == (30, 3)
        assert one.record["EventCode"] == "036" and one.record["SQLDATE"] == "20030305"
        again = tmp_path / "again.gz"
        again.write_bytes(gzip.compress(path.read_bytes()))
        await opened(app, hands)
        await hands.press("i")
        await hands.write(str(again))
        await hands.press("ctrl+s")
        await settled(pilot)
        form = app.screen
        form.query_one("#field-ends", Input).value = "2003-12"
        await hands.press("ctrl+s")
        await settled(pilot)
        assert "searched before" in str(form.query_one("#problem", Static).content)
        assert len(known.open("dyad").case.searches) == 1


async def test_accepting_is_a_form_and_the_tagger_in_turn(known: Workspace, book: Casebook) -> None:
    """The event says what the row says; the data set is a source; suggestions tag nothing."""
    filled(book, candidate(4))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        await hands.press("a")
        assert isinstance(app.screen, AcceptForm)
        app.screen.query_one("#field-title", Input).value = "A visit"
        await hands.press("ctrl+s")
        await settled(pilot)
        tagger = app.screen
        assert isinstance(tagger, Tagger)
        options = tagger.query_one("#strategies", OptionList)
        assert options.highlighted_option
        assert options.highlighted_option.id == "top:diplomatic-coordination"
        assert "A suggestion" in str(tagger.query_one("#details", Static).content)
        case = inbox.book.case
        event = next(e for e in case.events.values() if e.title == "A visit")
        assert not event.coded and not case.evidence
        assert event.note == (
            "GDELT 2.0 Event Database, e.csv, 4 · 036; 03 · https://example.org/4"
        )
        (source,) = case.sources.values()
        assert (source.title, source.csl_type) == ("GDELT 2.0 Event Database, e.csv", "dataset")
        await hands.press("enter", "ctrl+s")
        await settled(pilot)
        assert app.screen is inbox and not waiting(inbox.book.case)
        assert inbox.book.case.events[event.id].tags[0].strategy == "diplomatic-coordination"
        for _ in range(2):
            await hands.press("u")
            await settled(pilot)
        assert len(waiting(inbox.book.case)) == 1 and not inbox.book.case.sources


async def test_evidence_of_a_row_is_the_persons_own(known: Workspace, book: Casebook) -> None:
    """Where a finding is written the data set and the row's id stand beside it; once."""
    filled(book, candidate(4))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        await hands.press("a")
        form = app.screen
        form.query_one("#field-side").value = "intent"  # type: ignore[attr-defined]
        await pilot.pause()
        form.query_one("#field-finding").text = "The article says so"  # type: ignore[attr-defined]
        await hands.press("ctrl+s")
        await settled(pilot)
        case = inbox.book.case
        (piece,), (source,) = case.evidence.values(), case.sources.values()
        assert (piece.source, piece.locator) == (source.id, "4 · https://example.org/4")


async def test_merge_reject_many_and_undo(known: Workspace, book: Casebook) -> None:
    """Each decision is one edit; the nearest event in time is offered first."""
    filled(book, *(candidate(n) for n in range(1, 9)))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        await hands.press("down", "m")
        assert isinstance(app.screen, FindEvent)
        await hands.press("enter")
        await settled(pilot)
        event = next(e for e in inbox.book.case.events.values() if e.title == "Talks in Paris")
        assert event.note.startswith("mine\nGDELT") and not event.coded
        await hands.press("ctrl+a", "space", "r")
        assert isinstance(app.screen, RejectForm) and len(app.screen.candidates) == 6
        await hands.press("ctrl+s")
        assert isinstance(app.screen, RejectForm)
        await hands.write("[/x] routine")
        await hands.press("ctrl+s")
        await settled(pilot)
        states = [c.state for c in inbox.book.case.candidates.values()]
        assert (states.count("rejected"), states.count("waiting")) == (6, 1)
        await hands.press("A", "y")
        await settled(pilot)
        assert not waiting(inbox.book.case) and len(inbox.book.case.events) == 3
        assert len(inbox.book.case.sources) == 1
        await hands.press("s", "g")
        assert isinstance(app.screen, CaseScreen)
        assert app.screen.event and app.screen.event.note.startswith("GDELT")
        for _ in range(3):
            await hands.press("u")
            await settled(pilot)
        assert len(waiting(app.screen.book.case)) == 8


async def test_a_filter_and_what_another_decided(known: Workspace, book: Casebook) -> None:
    """Words narrow it; a decision from elsewhere is seen and not written over."""
    filled(book, candidate(1), candidate(2, "Germany visits"), candidate(3))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        await hands.press("slash")
        await hands.write("visits")
        await hands.press("enter")
        assert inbox.table.row_count == 1
        await hands.press("escape", "home", "a")
        form = app.screen
        assert isinstance(form, AcceptForm)
        other = known.open("dyad")
        first = waiting(other.case)[0]
        gone = first.model_copy(update={"state": "rejected", "reason": "theirs"})
        other.apply("r", put(other.case, gone))
        await hands.press("ctrl+s")
        await settled(pilot)
        assert len(known.open("dyad").case.events) == 2


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.long)])
async def test_hostile_words_are_shown_and_kept(
    known: Workspace, book: Casebook, size: tuple[int, int]
) -> None:
    """Markup, formulas and control characters, on every screen and in what comes of it."""
    filled(book, *(candidate(n, text) for n, text in enumerate(TEXTS)))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=size) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        for n in range(len(TEXTS)):
            await hands.press("home", *["down"] * n)
            picture = app.export_screenshot()
            assert "\x1b" not in picture and "\u202e" not in picture
        await hands.press("home", "y", "m", "escape", "r", "escape", "a", "ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Tagger)
        app.export_screenshot()
        await hands.press("escape")
        await hands.press("ctrl+a", "A", "y")
        await settled(pilot)
        case = inbox.book.case
        assert {e.title for e in case.events.values()} >= set(TEXTS)
        await hands.press("s", "s", "s", "s")
        app.export_screenshot()


async def test_reading_a_big_file_can_be_stopped(
    known: Workspace, book: Casebook, tmp_path: Path
) -> None:
    path = tmp_path / "big.csv"
    path.write_text("".join(gdelt(n, "CHN") for n in range(10_000)) * 40, "utf-8")
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        await hands.press("I")
        await hands.write(str(path))
        await hands.press("ctrl+s")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, CandidatesForm)
        # A pilot waits until the file is read; a person needn't.
        for key in ("ctrl+s", "escape"):
            app.simulate_key(key)
        await settled(pilot)
        assert app.screen is form
        assert "Stopped" in str(form.query_one("#problem", Static).content)
        assert not known.open("dyad").case.candidates
