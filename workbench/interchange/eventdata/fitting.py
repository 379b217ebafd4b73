"""Candidates from event data: streamed, and filtered before anything enters the case."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from workbench.case import Candidate, Problem, Suggestion, candidate_id, is_class, span
from workbench.casebook import Order
from workbench.codebook import seeds_folder
from workbench.locale import first_of

from ..sheet.celldates import in_numbers, order_of
from .dyadrows import DataFile, Row
from .eventdates import day
from .formats import CUT, Layout
from .states import Actor, need_actor

_LISTED = 10_000
"""Rows of another width in one file that are listed; more say no more than that it is broken."""
SHOWN = 3
"""Files, or cells that can't be read as they stand, that a person is shown."""


@dataclass
class Progress:
    """How far a file has been read."""

    size: int = 0
    """In bytes of the file as it lies there."""
    rows: int = 0
    dyad: int = 0
    """Rows of the two states, whatever their date and class."""
    fitting: int = 0
    misshapen: int = 0
    odd: list[tuple[int, int]] = field(default_factory=list)
    """The rows of another width: the line, and how many columns stand there."""
    misread: int = 0
    """Rows of the dyad with characters that couldn't be read, since the file isn't all UTF-8."""
    misread_in: dict[str, None] = field(default_factory=dict)
    """The files of these."""
    edition: str = ""
    """The version of the data set, where the layout says it."""
    content: str = ""
    """The SHA-256 of what is packed in the file, once all is read; empty: nothing is."""
    undated: int = 0
    """Rows of the dyad whose date can't be read; with a period they are left out."""
    undatable: list[tuple[str, str]] = field(default_factory=list)
    """The first few of them: file and line, and what stands there for a date."""
    open_in: dict[str, None] = field(default_factory=dict)
    """Files whose dates can't be read since nobody said what stands first in them."""
    cut: int = 0
    """Rows of the dyad whose code of CAMEO has lost the 0 that it begins with."""
    cut_at: list[tuple[str, str]] = field(default_factory=list)
    """The first few of them: file and line, and the code."""

    def misfit(self, line: int, columns: int) -> None:
        """A row has another number of columns than the data set's."""
        self.misshapen += 1
        if len(self.odd) < _LISTED:
            self.odd.append((line, columns))

    def remarks(self, period: bool) -> list[Problem]:
        """What a person must hear of the rows of the dyad, a sentence each."""
        found = []
        if self.misread:
            found.append(
                Problem(
                    "rows of the dyad with characters that couldn't be read, shown as �: {n}. Not "
                    "all of this is UTF-8: {names}",
                    n=self.misread,
                    names=first_of([*self.misread_in], SHOWN),
                )
            )
        if self.undated:
            fields: dict[str, object] = {"n": self.undated, "names": _examples(self.undatable)}
            found.append(
                Problem(
                    "rows of the dyad whose date can't be read, left out since they may be of "
                    "another period: {n} (by file and line: {names})",
                    **fields,
                )
                if period
                else Problem(
                    "rows of the dyad whose date can't be read, taken in as undated: {n} (by file "
                    "and line: {names})",
                    **fields,
                )
            )
        if self.open_in:
            found.append(
                Problem(
                    "nothing tells whether the day or the month stands first in {names}: say it, "
                    "day-first or month-first",
                    names=first_of([*self.open_in], SHOWN),
                )
            )
        if self.cut:
            found.append(
                Problem(
                    "rows of the dyad whose code has lost the 0 that codes of CAMEO begin with, so "
                    "that 36 isn't found as 036: {n} (by file and line: {names}). Export the codes "
                    "as text",
                    n=self.cut,
                    names=_examples(self.cut_at),
                )
            )
        return found

    def took(self, other: Progress) -> None:
        """Add what was seen of another file."""
        self.rows += other.rows
        self.dyad += other.dyad
        self.fitting += other.fitting
        self.misshapen += other.misshapen
        self.misread += other.misread
        self.misread_in |= other.misread_in
        self.undated += other.undated
        self.undatable = [*self.undatable, *other.undatable][:SHOWN]
        self.open_in |= other.open_in
        self.cut += other.cut
        self.cut_at = [*self.cut_at, *other.cut_at][:SHOWN]


