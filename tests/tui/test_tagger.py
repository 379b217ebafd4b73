"""The tagger by keyboard: narrowing, overlaps, none, reasons, repeating, many events at once."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from workbench.case import CaseInfo, Event, Tag, own_strategy
from workbench.casebook import Casebook, Workspace, put, put_strategy
from workbench.interchange.sheet import read_sheet, write_sheet
from workbench.tui import WorkbenchApp
from workbench.tui.screens import CaseScreen, Tagger

from .rest import messages, settled


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """Four events, the first of them coded."""
    book = known.create("c", CaseInfo(title="T", balancer="A", target="B"))
    events = [Event(id=f"ev{n}", date=f"2003-03-0{n}", title=f"Act {n}") for n in range(1, 5)]
    tags = (Tag(strategy="salami-tactic", rationale="slices", coder="X"),)
    events[0] = events[0].model_copy(update={"tags": tags})
    book.apply("x", put(book.case, *events))
    return book


async def opened(pilot: Pilot[None], *keys: str) -> CaseScreen:
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    (screen,) = [s for s in pilot.app.screen_stack if isinstance(s, CaseScreen)]
    return screen


def rows(app: WorkbenchApp) -> list[str]:
    options = app.screen.query_one("#strategies", OptionList)
    return [option.id for option in options.options if option.id]


def tags(screen: CaseScreen, event: str) -> list[str]:
    return [tag.strategy for tag in screen.book.case.events[event].tags]


async def test_letters_of_either_language_or_a_proposer_narrow_the_list(
    known: Workspace, book: Casebook
) -> None:
    """Two letters, one character, a name; none only for itself; the recent ones first."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, "down", "t")
        assert rows(app)[0] == "top:salami-tactic"
        assert rows(app)[-1] == "none"
        field = app.screen.query_one("#filter", Input)
        for typed, found in (
            ("bi", ["binding"]),
            ("訛", ["blackmail"]),
            ("gill", ["resource-investment"]),
            ("吉爾", ["resource-investment"]),
            ("謝林", ["salami-tactic"]),
            ("馮惠雲 禁運", ["economic-sanctions"]),
            ("BALK", ["balking"]),
            ("none", ["none"]),
            ("zzz", []),
        ):
            field.value = typed
            await pilot.pause()
            assert rows(app) == found
        walt = [s.id for s in app.theory.book.strategies if "Walt" in s.proposers]
        for typed in ("walt", "華特", "Stephen Walt"):
            field.value = typed
            await pilot.pause()
            assert sorted(rows(app)) == sorted(walt)


@pytest.mark.long
async def test_overlaps_warn_none_stands_alone_and_reasons_are_kept(
    known: Workspace, book: Casebook
) -> None:
    """Both are saved all the same; none is refused beside them."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "down", "t")
        warned = app.screen.query_one("#overlapping", Static)
        assert not warned.display
        field = app.screen.query_one("#filter", Input)
        for typed in ("binding", "international-institutions"):
            field.value = typed
            await pilot.press("enter")
        assert warned.display
        await pilot.press("ctrl+o")
        assert isinstance(app.screen, Tagger)
        await pilot.press("ctrl+r", *"law", "enter", "ctrl+s")
        await pilot.pause()
        assert tags(screen, "ev2") == ["binding", "international-institutions"]
        assert [t.rationale for t in screen.book.case.events["ev2"].tags] == ["", "law"]
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("t", "ctrl+o", "ctrl+s")
        await pilot.pause()
        assert screen.book.case.events["ev2"].coded_none


async def test_a_run_is_coded_without_the_log(known: Workspace, book: Casebook) -> None:
    """Save and next goes on; repeat-last in the tagger and by a dot in the log."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "down", "t", "b", "i", "enter", "ctrl+n")
        assert isinstance(app.screen, Tagger)
        assert app.screen.here.id == "ev3"
        await pilot.press("ctrl+y", "ctrl+s")
        await pilot.pause()
        assert tags(screen, "ev3") == ["binding"]
        assert screen.selected == "ev3"
        await pilot.press("down", "full_stop")
        await pilot.pause()
        assert tags(screen, "ev4") == ["binding"]
        await pilot.press("u")
        await pilot.pause()
        assert tags(screen, "ev4") == []


