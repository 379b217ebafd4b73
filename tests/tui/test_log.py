"""The log: filtered, sorted, marked, quick, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from tests.steps import steps
from workbench.case import Case, CaseInfo, Change, Event, Tag, new_id
from workbench.casebook import Workspace, copy_worked_case, put
from workbench.codebook import codebook
from workbench.judgement import judge_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EventForm, NewCaseForm
from workbench.tui.panels.log import LogPanel
from workbench.tui.screens import CaseScreen, HomeScreen

from .hands import Hands, case_of, click_key, log_lines
from .rest import settled

SLUG = "france-us-iraq-2003"


@pytest.fixture
def worked(known: Workspace) -> Workspace:
    """A workspace with the worked case."""
    copy_worked_case(known, SLUG)
    return known


def panel_of(app: WorkbenchApp) -> LogPanel:
    return case_of(app).query_one(LogPanel)


def line(app: WorkbenchApp) -> str:
    return str(app.screen.query_one("#log-line", Static).content)


async def test_finding_what_the_lenses_differ_on(worked: Workspace) -> None:
    """With completion: a few letters, Tab, a few letters, Tab, Enter."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("slash", "l", "tab", "d")
        assert "differs" in line(app)
        await hands.press("tab", "enter")
        table = panel_of(app).table
        found = judge_case(case_of(app).book.case).events
        differing = [f.event.id for f in found if f.differs]
        assert table.keys == differing and table.has_focus
        assert f"{len(differing)} of 37" in line(app)
        assert case_of(app).selected == differing[0]
        await hands.press("end", "slash", "escape")
        assert case_of(app).selected == differing[-1]
        assert len(table.keys) == 37 and not app.screen.query_one("#log-filter").display


async def test_a_filter_that_nothing_fits_says_so(worked: Workspace) -> None:
    """And one key shows everything again."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        empty = app.screen.query_one("#log-empty", Static)
        assert not empty.display
        await hands.press("slash")
        await hands.write("zzz")
        assert "No event fits" in str(empty.content) and empty.display
        await hands.press("enter", "escape")
        assert not empty.display and len(panel_of(app).table.keys) == 37
        assert case_of(app).focused is panel_of(app).table


async def test_a_bad_filter_is_a_sentence_and_changes_nothing(worked: Workspace) -> None:
    """The table stays as it was."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen.query_one("#log-filter", Input).value = "class:bad"
        await pilot.pause()
        assert "class:" in line(app) and "weakening" in line(app)
        assert panel_of(app).table.row_count == 37


async def test_sorting_by_any_column(worked: Workspace) -> None:
    """Shown in the heading, stable, the undated last either way, the cursor on its event."""
    book = worked.open(SLUG)
    book.apply("undated", put(book.case, Event(id=new_id("ev"), title="AAA")))
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(200, 60)) as pilot:
        hands, panel = Hands(pilot), panel_of(app)
        await hands.press("down", "down")
        here = case_of(app).selected
        undated = panel.table.keys[-1]
        await hands.press("S")
        assert panel.table.keys[-1] == undated and case_of(app).selected == here
        assert panel.table.key == here
        seen = set()
        for _ in range(len(panel._columns)):
            await hands.press("s")
            name, _ = panel.ordering
            seen.add(name)
            assert log_lines(app)[0].count("▲") == 1
        assert {"date", "who", "title", "strategies", "evidence", "verdicts"} <= seen
        panel.order("title", False)
        titles = [book.case.events[key].title.casefold() for key in panel.table.keys]
        assert titles == sorted(titles)


