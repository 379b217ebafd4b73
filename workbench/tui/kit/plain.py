"""User text on the screen: never markup, never control characters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from workbench.locale import shown


def cell(text: str, width: int | None = None, style: str | Style = "") -> Text:
    """One line of user text, cut to `width` columns of the terminal."""
    # A megabyte in one cell would be measured in full, though only its start can be seen.
    said = Text(shown(text[: 4 * (width or 500)]), style=style, no_wrap=True, overflow="ellipsis")
    if width is not None:
        said.truncate(max(width, 1), overflow="ellipsis")
    return said


def prose(text: str, style: str | Style = "") -> Text:
    """User text of several lines."""
    return Text(shown(text[:100_000], lines=True), style=style)


def two_ends(left: Text, right: Text, width: int) -> Text:
    """A line with something at either end; the left gives way."""
    room = max(width - right.cell_len - 1, 8)
    kept = left.copy()
    kept.truncate(room, overflow="ellipsis", pad=True)
    return Text.assemble(kept, " ", right, no_wrap=True)


def under(about: Text, title: Text, right: Text, width: int) -> Text:
    """What something is about, a title and something at the right end; where a line hasn't room
    for all, the title stands below."""
    one = Text.assemble(about, "  ", title) if title else about
    if not title or one.cell_len + right.cell_len < width:
        return two_ends(one, right, width)
    return Text("\n").join([two_ends(about, right, width), title])


def pair(one: str, other: str, width: int, style: str | Style = "") -> Text:
    """Who to whom in `width` columns: the longer name gives way, the arrow is never cut."""
    arrow = " → "
    room = max(width - cell_len(arrow), 2)
    left, right = cell_len(shown(one)), cell_len(shown(other))
    if left + right > room:
        left = min(left, max(room - right, room // 2))
        right = room - left
    return Text.assemble(cell(one, left, style), (arrow, style), cell(other, right, style))


def way_back(action: str) -> Text:
    """For the mouse: the way back, where a reader looks for it."""
    return Text(" ‹ ", Style(bold=True, meta={"@click": action}))


def moment(when: datetime, today: date) -> str:
    """When something was done, in eleven columns: this year's to the minute, others to the day."""
    return f"{when:%m-%d %H:%M}" if when.year == today.year else f"{when:%Y-%m-%d}"


def widest(texts: Iterable[str]) -> int:
    """The columns that the widest of the texts takes."""
    return max((cell_len(text) for text in texts), default=0)