def _examples(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{place}: “{text}”" for place, text in found)


@dataclass(frozen=True)
class Wanted:
    """Which rows may enter: a dyad in either direction, a period, classes of events.

    Raises `Problem` where the period ends before it begins.
    """

    actors: tuple[str, str]
    begins: str = ""
    ends: str = ""
    classes: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    """What the case calls the states, where it doesn't call them as the table of actors does."""
    aliases: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """Other names of a state that the case gives."""
    dates: Order = ""
    """What stands first in 5/3/2003; empty: as the rows of the file show."""

    def __post_init__(self) -> None:
        first, last = span(self.begins), span(self.ends)
        if first and last and first[0] > last[1]:
            raise Problem(
                "no day is from {begins} to {ends}: the period ends before it begins; nothing was "
                "searched",
                begins=self.begins,
                ends=self.ends,
            )

    @property
    def bounds(self) -> tuple[str, str]:
        """The texts between which the dates lie that are wanted; one beyond all for an open end."""
        first, last = span(self.begins), span(self.ends)
        return (str(first[0]) if first else ""), (str(last[1]) if last else "~")

    @property
    def pair(self) -> tuple[Actor, Actor]:
        """The two states; raises `UnknownState`, and `Problem` where both are one."""
        one, other = (need_actor(name, self.aliases) for name in self.actors)
        if one is other:
            raise Problem(
                "“{one}” and “{other}” are one state: name two; nothing was searched",
                one=self.actors[0],
                other=self.actors[1],
            )
        return one, other


@lru_cache
def _suggestions() -> tuple[tuple[str, Suggestion], ...]:
    path = seeds_folder() / "eventdata" / "suggestions.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["suggestions"]
    return tuple(
        (
            code,
            Suggestion(
                strategy=row["strategy"],
                reason=row["reason"]["en"],
                reason_zh=row["reason"]["zh-Hant"],
            ),
        )
        for row in rows
        for code in row["codes"]
    )


@lru_cache(maxsize=4096)
def suggested(codes: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """What the classes of an event may point to; a suggestion, which codes nothing."""
    found = {s.strategy: s for known, s in _suggestions() if is_class(codes, known)}
    return tuple(found.values())


def read_candidates(
    path: Path,
    dataset: str,
    wanted: Wanted,
    progress: Progress,
    told: Callable[[Progress], None] = lambda _: None,
    member: str = "",
    named: str = "",
) -> Iterator[Candidate]:
    """The rows of `path` that are wanted, one at a time; raises `Problem`.

    Rows of another width than the layout's are counted in `progress.misshapen` and left out. Of an
    archive it is the file `member`, which the candidates call `named`.
    """
    pair = wanted.pair

    def heard(size: int) -> None:
        progress.size = size
        told(progress)

    file = DataFile(path, dataset, heard, member)
    form = file.form
    progress.edition = form.edition
    low, high = wanted.bounds
    names = called(wanted, pair)
    label = named or path.name
    order: Order | None = wanted.dates or None
    for row in file.of_dyad(pair, progress):
        progress.dyad += 1
        written = row.cells[form.date]
        if order is None and in_numbers(written):
            order, _ = order_of(file.dates())
        date = day(written, order or "")
        if not date:
            progress.undated += 1
            progress.undatable.append((f"{label}, {row.line}", written.strip()))
            del progress.undatable[SHOWN:]
            if in_numbers(written):
                progress.open_in[label] = None
        if (low or wanted.ends) and not (date and low <= date <= high):
            continue
        if misread(row.cells):
            progress.misread += 1
            progress.misread_in[label] = None
        codes = _codes(row, form)
        if form.cameo and (cut := next(filter(CUT.fullmatch, codes), "")):
            progress.cut += 1
            progress.cut_at.append((f"{label}, {row.line}", cut))
            del progress.cut_at[SHOWN:]
        if wanted.classes and not any(is_class(codes, each) for each in wanted.classes):
            continue
        progress.fitting += 1
        yield made(row, form, date, label, names)
    progress.content = file.content


def misread(cells: Iterable[str]) -> bool:
    """Whether a row has a character that couldn't be read."""
    return "\N{REPLACEMENT CHARACTER}" in "".join(cells)


def called(wanted: Wanted, pair: tuple[Actor, Actor]) -> dict[Actor, str]:
    """What the case calls the two states."""
    found: dict[Actor, str] = {}
    for name in wanted.called:
        try:
            actor = need_actor(name, wanted.aliases)
        except Problem:
            continue
        if actor in pair:
            found.setdefault(actor, name)
    return found


def _codes(row: Row, form: Layout) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.cells[c].strip() for c in form.classes if row.cells[c].strip()))


def made(row: Row, form: Layout, date: str, file: str, names: Mapping[Actor, str]) -> Candidate:
    """The candidate of a row; `names` are those that the case has for the two states."""
    cells, one, two = row.cells, row.one, row.two
    codes = _codes(row, form)

    def cell(place: int | None) -> str:
        return cells[place].strip() if place is not None else ""

    shown = (cell(form.first_name) or one.en, cell(form.second_name) or two.en)
    arrow = "→" if form.directed else "–"
    return Candidate(
        id=candidate_id(form.dataset, *(cells[c] for c in form.identity or (form.id,))),
        dataset=form.dataset,
        row=cells[form.id],
        title=f"{shown[0]} {arrow} {shown[1]}: {cell(form.words) or ' '.join(codes)}",
        date=date,
        description=cell(form.text),
        initiator=names.get(one, one.en) if form.directed else "",
        target=names.get(two, two.en) if form.directed else "",
        url=cell(form.url),
        codes=codes,
        source=f"{form.source} {cell(form.version)}".strip(),
        version=form.edition or cell(form.version),
        file=file,
        line=row.line,
        record={name: each.strip() for name, each in zip(form.names, cells, strict=True) if each},
        suggestions=suggested(codes),
    )
