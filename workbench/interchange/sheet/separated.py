"""The cells of a sheet of separated values (RFC 4180, and what spreadsheets make of it)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from workbench.case import Problem

from ..encodings import NotText, decoded
from .heads import LOOKED_AT, clean
from .mapping import read_as
from .parts import MOST_CHARACTERS
from .quoting import astray, cells_within, ends_of, lines_within
from .workbook import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Astray,
    Worksheet,
    nul,
    too_many,
    too_tall,
    too_wide,
)

_DECLARED = re.compile(r'"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""What a line says to Excel, and to nobody else: sep=;"""
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|table|\?xml)\b", re.IGNORECASE)
_LINES = re.compile(r"\r\n|\r|\n")
_HEAD = 1 << 16


def read_separated(data: bytes, columns: tuple[str, ...], encoding: str | None = None) -> Worksheet:
    """The rows of a sheet, each with the line on which it begins.

    `columns` are those of the coding sheet: the separator is the one under which most of them are
    named. Raises `Astray`.
    """
    text = _decoded(data, encoding)
    declared = _DECLARED.match(text)
    if declared:
        return Worksheet(_records(text[declared.end() :], declared[1], 2))
    return Worksheet(_records(text, _delimiter(text, columns), 1))


def _decoded(data: bytes, encoding: str | None) -> str:
    try:
        text = decoded(data, encoding)
    except NotText as problem:
        refused = Astray.at(problem.line, "-", problem)
        refused.like = problem.like
        raise refused from None
    if _MARKUP.match(text):
        raise Astray.at(
            1,
            "-",
            Problem(
                "this is a web page or another file of XML, whatever its name ends in: open it in "
                "a spreadsheet, save it as .xlsx, and import that"
            ),
        )
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise Astray.at(line, "-", nul())
    return text


def _records(text: str, delimiter: str, begins: int) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(MOST_CHARACTERS)
    found: list[tuple[int, list[str]]] = []
    before, count, filled, within = begins, 0, 0, False

    def lines() -> Iterator[str]:
        nonlocal within
        for at, end in ends_of(text):
            # Before the reader makes a list of its cells, and before it is copied.
            if end - at > MOST_CELLS and _too_many(text, at, end, delimiter, within):
                raise Astray.at(begins, "-", too_many())
            for line in lines_within(text, at, end):
                within = True
                yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            within = False
            filled += any(map(str.strip, record))
            if filled > MOST_ROWS:
                raise Astray.at(begins, "-", too_tall())
            count += len(record) + 1
            if count > MOST_CELLS:
                raise Astray.at(begins, "-", too_many())
            if len(record) > MOST_COLUMNS and any(map(str.strip, record[MOST_COLUMNS:])):
                raise Astray.at(begins, str(MOST_COLUMNS + 1), too_wide())
            found.append((begins, record[:MOST_COLUMNS]))
            begins = reader.line_num + before
    except csv.Error:
        header = found[0][1] if found else []
        column, long = astray(text, delimiter, begins - before + 1, header, MOST_CHARACTERS)
        problem = Problem("a quotation mark isn't closed or stands astray")
        if long:
            problem = Problem(
                "the cell has more than {n} million characters: is a quotation mark not closed?",
                n=MOST_CHARACTERS // 10**6,
            )
        raise Astray.at(begins, column, problem) from None
    return found


def _too_many(text: str, at: int, end: int, delimiter: str, within: bool) -> bool:
    """Whether a line has too many cells; raises `csv.Error` where one is far too long."""
    longest = 2 * MOST_CHARACTERS + 2
    if text.count(delimiter, at, end) <= MOST_CELLS and end - at <= longest:
        return False
    for number, (first, last) in enumerate(cells_within(text, at, end, delimiter, within)):
        if number > MOST_CELLS:
            return True
        if last - first > longest:
            raise csv.Error
    return False


def _delimiter(text: str, columns: tuple[str, ...]) -> str:
    # What spreadsheets write for an empty row is no header yet.
    lines = [line for line in _LINES.split(text[:_HEAD]) if line.strip(' ",;|\t')][:LOOKED_AT]

    def known(mark: str) -> tuple[int, int]:
        rows = [
            [clean(cell.strip('" ')) for cell in line.split(mark, MOST_COLUMNS)] for line in lines
        ]
        # Among names that nobody knows yet, more columns are likelier than one long name.
        most = max((len({*filter(None, read_as(row, columns, {}))}) for row in rows), default=0)
        return most, len(rows[0]) if rows else 0

    return max(",;\t|", key=known)