async def test_marking_several_events(worked: Workspace) -> None:
    """By space, by Shift and an arrow, all that is shown; what is deleted is marked no more."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands, panel = Hands(pilot), panel_of(app)
        keys = list(panel.table.keys)
        await hands.press("space", "space", "shift+down", "up")
        assert case_of(app).marked == set(keys[:4])
        assert [row.startswith(" ● ") for row in log_lines(app)[4:6]] == [True, False]
        await hands.press("up", "up", "up", "d", "y")
        assert case_of(app).marked == set(keys[1:4])
        await hands.press("u", "slash")
        await hands.write("lens:differs")
        await hands.press("enter", "ctrl+a")
        assert case_of(app).marked == set(keys[1:4]) | set(panel.table.keys)
        await hands.press("ctrl+a")
        assert "marked" in line(app) or not case_of(app).marked


async def test_the_mouse_alone(worked: Workspace) -> None:
    """Open a case, sort, mark, open the form, choose and close, go back."""
    app = WorkbenchApp(worked)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click("#cases", offset=(5, 1))
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        panel = panel_of(app)
        await pilot.click("#log-table", offset=(22, 0))
        assert panel.ordering == ("who", False)
        await pilot.click("#log-table", offset=(22, 0))
        assert panel.ordering == ("who", True)
        await pilot.click("#log-table", offset=(1, 3))
        assert case_of(app).marked == {panel.table.keys[2]}
        await pilot.click("#log-table", offset=(30, 5))
        assert case_of(app).selected == panel.table.keys[4]
        await settled(pilot)
        title = case_of(app).book.case.events[panel.table.keys[4]].title
        assert title[:15] in str(app.screen.query_one("#detail-text", Static).content)
        await click_key(pilot, "new")
        assert isinstance(app.screen, EventForm)
        await pilot.click("#field-domain")
        await pilot.pause()
        await pilot.click("#field-domain", offset=(3, 2))
        await pilot.pause()
        assert app.screen.values()["domain"]
        await pilot.click("#close")
        await pilot.click("#yes")
        assert isinstance(app.screen, CaseScreen)
        await click_key(pilot, "back")
        assert isinstance(app.screen, HomeScreen)


async def test_from_the_first_start_to_the_first_event(known: Workspace) -> None:
    """An empty workspace teaches; a case and an event later it is no longer empty."""
    app = WorkbenchApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        assert "Press n" in str(app.screen.query_one("#empty", Static).content)
        await hands.press("n")
        assert isinstance(app.screen, NewCaseForm)
        for text in ("Iraq 2003", "France", "United States", "Sep 2002", "June 2003"):
            await hands.write(text)
            await hands.press("tab")
        await hands.press("ctrl+s")
        info = case_of(app).book.case.info
        assert (info.begins, info.ends) == ("2002-09", "2003-06")
        assert "Press n" in str(app.screen.query_one("#log-empty", Static).content)
        await hands.press("n")
        await hands.write("5 March 2003")
        await hands.press("tab")
        await hands.write("Joint declaration")
        await hands.press("ctrl+s")
        assert panel_of(app).table.row_count == 1
        assert "2003-03-05" in log_lines(app)[1]


def big(place: Workspace, size: int) -> Case:
    """A case of many events."""
    strategies = [s.id for s in codebook().strategies]
    events = [
        Event(
            id=new_id("ev"),
            date=f"{1990 + n % 30}-{1 + n % 12:02}",
            title=f"Event {n}",
            initiator="A" if n % 3 else "B",
            tags=(Tag(strategy=strategies[n % len(strategies)]),) if n % 2 else (),
        )
        for n in range(size)
    ]
    case = Case("big", CaseInfo(title="Big", balancer="A", target="B"))
    case = case.with_changes([Change(None, event) for event in events])
    place.file("big").create(case)
    return case


@pytest.mark.parametrize("size", [1_500, pytest.param(10_000, marks=pytest.mark.faults)])
async def test_a_long_log_stays_quick(known: Workspace, size: int) -> None:
    """Only what is seen is drawn, wherever the cursor goes and whatever is asked for."""
    big(known, size)
    app = WorkbenchApp(known, "big")
    async with app.run_test(size=(120, 40)) as pilot:
        panel, made, hands = panel_of(app), [], Hands(pilot)
        table, seen = panel.table, panel.table.size.height
        real = table.make
        table.make = lambda key: made.append(key) or real(key)  # type: ignore[func-returns-value]
        await hands.press("end")
        last = case_of(app).book.case.timeline[-1]
        assert case_of(app).selected == last.id and last.title in log_lines(app)[-1]
        assert len(made) <= 2 * seen
        await hands.press("up", "up", "pageup", "home")
        assert case_of(app).selected == case_of(app).book.case.timeline[0].id
        made.clear()
        app.screen.query_one("#log-filter", Input).value = "class:weakening"
        assert steps(panel._apply_filter) < 20 * size
        await pilot.pause()
        assert len(made) <= 2 * seen < len(table.keys)
        assert all("Event" in row for row in log_lines(app)[1:])
