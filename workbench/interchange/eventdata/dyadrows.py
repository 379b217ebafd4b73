"""The rows of a data file that are of a dyad: with tabs, as CSV, in a workbook, or of an engine.

The common file has tabs and a million rows, of which few are of the dyad: of each line the tabs are
counted and the columns up to the first actor's split off, and only what fits is read whole. A line
with nothing in it is no row.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from operator import methodcaller
from pathlib import Path
from typing import Protocol

from workbench.case import Problem

from ..packed import OLE, bounded, check_file, old_workbook
from ..sheet.books import read_workbook
from ..sheet.workbook import MOST_COLUMNS, too_wide
from .datalines import MAX_LINE, blocks, is_archive, is_packed, names_in, text
from .formats import MARKS, Layout, cells, layout, named
from .records import (
    columns_of_lines,
    is_parquet,
    keys,
    parquet_columns,
    parquet_rows,
    rows_of_lines,
)
from .states import Actor, find_actor

_TAB = b"\t"
_tabs = methodcaller("count", _TAB)
_NOTHING = (b"", b"\r")
Told = Callable[[int], None]


class Counts(Protocol):
    """What was seen of a file so far."""

    rows: int

    def misfit(self, line: int, columns: int) -> None:
        """A row has another number of columns than the data set's."""


@dataclass(frozen=True)
class Row:
    """A row of the dyad: its line, its cells, and the states that act and are acted upon."""

    line: int
    cells: list[str]
    one: Actor
    two: Actor


class _Known(dict[bytes, Actor | None]):
    """The states of the codes and names that were met."""

    def __missing__(self, code: bytes) -> Actor | None:
        found = find_actor(unquoted(code.decode("utf-8", "replace"))) if code else None
        self[code] = found
        return found


