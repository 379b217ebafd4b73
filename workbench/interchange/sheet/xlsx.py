"""The cells of an .xlsx workbook as text (ECMA-376 part 1, SpreadsheetML, Transitional or Strict).

Formulas are never evaluated: a cell holds the result that stands in the file. openpyxl reads no
Strict workbook and tells neither a formula's result beside the formula nor what is hidden or merged
while it streams, so the parts are read here.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from string import digits
from typing import IO
from xml.etree.ElementTree import Element

from workbench.case import Problem
from workbench.locale import N_, whole

from .parts import (
    MOST_BESIDE,
    MOST_ELEMENTS,
    Parts,
    archive_of,
    attribute,
    elements,
    events,
    local,
    named,
)
from .shapes import (
    BUILT_IN,
    moment,
    number_in,
    parts,
    shown_date,
    shown_number,
    written_moment,
)
from .workbook import (
    MOST_SHEETS,
    MOST_WRITTEN_ROWS,
    Area,
    Cells,
    Worksheet,
    chosen,
    too_many_rows,
    too_many_sheets,
)

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
_MOST_RELATIONS = 10_000
"""Parts to which a workbook leads."""
_MOST_FORMATS, _LONGEST_CODE = 5_000, 255
"""Formats of numbers, of which Excel has 250 at most, and their characters, as in Excel."""
_WHOLE = frozenset("ymdt")


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str
    hidden: bool


def read_xlsx(data: bytes, wanted: str | None = None, most: int | None = None) -> Worksheet:
    """The worksheet called `wanted`, else the first shown one that has a column for titles.

    At `most` so many rows of it are read.

    Raises `Problem` where it unpacks to too much or has no such worksheet, `Astray` where a cell
    stands far off, and whatever zipfile and the XML parser raise of damage.
    """
    with archive_of(data) as archive:
        return _Workbook(Parts(archive), most).read(wanted)


def place(reference: str) -> tuple[int, int]:
    """Row and column of a cell's reference; raises `ValueError`."""
    found = _PLACE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    return place(f"{letters}1")[1]


