"""What stands at which place of a sheet's records, by its head."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .guards import EMPTY, unguarded
from .heads import Head
from .mapping import Column
from .values import meant


@dataclass(frozen=True)
class Places:
    """What stands at which place of a record."""

    named: Sequence[bool]
    """Whether a column is named there."""
    known: Sequence[tuple[int, str]]
    """Places that are read, each as a column of the coding sheet."""
    others: Sequence[tuple[int, str]]
    """Places that are kept in the note, under their own names."""
    numbers: Collection[int]
    """Places without a name that only number the rows."""
    values: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(
        cls,
        header: Sequence[str],
        columns: Sequence[Column],
        head: Head,
        values: Mapping[str, Mapping[str, str]],
    ) -> Places:
        """By the names of the head, the columns that they are read as, and what values mean."""
        names = [place for place, name in enumerate(header) if name]
        each = list(zip(names, columns, strict=True))
        return cls(
            [bool(name) for name in header],
            [(place, column.read_as) for place, column in each if column.read_as],
            [(place, column.name) for place, column in each if not column.read_as],
            head.numbers,
            values,
        )

    def cells(self, record: Sequence[str]) -> dict[str, str]:
        """The filled cells by column, as what a person said that their values mean."""
        wide = len(record)
        cells = {
            column: text
            for place, column in self.known
            if place < wide and (cell := record[place])
            if (text := unguarded(cell)) or (cell and cell.strip() == EMPTY)
        }
        for column, said in self.values.items():
            if cells.get(column):
                cells[column] = meant(column, cells[column], said)
                if not cells[column]:
                    del cells[column]
        return cells

    def kept(self, record: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The filled cells that go into the note."""
        wide = len(record)
        return tuple(
            (name, unguarded(record[place]))
            for place, name in self.others
            if place < wide and record[place].strip()
        )

    def astray(self, record: Sequence[str]) -> int | None:
        """The number of the first filled cell over which no column is named."""
        headed = len(self.named) if all(self.named) else 0
        for place, cell in enumerate(record[headed:], headed):
            named = place < len(self.named) and self.named[place]
            if cell and not named and place not in self.numbers and cell.strip():
                return place + 1
        return None
