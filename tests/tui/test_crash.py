"""A mistake of the program's own, wherever it is made: a report, a sentence, nothing typed lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.worker import WorkerFailed

from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings, state_folder
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EventForm
from workbench.tui.screens.history import HistoryScreen

from .rest import came

SLUG = "japan-china-regionalism"
SECRET = "a title that nobody else may read"


def a_mistake() -> None:
    raise ZeroDivisionError(SECRET)


async def a_mistake_later() -> None:
    a_mistake()


class Broken(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        a_mistake()
        yield Input()


class BrokenLater(ModalScreen[None]):
    def on_mount(self) -> None:
        a_mistake()


PLACES: dict[str, Callable[[WorkbenchApp], object]] = {
    "a worker": lambda app: app.run_worker(a_mistake_later()),
    "a thread": lambda app: app.run_worker(a_mistake, thread=True),
    "a handler": lambda app: app.screen.call_later(a_mistake),
    "compose": lambda app: app.push_screen(Broken()),
    "mounting": lambda app: app.push_screen(BrokenLater()),
    "a timer": lambda app: app.set_timer(0.01, a_mistake),
}


QUICK = ("a worker", "a handler", "compose")


@pytest.mark.parametrize(
    "place",
    [pytest.param(each, marks=[] if each in QUICK else pytest.mark.long) for each in PLACES],
)
async def test_a_mistake_leaves_a_report_a_sentence_and_the_drafts(
    known: Workspace, place: str
) -> None:
    """The report shows where it was made, without a word of the case; the status is 1."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    with pytest.raises((ZeroDivisionError, WorkerFailed)):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            app.screen.query_one("#field-title", Input).value = SECRET
            PLACES[place](app)
            await came(lambda: app.report)
    assert app.return_code == 1
    assert "mistake of its own" in app.farewell and app.farewell.endswith(f" {app.report}")
    [report] = (state_folder() / "reports").glob("*.txt")
    text = report.read_text("utf-8")
    assert "ZeroDivisionError" in text and "a_mistake" in text and "EventForm" in text
    assert SECRET not in text
    [draft] = app.drafts.__class__().left
    assert draft.form == "EventForm" and draft.values["title"] == SECRET


async def test_where_no_report_can_be_written(known: Workspace) -> None:
    """It ends all the same, with one sentence."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            app.screen.query_one("#field-title", Input).value = SECRET
            state_folder().parent.mkdir(exist_ok=True)
            state_folder().write_text("no folder")
            app.call_later(a_mistake)
            app.call_later(a_mistake)
            await came(lambda: app.return_code == 1)
    assert app.report is None and app.farewell.count("mistake of its own") == 1


@pytest.mark.long
async def test_a_form_that_cant_be_read_takes_no_other_with_it(known: Workspace) -> None:
    """What stands in the other forms is kept."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)

    class Unreadable(EventForm):
        @property
        def changed(self) -> bool:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            app.screen.query_one("#field-title", Input).value = SECRET
            await app.push_screen(Unreadable(app.cases[0].book))
            app.call_later(a_mistake)
            await came(lambda: app.return_code == 1)
    [draft] = app.drafts.__class__().left
    assert draft.values["title"] == SECRET


SCRIPT = """\
import sys
from workbench.tui.screens import CaseScreen

def a_mistake(self):
    raise ZeroDivisionError

async def a_mistake_later(self):
    self.run_worker(lambda: a_mistake(self), thread=True)

CaseScreen.action_undo = a_mistake if sys.argv[1] == "a handler" else a_mistake_later
sys.argv[1:] = sys.argv[2:]
from workbench.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
@pytest.mark.parametrize("place", ["a handler", pytest.param("a worker", marks=pytest.mark.long)])
def test_the_terminal_is_whole_after_a_mistake(home: Path, place: str) -> None:
    """The sentence stands on the shell's screen, and the status is 1."""
    from .ptys import Pty

    save_settings(Settings(coder="CKM"))
    copy_worked_case(Workspace(home), SLUG)
    with Pty(sys.executable, "-c", SCRIPT, place, "open", SLUG) as terminal:
        terminal.wait_for("1 Log", "help")
        terminal.type("u")
        assert terminal.ended() == 1
        assert terminal.whole
        assert "mistake of its own" in terminal.text
        assert "Traceback" not in terminal.text
    [report] = (state_folder() / "reports").glob("*.txt")
    assert "a_mistake" in report.read_text("utf-8")


async def test_what_ends_the_programs_own_loop_ends_the_program(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen that goes and misses its parts, asked by the program itself: no standing still."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    monkeypatch.setattr(HistoryScreen, "reopen", lambda self: self.query_one("#gone"))
    with pytest.raises(NoMatches):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("h")
            await came(lambda: isinstance(app.screen, HistoryScreen))
            await pilot.press("ctrl+l")
            await came(lambda: app.report)
    assert app.return_code == 1
