"""The bytes of a coding sheet as rows, each with the line on which it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.case import Problem
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, columns
from workbench.casebook import Reading
from workbench.locale import Words

from .books import is_workbook, read_workbook
from .heads import Head, find_head
from .mapping import Column, read_as
from .separated import read_separated
from .values import meant
from .workbook import Astray, Worksheet

EVENT_COLUMNS = columns(row for row in EVENT if not row.of_row)
"""The columns of an event; of its keys the first, which every row has."""
_OF_PIECE = tuple(row for row in EVIDENCE if not row.of_row and row.path != "event")
EVIDENCE_COLUMNS = (
    "evidence",
    *columns(each for row in _OF_PIECE for each in (SOURCE if row.kind == "source" else (row,))),
)
"""The columns of a piece of evidence: its key within the sheet, its own, and its source's."""
ROW_COLUMNS = columns(row for row in EVENT if row.of_row)
"""The columns of the row's piece, or of its event where it has none."""
COLUMNS = (*EVENT_COLUMNS, *EVIDENCE_COLUMNS, *ROW_COLUMNS, "codebook")
SELDOM = (
    "evidence",
    "codebook",
    *columns(row for row in (*EVENT, *EVIDENCE) if row.seldom),
)
"""The columns that a sheet has only where something stands in them."""
GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for a formula, and the guard itself, so that the guard comes off."""
_LOOKED_AT = 200
"""How many rows are looked at for a cell that shows what a column holds."""
_FIRST = 15
"""How many rows a person may choose the head from."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: its physical line, its column, and the sentence."""

    line: int
    column: str
    message: str
    fields: dict[str, Any]
    value: str = ""
    """The sheet's own value, where a person may say which one of ours it is."""
    likely: str = ""
    """The one that it may be."""

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        return words.t(self.message, **self.fields)


@dataclass(frozen=True)
class Row:
    """A record: the line on which it begins, its cells by column, and by name those without one."""

    line: int
    cells: dict[str, str]
    others: tuple[tuple[str, str], ...] = ()
    first: int = 0
    """Where the rows begin that a merged title makes one event of; else its own line."""

    def get(self, column: str) -> str:
        """The cell without the spaces around it; empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Rows:
    """A sheet as it was read; one that can't be has a fault, and its columns where it has any."""

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    columns: tuple[Column, ...] = ()
    worksheet: str = ""
    worksheets: tuple[str, ...] = ()
    head: int = 1
    """The line of the head."""
    first: tuple[tuple[int, str], ...] = ()
    """The first rows with their lines, from which a person may choose another head."""
    reading: Reading = field(default_factory=Reading)
    """What was chosen, now or before, that the sheet was read by."""
    notes: tuple[Problem, ...] = ()
    """What was done with the sheet that nobody would guess."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The columns that are kept in the notes."""
        return tuple(column.name for column in self.columns if not column.read_as)

    @property
    def foreign(self) -> bool:
        """Whether its header isn't the coding sheet's own: its titles stand under another name."""
        return all(c.name.casefold() != "title" for c in self.columns)

    @property
    def mapping(self) -> dict[str, str]:
        """Other name → column, for those that are read under another name than their own."""
        return {c.name: c.read_as for c in self.columns if c.read_as not in ("", c.name.casefold())}


def _fault(line: int, column: str, problem: Problem) -> Fault:
    return Fault(line, column, problem.message, problem.fields)


Habit = Callable[[Sequence[str]], Reading]
"""How a sheet with a header was read before."""


def read_rows(
    data: bytes,
    said: Reading,
    worksheet: str | None = None,
    habit: Habit = lambda _names: Reading(),
    line: int | None = None,
    encoding: str | None = None,
) -> Rows:
    """The rows of a sheet (CSV, .xlsx or .ods).

    `said` says what columns of other names are read as, then `habit` does, then the rest are
    guessed; `worksheet` says which one of a workbook is meant, `line` where its head stands, and
    `encoding` how a text that isn't UTF-8 is encoded.
    """
    try:
        if is_workbook(data):
            sheet = read_workbook(data, worksheet)
        else:
            sheet = read_separated(data, COLUMNS, encoding)
    except Astray as problem:
        fault = _fault(problem.line, problem.column, problem)
        return Rows(faults=(replace(fault, likely=problem.like),))
    except Problem as problem:
        return Rows(faults=(_fault(1, "-", problem),))
    read = _read(sheet, said, habit, line)
    return replace(read, worksheet=sheet.name, worksheets=sheet.names)


