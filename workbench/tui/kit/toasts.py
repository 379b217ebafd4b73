"""Where short messages stand: never over the line that is being worked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import DataTable, Input, OptionList, TextArea

from .table import SeenTable

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

ABOVE = "-above"
"""On what holds the messages, where they stand at the top."""


def place_messages(screen: Screen[object]) -> None:
    """At the bottom; at the top where one works in the lower half of the screen."""
    for rack in screen.query("ToastRack"):
        if rack.display:
            rack.set_class(_line(screen.focused) >= screen.size.height // 2, ABOVE)


def _line(focused: Widget | None) -> int:
    """The line of the screen that one works in."""
    if focused is None:
        return 0
    if isinstance(focused, Input | TextArea):
        return focused.cursor_screen_offset.y
    within = 0
    if isinstance(focused, DataTable | SeenTable):
        within = focused.cursor_row + 1
    elif isinstance(focused, OptionList):
        within = focused.highlighted or 0
    within -= round(focused.scroll_offset.y)
    region = focused.content_region
    return region.y + max(min(within, region.height - 1), 0)
