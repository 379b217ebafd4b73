"""A worksheet of a workbook, whatever wrote it: its cells as text, as the program shows them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from workbench.case import Problem

from .mapping import names_title

_MOST = 200 * 1024 * 1024
"""Unpacked bytes above which a workbook is refused (a zip bomb, or no coding sheet)."""
_MOST_CELLS = 20_000_000
"""Cells, empty ones between others counted, above which it is refused."""
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

    def add(self, number: int, cells: Sequence[tuple[int, str]], hidden: bool = False) -> None:
        """A row of filled cells (column, text), left to right; raises `Astray`."""
        if not cells:
            return
        for column, _ in cells:
            if column > self._reach + _GAP:
                problem = Problem("there is a cell without a column above it")
                raise Astray.at(number, str(column), problem)
            self._reach = max(self._reach, column)
        row = [""] * cells[-1][0]
        for column, text in cells:
            row[column - 1] = text
        self._count += len(row)
        if self._count > _MOST_CELLS:
            raise Problem("the worksheet has more than {n} million cells", n=_MOST_CELLS // 10**6)
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
            for number in range(area.top + 1, min(area.bottom, area.top + len(at) + 1) + 1):
                row = at.get(number)
                # A row that has nothing but merged cells is no row of its own.
                if row is not None:
                    row.extend([""] * (area.left - len(row)))
                    row[area.left - 1] = row[area.left - 1] or text
        return self


Read = Callable[[str], Cells]


def archive_of(data: bytes) -> zipfile.ZipFile:
    """The parts of a workbook; raises `Problem` where they unpack to too much."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    if sum(part.file_size for part in archive.infolist()) > _MOST:
        raise Problem("the workbook unpacks to more than {n} MB", n=_MOST // 1024**2)
    return archive


def elements(stream: io.BufferedIOBase, *names: str) -> Iterator[tuple[str, Element]]:
    """The elements of these names, whatever their namespace, each when it ends; then emptied."""
    wanted = set(names)
    for _, element in iterparse(stream, forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if name in wanted:
            yield name, element
            element.clear()


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
            names=", ".join(every),
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
