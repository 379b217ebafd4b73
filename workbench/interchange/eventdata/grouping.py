"""Candidates that may report one event: grouped by actors, date, place and class of the act.

The same two sides in the same direction, the same class, the same country where two rows say one,
and at most some days between the first row and the last. Nothing is weighed or learned: whoever
reads the key of a group knows why its rows stand together, and splits off what doesn't belong.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.case import Candidate, span
from workbench.codebook import seeds_folder
from workbench.locale import Words

from .states import find_actor

DAYS = 1
"""Days between the first row of a group and its last, where nobody says another number."""
_COLUMNS = {"country": "place", "actiongeofullname": "place", "actor1": "one", "actor2": "two"}
"""The columns that say in which country it was and who the two are, as letters and digits alone."""


@dataclass(frozen=True)
class Group:
    """Candidates that may be one event; most hold one alone."""

    members: tuple[Candidate, ...]
    """The best dated first: it is what the event would be made of."""
    kind: str = ""
    """The class that all have, such as «04 · CONSULT»; empty where nothing groups a candidate."""
    place: str = ""
    """The country that those of them name which name one."""
    placeless: int = 0
    """How many of them name none."""
    days: int = DAYS
    """The window by which they were grouped."""

    @property
    def best(self) -> Candidate:
        """The one that the event would be made of."""
        return self.members[0]

    @property
    def id(self) -> str:
        """The id of the best of them."""
        return self.best.id

    @property
    def dates(self) -> tuple[str, str]:
        """The first date and the last."""
        every = sorted(c.date for c in self.members)
        return every[0], every[-1]

    def __len__(self) -> int:
        return len(self.members)

    def why(self, w: Words) -> str:
        """Why they belong together, in a line; empty of one alone."""
        if len(self) == 1:
            return ""
        best, (first, last) = self.best, self.dates
        sides = f"{best.initiator} → {best.target}" if best.initiator else " – ".join(_sides(best))
        parts = [
            sides,
            w.t("class {kind}", kind=self.kind),
            first if first == last else w.t("{first} to {last}", first=first, last=last),
            self.place or w.t("no place is said"),
        ]
        if self.place and self.placeless:
            parts.append(w.tn("{n} says no place", "{n} say no place", self.placeless))
        return w.parted(parts)


@dataclass(frozen=True)
class _Row:
    """A candidate with what it is grouped by."""

    candidate: Candidate
    rank: tuple[object, ...]
    """By the first day, the surest date first, the undated last."""
    key: tuple[str, ...] | None
    """The two sides, whether it is said who acts, and the class; None where nothing groups it."""
    kind: str
    day: int
    country: str


def grouped(candidates: Iterable[Candidate], days: int = DAYS) -> tuple[Group, ...]:
    """Each candidate in exactly one group; `days` at most between the first row and the last.

    The same whatever order they come in. A group begins with its first day and never grows beyond
    the window, so that a busy month doesn't become one event. A row that says no place joins the
    one group of its day that says one; where several do, it stands with others of its kind. What
    has no day, side or class, or was split off, stands alone.
    """
    alike: dict[tuple[str, ...], list[_Row]] = {}
    found: list[tuple[tuple[object, ...], Group]] = []
    for row in sorted(map(_row, candidates), key=lambda row: row.rank):
        if row.key is None:
            found.append((row.rank, Group((row.candidate,), days=days)))
        else:
            alike.setdefault(row.key, []).append(row)
    for rows in alike.values():
        found += [_group(run, days) for run in _by_place(rows, days)]
    return tuple(group for _, group in sorted(found, key=lambda pair: pair[0]))


def _row(candidate: Candidate) -> _Row:
    said, kind, days = _said(candidate.record), _kind(candidate.codes), span(candidate.date)
    sides, day = _sides(candidate), days[0].number if days else 0
    rank = (days is None, day, days[1].number if days else 0, candidate.date, candidate.id)
    one_day = days is not None and days[0] == days[1]
    groups = one_day and not candidate.apart and kind and all(sides)
    way = "→" if candidate.initiator else "–"
    key = (way, *(side.casefold() for side in sides), kind) if groups else None
    # GDELT names a place from the narrow to the wide: Paris, Île-de-France, France.
    country = said.get("place", "").rpartition(",")[2].strip()
    return _Row(candidate, rank, key, kind, day, _state(country) if country else "")


def _said(record: Mapping[str, str]) -> dict[str, str]:
    """What the columns say that a row is grouped by."""
    known = ((_COLUMNS.get(_plain(name)), value) for name, value in record.items())
    return {name: value for name, value in known if name}


@lru_cache(maxsize=4096)
def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", "", column).casefold()


def _sides(candidate: Candidate) -> tuple[str, str]:
    """Who acts upon whom; where the data don't say who acted, the two by name."""
    if candidate.initiator and candidate.target:
        return candidate.initiator, candidate.target
    said = _said(candidate.record)
    one, two = sorted(_state(said[name]) if said.get(name) else "" for name in ("one", "two"))
    return one, two


def _state(name: str) -> str:
    """A state as the table of states calls it; what is none there, as it is."""
    found = find_actor(name)
    return found.en if found else name


@lru_cache
def _kinds() -> dict[str, str]:
    rows = tomllib.loads((seeds_folder() / "eventdata" / "classes.toml").read_text("utf-8"))
    return {code.casefold(): " · ".join(row) for row in rows["classes"] for code in row}


@lru_cache(maxsize=4096)
def _kind(codes: tuple[str, ...]) -> str:
    """The class of the act as all data sets would have it; its own first code where none does."""
    known = _kinds()
    for code in codes:
        found = known.get(code[:2] if code[:1].isdigit() else code.casefold())
        if found:
            return found
    return codes[0] if codes else ""


def _by_place(rows: list[_Row], days: int) -> Iterator[list[_Row]]:
    by_place: dict[str, list[_Row]] = {}
    for row in rows:
        by_place.setdefault(row.country.casefold(), []).append(row)
    placeless = by_place.pop("", [])
    placed = [run for mine in by_place.values() for run in _runs(mine, days)]
    starts = sorted((run[0].day, n) for n, run in enumerate(placed))
    left = []
    for row in placeless:
        low = bisect_right(starts, (row.day - days - 1, len(placed)))
        near = starts[low : bisect_right(starts, (row.day, len(placed)))]
        if len(near) == 1:
            placed[near[0][1]].append(row)
        else:
            left.append(row)
    yield from placed
    yield from _runs(left, days)


def _runs(rows: list[_Row], days: int) -> Iterator[list[_Row]]:
    """Rows by date, cut where one lies beyond the window of the first."""
    run: list[_Row] = []
    for row in rows:
        if run and row.day - run[0].day > days:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _group(rows: list[_Row], days: int) -> tuple[tuple[object, ...], Group]:
    place = rows[0].country
    rows = sorted(rows, key=lambda row: row.rank)
    members = tuple(row.candidate for row in rows)
    return rows[0].rank, Group(members, rows[0].kind, place, sum(not r.country for r in rows), days)
