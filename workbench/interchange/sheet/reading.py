"""The bytes of a coding sheet as rows, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from workbench.case import Problem
from workbench.locale import Words

from ..encodings import NotText, decoded
from .mapping import guess, renamed
from .quoting import astray
from .xlsx import is_xlsx, read_xlsx

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
    "side",
    "finding",
    "bearing",
    "status",
    "reaction",
    "refuted_by",
    "source",
    "author",
    "published",
    "url",
    "locator",
    "source_type",
    "grade",
)
COLUMNS = (*EVENT_COLUMNS, *EVIDENCE_COLUMNS, "coder", "note", "codebook")
GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for a formula, and the guard itself, so that the guard comes off."""


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
    """A record of the sheet: the line on which it begins, its cells by column name."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell without the spaces around it; empty where there is none."""
        return self.cells.get(column, "").strip()


@dataclass(frozen=True)
class Rows:
    """A sheet that could be read."""

    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    faults: tuple[Fault, ...]
    mapping: Mapping[str, str] = field(default_factory=dict)


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def _refuse(line: int, column: str, problem: Problem) -> _Refused:
    return _Refused(Fault(line, column, problem.message, problem.fields))


def read_rows(data: bytes, chosen: Mapping[str, str] | None = None) -> Rows:
    """The rows of a sheet (CSV or .xlsx); one that can't be read has one fault and no rows.

    `chosen` maps other column names to the sheet's own, after which the rest are guessed.
    """
    try:
        return _read(_cells(data), chosen or {})
    except _Refused as refused:
        return Rows((), (), (refused.fault,))


def _cells(data: bytes) -> list[tuple[int, list[str]]]:
    if is_xlsx(data):
        try:
            return read_xlsx(data)
        except Problem as problem:
            raise _refuse(1, "-", problem) from None
    text = _decoded(data)
    return _records(text, _delimiter(text))


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
    except csv.Error as error:
        raise _refuse(
            begins,
            astray(text, delimiter, begins, found[0][1] if found else []),
            Problem("a quotation mark isn't closed or stands astray ({why})", why=str(error)),
        ) from None
    return found


def _names(record: list[str]) -> list[str]:
    return [
        name.strip().casefold() if name.strip().casefold() in COLUMNS else name.strip()
        for name in record
    ]


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(
        ",;\t",
        key=lambda mark: len({*_names([c.strip('" \r') for c in header.split(mark)])} & {*COLUMNS}),
    )


def _read(found: list[tuple[int, list[str]]], chosen: Mapping[str, str]) -> Rows:
    records = [(n, r) for n, r in found if any(c.strip() for c in r)]
    if not records:
        raise _refuse(1, "-", Problem("the sheet is empty"))
    line, header = records[0]
    header = renamed(header, chosen)
    mapping = guess(header)
    names = _names(renamed(header, mapping))
    if "title" not in names:
        raise _refuse(line, "title", Problem("the sheet has no column title"))
    for name in names:
        if name and names.count(name) > 1:
            raise _refuse(line, name, Problem("the column {name} stands there twice", name=name))
    if len(records) == 1:
        raise _refuse(line, "-", Problem("the sheet has a header and no rows"))
    rows, faults = [], []
    for begins, record in records[1:]:
        cells = {}
        for place, (name, cell) in enumerate(zip_longest(names, record), 1):
            if name:
                cells[name] = _unguarded(cell or "")
            elif cell and cell.strip():
                faults.append(
                    Fault(begins, str(place), "there is a cell without a column above it", {})
                )
        rows.append(Row(begins, cells))
    unknown = tuple(name for name in names if name and name not in COLUMNS)
    return Rows(tuple(rows), unknown, tuple(faults), {**chosen, **mapping})


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:2] in GUARDED and len(cell) > 1 else cell
