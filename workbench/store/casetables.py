"""From the tables of a case file to its case, and back, with every flaw named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from workbench.case import (
    RECORDS,
    Assessment,
    Candidate,
    Case,
    Event,
    Evidence,
    Problem,
    Rating,
    Record,
    codebook_flaws,
    kept,
    named_period,
    overlaps,
)
from workbench.locale import N_, whole

from .format import FORMAT, VERSION
from .lines import META, Tables

Records = Mapping[str, Mapping[str, Record]]
"""Records by table and id."""


_NAMES = {"event": "events", "reaction": "events", "source": "sources"}
"""What a piece of evidence names, and in which table that stands."""
_WHY = {
    "missing": N_("it is missing"),
    "extra_forbidden": N_("the program knows no such field"),
    "literal_error": N_("it is none of the values that are known"),
    "string_type": N_("it is no text"),
    "bool_type": N_("it is neither true nor false"),
    "int_type": N_("it is no number"),
    "tuple_type": N_("it is no list"),
}
"""What is wrong with a value, by pydantic's name for it."""
_OTHER = N_("it isn't what belongs there")


@dataclass(frozen=True)
class Flaw:
    """One thing wrong in a case file: which record, which field, and what."""

    table: str
    id: str
    field: str
    why: Problem | str


def flaws(tables: Tables) -> tuple[dict[str, dict[str, Record]], list[Flaw]]:
    """The records that are sound, and what is wrong with the others."""
    found: dict[str, dict[str, Record]] = {}
    wrong: list[Flaw] = []
    for kind in RECORDS:
        rows = found.setdefault(kind.table, {})
        for key, row in tables.get(kind.table, {}).items():
            if whole(key) != key:
                wrong.append(Flaw(kind.table, key, "", N_("an id holds half a character")))
                continue
            if not isinstance(row, dict):
                wrong.append(Flaw(kind.table, key, "", N_("a record is a JSON object")))
                continue
            try:
                rows[key] = kind.model_validate({**row, "id": key})
            except ValidationError as error:
                for each in error.errors():
                    place = ".".join(map(str, each["loc"]))
                    cause = each.get("ctx", {}).get("error")
                    own = _WHY.get(each["type"], _OTHER)
                    why = cause if isinstance(cause, Problem) else str(cause or own)
                    wrong.append(Flaw(kind.table, key, place, why))
    known = {kind.table for kind in RECORDS}
    for name, others in tables.items():
        for key, row in others.items() if name not in known else ():
            try:
                kept(row)
            except Problem as problem:
                wrong.append(Flaw(name, key, "", problem))
    if not tables.get("case", {}).get("case"):
        missing = N_("the record that describes the case is missing")
        wrong.append(Flaw("case", "case", "", missing))
    return found, [*wrong, *unfounded(found, tables)]


def unfounded(found: Records, there: Mapping[str, Collection[str]]) -> Iterator[Flaw]:
    """What the records in `found` name that isn't among the ids that are `there`, by table."""
    none: Collection[str] = ()
    pieces = cast("Collection[Evidence]", found["evidence"].values())
    # Asked of all at once: of most files there is nothing to say.
    gone_from = {
        name: set(map(attrgetter(name), pieces)).difference({None}, there.get(table, none))
        for name, table in _NAMES.items()
    }
    for piece in pieces if any(gone_from.values()) else ():
        for name, table in _NAMES.items():
            wanted = getattr(piece, name)
            if wanted in gone_from[name]:
                gone = Problem("there is no {name} in {table}", name=wanted, table=table)
                yield Flaw("evidence", piece.id, name, gone)
    searches = there.get("searches", none)
    for candidate in found["candidates"].values():
        assert isinstance(candidate, Candidate)
        if candidate.search and candidate.search not in searches:
            gone = Problem("there is no {name} in {table}", name=candidate.search, table="searches")
            yield Flaw("candidates", candidate.id, "search", gone)
    rated = (each for each in found["ratings"].values() if isinstance(each, Rating))
    for one, other in overlaps(rated):
        why = Problem(
            "two periods of {name} overlap: {one} and {other}",
            name=one.of, one=named_period(one), other=named_period(other),
        )  # fmt: skip
        # Of both: where two sides are merged, the one that theirs adds is left out.
        yield Flaw("ratings", one.id, "begins", why)
        yield Flaw("ratings", other.id, "begins", why)
    placed = codebook_flaws(
        cast("Collection[Event]", found["events"].values()),
        found["codebook"].values(),
        there.get("codebook", none),
    )
    yield from (Flaw(*flaw) for flaw in placed)


def build(slug: str, tables: Tables, path: Path) -> Case:
    """The case in these tables; raises `Problem` for the first flaw."""
    found, wrong = flaws(tables)
    if wrong:
        first = wrong[0]
        raise Problem(
            "{path}: {table} {id} {field}: {why} ({count} in all; workbench check lists them)",
            path=str(path),
            table=first.table,
            id=first.id,
            field=first.field,
            why=first.why,
            count=len(wrong),
        )
    return case_of(slug, found)


def case_of(slug: str, found: Records) -> Case:
    """The case of sound records by table and id."""
    return Case(
        slug=slug,
        info=found["case"]["case"],  # type: ignore[arg-type]
        ratings=found["ratings"],  # type: ignore[arg-type]
        assessment=found["assessment"].get("assessment", Assessment()),  # type: ignore[arg-type]
        sources=found["sources"],  # type: ignore[arg-type]
        events=found["events"],  # type: ignore[arg-type]
        evidence=found["evidence"],  # type: ignore[arg-type]
        own=found["codebook"],  # type: ignore[arg-type]
        candidates=found["candidates"],  # type: ignore[arg-type]
        searches=found["searches"],  # type: ignore[arg-type]
        rules=found["rules"],  # type: ignore[arg-type]
    )


def as_row(record: Record) -> dict[str, Any]:
    """A record as it stands in the file: without its id, and without what says nothing."""
    return record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)


def as_tables(case: Case) -> Tables:
    """The whole case as the file holds it."""
    meta = {"format": FORMAT, "version": VERSION}
    tables: Tables = {META: {"1": meta}} | {kind.table: {} for kind in RECORDS}
    for record in case.records():
        tables[record.table][record.id] = as_row(record)
    return tables
