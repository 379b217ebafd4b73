"""A worksheet of a workbook, whatever wrote it: its cells as text, as the program shows them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from workbench.case import Problem

from ..packed import MOST_BYTES, under_password, unzipped
from ..tags import MOST_TAG, closes, too_long
from .mapping import names_title

MOST_CELLS = 1_000_000
"""Cells of a sheet, empty ones between others counted, above which it is refused."""
MOST_COLUMNS = 1_000
MOST_ROWS = 50_000
"""Filled rows of a sheet, each of which comes to some kilobytes as records."""
MOST_TEXT = 50_000_000
"""Characters of all its cells: a workbook may write one text and show it in every cell."""
MOST_AREAS = 100_000
"""Merged areas of a worksheet."""
_SMALL, _RATIO = 16 << 20, 200
"""Unpacked bytes that are never too many, and how often larger than packed more of them may be."""
_MARKS = 5 * MOST_CELLS
"""Tags in a part; a cell has two, and as many for its value."""
_DEEPEST = 200
"""Elements one in the other; writing programs come to about twenty."""
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


@dataclass
class Cells:
    """A worksheet as its parser fills it."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    wrong: dict[tuple[int, int], Problem] = field(default_factory=dict)
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

    def add(self, number: int, cells: Sequence[tuple[int, str]], hidden: bool = False) -> None:
        """A row of filled cells (column, text), left to right; raises `Astray`."""
        if not cells:
            return
        if len(self.rows) == MOST_ROWS:
            raise Astray.at(number, "-", too_tall())
        for column, text in cells:
            self._text += len(text)
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


def archive_of(data: bytes) -> zipfile.ZipFile:
    """The parts of a workbook; raises `Problem` where they unpack to too much."""
    many = Problem("the workbook unpacks to far more than a workbook does")
    archive = unzipped(io.BytesIO(data), many)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise under_password()
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MOST_BYTES:
        raise Problem("the workbook unpacks to more than {n} MB", n=MOST_BYTES >> 20)
    if unpacked > max(_SMALL, len(data) * _RATIO):
        raise many
    return archive


def part_of(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A part of a workbook to be read; raises `Problem` where it can't be a sheet's.

    Its tags are counted before they are read, which is a hundred times as quick.
    """
    marks, begun = 0, b""
    with archive.open(name) as stream:
        while block := stream.read(1 << 20):
            marks += block.count(b"<")
            if marks > _MARKS:
                raise too_many()
            block = begun + block
            _, mark, rest = block.rpartition(b"<")
            # What follows a tag that is closed is text.
            begun = b"" if closes(mark + rest) else mark + rest if mark else b""
            if len(begun) > MOST_TAG or too_long(block):
                raise Problem("the workbook has a tag of more than {n} bytes", n=f"{MOST_TAG:,}")
    return archive.open(name)


def events(
    stream: IO[bytes], names: Sequence[str], around: str = ""
) -> Iterator[tuple[str, str, Element]]:
    """When elements of these names begin and end, whatever their namespace; then they are emptied.

    What is in none of them is dropped at once; of those called `around` it is only told. Raises
    `Problem` where they are nested too deep.
    """
    wanted, inside = set(names), 0
    above: list[Element] = []
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            above.append(element)
            if len(above) > _DEEPEST:
                raise Problem("the workbook is nested too deep")
            inside += name in wanted
        else:
            above.pop()
            inside -= name in wanted
        if name in wanted or name == around:
            yield event, name, element
        if event == "start":
            continue
        if not inside:
            element.clear()
            if above:
                del above[-1][:]


def elements(stream: IO[bytes], *names: str) -> Iterator[tuple[str, Element]]:
    """The elements of these names, whatever their namespace, each when it ends; then emptied."""
    return ((name, element) for event, name, element in events(stream, names) if event == "end")


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, whatever its namespace; empty where there is none."""
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), "")


def named(element: Element, name: str) -> Iterable[Element]:
    """The children of a name, whatever its namespace."""
    return (child for child in element if child.tag.rpartition("}")[2] == name)


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
        found.rows, name, every, tuple(hidden), found.hidden_rows, tuple(found.merged), found.wrong
    )
