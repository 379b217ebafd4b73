"""What every tab of a case is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.widgets import DataTable, Input

from workbench.case import Case, Event
from workbench.casebook import Casebook

from ..kit.node import Node
from ..kit.plain import cell

if TYPE_CHECKING:
    from ..kit.desk import Desk


class Panel(Vertical, Node):
    """A tab: it shows the desk's case and event whenever it is told to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.of = desk

    @property
    def book(self) -> Casebook:
        """The open case, or what whoever codes blind in it answers."""
        return self.of.edited

    @property
    def case(self) -> Case:
        """The case as it was judged: what is shown of it and of its verdicts agrees."""
        return self.of.findings.case

    def redraw(self) -> None:
        """Show the case as it is now."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the focus where work starts."""
        raise NotImplementedError

    def rest(self) -> None:
        """Put the focus where no key changes what it stands on."""

    def memory(self) -> dict[str, str]:
        """What the tab remembers until the case is opened again: its filters."""
        return {field.id: field.value for field in self.query(Input) if field.id and field.value}

    def recall(self, kept: dict[str, str]) -> None:
        """Take up again what `memory` gave."""
        for field in self.query(Input):
            if field.id in kept:
                field.value = kept[field.id]
                field.display = True


DATES = 11
"""The columns of a date in a table; a range that is longer shows its beginning."""


def when(event: Event) -> Text:
    """An event's date in a table."""
    date = event.date or "—"
    return cell(date if len(date) <= DATES else date.partition("/")[0] + "…", DATES)


def row_key(table: DataTable[object]) -> str | None:
    """The key of the row under the cursor."""
    if not table.row_count or not table.is_valid_coordinate(table.cursor_coordinate):
        return None
    return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value


def go_to(table: DataTable[object], key: str | None) -> None:
    """Put the cursor on a row, without a fuss where there is none."""
    if key is not None and any(row.value == key for row in table.rows):
        table.move_cursor(row=table.get_row_index(key), animate=False)
