"""The table of the log: it draws what is seen of its rows, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..plain import cell

_AIR = 1
"""Columns of the terminal left free on either side of a cell."""
_HEADER = -1
"""The header's place where rows are counted."""


@dataclass(frozen=True)
class Heading:
    """A column's place in the table."""

    name: str
    label: str
    width: int


class LogTable(ScrollView, can_focus=True):
    """Rows by key under a header that stays; the first column holds the marks.

    Textual's own table keeps every cell of every row: ten thousand events took it seconds.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "datatable--header",
        "datatable--header-hover",
        "datatable--cursor",
        "datatable--hover",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "first", show=False),
        Binding("end,ctrl+end", "last", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another row."""

    class Chosen(Message):
        """The row under the cursor was asked for, by Enter or a second click."""

    class Headed(Message):
        """A column's heading was clicked; the marks' has no name."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Marked(Message):
        """A row was marked or unmarked by the mouse."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, make: Callable[[str], Sequence[Text]]) -> None:
        """A table whose rows `make` builds from their keys, when they are first seen."""
        super().__init__(id="log-table")
        self.make = make
        self.keys: list[str] = []
        """Every row, in order."""
        self.cursor_row = 0
        self._columns: tuple[Heading, ...] = (Heading("", "", 1),)
        self._marked: set[str] = set()
        self._hover: tuple[int, int] | None = None
        self._drawn: dict[tuple[str, bool, bool], Strip] = {}

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.keys[self.cursor_row] if self.keys else None

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.keys)

    def head(self, headings: Sequence[Heading]) -> None:
        """Set the columns after that of the marks."""
        self._columns = (Heading("", "", 1), *headings)

    def show(self, keys: Sequence[str], at: str | None) -> None:
        """Show these rows in this order, drawn anew, with the cursor on `at` or on the first."""
        before = self.key
        self.keys = list(keys)
        self._drawn.clear()
        width = sum(heading.width + 2 * _AIR for heading in self._columns)
        self.virtual_size = Size(width, len(self.keys) + 1)
        self.cursor_row = self.keys.index(at) if at in self.keys else 0
        self._into_view()
        self.refresh()
        if self.key != before:
            self.post_message(self.Moved())

    def mark(self, marked: set[str]) -> None:
        """Show which rows are marked."""
        if marked != self._marked:
            changed, self._marked = marked ^ self._marked, set(marked)
            self._drawn = {known: strip for known, strip in self._drawn.items()
                           if known[0] not in changed}  # fmt: skip
            self.refresh()

    def move_cursor(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        row = max(min(row, len(self.keys) - 1), 0)
        if row != self.cursor_row:
            for line in (self.cursor_row, row):
                self.refresh_line(line + 1)
            self.cursor_row = row
            self.post_message(self.Moved())
        self._into_view()

    @property
    def _page(self) -> int:
        """The rows that are seen at once."""
        return max(self.scrollable_content_region.height - 1, 1)

    def _into_view(self) -> None:
        top = min(max(self.scroll_offset.y, self.cursor_row - self._page + 1), self.cursor_row)
        top = min(top, max(len(self.keys) - self._page, 0))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """The header, or the row at this line of the screen."""
        row = self.scroll_offset.y + y - 1
        if y == 0:
            strip = self._heading()
        elif row < len(self.keys):
            strip = self._row(row)
        else:
            strip = Strip.blank(self.size.width, self.rich_style)
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + self.size.width, self.rich_style)

    def _strip(self, cells: Sequence[Text], base: Style, over: Style | None = None) -> Strip:
        segments: list[Segment] = []
        console = self.app.console
        for heading, text in zip(self._columns, cells, strict=True):
            said = text.copy()
            said.truncate(heading.width, overflow="ellipsis", pad=True)
            said.pad(_AIR)
            said.end = ""
            segments += Segment.apply_style(said.render(console), console.get_style(said.style))
        return Strip(Segment.apply_style(segments, base, over))

    def _heading(self) -> Strip:
        base = self.get_component_rich_style("datatable--header")
        labels = [Text(heading.label) for heading in self._columns]
        if self._hover and self._hover[0] == _HEADER:
            labels[self._hover[1]].style = self.get_component_rich_style("datatable--header-hover")
        return self._strip(labels, base)

    def _row(self, row: int) -> Strip:
        key = self.keys[row]
        here, hovered = row == self.cursor_row, bool(self._hover and self._hover[0] == row)
        known = key, here, hovered
        if known not in self._drawn:
            mark = Text("●" if key in self._marked else "", style="bold")
            base, over = self.rich_style, None
            if here:
                over = self.get_component_rich_style("datatable--cursor")
            elif hovered:
                base += self.get_component_rich_style("datatable--hover")
            self._drawn[known] = self._strip([mark, *self.make(key)], base, over)
        return self._drawn[known]

    def notify_style_update(self) -> None:
        """Another theme, or the focus: every row looks otherwise."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._into_view()

    def action_step(self, rows: int) -> None:
        """Some rows down, or up."""
        self.move_cursor(self.cursor_row + rows)

    def action_page(self, pages: int) -> None:
        """A page down, or up."""
        self.move_cursor(self.cursor_row + pages * self._page)

    def action_first(self) -> None:
        """To the first row."""
        self.move_cursor(0)

    def action_last(self) -> None:
        """To the last row."""
        self.move_cursor(len(self.keys) - 1)

    def action_select_cursor(self) -> None:
        """Ask for the row under the cursor."""
        if self.keys:
            self.post_message(self.Chosen())

    def _at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The row and the column under the mouse."""
        x, y = event.x + self.scroll_offset.x, event.y
        row = _HEADER if y == 0 else self.scroll_offset.y + y - 1
        for column, heading in enumerate(self._columns):
            x -= heading.width + 2 * _AIR
            if x < 0:
                return (row, column) if row < len(self.keys) else None
        return None

    def _hover_over(self, place: tuple[int, int] | None) -> None:
        if place != self._hover:
            self._hover = place
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would be about."""
        self._hover_over(self._at(event))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover_over(None)

    def on_click(self, event: events.Click) -> None:
        """Sort by a heading, mark by the first column or with Ctrl, else move and then choose."""
        place = self._at(event)
        if place is None:
            return
        event.stop()
        row, column = place
        if row == _HEADER:
            self.post_message(self.Headed(self._columns[column].name))
            return
        again = row == self.cursor_row
        self.move_cursor(row)
        if event.ctrl or column == 0:
            self.post_message(self.Marked(self.keys[row]))
        elif again:
            self.post_message(self.Chosen())


def fitted(label: str, width: int, sign: str) -> str:
    """A heading with its sign of sorting, however narrow its column."""
    return f"{cell(label, max(width - len(sign), 1))}{sign}"
