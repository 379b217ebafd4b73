"""Candidates from event data: streamed, and filtered before anything enters the case."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from workbench.case import Candidate, Problem, Suggestion, candidate_id, span
from workbench.codebook import seeds_folder

from .actors import Actor, find_actor, need_actor
from .files import MAX_LINE, lines
from .formats import Layout, day, layout

_MOST = 10_000
"""Rows that may come in at once; of more nobody could decide one by one."""


@dataclass
class Progress:
    """How far the reading is."""

    size: int = 0
    rows: int = 0
    fitting: int = 0
    misshapen: int = 0
    misread: int = 0
    """Rows of the dyad with characters that couldn't be read, since the file isn't all UTF-8."""


@dataclass(frozen=True)
class Wanted:
    """Which rows may enter: a dyad in either direction, a period, classes of events."""

    actors: tuple[str, str]
    begins: str = ""
    ends: str = ""
    classes: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    """What the case calls the states, where it doesn't call them as the table of actors does."""


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
    pair = (need_actor(wanted.actors[0]), need_actor(wanted.actors[1]))

    def heard(size: int) -> None:
        progress.size = size
        told(progress)

    rows = _rows(lines(path, heard), dataset)
    head = next(rows, None)
    if head is None:
        raise Problem("{path} is empty", path=str(path))
    form = layout(dataset, head)
    first = (span(wanted.begins) or (None, None))[0]
    last = (span(wanted.ends) or (None, None))[1]
    low, high = (str(first) if first else ""), (str(last) if last else "9999")
    states = set(pair)
    names = {found: name for name in wanted.called if (found := find_actor(name))}
    for row in chain([head], rows) if dataset == "gdelt" else rows:
        progress.rows += 1
        if len(row) != form.width:
            progress.misshapen += 1
            continue
        one, two = _state(row, form.first), _state(row, form.second)
        if one is None or two is None or one == two or {one, two} != states:
            continue
        date = day(row[form.date])
        if (low or wanted.ends) and not (date and low <= date <= high):
            continue
        progress.misread += any("\N{REPLACEMENT CHARACTER}" in cell for cell in row)
        codes = tuple(dict.fromkeys(row[c].strip() for c in form.classes if row[c].strip()))
        if wanted.classes and not any(_is_class(codes, each) for each in wanted.classes):
            continue
        candidate = _candidate(row, form, date, codes, one, two, path.name)
        if form.directed and names:
            sides = {"initiator": names.get(one, one.en), "target": names.get(two, two.en)}
            candidate = candidate.model_copy(update=sides)
        progress.fitting += 1
        yield candidate


def fitting_candidates(
    path: Path, dataset: str, wanted: Wanted, progress: Progress, told: Callable[[Progress], None]
) -> list[Candidate]:
    """All the rows of `path` that are wanted; raises `Problem`, also for far too many."""
    found = list(islice(read_candidates(path, dataset, wanted, progress, told), _MOST + 1))
    if len(found) > _MOST:
        raise Problem("more than {most} rows fit: narrow the period or the classes", most=_MOST)
    return found


def _rows(text: Iterator[str], dataset: str) -> Iterator[list[str]]:
    if dataset != "acled":
        return (line.rstrip("\r\n").split("\t") for line in text)
    head = next(text, "")
    mark = ";" if head.count(";") > head.count(",") else ","
    return _quoted(chain([head] if head else [], text), mark)


def _quoted(text: Iterator[str], mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(text, delimiter=mark, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Problem(
            "line {line}: the quoting is broken ({why})", line=reader.line_num, why=str(error)
        ) from None


def _state(row: list[str], columns: tuple[int, ...]) -> Actor | None:
    for column in columns:
        if row[column] and (found := find_actor(row[column])):
            return found
    return None


def _candidate(
    row: list[str],
    form: Layout,
    date: str,
    codes: tuple[str, ...],
    one: Actor,
    two: Actor,
    file: str,
) -> Candidate:
    names = (row[form.first_name].strip() or one.en, row[form.second_name].strip() or two.en)
    arrow = "→" if form.directed else "–"
    return Candidate(
        id=candidate_id(form.dataset, *(row[c] for c in form.identity or (form.id,))),
        dataset=form.dataset,
        row=row[form.id],
        title=f"{names[0]} {arrow} {names[1]}: {row[form.words].strip() or ' '.join(codes)}",
        date=date,
        description=row[form.text].strip() if form.text is not None else "",
        initiator=one.en if form.directed else "",
        target=two.en if form.directed else "",
        url=row[form.url].strip() if form.url is not None else "",
        codes=codes,
        source=f"{_version(row, form)}, {file}",
        record={name: cell.strip() for name, cell in zip(form.names, row, strict=True) if cell},
        suggestions=suggested(codes),
    )


def _version(row: list[str], form: Layout) -> str:
    version = row[form.version].strip() if form.version is not None else ""
    return f"{form.source} {version}".strip()
