"""A person at the keyboard: what is typed, and how much is pressed besides."""

from textual.events import Key, Paste
from textual.pilot import Pilot

from workbench.tui import WorkbenchApp
from workbench.tui.kit.footer import KeyFooter
from workbench.tui.kit.table import LogTable
from workbench.tui.screens import CaseScreen


class Hands:
    """A person at the keyboard: `keys` counts every press that isn't the text itself."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.keys = 0

    async def press(self, *keys: str) -> None:
        """Press keys that do something."""
        self.keys += len(keys)
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Give a text to what has the focus, all at once: letter by letter takes minutes."""
        await self.pilot.pause()
        self.pilot.app.post_message(Paste(text))
        await self.pilot.pause()


async def click_key(pilot: Pilot[None], label: str) -> None:
    """Click the key of this name in the line of keys."""
    keys = pilot.app.screen.query_one(KeyFooter).keys
    place = next(key.region for key in keys if key.description == label)
    await pilot.click(offset=(place.x + 1, place.y))
    await pilot.pause()


def at_once(app: WorkbenchApp, *keys: str) -> None:
    """Press keys faster than anything can be drawn."""
    named = {" ": "space", "tab": "tab"}
    for key in keys:
        app.post_message(Key(named.get(key, key), key if len(key) == 1 else None))


def case_of(app: object) -> CaseScreen:
    """The open case."""
    assert isinstance(app, WorkbenchApp)
    return next(s for s in reversed(app.screen_stack) if isinstance(s, CaseScreen))


def log_lines(app: WorkbenchApp) -> list[str]:
    """What is seen of the log: its heading, then a line a row."""
    table = case_of(app).query_one(LogTable)
    return [table.render_line(y).text.rstrip() for y in range(table.size.height)]
