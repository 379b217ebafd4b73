"""The bytes of a coding sheet as rows, each with the line on which it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.case import Problem
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, columns
from workbench.casebook import Order, SheetAnswers

from .books import is_workbook, read_workbook
from .celldates import in_numbers, order_of
from .faults import Fault, bounded_faults, noted
from .heads import Head, find_head
from .mapping import Column, read_as
from .places import Places
from .separated import read_separated
from .tail import tail
from .values import MOST_VALUES, SEVERAL, one_of, too_many_values
from .workbook import Astray, Worksheet

EVENT_COLUMNS = columns(row for row in EVENT if not row.of_row)
"""The columns of an event; of its keys the first, which every row has."""
_OF_PIECE = tuple(row for row in EVIDENCE if not row.of_row and row.path != "event")
EVIDENCE_COLUMNS = (
    "evidence",
    *columns(each for row in _OF_PIECE for each in (SOURCE if row.kind == "source" else (row,))),
)
"""The columns of a piece of evidence: its key within the sheet, its own, and its source's."""
EFFECT_ONLY = columns(row for row in EVIDENCE if row.side == "effect")
"""The columns that only effects have."""
ROW_COLUMNS = columns(row for row in EVENT if row.of_row)
"""The columns of the row's piece, or of its event where it has none."""
COLUMNS = (*EVENT_COLUMNS, *EVIDENCE_COLUMNS, *ROW_COLUMNS, "codebook")
SELDOM = (
    "evidence",
    "codebook",
    *columns(row for row in (*EVENT, *EVIDENCE) if row.seldom),
)
"""The columns that a sheet has only where something stands in them."""
_LOOKED_AT = 200
"""How many rows are looked at for a cell that shows what a column holds."""
_SHOWN = 5
"""Rows below the table of which a person is shown what they say."""
_FIRST = 15
"""How many rows a person may choose the head from."""


@dataclass(frozen=True)
class Row:
    """A record: the line on which it begins, its cells by column, and by name those without one."""

    line: int
    cells: dict[str, str]
    others: tuple[tuple[str, str], ...] = ()
    first: int = 0
    """Where the rows begin that a merged title makes one event of; else its own line."""

    def get(self, column: str) -> str:
        """The text of a cell; empty where there is none."""
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
    answers: SheetAnswers = field(default_factory=SheetAnswers)
    """What was chosen, now or before, that the sheet was read by."""
    notes: tuple[Problem, ...] = ()
    """What was done with the sheet that nobody would guess."""
    order: Order = ""
    """What stands first in 3/1/2003: as it was said, else as the rows show."""

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


_DATES = ("date", "published")


Habit = Callable[[Sequence[str]], SheetAnswers]
"""How a sheet with a header was read before."""


