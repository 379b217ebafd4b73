"""While a round is open its coder meets no code on any screen, whatever is opened and typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList, Select, SelectionList, Static, TextArea

from tests.rounds.marked import MARK, SLUG, marked
from workbench.casebook import Settings, Workspace, save_settings
from workbench.casebook.rounds import Standing, begin
from workbench.tui import WorkbenchApp
from workbench.tui.screens import CaseScreen, Tagger
from workbench.tui.screens.case import TABS

from .hands import case_of
from .rest import messages, until


def held(app: WorkbenchApp) -> str:
    """All that the top screen shows and holds, were it out of sight."""
    said = [app.export_screenshot(simplify=True).replace("&#160;", " ")]
    for widget in app.screen.walk_children(Widget):
        if isinstance(widget, Input):
            said.append(widget.value)
        elif isinstance(widget, TextArea):
            said.append(widget.text)
        elif isinstance(widget, OptionList | SelectionList):
            said += [str(o.prompt) for o in (widget.get_option_at_index(n)
                                             for n in range(widget.option_count))]  # fmt: skip
        elif isinstance(widget, Select):
            said.append(str(widget.value))
        elif isinstance(widget, DataTable):
            said += [str(cell) for row in widget.rows for cell in widget.get_row(row)]
        elif isinstance(widget, Static):
            said.append(str(widget.content))
    return "\n".join(said)


class Walk:
    """Goes through every surface, and keeps what each said."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        app = pilot.app
        assert isinstance(app, WorkbenchApp)
        self.app = app
        self.found: dict[str, str] = {}

    async def see(self, name: str) -> None:
        """What is there now."""
        await self.pilot.pause()
        self.found[name] = held(self.app)

    async def press(self, name: str, *keys: str) -> None:
        """What is there after some keys."""
        await self.pilot.press(*keys)
        await self.see(name)

    async def over(self, name: str, *keys: str, then: Callable[[], Awaitable[None]] | None = None,
                   ) -> None:  # fmt: skip
        """What a screen says that opens over the case; back at the case afterwards."""
        here = self.app.screen
        await self.pilot.press(*keys)
        await self.app.workers.wait_for_complete()
        await self.see(name)
        if then:
            await then()
        while self.app.screen is not here:
            await self.pilot.press("escape")
            await self.pilot.pause()

    async def everywhere(self) -> None:
        """Home, tabs with their views, forms, tagger, palette, filter, history, inbox, exports."""
        await self.see("home")
        self.app.open_case(SLUG)
        await self.pilot.pause()
        screen = case_of(self.app)
        for number, tab in enumerate(TABS, 1):
            await self.press(tab, str(number))
            for view in range(9) if tab == "lenses" else ():
                await self.press(f"{tab} view {view}", "full_stop")
        for number in ("1", "2"):
            await self.pilot.press(number)
            await self.over(f"edit {number}", "e")
        await self.pilot.press("1")
        await self.over("tagger", "t", then=self._recent)
        await self.over("history", "h")
        await self.over("inbox", "B")
        await self.over("sources", "R")
        await self.over("about", "i")
        await self.over("export", "X")
        await self.over("codebook", "f2")
        await self.over("palette", "ctrl+p", then=self._palette)
        await self.press("filter", "slash")
        for typed in ("coder:", "strategy:", MARK[:4], f"coder:{MARK[:3]}"):
            box = self.app.focused
            assert isinstance(box, Input)
            box.value = typed
            await self.see(f"filter {typed}")
        await self.press("unfiltered", "escape", "escape")
        await self.press("undo", "u")
        assert self.app.screen is screen

    async def _recent(self) -> None:
        assert isinstance(self.app.screen, Tagger)
        await self.see("tagger, recent and frequent")

    async def _palette(self) -> None:
        offers = self.app.screen.query_one(CommandList)
        self.app.screen.query_one(Input).value = MARK[:5]
        await self.pilot.pause()
        await until(self.pilot, lambda: not offers.display or offers.option_count)
        await self.see("palette, typed")


async def walked(workspace: Workspace, coder: str) -> dict[str, str]:
    save_settings(Settings(coder=coder))
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(140, 50)) as pilot:
        walk = Walk(pilot)
        await pilot.pause()
        await walk.everywhere()
        return walk.found


