"""The table of the log: filled in pieces, changed row by row, with marked rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.timer import Timer
from textual.widgets import DataTable

from ..plain import cell

_FIRST = 80
_PIECE = 250
_MARK = "mark"


class _MarkCell(Text):
    """The first cell of a row, which knows whose row it is."""

    event: str


@dataclass(frozen=True)
class Heading:
    """A column's place in the table."""

    name: str
    label: str
    width: int


class LogTable(DataTable[object]):
    """Rows by key; the first few hundred at once, the rest while the person looks at them."""

    class Filled(Message):
        """Every row that is wanted is there, after some time."""

    class Marked(Message):
        """A row was marked or unmarked by the mouse."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, make: Callable[[str], Sequence[Text]]) -> None:
        """A table whose rows `make` builds from their keys."""
        super().__init__(id="log-table", cursor_type="row")
        self.make = make
        self.keys: list[str] = []
        """Every row that is wanted, in order, whether it is filled in yet or not."""
        self._marked: set[str] = set()
        self._seek: str | None = None
        self._filling: Timer | None = None
        self._headings: tuple[Heading, ...] = ()

    def head(self, headings: Sequence[Heading]) -> bool:
        """Set the columns; whether they are others than before, and the table empty again."""
        if tuple(headings) == self._headings:
            return False
        same_room = [(h.name, h.width) for h in headings] == [
            (h.name, h.width) for h in self._headings
        ]
        self._headings = tuple(headings)
        if same_room:
            for heading, column in zip(headings, self.ordered_columns[1:], strict=True):
                column.label = Text(heading.label)
            self._update_count += 1
            self.refresh()
            return False
        self._stop()
        self.clear(columns=True)
        self.keys = []
        self.add_column("", width=1, key=_MARK)
        for heading in headings:
            self.add_column(Text(heading.label), width=heading.width, key=heading.name)
        return True

    def show(self, keys: Sequence[str], changed: set[str], at: str | None) -> None:
        """Show these rows in this order, `changed` ones anew, with the cursor on `at`."""
        wanted, now = list(keys), set(self.keys)
        gone, come = now - set(wanted), [key for key in wanted if key not in now]
        whole = self.row_count == len(self.keys)
        if wanted == self.keys:
            for key in changed:
                self._again(key)
        elif whole and self.keys and len(gone) + len(come) <= 20:
            for key in gone:
                self.remove_row(key)
            for key in come:
                self._add(key)
            for key in changed - set(come):
                self._again(key)
            place = {key: number for number, key in enumerate(wanted)}
            self.sort(_MARK, key=lambda mark: place[mark.event])
            self.keys = wanted
        else:
            self._fill(wanted)
        self.seek(at)

    def hold(self) -> None:
        """Fill in no more for a moment: somebody is at the keys."""
        if self._filling:
            self._filling.reset()

    def seek(self, key: str | None) -> None:
        """Put the cursor on a row, or as soon as that row is there."""
        self._seek = None
        if key is None:
            return
        if key in self.rows:
            self.move_cursor(row=self.get_row_index(key), animate=False)
        elif key in self.keys:
            self._seek = key

    def mark(self, marked: set[str]) -> None:
        """Show which rows are marked."""
        for key in self._marked ^ marked:
            if key in self.rows:
                self.update_cell(key, _MARK, self._mark_cell(key, key in marked))
        self._marked = set(marked)

    def _mark_cell(self, key: str, marked: bool) -> Text:
        mark = _MarkCell("●" if marked else " ", style="bold")
        mark.event = key
        return mark

    def _add(self, key: str) -> None:
        self.add_row(self._mark_cell(key, key in self._marked), *self.make(key), key=key)

    def _again(self, key: str) -> None:
        if key in self.rows:
            for heading, said in zip(self._headings, self.make(key), strict=True):
                self.update_cell(key, heading.name, said)

    def _stop(self) -> None:
        if self._filling:
            self._filling.stop()
            self._filling = None

    def _fill(self, keys: list[str]) -> None:
        self._stop()
        self.clear()
        self.keys = keys
        self._piece(_FIRST)
        if self.row_count < len(keys):
            self._filling = self.set_interval(0.1, self._piece)

    def _piece(self, size: int = _PIECE) -> None:
        at = self.row_count
        for key in self.keys[at : at + size]:
            self._add(key)
            if key == self._seek:
                self.move_cursor(row=self.row_count - 1, animate=False)
                self._seek = None
        if self.row_count >= len(self.keys):
            if self._filling:
                self.post_message(self.Filled())
            self._stop()

    def action_scroll_home(self) -> None:
        """To the first row: a cursor that is a whole row has no first column to go to."""
        self.action_scroll_top()

    def action_scroll_end(self) -> None:
        """To the last row."""
        self.action_scroll_bottom()

    async def _on_click(self, event: Click) -> None:
        row, column = event.style.meta.get("row", -1), event.style.meta.get("column", -1)
        if row >= 0 and (event.ctrl or column == 0):
            key = self.ordered_rows[row].key.value
            self.focus()
            self.move_cursor(row=row)
            event.prevent_default()
            event.stop()
            if key is not None:
                self.post_message(self.Marked(key))


def fitted(label: str, width: int, sign: str) -> str:
    """A heading with its sign of sorting, however narrow its column."""
    return f"{cell(label, max(width - len(sign), 1))}{sign}"