def read_rows(
    data: bytes,
    said: SheetAnswers,
    worksheet: str | None = None,
    habit: Habit = lambda _names: SheetAnswers(),
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


def _read(sheet: Worksheet, said: SheetAnswers, habit: Habit, line: int | None) -> Rows:
    records = [(n, r) for n, r in sheet.rows if any(c.strip() for c in r)]
    if not records:
        return Rows(faults=(_fault(1, "-", Problem("the sheet is empty")),))

    def told(names: Sequence[str]) -> SheetAnswers:
        return said.over(habit([name for name in names if name]))

    head = find_head(records, COLUMNS, lambda names: told(names).read_as, sheet.merged, line)
    header, begins = list(head.names), head.line
    answers = told(header)
    records = records[head.place :]
    columns = _columns(header, records[1:], answers.read_as)
    first = tuple((n, " · ".join(filter(None, map(str.strip, r)))) for n, r in sheet.rows[:_FIRST])
    known_as = [column.read_as for column in columns if column.read_as]
    constants = {k: v for k, v in answers.constants.items() if v and k not in known_as}
    answers = answers.model_copy(update={"constants": constants})
    about = Rows(columns=columns, head=begins, first=first, answers=answers,
                 notes=tuple(_notes(sheet, head)))  # fmt: skip
    wrong = _wrong(header, columns, said.read_as, constants)
    if wrong:
        return replace(about, faults=(_fault(begins, *wrong),))
    if len(records) == 1:
        fault = _fault(begins, "-", Problem("the sheet has a header and no rows"))
        return replace(about, faults=(fault,))
    places = Places.of(header, columns, head, answers.values)
    gone = tail(records[1:], {column: place for place, column in places.known}, _gaps(sheet))
    if gone:
        about = replace(about, notes=(*about.notes, _left_out(records[-gone:])))
        records = records[:-gone]
    rows: list[Row] = []
    faults: list[Fault] = []
    own = _title_areas(sheet, places.known)
    with bounded_faults(faults):
        for begins, record in records[1:]:
            cells = _sound(sheet, places, begins, record, faults)
            always = _always(constants, cells)
            kept = places.kept(record)
            rows.append(Row(begins, {**always, **cells}, kept, own.get(begins, begins)))
    order, shown = answers.dates, ""
    if not order:
        order, shown = order_of(row.get("date") for row in rows)
    if shown and sum(in_numbers(row.get("date")) for row in rows) > 1:
        about = replace(about, notes=(*about.notes, _ordered(order, shown)))
    return replace(about, rows=tuple(rows), faults=tuple(faults), order=order)


def _broken(text: str) -> Problem:
    return Problem(
        "“{text}” is a number in its cell, in which 2003.1 and 2003.10 are one: write the date as "
        "text there, such as 2003-10, and import it again",
        text=text,
    )


def _sound(
    sheet: Worksheet, places: Places, line: int, record: list[str], faults: list[Fault]
) -> dict[str, str]:
    """The filled cells of a record by column, without those that can't be read."""
    cells = places.cells(record)
    if (astray := places.astray(record)) is not None:
        problem = Problem("there is a cell without a column above it")
        noted(faults, _fault(line, str(astray), problem))
    for place, column in places.known if sheet.wrong else ():
        # A note may hold whatever a cell shows.
        if column != "note" and (wrong_cell := sheet.wrong.get((line, place + 1))):
            noted(faults, _fault(line, column, wrong_cell))
            if column != "title":
                cells.pop(column, None)
    for place, column in places.known if sheet.broken else ():
        if column in _DATES and line in sheet.broken.get(place + 1, ()):
            noted(faults, _fault(line, column, _broken(cells.pop(column, record[place]))))
    for column, marks in SEVERAL.items():
        cell = cells.get(column, "")
        if len(cell) > MOST_VALUES and sum(map(cell.strip(marks).count, marks)) >= MOST_VALUES:
            noted(faults, _fault(line, column, too_many_values()))
            del cells[column]
    return cells


def _ordered(order: Order, shown: str) -> Problem:
    if order == "day":
        return Problem("in dates such as 3/1/2003 the day stands first, as “{date}” shows",
                       date=shown)  # fmt: skip
    return Problem("in dates such as 3/1/2003 the month stands first, as “{date}” shows",
                   date=shown)  # fmt: skip


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
            names=tuple(sheet.hidden),
        )
    if sheet.hidden_rows:
        yield Problem("rows that the workbook hides are read too: {n}", n=sheet.hidden_rows)


def _always(constants: Mapping[str, str], cells: Mapping[str, str]) -> Mapping[str, str]:
    """What is said of every row, as far as it concerns one.

    What is said of every piece makes none, and what is said of every effect is none of intents.
    """
    if not constants:
        return constants
    if not any(cells.get(column) for column in EVIDENCE_COLUMNS):
        return {k: v for k, v in constants.items() if k not in EVIDENCE_COLUMNS}
    if one_of("side", cells.get("side") or constants.get("side", "")) == "effect":
        return constants
    return {k: v for k, v in constants.items() if k not in EFFECT_ONLY}


def _gaps(sheet: Worksheet) -> set[int]:
    """The lines before which a row is empty."""
    found, before, empty = set(), 0, False
    for line, row in sheet.rows:
        # A workbook leaves its empty rows out.
        if empty or (sheet.name and line > before + 1):
            found.add(line)
        before, empty = line, not any(map(str.strip, row))
    return found


def _left_out(records: Sequence[tuple[int, list[str]]]) -> Problem:
    told = []
    for line, row in records[:_SHOWN]:
        text = " · ".join(filter(None, map(str.strip, row)))
        told.append(f"{line}: {text if len(text) < 50 else f'{text[:50]} …'}")
    return Problem(
        "rows below the table that are no events, left out: {n} (by line: {examples})",
        n=len(records),
        examples="; ".join(told) + (" …" if len(records) > _SHOWN else ""),
    )


def _title_areas(sheet: Worksheet, known: Sequence[tuple[int, str]]) -> dict[int, int]:
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
    if twice:
        return twice[0], Problem("the column {name} stands there twice", name=twice[0])
    return None
