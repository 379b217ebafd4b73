"""The rows of a data file as lines with tabs, each behind what is derived of it.

All that decides what a row says is said here, by the reader that reads files without the store:
which states act, when, under which codes. DuckDB only keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from workbench.casebook import Order
from workbench.interchange.eventdata.contents import Part as DataPart
from workbench.interchange.eventdata.datalines import text
from workbench.interchange.eventdata.dyadrows import DataFile, Told, unquoted
from workbench.interchange.eventdata.eventdates import day
from workbench.interchange.eventdata.states import Actor, find_actor
from workbench.interchange.sheet.celldates import in_numbers, order_of

OTHER = "other"
"""The year of a row whose date can't be read, or is of no year with four digits."""
ESCAPES = (("\r", "\x1e1"), ("\n", "\x1e2"), ("\t", "\x1e3"))
"""What would end a cell or a line, and what stands for it; \\x1e0 is a \\x1e."""
_TAB = b"\t"


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


class Cleaned(NamedTuple):
    """A row: its year, what it is sorted by, and its line."""

    year: str
    pair: bytes
    line: bytes


class Cleaner:
    """A data file, row by row; raises `Problem` where it can't be read to its end."""

    def __init__(self, path: Path, part: DataPart, file: str, told: Told) -> None:
        self.data = DataFile(path, part.dataset, told, part.member)
        self.file = file.encode()
        self.rows = 0
        self.misshapen: list[tuple[int, int]] = []
        """The line of each row of another width, and how many columns it has."""
        self.numbered = False
        self.versions: dict[str, None] = dict.fromkeys(filter(None, [self.data.form.edition]))
        self._days: dict[bytes, tuple[str, bytes]] = {}
        self._states, self._pairs, self._codes = _States(), _Pairs(), _Codes()

    def misfit(self, line: int, columns: int) -> None:
        """A row has another number of columns than the data set's."""
        self.misshapen.append((line, columns))

    def cleaned(self) -> Iterator[Cleaned]:
        """The rows of the file's width; the others are in `misshapen`."""
        return self._split() if self.data.tabbed else self._read()

    @cached_property
    def _order(self) -> Order:
        return order_of(self.data.dates())[0]

    def _split(self) -> Iterator[Cleaned]:
        form = self.data.form
        late = max(*form.first, *form.second, *form.classes, form.date, form.version or 0) + 1
        for lines in self.data.sound(self):
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
                yield self._of(place, line.split(_TAB, late), line)

    def _read(self) -> Iterator[Cleaned]:
        width = self.data.form.width
        for place, cells in self.data.below():
            self.rows += 1
            if len(cells) != width:
                self.misfit(place, len(cells))
                continue
            parts = [_escaped(cell).encode("utf-8", "replace") for cell in cells]
            yield self._of(place, parts, _TAB.join(parts))

    def _of(self, place: int, parts: list[bytes], line: bytes) -> Cleaned:
        form, known = self.data.form, self._states
        year, date = self._day(parts[form.date])
        one = next((state for c in form.first if (state := known[parts[c]])), None)
        two = next((state for c in form.second if (state := known[parts[c]])), None)
        pair, states = self._pairs[one, two]
        codes = self._codes[tuple([parts[c] for c in form.classes])]
        if form.version is not None and (version := parts[form.version]):
            self.versions[_plain(version).strip()] = None
        head = b"%b\t%d\t%b\t%b\t%b\t" % (self.file, place, date, states, codes)
        return Cleaned(year, pair, head + line)

    def _day(self, written: bytes) -> tuple[str, bytes]:
        found = self._days.get(written)
        if found is None:
            said = _plain(written)
            numbered = in_numbers(said)
            self.numbered |= numbered
            date = day(said, self._order if numbered else "")
            found = self._days[written] = (year_of(date), _escaped(date).encode())
        return found


class _States(dict[bytes, Actor | None]):
    """The states of the cells that were met."""

    def __missing__(self, cell: bytes) -> Actor | None:
        found = self[cell] = find_actor(_plain(cell)) if cell else None
        return found


class _Pairs(dict[tuple[Actor | None, Actor | None], tuple[bytes, bytes]]):
    """Of two states what rows are sorted by, and the columns that say both and the pair."""

    def __missing__(self, states: tuple[Actor | None, Actor | None]) -> tuple[bytes, bytes]:
        one, two = states
        pair = pair_text(one, two) if one and two and one is not two else ""
        said = one.en if one else "", two.en if two else "", pair
        found = self[states] = pair.encode(), "\t".join(map(_escaped, said)).encode()
        return found


class _Codes(dict[tuple[bytes, ...], bytes]):
    """The column of codes, of those that were met together."""

    def __missing__(self, cells: tuple[bytes, ...]) -> bytes:
        found = self[cells] = _escaped(codes_text([_plain(cell) for cell in cells])).encode()
        return found


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
