"""The rows of a data file as lines with tabs, each behind what is derived of it.

All that decides what a row says is said here, by the reader that reads files without the store:
which states act, when, under which codes. DuckDB only keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from workbench.casebook import Order
from workbench.interchange.eventdata.contents import Part as DataPart
from workbench.interchange.eventdata.datalines import text
from workbench.interchange.eventdata.dyadrows import DataFile, Told, unquoted
from workbench.interchange.eventdata.eventdates import day
from workbench.interchange.eventdata.states import Actor, find_actor
from workbench.interchange.sheet.celldates import in_numbers, order_of

from .manifest import OTHER

ESCAPES = (("\r", "\x1e1"), ("\n", "\x1e2"), ("\t", "\x1e3"))
"""What would end a cell or a line, and what stands for it; \\x1e0 is a \\x1e."""
_TAB = b"\t"
_MANY = 1000
"""Rows of a file without a line for each that are handed on together."""
Key = TypeVar("Key")
Value = TypeVar("Value")


def codes_text(codes: list[str]) -> str:
    """The codes of a row as they are looked for: `|036|03|`, and nothing where there are none."""
    found = dict.fromkeys(code.strip().casefold().replace("|", "¦") for code in codes)
    found.pop("", None)
    return f"|{'|'.join(found)}|" if found else ""


def pair_text(one: Actor, two: Actor) -> str:
    """Two states in alphabetical order, whoever acts."""
    return "|".join(sorted((one.en, two.en)))


def year_of(date: str) -> str:
    """The folder of a date."""
    year = date[:4]
    return year if len(year) == 4 and year.isascii() and year.isdigit() else OTHER


Cleaned = tuple[str, bytes, bytes]
"""A row: its year, what it is sorted by, and its line."""
_Cells = tuple[int, list[bytes], bytes]
"""A row's number, its cells as far as something is derived of them, and its line."""


class Cleaner:
    """A data file, row by row; raises `Problem` where it can't be read to its end."""

    def __init__(self, path: Path, part: DataPart, file: str, told: Told) -> None:
        self.data = DataFile(path, part.dataset, told, part.member)
        self.file = file.encode()
        self.rows = 0
        self.misshapen: list[tuple[int, int]] = []
        """The line of each row of another width, and how many columns it has."""
        self.numbered = False
        self.dates: dict[str, list[str]] = {}
        """The dates of its rows by year, each once."""
        self.versions: dict[str, None] = dict.fromkeys(filter(None, [self.data.form.edition]))

    def misfit(self, line: int, columns: int) -> None:
        """A row has another number of columns than the data set's."""
        self.misshapen.append((line, columns))

    def cleaned(self) -> Iterator[list[Cleaned]]:
        """The rows of the file's width, many at a time; the others are in `misshapen`."""
        form, file = self.data.form, self.file
        days, pairs = _Known(self._day), _Known(_pair)
        states: _Known[tuple[bytes, ...], Actor | None] = _Known(_state)
        codes = _Known(_codes)
        first, second, classes = _getter(form.first), _getter(form.second), _getter(form.classes)
        date, version = form.date, form.version
        for rows in self._split() if self.data.tabbed else self._read():
            found = []
            for place, parts, line in rows:
                year, day = days[parts[date]]
                pair, said = pairs[states[first(parts)], states[second(parts)]]
                whole = (file, place, day, said, codes[classes(parts)], line)
                found.append((year, pair, b"%b\t%d\t%b\t%b\t%b\t%b" % whole))
                if version is not None and (named := _plain(parts[version]).strip()):
                    self.versions[named] = None
            yield found

    @cached_property
    def _order(self) -> Order:
        return order_of(self.data.dates())[0]

    def _split(self) -> Iterator[Iterator[_Cells]]:
        form = self.data.form
        late = max(*form.first, *form.second, *form.classes, form.date, form.version or 0) + 1
        for lines in self.data.sound(self):
            yield _as_kept(lines, late)

    def _read(self) -> Iterator[Iterator[_Cells]]:
        rows = self._of_width()
        for row in rows:
            yield chain([row], islice(rows, _MANY))

    def _of_width(self) -> Iterator[_Cells]:
        width = self.data.form.width
        for place, cells in self.data.below():
            self.rows += 1
            if len(cells) != width:
                self.misfit(place, len(cells))
                continue
            parts = [_escaped(cell).encode("utf-8", "replace") for cell in cells]
            yield place, parts, _TAB.join(parts)

    def _day(self, written: bytes) -> tuple[str, bytes]:
        said = _plain(written)
        numbered = in_numbers(said)
        self.numbered |= numbered
        date = day(said, self._order if numbered else "")
        year = year_of(date)
        self.dates.setdefault(year, []).append(date)
        return year, _escaped(date).encode()


def _as_kept(lines: Iterable[tuple[int, bytes]], late: int) -> Iterator[_Cells]:
    """Lines with their numbers as the store keeps them, split `late` times."""
    for place, line in lines:
        line = line.rstrip(b"\r")
        if b'"' in line:
            cells = [unquoted(cell) for cell in text(line).split("\t")]
            line = "\t".join(cells).encode()
        elif not line.isascii():
            line = text(line).encode()
        if b"\x1e" in line:
            line = line.replace(b"\x1e", b"\x1e0")
        if b"\r" in line:
            line = line.replace(b"\r", b"\x1e1")
        yield place, line.split(_TAB, late), line


class _Known(dict[Key, Value]):
    """What was found of each key that was met."""

    def __init__(self, find: Callable[[Key], Value]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, key: Key) -> Value:
        found = self[key] = self.find(key)
        return found


def _getter(places: tuple[int, ...]) -> Callable[[list[bytes]], tuple[bytes, ...]]:
    """What takes the cells in these places."""
    if len(places) > 1:
        return itemgetter(*places)
    [place] = places
    return lambda cells: (cells[place],)


def _state(cells: tuple[bytes, ...]) -> Actor | None:
    """The state of the first cell that names one."""
    return next((state for cell in cells if cell and (state := find_actor(_plain(cell)))), None)


def _pair(states: tuple[Actor | None, Actor | None]) -> tuple[bytes, bytes]:
    """Of two states what rows are sorted by, and the columns that say both and the pair."""
    one, two = states
    pair = pair_text(one, two) if one and two and one is not two else ""
    said = one.en if one else "", two.en if two else "", pair
    return pair.encode(), "\t".join(map(_escaped, said)).encode()


def _codes(cells: tuple[bytes, ...]) -> bytes:
    """The column of codes, of those that were met together."""
    return _escaped(codes_text([_plain(cell) for cell in cells])).encode()


def _escaped(cell: str) -> str:
    cell = cell.replace("\x1e", "\x1e0")
    for mark, stands in ESCAPES:
        cell = cell.replace(mark, stands)
    return cell


def _plain(part: bytes) -> str:
    cell = part.decode("utf-8", "replace")
    if "\x1e" in cell:
        for mark, stands in ESCAPES:
            cell = cell.replace(stands, mark)
        cell = cell.replace("\x1e0", "\x1e")
    return cell