async def test_many_events_at_once_in_one_edit(known: Workspace, book: Casebook) -> None:
    """What some carry is shown, put on all, taken off all; one undo takes it back."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        screen.marked = {"ev1", "ev2", "ev3"}
        await pilot.press("t")
        tagger = app.screen
        assert isinstance(tagger, Tagger)
        assert tagger.coding.share("salami-tactic") == "some"
        await pilot.press("enter")
        assert tagger.coding.share("salami-tactic") == "all"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [tags(screen, f"ev{n}") for n in (1, 2, 3, 4)] == [["salami-tactic"]] * 3 + [[]]
        assert screen.book.case.events["ev1"].tags[0].rationale == "slices"
        await pilot.press("u")
        await pilot.pause()
        assert [tags(screen, f"ev{n}") for n in (1, 2, 3)] == [["salami-tactic"], [], []]


@pytest.mark.long
async def test_a_strategy_of_the_cases_own_is_added_tagged_and_carried_by_a_sheet(
    known: Workspace, book: Casebook
) -> None:
    """From the tagger through the codebook and back; then into another case."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "down", "t", "f2", "n")
        for name, value in (("name_zh", "法律戰[b]"), ("meaning", "Uses courts"),
                            ("citation", "Kittrie 2016")):  # fmt: skip
            field = app.screen.query_one(f"#field-{name}")
            setattr(field, "text" if name == "meaning" else "value", value)
        app.screen.query_one("#field-strategy_class").value = "institutional"  # type: ignore[attr-defined]
        app.screen.query_one("#field-route").value = "binding"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        app.screen.query_one("#filter", Input).value = "法律"
        await pilot.pause()
        (own,) = rows(app)
        await pilot.press("enter", "ctrl+s")
        await pilot.pause()
        assert tags(screen, "ev2") == [own]
        await pilot.press("q")
        await pilot.pause()
        assert str(app.screen.__class__.__name__) == "HomeScreen"
        other = known.create("d", CaseInfo(title="T", balancer="A", target="B"))
        other.apply("x", read_sheet(write_sheet(screen.book.case), other.case, "").changes)
        assert other.case.codebook.strategy(own).name.en == "法律戰[b]"


async def test_the_browser_finds_a_strategy_and_jumps_to_its_event(
    known: Workspace, book: Casebook
) -> None:
    """Search, see who carries it, go there; what the paper placed can't be moved."""
    book.apply("x", put_strategy(book.case, own_strategy(
        id="salami-tactic", kind="placed", strategy_class="weakening", route="pressure",
        reason="It presses", citation="M 2001")))  # fmt: skip
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "end", "f2", "slash", *"香腸", "enter")
        said = str(app.screen.query_one("#cb-text", Static).content)
        assert "✎" in said
        assert "It presses" in said
        await pilot.press("d", "n")
        await pilot.press("escape", "slash", *"訛", "enter", "p")
        assert "itself places" in " ".join(messages(app))
        await pilot.press("escape", "slash", *"香腸", "enter", "enter", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.selected == "ev1"


async def test_a_reason_typed_into_the_filter_isnt_lost(known: Workspace, book: Casebook) -> None:
    """Saving stops, the text stands; ctrl+r makes it the reason; the next search replaces it."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "down", "t", *"balk", "enter", *"kept back")
        field = app.screen.query_one("#filter", Input)
        for key in ("ctrl+n", "ctrl+s"):
            told = len(messages(app))
            await pilot.press(key)
            await settled(pilot)
            assert len(messages(app)) == told + 1 and "ctrl+r makes it the" in messages(app)[-1]
            assert isinstance(app.screen, Tagger) and app.screen.here.id == "ev2"
            assert field.value == "kept back" and not tags(screen, "ev2")
        await pilot.press("ctrl+r", *"!", "enter", *"bindi", "enter", "ctrl+s")
        await settled(pilot)
        assert not isinstance(app.screen, Tagger)
        found = {t.strategy: t.rationale for t in screen.book.case.events["ev2"].tags}
        assert found == {"balking": "kept back!", "binding": ""}
        await pilot.press("t", *"qqq", "ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, Tagger) and "empty the filter first" in messages(app)[-1]


async def test_nothing_typed_ahead_is_lost(known: Workspace, book: Casebook) -> None:
    """Letters, Enter and save at once, faster than the screen: the tag is there."""
    app = WorkbenchApp(known, "c")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, "down", "t")
        for key in ("b", "a", "l", "k", "enter", "ctrl+s"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert not isinstance(app.screen, Tagger)
        assert tags(screen, "ev2") == ["balking"]