def _read(sheet: Worksheet, said: Reading, habit: Habit, line: int | None) -> Rows:
    records = [(n, r) for n, r in sheet.rows if any(c.strip() for c in r)]
    if not records:
        return Rows(faults=(_fault(1, "-", Problem("the sheet is empty")),))

    def told(names: Sequence[str]) -> Reading:
        return said.over(habit([name for name in names if name]))

    head = find_head(records, COLUMNS, lambda names: told(names).read_as, sheet.merged, line)
    header, begins = list(head.names), head.line
    reading = told(header)
    records = records[head.place :]
    columns = _columns(header, records[1:], reading.read_as)
    first = tuple((n, " · ".join(filter(None, map(str.strip, r)))) for n, r in sheet.rows[:_FIRST])
    known_as = [column.read_as for column in columns if column.read_as]
    constants = {k: v for k, v in reading.constants.items() if v and k not in known_as}
    reading = reading.model_copy(update={"constants": constants})
    about = Rows(columns=columns, head=begins, first=first, reading=reading,
                 notes=tuple(_notes(sheet, head)))  # fmt: skip
    wrong = _wrong(header, columns, said.read_as, constants)
    if wrong:
        return replace(about, faults=(_fault(begins, *wrong),))
    if len(records) == 1:
        fault = _fault(begins, "-", Problem("the sheet has a header and no rows"))
        return replace(about, faults=(fault,))
    places = iter(columns)
    heads = [next(places) if name else None for name in header]
    known = [
        (place, column.read_as) for place, column in enumerate(heads) if column and column.read_as
    ]
    others = [
        (place, column.name) for place, column in enumerate(heads) if column and not column.read_as
    ]
    headed = len(heads) if all(heads) else 0
    values = reading.values
    rows, faults = [], []
    own = _title_areas(sheet, known)
    for begins, record in records[1:]:
        wide = len(record)
        cells = {
            column: (_unguarded(cell) if cell[0] == "'" else cell).strip()
            for place, column in known
            if place < wide and (cell := record[place])
        }
        kept = tuple(
            (name, _unguarded(record[place]).strip())
            for place, name in others
            if place < wide and record[place].strip()
        )
        for column in values:
            if cells.get(column):
                cells[column] = meant(column, cells[column], values[column])
        for place, cell in enumerate(record[headed:], headed + 1):
            if cell and (place > len(heads) or heads[place - 1] is None) and cell.strip():
                if place - 1 in head.numbers:
                    continue
                problem = Problem("there is a cell without a column above it")
                faults.append(_fault(begins, str(place), problem))
                break
        for place, column in known if sheet.wrong else ():
            # A note may hold whatever a cell shows.
            if column != "note" and (wrong_cell := sheet.wrong.get((begins, place + 1))):
                faults.append(_fault(begins, column, wrong_cell))
                if column != "title":
                    cells.pop(column, None)
        rows.append(Row(begins, {**constants, **cells}, kept, own.get(begins, begins)))
    return replace(about, rows=tuple(rows), faults=tuple(faults))


def _notes(sheet: Worksheet, head: Head) -> Iterator[Problem]:
    """What was done with the sheet that nobody would guess, a sentence each."""
    if head.above:
        above = " · ".join(c.strip() for _, row in head.above for c in row if c.strip())
        yield Problem(
            "the head is line {line}; what stands above it is left out: {text}",
            line=head.line,
            text=above if len(above) < 80 else f"{above[:80]} …",
        )
    if head.numbers:
        yield Problem("a column without a name that only counts the rows is left out")
    if sheet.name in sheet.hidden:
        yield Problem("the worksheet {name} is hidden in the workbook", name=sheet.name)
    elif sheet.hidden:
        yield Problem(
            "hidden worksheets aren't read unless they are named: {names}",
            names=", ".join(sheet.hidden),
        )
    if sheet.hidden_rows:
        yield Problem("rows that the workbook hides are read too: {n}", n=sheet.hidden_rows)


def _title_areas(sheet: Worksheet, known: list[tuple[int, str]]) -> dict[int, int]:
    """The rows that share a merged title, and so are one event: each with the first one's line."""
    [place] = [place for place, column in known if column == "title"]
    return {
        line: area.top
        for area in sheet.merged
        if area.left == place + 1 and area.bottom > area.top
        for line in range(area.top, min(area.bottom, area.top + len(sheet.rows)) + 1)
    }


def _columns(
    header: list[str], records: list[tuple[int, list[str]]], chosen: Mapping[str, str]
) -> tuple[Column, ...]:
    read = read_as(header, COLUMNS, chosen)
    first = records[:_LOOKED_AT]
    return tuple(
        Column(
            name,
            read[place],
            next((r[place].strip() for _, r in first if place < len(r) and r[place].strip()), ""),
        )
        for place, name in enumerate(header)
        if name
    )


def _wrong(
    header: list[str],
    columns: tuple[Column, ...],
    chosen: Mapping[str, str],
    constants: Mapping[str, str],
) -> tuple[str, Problem] | None:
    """What a header can't be read for: the column, and why."""
    for name in chosen:
        if name not in header:
            return name, Problem("the sheet has no column {name}", name=name)
    for name in constants:
        if name not in COLUMNS:
            return name, Problem("the coding sheet has no column {name}", name=name)
    read = [column.read_as for column in columns]
    if "title" not in read:
        return "title", Problem(
            "the sheet has no column title, and none that is read as it: say which one it is"
        )
    twice = [each for each in read if each and read.count(each) > 1]
    twice += [c.name for c in columns if header.count(c.name) > 1]
    if twice:
        return twice[0], Problem("the column {name} stands there twice", name=twice[0])
    return None


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in GUARDED and len(cell) > 1 else cell
