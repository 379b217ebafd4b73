"""The store on the screen: what it holds, hits by month before anything comes in, and a sample."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Literal

import pytest
from textual.widgets import Input, Static

from tests.interchange.test_eventdata import gdelt
from workbench.case import CaseInfo
from workbench.casebook import Casebook, Settings, Workspace, save_settings, waiting
from workbench.tui import WorkbenchApp
from workbench.tui.forms import Confirm
from workbench.tui.forms.question import StoreQuestionForm, TakingForm
from workbench.tui.screens.inbox import InboxScreen
from workbench.tui.screens.store import StoreScreen

from .hands import Hands
from .rest import settled
from .test_inbox import opened

pytest.importorskip("duckdb")

Lang = Literal["en", "zh-Hant"]


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """A case of two months and the next."""
    info = CaseInfo(title="Dyad", balancer="France", target="United States", begins="2003-03",
                    ends="2003-06")  # fmt: skip
    return known.create("dyad", info)


@pytest.fixture
def stored(known: Workspace, book: Casebook, tmp_path: Path) -> Path:
    """Six rows of March and two of May, others of another dyad, one of another width."""
    from workbench.eventstore import EventStore, add_files
    from workbench.interchange.eventdata import collect

    rows = [gdelt(n) for n in range(6)] + [gdelt(n, "CHN") for n in range(10, 20)]
    rows += [gdelt(n).replace("20030305", "20030511") for n in (30, 31)] + ["broken\n"]
    path = tmp_path / "20030305.export.CSV"
    path.write_text("".join(rows), "utf-8")
    store = EventStore.find(known)
    assert add_files(store, collect([path])).rows
    return store.folder


async def to_store(app: WorkbenchApp, hands: Hands) -> StoreScreen:
    await opened(app, hands)
    await hands.press("D")
    await settled(hands.pilot)
    screen = app.screen
    assert isinstance(screen, StoreScreen)
    return screen


def told(screen: StoreScreen, name: str) -> str:
    return str(screen.query_one(name, Static).content)


@pytest.mark.parametrize(
    ("size", "lang"), [pytest.param((120, 36), "en", marks=pytest.mark.long), ((80, 24), "zh-Hant")]
)
async def test_hits_are_counted_before_a_sample_comes_in(
    known: Workspace, book: Casebook, stored: Path, size: tuple[int, int], lang: Lang
) -> None:
    """Every month of the period is shown, the empty ones too; the same seed draws the same."""
    save_settings(Settings(coder="CKM", language=lang))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=size) as pilot:
        hands = Hands(pilot)
        store = await to_store(app, hands)
        held = told(store, "#held")
        assert "gdelt" in held and "2003" in held and "19" in held
        await hands.press("enter")
        assert isinstance(app.screen, StoreQuestionForm)
        await hands.press("ctrl+s")
        await settled(pilot)
        lines = told(store, "#months").splitlines()
        assert [line.split()[:2] for line in lines[1:]] == [
            ["2003-03", "6"], ["2003-04", "0"], ["2003-05", "2"], ["2003-06", "0"],
        ]  # fmt: skip
        bars = [line.count("█") for line in lines[1:]]
        assert bars[0] > bars[2] > 0 and bars[1] == bars[3] == 0
        assert max(map(len, lines)) <= size[0]
        assert not store.book.case.candidates
        await hands.press("b")
        form = app.screen
        assert isinstance(form, TakingForm)
        await hands.write("x")
        await hands.press("ctrl+s")
        assert app.screen is form
        form.query_one("#field-per_month", Input).value = "1"
        form.query_one("#field-seed", Input).value = "7"
        await hands.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, InboxScreen) and app.screen.table.row_count == 2
        case = known.open("dyad").case
        assert len(waiting(case)) == 2
        (search,) = case.searches.values()
        assert (search.how, search.question.per_month, search.question.seed) == ("store", 1, 7)
        assert (search.data[0].fit, search.data[0].drawn) == (8, 2)


async def test_every_hit_and_what_was_asked_before(
    known: Workspace, book: Casebook, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them come in; very many after a question; the form keeps what was asked."""
    monkeypatch.setattr("workbench.tui.screens.store._MOST", 3)
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        store = await to_store(app, hands)
        await hands.press("enter")
        form = app.screen
        form.query_one("#field-one", Input).value = "Nowhere"
        await hands.press("ctrl+s")
        assert app.screen is form
        form.query_one("#field-one", Input).value = "FRA"
        form.query_one("#field-begins", Input).value = "2004"
        await hands.press("ctrl+s")
        assert app.screen is form
        assert "2004 to 2003-06" in str(form.query_one("#problem", Static).content)
        form.query_one("#field-other", Input).value = "France"
        form.query_one("#field-begins", Input).value = ""
        await hands.press("ctrl+s")
        assert "one state" in str(form.query_one("#problem", Static).content)
        form.query_one("#field-other", Input).value = "USA"
        form.query_one("#field-classes", Input).value = "03"
        form.query_one("#field-ends", Input).value = ""
        await hands.press("ctrl+s")
        await settled(pilot)
        assert [line.split()[0] for line in told(store, "#months").splitlines()[1:]] == [
            "2003-03", "2003-04", "2003-05"
        ]  # fmt: skip
        await hands.press("enter")
        assert app.screen.query_one("#field-classes", Input).value == "03"
        await hands.press("escape", "b", "ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Confirm)
        await hands.press("y")
        await settled(pilot)
        assert isinstance(app.screen, InboxScreen) and app.screen.table.row_count == 8
        await hands.press("u")
        await settled(pilot)
        assert not app.screen.book.case.candidates and not app.screen.book.case.searches


async def test_an_empty_store_teaches_and_a_question_stops(
    known: Workspace, book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How to add files, and how to install what it needs where that isn't there."""
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "duckdb" else find(name)
    )
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        store = await to_store(app, hands)
        assert "workbench data add" in told(store, "#held")
        assert "pip install 'soft-balancing-workbench[data]'" in told(store, "#held")
        await hands.press("enter")
        assert app.screen is store
        await hands.press("escape")
        assert isinstance(app.screen, InboxScreen)


async def test_a_question_can_be_stopped(
    known: Workspace, book: Casebook, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape interrupts DuckDB; nothing comes of it, and the next question is answered."""
    from workbench import eventstore

    begun, count = threading.Event(), eventstore.count_hits

    def slow(store: object, wanted: object, running: object) -> object:
        halted = threading.Event()
        running(halted.set)  # type: ignore[operator]
        begun.set()
        assert halted.wait(20)
        return count(store, wanted, running)  # type: ignore[arg-type]

    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        store = await to_store(app, hands)
        monkeypatch.setattr(eventstore, "count_hits", slow)
        await hands.press("enter")
        app.simulate_key("ctrl+s")
        # A pilot waits until the question is answered; a person needn't.
        while not begun.is_set():
            await asyncio.sleep(0.02)
        assert store.working and "19" in told(store, "#months")
        app.simulate_key("escape")
        await settled(pilot)
        assert app.screen is store and not store.working and store.hits is None
        monkeypatch.setattr(eventstore, "count_hits", count)
        await hands.press("enter", "ctrl+s")
        await settled(pilot)
        assert store.hits and store.hits.fit == 8
