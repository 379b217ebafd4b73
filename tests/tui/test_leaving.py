"""A screen that closes takes away itself alone, whatever stands above it and however often."""

from __future__ import annotations

import asyncio

import pytest
from textual.command import CommandPalette
from textual.events import Key, MouseDown
from textual.widgets import OptionList
from textual.worker import WorkerFailed

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import Confirm, ExportForm
from workbench.tui.screens import CaseScreen, HelpScreen, HomeScreen
from workbench.tui.screens.codebook import CodebookScreen
from workbench.tui.shell.palette import Actions

from .rest import after_closing, forget_lines, torn_off

SLUG = "japan-china-regionalism"


async def test_what_is_done_under_another_goes_from_under_it(known: Workspace) -> None:
    """A form that is done while the help is read: the help stays, the form is gone."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("X", "f1")
        await pilot.pause()
        form = next(s for s in app.screen_stack if isinstance(s, ExportForm))
        form.dismiss(None)
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen) and form not in app.screen_stack
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)


async def test_what_is_closed_twice_closes_nothing_else(known: Workspace) -> None:
    """The palette, a form, the history, the case itself."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        for key, kind in (("ctrl+p", CommandPalette), ("X", ExportForm)):
            await pilot.press(key)
            await pilot.pause()
            top = app.screen
            assert isinstance(top, kind)
            top.dismiss(None)
            top.dismiss(None)
            await pilot.pause()
            assert isinstance(app.screen, CaseScreen) and app.report is None
        app.go_home()
        app.go_home()
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen) and app.report is None


async def test_what_a_closed_screen_still_does(known: Workspace) -> None:
    """A worker of the palette that misses its parts, and an action of what was closed meanwhile."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "ctrl+p")
        await pilot.pause()
        palette = app.screen
        assert isinstance(palette, CommandPalette)

        async def late() -> None:
            while palette.is_attached:
                await asyncio.sleep(0.01)
            palette.query_one("#gone")

        worker = app.run_worker(late())
        await pilot.press("escape")
        with pytest.raises(WorkerFailed):
            await worker.wait()
        book = app.screen
        assert isinstance(book, CodebookScreen)
        offered = [hit async for hit in Actions(book).discover()]
        found = [hit.command for hit in offered if "search" in str(hit.text).lower()]
        await pilot.press("escape")
        await pilot.pause()
        for command in found:
            if (waiting := command()) is not None:
                await waiting
        assert found and app.report is None and isinstance(app.screen, CaseScreen)


async def test_a_click_on_what_is_just_gone_and_a_page_of_a_list_without_room(
    known: Workspace,
) -> None:
    """Neither ends the program."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        pages = app.screen.query_one(OptionList)
        pages.highlighted = 2
        pages.styles.display = "none"
        await pilot.pause()
        forget_lines(pages)
        pages.action_page_down()
        assert pages.highlighted == 2
        await pilot.press("escape")
        await pilot.pause()
        top = app.screen.query_one("#top")
        region = top.region
        with torn_off(top):
            app.post_message(MouseDown(None, region.x + 5, region.y, 0, 0, 1, False, False, False))
            await pilot.pause()
        assert app.report is None and isinstance(app.screen, CaseScreen)


async def test_keys_that_come_while_everything_is_closed(known: Workspace) -> None:
    """There is no screen any more that could take them, and that is no mistake."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)):

        async def a_key() -> None:
            app.post_message(Key("j", "j"))
            await asyncio.sleep(0)
            await asyncio.sleep(0)

        after_closing(app, a_key)
    assert app.report is None and not app.return_code


async def test_a_screen_that_goes_while_it_asks_takes_nothing_with_it(known: Workspace) -> None:
    """What waits to be taken away is done by whoever asks next; that one may go meanwhile."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        case = app.screen

        async def asks() -> None:
            app.go_home()
            await app.push_screen_wait(Confirm("?", "!"))

        case.run_worker(asks())
        await pilot.pause()
        assert app.is_running and app.report is None and case not in app.screen_stack
