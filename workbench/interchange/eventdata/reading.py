"""Candidates from event data: streamed, and filtered before anything enters the case."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from workbench.case import Candidate, Problem, Suggestion, candidate_id, span
from workbench.casebook import Order
from workbench.codebook import seeds_folder

from .actors import Actor, need_actor
from .dates import day, in_numbers, order_of
from .formats import Layout
from .rows import DataFile, Row

_MOST = 10_000
"""Rows that may come in at once; of more nobody could decide one by one."""
_SHOWN = 3
"""Dates that can't be read of which a person is shown what stands there."""


@dataclass
class Progress:
    """How far the reading is."""

    size: int = 0
    rows: int = 0
    fitting: int = 0
    misshapen: int = 0
    misread: int = 0
    """Rows of the dyad with characters that couldn't be read, since the file isn't all UTF-8."""
    undated: int = 0
    """Rows of the dyad whose date can't be read; with a period they are left out."""
    undatable: list[tuple[int, str]] = field(default_factory=list)
    """The first few of them: the line, and what stands there for a date."""

    def remarks(self, period: bool) -> list[Problem]:
        """What a person must hear of the rows of the dyad, a sentence each."""
        found = []
        if self.misread:
            found.append(
                Problem(
                    "rows of the dyad with characters that couldn't be read, shown as �: {n}. The "
                    "file isn't all UTF-8",
                    n=self.misread,
                )
            )
        if self.undated:
            fields: dict[str, object] = {
                "n": self.undated,
                "examples": ", ".join(f"{line}: “{text}”" for line, text in self.undatable),
            }
            found.append(
                Problem(
                    "rows of the dyad whose date can't be read, left out since they may be of "
                    "another period: {n} (by line: {examples})",
                    **fields,
                )
                if period
                else Problem(
                    "rows of the dyad whose date can't be read, taken in as undated: {n} (by line: "
                    "{examples})",
                    **fields,
                )
            )
            if any(in_numbers(text) for _, text in self.undatable):
                found.append(
                    Problem(
                        "nothing in the file tells whether the day or the month stands first: say "
                        "it, day-first or month-first"
                    )
                )
        return found


@dataclass(frozen=True)
class Wanted:
    """Which rows may enter: a dyad in either direction, a period, classes of events."""

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


def suggested(codes: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """What the classes of an event may point to; a suggestion, which codes nothing."""
    found = {s.strategy: s for known, s in _suggestions() if _is_class(codes, known)}
    return tuple(found.values())


def _is_class(codes: tuple[str, ...], wanted: str) -> bool:
    if wanted.isdigit():
        return any(code.startswith(wanted) for code in codes)
    return any(code.casefold() == wanted.casefold() for code in codes)


def read_candidates(
    path: Path,
    dataset: str,
    wanted: Wanted,
    progress: Progress,
    told: Callable[[Progress], None] = lambda _: None,
) -> Iterator[Candidate]:
    """The rows of `path` that are wanted, one at a time; raises `Problem`.

    Rows of another width than the layout's are counted in `progress.misshapen` and left out.
    """
    pair = (
        need_actor(wanted.actors[0], wanted.aliases),
        need_actor(wanted.actors[1], wanted.aliases),
    )

    def heard(size: int) -> None:
        progress.size = size
        told(progress)

    file = DataFile(path, dataset, heard)
    form = file.form
    first = (span(wanted.begins) or (None, None))[0]
    last = (span(wanted.ends) or (None, None))[1]
    low, high = (str(first) if first else ""), (str(last) if last else "9999")
    names = _called(wanted, pair)
    order: Order | None = wanted.dates or None
    for row in file.of_dyad(pair, progress):
        written = row.cells[form.date]
        if order is None and in_numbers(written):
            order = order_of(file.dates())
        date = day(written, order or "")
        if not date:
            progress.undated += 1
            if len(progress.undatable) < _SHOWN:
                progress.undatable.append((row.line, written.strip()))
        if (low or wanted.ends) and not (date and low <= date <= high):
            continue
        progress.misread += any("\N{REPLACEMENT CHARACTER}" in cell for cell in row.cells)
        codes = tuple(
            dict.fromkeys(row.cells[c].strip() for c in form.classes if row.cells[c].strip())
        )
        if wanted.classes and not any(_is_class(codes, each) for each in wanted.classes):
            continue
        candidate = _candidate(row, form, date, codes, path.name)
        if form.directed and names:
            sides = {
                "initiator": names.get(row.one, row.one.en),
                "target": names.get(row.two, row.two.en),
            }
            candidate = candidate.model_copy(update=sides)
        progress.fitting += 1
        yield candidate


def _called(wanted: Wanted, pair: tuple[Actor, Actor]) -> dict[Actor, str]:
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


def fitting_candidates(
    path: Path, dataset: str, wanted: Wanted, progress: Progress, told: Callable[[Progress], None]
) -> list[Candidate]:
    """All the rows of `path` that are wanted; raises `Problem`, also for far too many."""
    found = list(islice(read_candidates(path, dataset, wanted, progress, told), _MOST + 1))
    if len(found) > _MOST:
        raise Problem("more than {most} rows fit: narrow the period or the classes", most=_MOST)
    return found


def _candidate(row: Row, form: Layout, date: str, codes: tuple[str, ...], file: str) -> Candidate:
    cells, one, two = row.cells, row.one, row.two

    def cell(place: int | None) -> str:
        return cells[place].strip() if place is not None else ""

    names = (cell(form.first_name) or one.en, cell(form.second_name) or two.en)
    arrow = "→" if form.directed else "–"
    return Candidate(
        id=candidate_id(form.dataset, *(cells[c] for c in form.identity or (form.id,))),
        dataset=form.dataset,
        row=cells[form.id],
        title=f"{names[0]} {arrow} {names[1]}: {cell(form.words) or ' '.join(codes)}",
        date=date,
        description=cell(form.text),
        initiator=one.en if form.directed else "",
        target=two.en if form.directed else "",
        url=cell(form.url),
        codes=codes,
        source=f"{form.source} {cell(form.version)}".strip() + f", {file}",
        record={name: each.strip() for name, each in zip(form.names, cells, strict=True) if each},
        suggestions=suggested(codes),
    )
