"""Tables that draw what is seen of their rows, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from rich.align import AlignMethod
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .plain import cell

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


Row = Callable[[], Sequence[Text]]
"""What builds the cells of a row."""


class SeenTable(ScrollView, can_focus=True):
    """Rows by key, built when they are first seen, under a header that stays.

    Textual's own table keeps and measures every cell of every row: ten thousand took it seconds.
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
        Binding("left", "aside(-1)", show=False),
        Binding("right", "aside(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "first", show=False),
        Binding("end,ctrl+end", "last", show=False),
    ]

    @dataclass
    class Told(Message):
        """What happened in a table."""

        table: SeenTable

        @property
        def control(self) -> SeenTable:
            """The table, by which a handler chooses what it hears."""
            return self.table

    class Moved(Told):
        """The cursor stands on another row or cell."""

    class Chosen(Told):
        """The row under the cursor was asked for."""

    def __init__(
        self, rows: Callable[[str], Sequence[Text]] | None = None, *, id: str, header: bool = True,
        cells: int | None = None,
    ) -> None:  # fmt: skip
        """A table whose cells `rows` builds from a key, where they aren't given with the keys.

        `cells`: the first column on which the cursor can stand, where it stands on a cell.
        """
        super().__init__(id=id)
        self.make = rows or (lambda key: self._given[key]())
        self.keys: list[str] = []
        """Every row, in order."""
        self.cursor_row = 0
        self.cursor_column = cells or 0
        self._cells = cells
        self._top = 1 if header else 0
        self._given: Mapping[str, Row] = {}
        self._places: dict[str, int] = {}
        self.headings: tuple[Heading, ...] = ()
        """The columns from left to right."""
        self._hover: tuple[int, int] | None = None
        self._drawn: dict[tuple[str, int, bool], Strip] = {}

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self.keys[self.cursor_row] if self.keys else None

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.keys)

    def head(self, headings: Sequence[Heading]) -> None:
        """Set the columns."""
        self.headings = tuple(headings)

    def get_row(self, key: str) -> Sequence[Text]:
        """The cells of a row as they are drawn where there is room."""
        return self.make(key)

    def fill(self, rows: Mapping[str, Row], at: str | None) -> None:
        """Show these rows, each built by its function when it is seen."""
        self._given = rows
        self.show(list(rows), at)

    def show(self, keys: Sequence[str], at: str | None) -> None:
        """Show these rows in this order, drawn anew, with the cursor on `at` or on the first."""
        before = self.key
        self.keys = list(keys)
        self._places = {key: place for place, key in enumerate(self.keys)}
        self._drawn.clear()
        width = sum(heading.width + 2 * _AIR for heading in self.headings)
        self.virtual_size = Size(width, len(self.keys) + self._top)
        self.cursor_row = self._places.get(at or "", 0)
        self._into_view()
        self.refresh()
        if self.key != before:
            self.post_message(self.Moved(self))

    def go_to(self, key: str | None) -> None:
        """Put the cursor on a row, without a fuss where there is none."""
        if key in self._places:
            self.move_cursor(self._places[key])

    def move_cursor(self, row: int | None = None, column: int | None = None) -> None:
        """Put the cursor on a row, and in a column where it has one, or on the nearest there is."""
        row = max(min(self.cursor_row if row is None else row, len(self.keys) - 1), 0)
        last = len(self.headings) - 1
        column = self.cursor_column if column is None or self._cells is None else column
        column = max(min(column, last), self._cells or 0)
        if (row, column) != (self.cursor_row, self.cursor_column):
            for line in {self.cursor_row, row}:
                self.refresh_line(line + self._top)
            self.cursor_row, self.cursor_column = row, column
            self.post_message(self.Moved(self))
        self._into_view()

    @property
    def _page(self) -> int:
        """The rows that are seen at once."""
        return max(self.scrollable_content_region.height - self._top, 1)

    def _into_view(self) -> None:
        top = min(max(self.scroll_offset.y, self.cursor_row - self._page + 1), self.cursor_row)
        top = min(top, max(len(self.keys) - self._page, 0))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """The header, or the row at this line of the screen."""
        row = self.scroll_offset.y + y - self._top
        if y < self._top:
            strip = self._heading()
        elif row < len(self.keys):
            strip = self._row(row)
        else:
            strip = Strip.blank(self.size.width, self.rich_style)
        left = self.scroll_offset.x
        return strip.crop_extend(left, left + self.size.width, self.rich_style)

    def _strip(self, cells: Sequence[Text], base: Style, over: Sequence[Style | None]) -> Strip:
        segments: list[Segment] = []
        console = self.app.console
        for heading, text, above in zip(self.headings, cells, over, strict=True):
            said = text.copy()
            said.truncate(heading.width, overflow="ellipsis", pad=text.justify is None)
            if text.justify is not None:
                said.align(cast(AlignMethod, text.justify), heading.width)
            said.pad(_AIR)
            said.end = ""
            drawn = Segment.apply_style(said.render(console), console.get_style(said.style))
            segments += Segment.apply_style(drawn, base, above)
        return Strip(segments)

    def _heading(self) -> Strip:
        base = self.get_component_rich_style("datatable--header")
        labels = [Text(heading.label) for heading in self.headings]
        if self._hover and self._hover[0] == _HEADER:
            labels[self._hover[1]].style = self.get_component_rich_style("datatable--header-hover")
        return self._strip(labels, base, [None] * len(labels))

    def _row(self, row: int) -> Strip:
        key = self.keys[row]
        here, hovered = row == self.cursor_row, bool(self._hover and self._hover[0] == row)
        known = key, self.cursor_column if here else -1, hovered
        if known not in self._drawn:
            base = self.rich_style
            over: list[Style | None] = [None] * len(self.headings)
            if here:
                cursor = self.get_component_rich_style("datatable--cursor")
                over = [
                    cursor if self._cells is None or n == self.cursor_column else None
                    for n in range(len(over))
                ]
            if hovered and not (here and self._cells is None):
                base += self.get_component_rich_style("datatable--hover")
            self._drawn[known] = self._strip(self.cells(key), base, over)
        return self._drawn[known]

    def cells(self, key: str) -> Sequence[Text]:
        """The cells of a row, a column each."""
        return self.make(key)

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

    def action_aside(self, columns: int) -> None:
        """Some columns to the right, or to the left."""
        if self._cells is None:
            self.scroll_relative(x=columns * 4, animate=False)
        else:
            self.move_cursor(column=self.cursor_column + columns)

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
            self.post_message(self.Chosen(self))

    def _at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The row and the column under the mouse."""
        there = event.get_content_offset(self)
        if there is None:
            return None
        x, y = there.x + self.scroll_offset.x, there.y
        row = _HEADER if y < self._top else self.scroll_offset.y + y - self._top
        for column, heading in enumerate(self.headings):
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
        """Move to what is clicked and ask for it."""
        place = self._at(event)
        if place is not None:
            event.stop()
            self.clicked(event, *place)

    def clicked(self, event: events.Click, row: int, column: int) -> None:
        """A row was clicked, or the header, where `row` is less than none."""
        if row != _HEADER:
            self.move_cursor(row, column)
            self.post_message(self.Chosen(self))


class LogTable(SeenTable):
    """Rows of which the first column holds the marks; a click on a heading sorts."""

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
        super().__init__(make, id="log-table")
        self._marked: set[str] = set()
        self.head(())

    def head(self, headings: Sequence[Heading]) -> None:
        """Set the columns after that of the marks."""
        super().head((Heading("", "", 1), *headings))

    def cells(self, key: str) -> Sequence[Text]:
        """The mark, and the cells of the row."""
        return [Text("●" if key in self._marked else "", style="bold"), *self.make(key)]

    def mark(self, marked: set[str]) -> None:
        """Show which rows are marked."""
        if marked != self._marked:
            changed, self._marked = marked ^ self._marked, set(marked)
            self._drawn = {known: strip for known, strip in self._drawn.items()
                           if known[0] not in changed}  # fmt: skip
            self.refresh()

    def clicked(self, event: events.Click, row: int, column: int) -> None:
        """Sort by a heading, mark by the first column or with Ctrl, else move and then choose."""
        if row == _HEADER:
            self.post_message(self.Headed(self.headings[column].name))
            return
        again = row == self.cursor_row
        self.move_cursor(row)
        if event.ctrl or column == 0:
            self.post_message(self.Marked(self.keys[row]))
        elif again:
            self.post_message(self.Chosen(self))


def fitted(label: str, width: int, sign: str) -> str:
    """A heading with its sign of sorting, however narrow its column."""
    return f"{cell(label, max(width - len(sign), 1))}{sign}"
