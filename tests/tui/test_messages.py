"""Short messages never cover the line that one works in."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from textual.geometry import Region
from textual.widgets import TextArea

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import LogTable

from .hands import case_of
from .rest import settled, until

SLUG = "france-us-iraq-2003"


def regions(app: WorkbenchApp) -> list[Region]:
    """Where they stand."""
    return [toast.region for toast in app.screen.query("Toast")]


@pytest.mark.parametrize("key", ["home", "end"])
async def test_the_row_under_the_cursor_stays_readable(known: Workspace, key: str) -> None:
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(key, "ctrl+down")
        await settled(pilot)
        table = case_of(app).query_one(LogTable)
        line = table.content_region.y + 1 + table.cursor_row - round(table.scroll_offset.y)
        row = Region(0, line, 80, 1)
        assert regions(app) and not any(region.overlaps(row) for region in regions(app))
        # It makes room where the cursor comes to.
        await pilot.press({"home": "end", "end": "home"}[key])
        await settled(pilot)
        line = table.content_region.y + 1 + table.cursor_row - round(table.scroll_offset.y)
        row = Region(0, line, 80, 1)
        assert regions(app) and not any(region.overlaps(row) for region in regions(app))


async def test_a_message_whose_time_is_over_stops_nothing(known: Workspace) -> None:
    """On another screen it is shown again for the time that is left, which may be below none."""
    app = WorkbenchApp(known)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        done: list[str] = []
        app.set_timer(-0.0002, lambda: done.append("late"))
        await until(pilot, lambda: done)


@pytest.mark.parametrize("name", ["date", "note"])
async def test_the_field_that_is_filled_in_stays_readable(known: Workspace, name: str) -> None:
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n")
        field = app.screen.query_one(f"#field-{name}")
        field.focus()
        await settled(pilot)
        app.say("A sentence that is as long as the longest of what the program has to say of it")
        await settled(pilot)
        region = field.region
        if isinstance(field, TextArea):
            region = Region(region.x, field.cursor_screen_offset.y, region.width, 1)
        assert regions(app) and not any(each.overlaps(region) for each in regions(app))


@pytest.mark.parametrize(("wished", "seconds"), [(None, 0.025), ("200", 0.2)])
def test_escape_is_heard_at_once(wished: str | None, seconds: float) -> None:
    """Unless somebody wishes otherwise; programs that are started from here don't see it."""
    asked = (
        "import os, workbench.tui, textual.constants as c; "
        "print(c.ESCAPE_DELAY, os.environ.get('ESCDELAY'))"
    )
    around = {name: value for name, value in os.environ.items() if name != "ESCDELAY"}
    around |= {"ESCDELAY": wished} if wished else {}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=around, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(seconds), str(wished)]
