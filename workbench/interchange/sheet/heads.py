"""Where the head of a sheet stands and what its columns are called, before anything is read.

A sheet made elsewhere has banners above its head, heads of two rows, merged heads, a column of row
numbers that nobody named, and marks that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from .mapping import means, read_as
from .workbook import Area

LOOKED_AT = 30
"""Filled rows among which the head is looked for."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_TITLES = ("名稱", "書名", "篇名")
"""What the title of something else than an event may be called too."""
_NUMBERED = re.compile(r"Unnamed: \d+")
"""What pandas calls a column without a name."""

Record = tuple[int, list[str]]
Known = Callable[[Sequence[str]], Mapping[str, str]]
"""What the columns of these names are read as by choice or habit."""


@dataclass(frozen=True)
class Head:
    """The head of a sheet: which record it is, its line, and the names of its columns."""

    place: int
    line: int
    names: tuple[str, ...]
    numbers: frozenset[int] = frozenset()
    """The places of columns that only count the rows."""
    above: tuple[Record, ...] = ()
    """What stands above it and is left out."""


def clean(name: str) -> str:
    """The name of a column without what can't be seen, its lines as one."""
    return " ".join(_UNSEEN.sub("", name).split())


def find_head(
    records: Sequence[Record],
    columns: Sequence[str],
    known: Known,
    merged: Sequence[Area] = (),
    line: int | None = None,
) -> Head:
    """The head among the filled `records`: on `line` where that is said, else where it is likely.

    It is the row that names the most columns of a coding sheet, a title among them; where none
    does, the first one that is at least half as wide as the widest.
    """
    first = records[:LOOKED_AT]
    heads = [_head(records, place, columns, known, merged) for place in range(len(first))]
    scores = [_score(head.names, columns, known) for head in heads]
    if line is not None:
        place = next((n for n, (begins, _) in enumerate(records) if begins >= line), 0)
        return _head(records, place, columns, known, merged)
    titled, wide = scores[0][0], sum(map(bool, heads[0].names)) > 1
    best = max(range(len(first)), key=lambda place: (*scores[place], -place))
    if titled and (wide or scores[best][1] <= scores[0][1]):
        return heads[0]
    if scores[best][0] and scores[best][1] > 1:
        return heads[best]
    filled = [sum(map(bool, map(str.strip, row))) for _, row in first]
    enough = max(filled) / 2
    return heads[next(n for n, count in enumerate(filled) if count >= enough)]


def _score(names: Sequence[str], columns: Sequence[str], known: Known) -> tuple[bool, int]:
    read = read_as(names, columns, known(names))
    return "title" in read, sum(map(bool, read))


def _head(
    records: Sequence[Record],
    place: int,
    columns: Sequence[str],
    known: Known,
    merged: Sequence[Area],
) -> Head:
    above = tuple(records[:place])
    line, row = records[place]
    names = [clean(name) for name in row]
    across = [area for area in merged if area.top <= line <= area.bottom and area.right > area.left]
    down = [area for area in merged if area.top == line < area.bottom and area.right == area.left]
    if across and sum(map(bool, names)) > 1 and place + 1 < len(records):
        below = [clean(name) for name in records[place + 1][1]]
        width = max(len(names), len(below))
        both = [_under(_group(names, across, n), _at(below, n), columns) or _at(names, n)
                for n in range(width)]  # fmt: skip
        more = _score(both, columns, known)[1] > _score(names, columns, known)[1]
        if down or more:
            place, line, names = place + 1, records[place + 1][0], both
            across = []
    for area in across:
        # The columns under a merged head are its second, third, …
        for number in range(area.left, min(area.right, len(names) + 50)):
            names.extend([""] * (number + 1 - len(names)))
            if not names[number] and _filled(records[place + 1 :], number):
                names[number] = f"{names[area.left - 1]} {number - area.left + 2}"
    numbers = frozenset(
        n
        for n, name in enumerate(names)
        if (not name or _NUMBERED.fullmatch(name)) and _counts(records, place + 1, n)
    )
    names = ["" if n in numbers else name for n, name in enumerate(names)]
    while names and not names[-1]:
        names.pop()
    return Head(place, line, tuple(_apart(names, columns)), numbers, above)


def _group(names: Sequence[str], across: Sequence[Area], place: int) -> str:
    """The name that is merged over several columns, of which one stands at a place."""
    left = [area.left - 1 for area in across if area.left <= place + 1 <= area.right]
    return _at(names, left[0]) if left else ""


def _under(group: str, name: str, columns: Sequence[str]) -> str:
    """The name of a column under a group: with the group's, where it says too little alone."""
    alone, whole = means(name, columns), means(group, columns)
    if not (group and name) or whole == "title" or alone not in ("", "title"):
        return name
    # The title of a source is the source.
    return group if whole and (alone or name in _TITLES) else f"{group} {name}"


def _apart(names: Sequence[str], columns: Sequence[str]) -> Iterator[str]:
    """The names, one that stood before with a number: each may be read as something of its own.

    Of the coding sheet's own columns nobody could guess which one is meant.
    """
    seen = set(map(str.casefold, names))
    times: dict[str, int] = {}
    for name in names:
        key = name.casefold()
        times[key] = times.get(key, 0) + 1
        own = name
        while name and times[key] > 1 and key not in columns and own.casefold() in seen:
            own = f"{name} {times[key]}"
            times[key] += own.casefold() in seen
        seen.add(own.casefold())
        yield own


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _filled(records: Sequence[Record], place: int) -> bool:
    return any(_at(row, place) for _, row in records)


def _counts(records: Sequence[Record], begins: int, place: int) -> bool:
    """Whether a column holds nothing but the numbers of the rows, from 0 or 1, and words below."""
    # The first cell is asked alone: many heads are tried on many records.
    first = _at(records[begins][1], place) if begins < len(records) else ""
    if first not in ("0", "1", "0.0", "1.0"):
        return False
    cells = [_at(row, place) for _, row in records[begins:]]
    start = int(float(first))
    numbered = enumerate(cells, start)
    counted = sum(1 for _ in takewhile(lambda n: n[1].removesuffix(".0") == str(n[0]), numbered))
    below = "".join(cells[counted:])
    return counted * 2 > len(cells) and not any(map(str.isdigit, below))
