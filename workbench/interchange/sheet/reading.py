"""The bytes of a coding sheet as rows, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.case import Problem
from workbench.locale import Words

from ..encodings import NotText, decoded
from .mapping import Column, read_as
from .quoting import astray
from .xlsx import Worksheet, is_xlsx, read_xlsx

EVENT_COLUMNS = (
    "event",
    "date",
    "title",
    "description",
    "initiator",
    "target",
    "partners",
    "domain",
    "strategies",
    "avoids_confrontation",
    "indirect_or_covert",
    "limits_power_or_intent",
)
EVIDENCE_COLUMNS = (
    "evidence",
    "side",
    "finding",
    "bearing",
    "status",
    "reaction",
    "refuted_by",
    "denies",
    "basis",
    "source",
    "author",
    "published",
    "url",
    "locator",
    "source_type",
    "grade",
)
COLUMNS = (*EVENT_COLUMNS, *EVIDENCE_COLUMNS, "coder", "note", "codebook")
SELDOM = ("evidence", "denies", "basis", "codebook")
"""The columns that a sheet has only where something stands in them."""
GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for a formula, and the guard itself, so that the guard comes off."""
_LOOKED_AT = 200
"""How many rows are looked at for a cell that shows what a column holds."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: its physical line, its column, and the sentence."""

    line: int
    column: str
    message: str
    fields: dict[str, Any]

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`."""
        return words.t(self.message, **self.fields)


@dataclass(frozen=True)
class Row:
    """A record: the line on which it begins, its cells by column, and by name those without one."""

    line: int
    cells: dict[str, str]
    others: tuple[tuple[str, str], ...] = ()

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


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def _fault(line: int, column: str, problem: Problem) -> Fault:
    return Fault(line, column, problem.message, problem.fields)


def _refuse(line: int, column: str, problem: Problem) -> _Refused:
    return _Refused(_fault(line, column, problem))


Habit = Callable[[Sequence[str]], Mapping[str, str]]
"""What the columns of a header were read as before."""


def read_rows(
    data: bytes,
    chosen: Mapping[str, str] | None = None,
    worksheet: str | None = None,
    habit: Habit = lambda _names: {},
) -> Rows:
    """The rows of a sheet (CSV or .xlsx).

    `chosen` says what columns of other names are read as, then `habit` does, then the rest are
    guessed; `worksheet` says which one of a workbook is meant.
    """
    try:
        sheet = _cells(data, worksheet)
    except _Refused as refused:
        return Rows(faults=(refused.fault,))
    read = _read(sheet.rows, chosen or {}, habit)
    return replace(read, worksheet=sheet.name, worksheets=sheet.names)


def _cells(data: bytes, worksheet: str | None) -> Worksheet:
    if is_xlsx(data):
        try:
            return read_xlsx(data, worksheet)
        except Problem as problem:
            raise _refuse(1, "-", problem) from None
    text = _decoded(data)
    return Worksheet(_records(text, _delimiter(text)))


def _decoded(data: bytes) -> str:
    try:
        text = decoded(data)
    except NotText as problem:
        raise _refuse(problem.line, "-", problem) from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise _refuse(line, "-", Problem("there is a NUL character in the sheet"))
    return text


def _records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for record in reader:
            found.append((begins, record))
            begins = reader.line_num + 1
    except csv.Error:
        raise _refuse(
            begins,
            astray(text, delimiter, begins, found[0][1] if found else []),
            Problem("a quotation mark isn't closed or stands astray"),
        ) from None
    return found


def _delimiter(text: str) -> str:
    # What spreadsheets write for an empty row is no header yet.
    header = text.lstrip(' ",;\t\r\n').split("\n", 1)[0]

    def known(mark: str) -> tuple[int, int]:
        names = [cell.strip('" \r') for cell in header.split(mark)]
        # Among names that nobody knows yet, more columns are likelier than one long name.
        return sum(bool(column) for column in read_as(names, COLUMNS, {})), len(names)

    return max(",;\t", key=known)


def _read(found: list[tuple[int, list[str]]], chosen: Mapping[str, str], habit: Habit) -> Rows:
    records = [(n, r) for n, r in found if any(c.strip() for c in r)]
    if not records:
        return Rows(faults=(_fault(1, "-", Problem("the sheet is empty")),))
    line, header = records[0]
    header = [name.strip() for name in header]
    columns = _columns(header, records[1:], {**habit([n for n in header if n]), **chosen})
    wrong = _wrong(header, columns, chosen)
    if wrong:
        return Rows(faults=(_fault(line, *wrong),), columns=columns)
    if len(records) == 1:
        fault = _fault(line, "-", Problem("the sheet has a header and no rows"))
        return Rows(faults=(fault,), columns=columns)
    places = iter(columns)
    heads = [next(places) if name else None for name in header]
    known = [(place, head.read_as) for place, head in enumerate(heads) if head and head.read_as]
    others = [(place, head.name) for place, head in enumerate(heads) if head and not head.read_as]
    headed = len(heads) if all(heads) else 0
    rows, faults = [], []
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
        for place, cell in enumerate(record[headed:], headed + 1):
            if cell and (place > len(heads) or heads[place - 1] is None) and cell.strip():
                problem = Problem("there is a cell without a column above it")
                faults.append(_fault(begins, str(place), problem))
                break
        rows.append(Row(begins, cells, kept))
    return Rows(tuple(rows), tuple(faults), columns)


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
    header: list[str], columns: tuple[Column, ...], chosen: Mapping[str, str]
) -> tuple[str, Problem] | None:
    """What a header can't be read for: the column, and why."""
    for name in chosen:
        if name not in header:
            return name, Problem("the sheet has no column {name}", name=name)
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
