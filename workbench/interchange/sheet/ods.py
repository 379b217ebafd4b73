"""The cells of an .ods spreadsheet as text (OpenDocument 1.3, part 3, 9 and 16.29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from workbench.case import Problem

from ..packed import under_password
from .parts import MOST_BESIDE, MOST_ELEMENTS, Parts, archive_of, attribute, events, local, named
from .shapes import number_in, shown_date, shown_number, written_moment
from .workbook import (
    MOST_COLUMNS,
    MOST_SHEETS,
    MOST_WRITTEN_ROWS,
    Area,
    Astray,
    Cells,
    Worksheet,
    chosen,
    too_many_rows,
    too_many_sheets,
    too_wide,
)
from .xlsx import reference

_SHOWS = {"year": "y", "month": "m", "day": "d", "day-of-week": "w", "hours": "t", "minutes": "t",
          "seconds": "t"}  # fmt: skip
_MOST_STYLES = 100_000
"""Styles of a spreadsheet; Excel has 65,490 at most."""
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|DIV/0!|VALUE!|NUM!|NULL!)|Err:\d{3}")
"""What a formula shows that has no result: programs write it as a text, or as the number 0."""


def read_ods(data: bytes, wanted: str | None = None) -> Worksheet:
    """The worksheet called `wanted`, else the first shown one that has a column for titles.

    Raises `Problem` where it unpacks to too much, has no table or not the one that is wanted,
    `Astray` where a cell stands far off, and whatever zipfile and the XML parser raise of damage.
    """
    with archive_of(data) as archive:
        held = Parts(archive)
        manifest = "META-INF/manifest.xml"
        if manifest in held.names and b"encryption-data" in archive.read(manifest):
            raise under_password()
        book = _Spreadsheet()
        for part, most in (("styles.xml", MOST_BESIDE), ("content.xml", MOST_ELEMENTS)):
            if part in held.names:
                with held.open(part, most) as stream:
                    book.take(stream)
    if not book.tables:
        raise Problem(
            "this is an OpenDocument spreadsheet (.ods), but there is no table in it that can be "
            "read: save it as .xlsx, and import that"
        )
    hidden = [name for name in book.tables if book.styles_of[name] in book.undisplayed]
    shown = [name for name in book.tables if name not in hidden]
    return chosen(shown, hidden, wanted, lambda name: book.tables[name])


class _Spreadsheet:
    def __init__(self) -> None:
        self.tables: dict[str, Cells] = {}
        self.styles_of: dict[str, str] = {}
        self.undisplayed: set[str] = set()
        self.formats: dict[str, frozenset[str]] = {}
        """What each format of dates shows."""
        self.cells: dict[str, tuple[str, str]] = {}
        """The format and the parent of each style of cells."""
        self._table = Cells()
        self._columns: list[str] = []
        self._row = 0
        self._depth = self._styles = self._tables = self._rows = 0

    def take(self, stream: IO[bytes]) -> None:
        """Read a part of the document, its tables row by row."""
        names = ("style", "date-style", "table-column", "table-row")
        for event, name, element in events(stream, names, around="table"):
            if event == "start":
                self._begin(element)
            elif name == "table":
                self._depth -= 1
            elif name in ("style", "date-style"):
                self._style(name, element)
            elif name == "table-column":
                if self._depth == 1 and len(self._columns) < MOST_COLUMNS:
                    times = min(_times(element, "number-columns-repeated"), MOST_COLUMNS)
                    self._columns += [attribute(element, "default-cell-style-name")] * times
            elif name == "table-row" and self._depth == 1:
                self._take_row(element)

    def _begin(self, element: Element) -> None:
        self._depth += 1
        if self._depth > 1:
            # A table within a cell is a part of that cell.
            return
        self._tables += 1
        if self._tables > MOST_SHEETS:
            raise too_many_sheets()
        name = attribute(element, "name")
        self._table, self._columns, self._row = Cells(), [], 0
        self.tables[name] = self._table
        self.styles_of[name] = attribute(element, "style-name")

    def _style(self, kind: str, element: Element) -> None:
        name = attribute(element, "name")
        self._styles += 1
        if self._styles > _MOST_STYLES:
            raise Problem("the workbook has more than {n} styles", n=f"{_MOST_STYLES:,}")
        if kind == "date-style":
            shown = (_SHOWS.get(local(child.tag), "") for child in element)
            self.formats[name] = frozenset("".join(shown))
        elif attribute(element, "family") == "table-cell":
            parent = attribute(element, "parent-style-name")
            self.cells[name] = attribute(element, "data-style-name"), parent
        elif any(attribute(p, "display") == "false" for p in named(element, "table-properties")):
            self.undisplayed.add(name)

    def _shows(self, style: str) -> frozenset[str] | None:
        for _ in range(10):
            form, parent = self.cells.get(style, ("", ""))
            if form in self.formats:
                return self.formats[form]
            style = parent
        return None

    def _take_row(self, element: Element) -> None:
        self._rows += 1
        if self._rows > MOST_WRITTEN_ROWS:
            raise too_many_rows()
        times, number = _times(element, "number-rows-repeated"), self._row + 1
        self._row += times
        cells: list[tuple[int, str]] = []
        column = 1
        for cell in element:
            name = local(cell.tag)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            if not len(cell) and not cell.keys():
                column += 1
                continue
            repeated = _times(cell, "number-columns-repeated")
            text = self._cell(cell, number, column) if name == "table-cell" else ""
            if text:
                # What fills a row to its end is no column; many such cells would be a bomb.
                if len(cells) > MOST_COLUMNS:
                    raise Astray.at(number, str(column), too_wide())
                here = range(column, column + min(repeated, MOST_COLUMNS))
                cells += [(place, text) for place in here]
                if "." in text and "float" in _kinds(cell):
                    for place in here:
                        self._table.broken[place].add(number)
            column += repeated
        if cells:
            # Refused before the rows are made, a million of them by one element.
            self._table.count((times - 1) * cells[-1][0])
        hidden = attribute(element, "visibility") in ("collapse", "filter")
        for row in range(number, number + times if cells else number):
            self._table.add(row, cells, hidden)

    def _cell(self, cell: Element, row: int, column: int) -> str:
        text = "\n".join("".join(_said(line)) for line in named(cell, "p"))
        down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            area = Area(row, column, row + down - 1, column + right - 1)
            self._table.merge(area)
        kinds = _kinds(cell)
        formula = attribute(cell, "formula")
        if formula and not kinds and not text:
            why = Problem(
                "cell {cell} has a formula without a result: open the workbook in its program, "
                "save it, and import it again",
                cell=reference(row, column),
            )
            self._table.doubt(row, column, why)
            return f"={formula.partition('=')[2] or formula}"
        if "error" in kinds or (formula and _ERROR.fullmatch(text)):
            why = Problem(
                "cell {cell} shows an error of the spreadsheet, {value}: put it right there",
                cell=reference(row, column),
                value=text,
            )
            self._table.doubt(row, column, why)
        elif "date" in kinds:
            value = attribute(cell, "date-value")
            style = attribute(cell, "style-name")
            if not style and column <= len(self._columns):
                style = self._columns[column - 1]
            shows = self._shows(style) or frozenset("ymdt" if "T" in value else "ymd")
            at = written_moment(value)
            # What is no day that there is stands in its cell as it shows.
            return shown_date(at, shows) if at else text or value
        elif "boolean" in kinds:
            return attribute(cell, "boolean-value").upper()
        elif "float" in kinds and not text.isdigit():
            held = number_in(attribute(cell, "value"))
            return text if held is None else shown_number(held, "")
        return text


def _kinds(cell: Element) -> set[str]:
    """What a cell is said to hold, by the format and by the programs' own extension of it."""
    return {value for key, value in cell.items() if local(key) == "value-type"}


def _times(element: Element, name: str) -> int:
    times = int(attribute(element, name) or 1)
    if times < 1:
        raise ValueError(times)
    return times


def _said(line: Element) -> Iterator[str]:
    """The text of a paragraph, with its spaces, tabs and breaks (6.1)."""
    yield line.text or ""
    for child in line:
        name = local(child.tag)
        if name == "s":
            # In a text few spaces stand together; in a bomb a million of them by one element.
            yield " " * min(_times(child, "c"), 100)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name not in ("annotation", "note"):
            yield from _said(child)
        yield child.tail or ""