@pytest.mark.long
async def test_no_screen_tells_of_a_code(workspace: Workspace) -> None:
    """And to whoever doesn't code in the round, most of them do: this can fail."""
    marked(workspace.folder)
    hidden = await walked(workspace, "Ann")
    # Undo takes the whole case away from who may undo.
    seen = await walked(workspace, "Dan")
    tell = {name for name, text in seen.items() if MARK in text}
    assert tell >= {"log", "evidence", "assessment", "edit 1", "edit 2", "tagger", "history",
                    "inbox", "filter coder:"}, tell  # fmt: skip
    assert {name for name, text in hidden.items() if MARK in text} == set()
    assert "not coded yet" in hidden["log"] and "salami" not in hidden["log"]
    assert hidden.keys() == seen.keys()


async def test_who_codes_is_changed_at_an_open_case(workspace: Workspace) -> None:
    """The case is hidden at once; nothing can be written; after the round it is there again."""
    book = marked(workspace.folder)
    save_settings(Settings(coder="Dan"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert MARK in held(app)
        await pilot.press("f9")
        app.screen.query_one("#field-coder", Input).value = "Ben"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        assert MARK not in held(app) and not app.screen.book.case.events["ev1"].coded
        await pilot.press("t", "enter", "ctrl+s")
        await app.workers.wait_for_complete()
        assert "R1" in messages(app)[-1]
        await pilot.press("escape")
        Standing.of(book.file.path, "R1").close("over", "Dan")
        await app.look()
        await pilot.pause()
        assert case_of(app).book.case.events["ev1"].coded


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("t",), marks=pytest.mark.long),
        ("2", "e"),
        pytest.param(("e", "ctrl+p"), marks=pytest.mark.long),
    ],
)
async def test_what_is_open_over_a_case_closes_when_a_round_begins(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    """A form holds codes that its coder mustn't see any more; what was typed there is kept."""
    book = marked(workspace.folder)
    Standing.of(book.file.path, "R1").close("not yet", "Dan")
    save_settings(Settings(coder="Ann"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert not isinstance(app.screen, CaseScreen)
        begin(book.case, book.file.path, "R2", ["Ann", "Ben"], "Dan")
        await app.look()
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        assert MARK not in app.export_screenshot(simplify=True)
        # Tabs out of sight are drawn anew when they are seen.
        for tab in "21":
            await pilot.press(tab)
            await pilot.pause()
        assert MARK not in held(app)
        # What is opened now is without codes, and stays.
        await pilot.press("e")
        await app.look()
        await pilot.pause()
        assert not isinstance(app.screen, CaseScreen) and MARK not in held(app)
        Standing.of(book.file.path, "R2").close("over", "Dan")
        await app.look()
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)


async def test_what_was_typed_when_a_round_began_is_kept(workspace: Workspace) -> None:
    """It is put back into the same form once the round is over."""
    book = marked(workspace.folder)
    Standing.of(book.file.path, "R1").close("not yet", "Dan")
    save_settings(Settings(coder="Ann"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        app.screen.query_one("#field-note", TextArea).text = "typed before"
        begin(book.case, book.file.path, "R2", ["Ann", "Ben"], "Dan")
        await app.look()
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.query_one("#field-note", TextArea).text == ""
        await pilot.press("escape")
        Standing.of(book.file.path, "R2").close("over", "Dan")
        await app.look()
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.query_one("#field-note", TextArea).text == "typed before"


async def test_a_hidden_history_says_so(workspace: Workspace) -> None:
    """Not that nothing was changed."""
    marked(workspace.folder)
    save_settings(Settings(coder="Ann"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("h")
        await app.workers.wait_for_complete()
        await pilot.pause()
        said = str(app.screen.query_one("#history-empty", Static).content)
        assert "R1" in said and "Nothing was changed" not in said


async def test_a_draft_of_before_waits_until_the_round_is_over(workspace: Workspace) -> None:
    """It isn't offered, isn't put into a form, and isn't let go of."""
    book = marked(workspace.folder, coded=False)
    Standing.of(book.file.path, "R1").close("not yet", "Dan")
    save_settings(Settings(coder="Ann"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        app.screen.query_one("#field-note", TextArea).text = MARK
        await app.look()
    begin(book.case, book.file.path, "R2", ["Ann", "Ben"], "Dan")
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen), app.screen
        await pilot.press("e")
        await pilot.pause()
        assert MARK not in held(app)
        await pilot.press("escape", "ctrl+q")
        await pilot.pause()
    Standing.of(book.file.path, "R2").close("over", "Dan")
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: not isinstance(app.screen, CaseScreen))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#field-note")))
        assert app.screen.query_one("#field-note", TextArea).text == MARK