def unquoted(cell: str) -> str:
    """A cell of a file with tabs without the quotation marks that some programs put around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('\\"', '"').replace('""', '"')
    return cell


class DataFile:
    """A data file: its layout, and its rows as often as they are wanted. Raises `Problem`."""

    def __init__(self, path: Path, dataset: str, told: Told, member: str = "") -> None:
        """The file at `path`, or one in that archive; `told` hears how far it was read."""
        check_file(path)
        with path.open("rb") as stream:
            if stream.read(len(OLE)) == OLE:
                raise old_workbook(bounded(path))
        self.path, self.member = path, member
        self.told = told
        self._sum = sha256() if is_packed(path) else None
        self._book: list[tuple[int, list[str]]] = []
        self.mark, self._blank = "\t", 0
        self._lines = self._parquet = False
        typed: dict[str, bool] = {}
        if not member and is_parquet(path):
            self._parquet = True
            typed = parquet_columns(path)
            head = [*typed]
        elif not member and is_book(path):
            self._book, self._sum = read_workbook(bounded(path)).rows, None
            head = [cell.strip() for cell in self._book[0][1]] if self._book else []
        else:
            self._blank, first, second = _begins(self._looked())
            if keys(first) is None and max(map(first.count, MARKS)) > MOST_COLUMNS:
                raise too_wide()
            known = named(first)
            self._lines = keys(first) is not None
            self.mark = known[1] if known else _mark(first, dataset)
            head = cells(first, self.mark)
            if self._lines:
                typed = columns_of_lines(self._looked())
                head = [*typed]
            elif known and len(_row(second, self.mark)) == len(head) + 1:
                # R's row numbers have no name.
                head = ["", *head]
        if not any(head):
            raise Problem("{path} is empty", path=str(path))
        self.form: Layout = layout(dataset, head)
        if typed:
            self.form.need_text([*typed.values()])
        self._names = head

    def of_dyad(self, pair: tuple[Actor, Actor], counts: Counts) -> Iterator[Row]:
        """The rows of two states in either direction, all rows counted."""
        if self.tabbed:
            return self._split(pair, counts)
        return self._read(pair, counts)

    @property
    def tabbed(self) -> bool:
        """Whether a line is a row, with tabs between its cells."""
        return self.mark == "\t" and not (self._book or self._lines or self._parquet)

    def below(self) -> Iterator[tuple[int, list[str]]]:
        """The rows of another file below the names of the columns, each with its line."""
        return self._rows(self._blocks)

    @property
    def content(self) -> str:
        """The SHA-256 of what is packed in it, once all is read; empty where nothing is packed."""
        return self._sum.hexdigest() if self._sum else ""

    def dates(self) -> Iterator[str]:
        """What stands in the column of dates, row by row."""
        place, form = self.form.date, self.form
        if self.tabbed:
            for block in self._looked():
                for line in block:
                    parts = line.split(_TAB, place + 1)
                    if len(parts) > place:
                        yield parts[place].decode("utf-8", "replace")
            return
        for _, row in self._rows(self._looked):
            if len(row) == form.width:
                yield row[place]

    def _looked(self) -> Iterator[list[bytes]]:
        """The lines of a look at the file: no progress."""
        return blocks(self.path, _deaf, self.member)

    def _blocks(self) -> Iterator[list[bytes]]:
        if self._sum is None:
            return blocks(self.path, self.told, self.member)
        return blocks(self.path, self.told, self.member, self._sum.update)

    def _split(self, pair: tuple[Actor, Actor], counts: Counts) -> Iterator[Row]:
        form, known = self.form, _Known()
        early, late = max(form.first) + 1, max(form.second) + 1
        here, there = pair
        first, *first_else = form.first
        second, *second_else = form.second
        for lines in self.sound(counts):
            for place, line in lines:
                parts = line.split(_TAB, early)
                one = known[parts[first]]
                for other in first_else if one is None else ():
                    one = one or known[parts[other]]
                if one is not here and one is not there:
                    continue
                parts = line.split(_TAB, late)
                two = known[parts[second]]
                for other in second_else if two is None else ():
                    two = two or known[parts[other]]
                if two is not one and (two is here or two is there):
                    whole = [unquoted(cell) for cell in text(line).split("\t")]
                    yield Row(place, whole, one, two)

    def sound(self, counts: Counts) -> Iterator[Iterable[tuple[int, bytes]]]:
        """The lines of the layout's width, each with its number, many at a time; all are counted.

        Only of a file where a line is a row.
        """
        tabs = self.form.width - 1
        begins, heads = 1, self._blank + self.form.headed
        for block in self._blocks():
            lines = block[heads:] if heads else block
            begins += len(block) - len(lines)
            heads -= len(block) - len(lines)
            rows = len(lines)
            many = list(map(_tabs, lines))
            if many.count(tabs) == rows:
                yield enumerate(lines, begins)
            else:
                rows -= sum(map(lines.count, _NOTHING))
                sound = []
                for place, (line, n) in enumerate(zip(lines, many, strict=True), begins):
                    if n == tabs:
                        sound.append((place, line))
                    elif line not in _NOTHING:
                        counts.misfit(place, n + 1)
                yield sound
            counts.rows += rows
            begins += len(lines)

    def _read(self, pair: tuple[Actor, Actor], counts: Counts) -> Iterator[Row]:
        form, here, there = self.form, *pair
        for line, row in self._rows(self._blocks):
            counts.rows += 1
            if len(row) != form.width:
                counts.misfit(line, len(row))
                continue
            one, two = _state(row, form.first), _state(row, form.second)
            if one and two and one is not two and {one, two} == {here, there}:
                yield Row(line, row, one, two)

    def _rows(self, found: Callable[[], Iterator[list[bytes]]]) -> Iterator[tuple[int, list[str]]]:
        """The rows below the names of the columns, each with its line, of the lines `found`."""
        width = self.form.width
        if self._book:
            for line, row in self._book[1:]:
                yield line, row + [""] * (width - len(row))
            return
        if self._parquet:
            yield from parquet_rows(self.path)
            return
        if self._lines:
            yield from rows_of_lines(found(), list(self._names))
            return
        csv.field_size_limit(MAX_LINE)
        texts = (f"{text(line)}\n" for block in found() for line in block)
        reader = csv.reader(islice(texts, self._blank, None), delimiter=self.mark, strict=True)
        try:
            next(reader, None)
            begins = reader.line_num + 1
            for row in reader:
                if row:
                    yield begins + self._blank, row
                begins = reader.line_num + 1
        except csv.Error:
            raise Problem(
                "line {line}: a quotation mark isn't closed or stands astray",
                line=reader.line_num + self._blank,
            ) from None


def is_book(path: Path) -> bool:
    """Whether a data file is a workbook, which is packed as other data files may be."""
    return is_archive(path) and "[Content_Types].xml" in names_in(path)


def _begins(found: Iterator[list[bytes]]) -> tuple[int, str, str]:
    """How many lines say nothing before the first that does; that one, and the next."""
    blank = 0
    said: list[str] = []
    for line in (line for block in found for line in block):
        if line.strip(b' \t\r,;"') or said:
            said.append(text(line))
        else:
            blank += 1
        if len(said) == 2:
            break
    first, second, *_ = (*said, "", "")
    return blank, first, second


def _row(line: str, mark: str) -> list[str]:
    csv.field_size_limit(MAX_LINE)
    return next(csv.reader([line], delimiter=mark), [])


def _deaf(_size: int) -> None:
    """Hears nothing."""


def _mark(first: str, dataset: str) -> str:
    # What is no head of that data set is refused by the columns that it lacks.
    return "\t" if dataset == "gdelt" else max(MARKS, key=first.count)


def _state(row: list[str], columns: tuple[int, ...]) -> Actor | None:
    for column in columns:
        if row[column] and (found := find_actor(row[column])):
            return found
    return None
