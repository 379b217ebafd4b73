"""A worksheet of a workbook, whatever wrote it: its cells as text, as the program shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.case import Problem
from workbench.locale import N_

from .mapping import names_title

MOST_CELLS = 1_000_000
"""Cells of a sheet, empty ones between others counted, above which it is refused."""
MOST_COLUMNS = 1_000
MOST_ROWS = 50_000
"""Filled rows of a sheet, each of which comes to some kilobytes as records."""
MOST_TEXT = 50_000_000
"""Characters of all its cells: a workbook may write one text and show it in every cell."""
MOST_SHEETS = 1_000
MOST_WRITTEN_ROWS = 1 << 20
"""Rows that stand in a worksheet, empty ones counted: as many as Excel has."""
MOST_WRONG = 100_000
"""Cells that show an error, or have a formula without a result."""
MOST_AREAS = 100_000
"""Merged areas of a worksheet."""
_GAP = 256
"""Empty columns after which a cell stands astray: no table has such a hole."""
_LOOKED_AT = 30
"""Rows of a worksheet that are looked at for a head."""


class Astray(Problem):
    """What is wrong in one place of a worksheet: its row, and its column by number."""

    line = 1
    column = "-"
    like = ""
    """The encoding that a text looks like."""

    @classmethod
    def at(cls, line: int, column: str, problem: Problem) -> Astray:
        """A problem in its place."""
        found = cls(problem.message, **problem.fields)
        found.line, found.column = line, column
        return found


@dataclass(frozen=True)
class Area:
    """Cells that are merged into one; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Worksheet:
    """One worksheet of a workbook: its rows with their numbers, and which others there are."""

    rows: list[tuple[int, list[str]]]
    name: str = ""
    names: tuple[str, ...] = ()
    """All of the workbook, the hidden ones last."""
    hidden: tuple[str, ...] = ()
    """Those of them that the program doesn't show."""
    hidden_rows: int = 0
    merged: tuple[Area, ...] = ()
    wrong: dict[tuple[int, int], Problem] = field(default_factory=dict)
    """What a cell (row, column) can't be read for, though it holds a text."""
    broken: Mapping[int, Collection[int]] = field(default_factory=dict)
    """Of a column the rows in which a number with a fraction stands, no text."""


@dataclass
class Cells:
    """A worksheet as its parser fills it."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    wrong: dict[tuple[int, int], Problem] = field(default_factory=dict)
    broken: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    hidden_rows: int = 0
    _count: int = 0
    _reach: int = 0
    _text: int = 0

    def count(self, cells: int) -> None:
        """Count cells before they are made; raises `Problem`."""
        self._count += cells
        if self._count > MOST_CELLS:
            raise too_many()

    def merge(self, area: Area) -> None:
        """Cells that are merged; raises `Problem`."""
        self.merged.append(area)
        if len(self.merged) > MOST_AREAS:
            raise Problem("the worksheet has more than {n} merged areas", n=f"{MOST_AREAS:,}")

    def doubt(self, row: int, column: int, why: Problem) -> None:
        """What a cell can't be read for; raises `Problem` where there are too many."""
        self.wrong[row, column] = why
        if len(self.wrong) > MOST_WRONG:
            said = N_("the worksheet has more than {n} cells that show an error or have no result")
            raise Problem(said, n=f"{MOST_WRONG:,}")

    def add(self, number: int, cells: Sequence[tuple[int, str]], hidden: bool = False) -> None:
        """A row of filled cells (column, text), left to right; raises `Astray`."""
        if not cells:
            return
        if len(self.rows) == MOST_ROWS:
            raise Astray.at(number, "-", too_tall())
        for column, text in cells:
            self._text += len(text)
            if "\x00" in text:
                raise Astray.at(number, str(column), nul())
            if column > self._reach + _GAP:
                problem = Problem("there is a cell without a column above it")
                raise Astray.at(number, str(column), problem)
            self._reach = max(self._reach, column)
        row = [""] * cells[-1][0]
        for column, text in cells:
            row[column - 1] = text
        self.count(len(row))
        if len(row) > MOST_COLUMNS:
            raise Astray.at(number, str(len(row)), too_wide())
        if self._text > MOST_TEXT:
            n = MOST_TEXT // 10**6
            long = Problem("the cells hold more than {n} million characters", n=n)
            raise Astray.at(number, "-", long)
        self.rows.append((number, row))
        self.hidden_rows += hidden

    def filled(self) -> Cells:
        """The same with the text of each merged area in every row of it, as it shows."""
        self.rows.sort(key=lambda row: row[0])
        at = dict(self.rows)
        for area in self.merged:
            first = at.get(area.top, ())
            text = first[area.left - 1] if area.left <= len(first) else ""
            if not text or area.bottom == area.top:
                continue
            self.count(min(area.bottom - area.top, len(at)))
            for number in range(area.top + 1, min(area.bottom, area.top + len(at) + 1) + 1):
                row = at.get(number)
                # A row that has nothing but merged cells is no row of its own.
                if row is not None:
                    row.extend([""] * (area.left - len(row)))
                    row[area.left - 1] = row[area.left - 1] or text
        return self


Read = Callable[[str], Cells]


def too_many() -> Problem:
    """What a sheet of too many cells is refused with."""
    return Problem("the sheet has more than {n} million cells", n=MOST_CELLS // 10**6)


def too_wide() -> Problem:
    """What a sheet of too many columns is refused with."""
    return Problem("the sheet has more than {n} columns", n=f"{MOST_COLUMNS:,}")


def too_tall() -> Problem:
    """What a sheet of too many rows is refused with."""
    return Problem("the sheet has more than {n} rows: bring it in in parts", n=f"{MOST_ROWS:,}")


def nul() -> Problem:
    """What a sheet with a character is refused with that no text has."""
    return Problem("there is a NUL character in the sheet")


def too_many_rows() -> Problem:
    """What a worksheet of too many rows, most of them empty, is refused with."""
    said = N_("the worksheet has more than {n} rows, empty ones counted")
    return Problem(said, n=f"{MOST_WRITTEN_ROWS:,}")


def too_many_sheets() -> Problem:
    """What a workbook of too many worksheets is refused with."""
    return Problem("the workbook has more than {n} worksheets", n=f"{MOST_SHEETS:,}")


def chosen(
    shown: Sequence[str], hidden: Sequence[str], wanted: str | None, read: Read
) -> Worksheet:
    """The worksheet called `wanted`, else the first shown one with a column for titles.

    Raises `Problem` where the workbook has no such worksheet.
    """
    every = (*shown, *hidden)
    if wanted is not None and wanted not in every:
        raise Problem(
            "the workbook has no worksheet “{name}”; it has {names}",
            name=wanted,
            names=every,
        )
    name, found, first = "", Cells(), None
    for name in (wanted,) if wanted is not None else shown or hidden:
        found = read(name)
        first = first or ((name, found) if found.rows else None)
        if any(names_title(row) for _, row in found.rows[:_LOOKED_AT]):
            break
    else:
        name, found = first or (name, found)
    found = found.filled()
    return Worksheet(
        found.rows,
        name,
        every,
        tuple(hidden),
        found.hidden_rows,
        tuple(found.merged),
        found.wrong,
        found.broken,
    )
