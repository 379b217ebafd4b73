"""A screen that closes takes away itself alone, whatever stands above it and however often."""

from __future__ import annotations

from textual.command import CommandPalette

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import ExportForm
from workbench.tui.screens import CaseScreen, HelpScreen, HomeScreen

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