def reference(row: int, column: int) -> str:
    """A cell as a spreadsheet calls it: C2."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


class _Workbook:
    def __init__(self, held: Parts, most: int | None) -> None:
        self.held = held
        self.most = most
        self.members = {name.casefold().replace("\\", "/"): name for name in held.names}
        self.targets: dict[str, str] = {}
        self.epoch_1904 = False
        self.sheets: list[_Sheet] = []
        self.texts: list[str] = []
        self.formats: list[str] = []
        self.of_styles: list[int] = []

    def read(self, wanted: str | None) -> Worksheet:
        book = self._start()
        self._targets(book)
        self._book(book)
        kinds = {kind: part for part, kind in self.targets_by_kind.items()}
        if "sharedStrings" in kinds:
            self._texts(kinds["sharedStrings"])
        if "styles" in kinds:
            self._styles(kinds["styles"])
        by_name = {sheet.name: sheet.part for sheet in self.sheets}
        return chosen(
            [s.name for s in self.sheets if not s.hidden],
            [s.name for s in self.sheets if s.hidden],
            wanted,
            lambda name: self._cells(by_name[name]),
        )

    def _open(self, part: str, most: int = MOST_BESIDE) -> IO[bytes]:
        return self.held.open(self.members[part.casefold().lstrip("/")], most)

    def _relations(self, part: str) -> list[Element]:
        folder, name = posixpath.split(part)
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        if path.casefold() not in self.members:
            return []
        with self._open(path) as stream:
            found = []
            for _, element in elements(stream, "Relationship"):
                found.append(element)
                if len(found) > _MOST_RELATIONS:
                    raise Problem("the workbook has more than {n} parts", n=f"{_MOST_RELATIONS:,}")
        for relation in found:
            relation.set("Target", posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target", "")).lstrip("/")))  # fmt: skip
        return found

    def _start(self) -> str:
        """The part of the workbook itself."""
        for relation in self._relations(""):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "")
        return "xl/workbook.xml"

    def _targets(self, book: str) -> None:
        self.targets_by_kind: dict[str, str] = {}
        for relation in self._relations(book):
            target = relation.get("Target", "")
            self.targets[relation.get("Id", "")] = target
            self.targets_by_kind[target] = relation.get("Type", "").rpartition("/")[2]

    def _book(self, book: str) -> None:
        with self._open(book) as stream:
            for name, element in elements(stream, "workbookPr", "sheet"):
                if name == "workbookPr":
                    self.epoch_1904 = element.get("date1904", "0") in ("1", "true", "on")
                    continue
                part = self.targets.get(attribute(element, "id"), "")
                if self.targets_by_kind.get(part) == "worksheet":
                    state = element.get("state", "visible")
                    self.sheets.append(_Sheet(element.get("name", ""), part, state != "visible"))
                    if len(self.sheets) > MOST_SHEETS:
                        raise too_many_sheets()

    def _texts(self, part: str) -> None:
        with self._open(part) as stream:
            self.texts = [_text(element) for _, element in elements(stream, "si")]

    def _styles(self, part: str) -> None:
        own: dict[int, str] = dict(BUILT_IN)
        with self._open(part) as stream:
            of_cells = False
            for event, name, element in events(stream, ("numFmt", "xf"), around="cellXfs"):
                if name == "cellXfs":
                    of_cells = event == "start"
                elif name == "numFmt":
                    code = element.get("formatCode", "")[:_LONGEST_CODE]
                    own[int(element.get("numFmtId", "0"))] = code
                    if len(own) > _MOST_FORMATS:
                        said = N_("the workbook has more than {n} formats of numbers")
                        raise Problem(said, n=f"{_MOST_FORMATS:,}")
                elif of_cells:
                    self.of_styles.append(int(element.get("numFmtId", "0")))
        self.formats = [own.get(number, "") for number in self.of_styles]

    def _cells(self, part: str) -> Cells:
        found, number, rows = Cells(), 0, 0
        with self._open(part, MOST_ELEMENTS) as stream:
            for name, element in elements(stream, "row", "mergeCell"):
                if name == "mergeCell":
                    first, _, last = element.get("ref", "").partition(":")
                    found.merge(Area(*place(first), *place(last or first)))
                    continue
                rows += 1
                if rows > MOST_WRITTEN_ROWS:
                    raise too_many_rows()
                number = int(float(element.get("r", number + 1)))
                if number > MOST_WRITTEN_ROWS:
                    raise too_many_rows()
                if number < 1:
                    raise ValueError(number)
                if len(element):
                    self._row(found, number, element)
                if self.most and len(found.rows) >= self.most:
                    break
        return found

    def _row(self, found: Cells, number: int, element: Element) -> None:
        cells: list[tuple[int, str]] = []
        column = 0
        own = f"{element.tag.removesuffix('row')}c"
        for cell in element:
            if cell.tag != own:
                continue
            where = cell.get("r")
            column = _column(where.rstrip(digits)) if where else column + 1
            text, problem = self._cell(cell, number, column)
            if text:
                cells.append((column, text))
            if "." in text and cell.get("t", "n") == "n":
                found.broken[column].add(number)
            if problem:
                found.doubt(number, column, problem)
        found.add(number, sorted(cells), element.get("hidden") in ("1", "true"))

    def _cell(self, cell: Element, row: int, column: int) -> tuple[str, Problem | None]:
        """What a cell shows, and what is wrong with it."""
        kind, value, formula = cell.get("t", "n"), None, None
        for child in cell:
            name = local(child.tag)
            if name == "v":
                value = child.text or ("" if kind == "str" else None)
            elif name == "f":
                formula = child.text or ""
            elif name == "is":
                return _text(child), None
        if value is None:
            if formula is None:
                return "", None
            return f"={formula}", Problem(
                "cell {cell} has a formula without a result: open the workbook in its program, "
                "save it, and import it again",
                cell=reference(row, column),
            )
        if kind == "s":
            return self.texts[int(value)], None
        if kind == "str":
            return _unescaped(value), None
        if kind == "b":
            return ("TRUE" if value in ("1", "true") else "FALSE"), None
        if kind == "e":
            return value, Problem(
                "cell {cell} shows an error of the spreadsheet, {value}: put it right there",
                cell=reference(row, column),
                value=value,
            )
        style = int(cell.get("s", "0"))
        code = self.formats[style] if style < len(self.formats) else ""
        if kind == "d":
            # ISO 8601, as Strict workbooks may write a date (18.18.11).
            at = written_moment(value)
            return shown_date(at, parts(code) or _WHOLE) if at else value, None
        held = number_in(value)
        return value if held is None else self._number(held, code), None

    def _number(self, value: float, code: str) -> str:
        shows = parts(code)
        at = moment(value, self.epoch_1904) if shows else None
        return shown_date(at, shows) if at else shown_number(value, code)


def _text(element: Element) -> str:
    """A string with its runs, without the reading aids of East Asian scripts (18.4.6)."""
    found = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found += [t.text or "" for t in named(child, "t")]
    return _unescaped("".join(found))


def _unescaped(text: str) -> str:
    """What XML can't hold is written _x000D_ (22.9.2.19)."""
    if "_x" not in text:
        return text
    return whole(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
