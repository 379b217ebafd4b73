"""Keys: wherever a person stands, a key means one thing."""

from __future__ import annotations

import pytest
from textual.widgets import TabbedContent

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.kit.commands import commands_at
from workbench.tui.kit.footer import KeyFooter
from workbench.tui.panels.views import Views
from workbench.tui.screens import CaseScreen

from .hands import Hands
from .rest import settled, strips

MEANT = {
    ("tagger.tag", "tagger.tag"),
    ("codebook.close", "app.codebook"),
    ("log.unfilter", "case.into"),
}
"""Enter tags from the line as from the list; F2 opens the codebook and closes it; Escape in the
log is Escape from its filter, and from the tabs it leads into the log."""


def hidden(app: WorkbenchApp) -> set[tuple[str, str]]:
    """The commands that another command hides because it has the same key and stands nearer."""
    nearest: dict[str, tuple[str, str]] = {}
    found = set()
    for _, command in commands_at(app.screen):
        for key in command.keys:
            near = nearest.setdefault(key, (command.id, command.action))
            if near[1] != command.action:
                found.add((near[0], command.id))
    return found - MEANT


@pytest.mark.long
async def test_no_shipped_key_hides_another(known: Workspace) -> None:
    """On every screen, tab, view and form."""
    copy_worked_case(known, "france-us-iraq-2003")
    app = WorkbenchApp(known)
    async with app.run_test(size=(120, 40)) as pilot:
        hands, visited = Hands(pilot), 0
        for key in ("n", "x", "i", "r"):
            assert not hidden(app)
            await hands.press(key)
            assert not hidden(app), key
            await hands.press("escape")
        await hands.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        for tab in "123456":
            await hands.press(tab)
            name = app.screen.query_one(TabbedContent).active
            views = app.screen.query(f"#{name} Views").results(Views)
            for _ in range(len(next(views).kinds) if app.screen.query(f"#{name} Views") else 1):
                assert not hidden(app), name
                visited += 1
                if tab in "345":
                    await hands.press("full_stop")
        assert visited == 3 + 6 + 5 + 4
        await hands.press("1")
        for key in ("n", "e", "t", "h", "f2"):
            await hands.press(key)
            assert not hidden(app), key
            await hands.press("escape")


async def test_the_same_keys_stand_at_the_end_of_every_line_of_keys(known: Workspace) -> None:
    """Undo, history, back and help, whole, on the narrowest terminal and in every view."""
    copy_worked_case(known, "france-us-iraq-2003")
    app = WorkbenchApp(known, "france-us-iraq-2003")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "2", "3", *["full_stop"] * 4, "4", *["full_stop"] * 4, "5", "6"):
            await pilot.press(key)
            await settled(pilot)
            keys = app.screen.query_one(KeyFooter).keys
            tail = [f"{each.shown} {each.description}" for each in keys[-4:]]
            assert tail == ["u/r undo·redo", "h history", "q back", "? help"], key
            assert keys[-1].region.right <= 80
            line = strips(app)[keys[-1].region.y].text
            assert all(f" {each.shown} {each.description} " in line for each in keys)
