"""The rows of a data file that are of a dyad: with tabs, as CSV, or in a workbook.

The common file has tabs and a million rows, of which few are of the dyad: of each line the tabs are
counted and the columns up to the actors' split off, and only what fits is read whole.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from workbench.case import Problem

from ..sheet.books import read_workbook
from .actors import Actor, find_actor
from .files import MAX_LINE, blocks, text
from .formats import MARKS, Layout, cells, layout, named

_TAB = b"\t"
Told = Callable[[int], None]


class Counts(Protocol):
    """What was seen of a file so far."""

    rows: int
    misshapen: int


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

    def __init__(self, path: Path, dataset: str, told: Told) -> None:
        self.path = path
        self.told = told
        self._book: list[tuple[int, list[str]]] = []
        self.mark, self._blank = "\t", 0
        if is_book(path):
            self._book = read_workbook(path.read_bytes()).rows
            head = [cell.strip() for cell in self._book[0][1]] if self._book else []
        else:
            self._blank, first, second = _begins(path)
            known = named(first)
            self.mark = known[1] if known else _mark(first, dataset)
            head = cells(first, self.mark)
            if known and len(_row(second, self.mark)) == len(head) + 1:
                # R's row numbers have no name.
                head = ["", *head]
        if not any(head):
            raise Problem("{path} is empty", path=str(path))
        self.form: Layout = layout(dataset, head)

    def of_dyad(self, pair: tuple[Actor, Actor], counts: Counts) -> Iterator[Row]:
        """The rows of two states in either direction, all rows counted."""
        if self.mark == "\t" and not self._book:
            return self._split(pair, counts)
        return self._read(pair, counts)

    def dates(self) -> Iterator[str]:
        """What stands in the column of dates, row by row."""
        place, form = self.form.date, self.form
        if self.mark == "\t" and not self._book:
            for block in blocks(self.path, _deaf):
                for line in block:
                    parts = line.split(_TAB, place + 1)
                    if len(parts) > place:
                        yield parts[place].decode("utf-8", "replace")
            return
        for _, row in self._rows(_deaf):
            if len(row) == form.width:
                yield row[place]

    def _split(self, pair: tuple[Actor, Actor], counts: Counts) -> Iterator[Row]:
        form, known = self.form, _Known()
        tabs = form.width - 1
        early, late = max(form.first) + 1, max(form.second) + 1
        here, there = pair
        first, *first_else = form.first
        second, *second_else = form.second
        begins, heads = 1, self._blank + form.headed
        for block in blocks(self.path, self.told):
            lines = block[heads:] if begins == 1 else block
            begins += len(block) - len(lines)
            for place, line in enumerate(lines, begins):
                if line.count(_TAB) != tabs:
                    counts.misshapen += 1
                    continue
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
                    counts.rows = place - heads
                    whole = [unquoted(cell) for cell in text(line).split("\t")]
                    yield Row(place, whole, one, two)
            begins += len(lines)
            counts.rows = begins - 1 - heads

    def _read(self, pair: tuple[Actor, Actor], counts: Counts) -> Iterator[Row]:
        form, here, there = self.form, *pair
        for line, row in self._rows(self.told):
            counts.rows += 1
            if len(row) != form.width:
                counts.misshapen += 1
                continue
            one, two = _state(row, form.first), _state(row, form.second)
            if one and two and one is not two and {one, two} == {here, there}:
                yield Row(line, row, one, two)

    def _rows(self, told: Told) -> Iterator[tuple[int, list[str]]]:
        """The rows below the names of the columns, each with its line."""
        width = self.form.width
        if self._book:
            for line, row in self._book[1:]:
                yield line, row + [""] * (width - len(row))
            return
        csv.field_size_limit(MAX_LINE)
        texts = (f"{text(line)}\n" for block in blocks(self.path, told) for line in block)
        reader = csv.reader(islice(texts, self._blank, None), delimiter=self.mark, strict=True)
        try:
            next(reader, None)
            begins = reader.line_num + 1
            for row in reader:
                if row:
                    yield begins + self._blank, row
                begins = reader.line_num + 1
        except csv.Error as error:
            raise Problem(
                "line {line}: the quoting is broken ({why})",
                line=reader.line_num + self._blank,
                why=str(error),
            ) from None


def is_book(path: Path) -> bool:
    """Whether a data file is a workbook, which is packed as other data files may be."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" in archive.namelist()


def _begins(path: Path) -> tuple[int, str, str]:
    """How many lines say nothing before the first that does; that one, and the next."""
    blank = 0
    said: list[str] = []
    for line in (line for block in blocks(path, _deaf) for line in block):
        if line.strip(b' \t\r,;"') or said:
            said.append(text(line))
        else:
            blank += 1
        if len(said) == 2:
            break
    first, second, *_ = (*said, "", "")
    return blank, first, second


def _row(line: str, mark: str) -> list[str]:
    return next(csv.reader([line], delimiter=mark), [])


def _deaf(_size: int) -> None:
    """Hears nothing: what is read only for a look is no progress."""


def _mark(first: str, dataset: str) -> str:
    # What is no head of that data set is refused by the columns that it lacks.
    return "\t" if dataset == "gdelt" else max(MARKS, key=first.count)


def _state(row: list[str], columns: tuple[int, ...]) -> Actor | None:
    for column in columns:
        if row[column] and (found := find_actor(row[column])):
            return found
    return None
