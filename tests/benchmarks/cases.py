"""Large cases as researchers would have them: events with evidence, sources and reactions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import cycle, islice
from typing import TypeVar

from workbench.case import Case, Event, Evidence, Record, Source
from workbench.casebook import worked_cases

PIECES = 2.5
"""Pieces of evidence per event: two on one, three on the next."""
_YEARS = 30
_YEAR = re.compile(r"\d{4}(?=-)")
Kind = TypeVar("Kind", bound=Record)


@cache
def _worked() -> Case:
    [worked] = (file for file in worked_cases() if file.slug == "france-us-iraq-2003")
    return worked.load()


def large_case(slug: str, events: int) -> Case:
    """A case of so many `events` with 2.5 pieces of evidence each.

    They are those of the worked case, over and over: under other ids, keys, titles and years, with
    its sources, and with the reactions and denials of what stands in the same turn.
    """
    worked = _worked()
    turns, rest = divmod(events, len(worked.timeline))
    made = [
        record
        for turn in range(turns + bool(rest))
        for record in _turn(turn, worked.timeline[: None if turn < turns else rest])
    ]
    return Case(
        slug,
        worked.info.model_copy(update={"begins": "2002", "ends": f"{2003 + _YEARS}"}),
        worked.ratings,
        worked.assessment.model_copy(update={"judgements": ()}),
        _by_id(made, Source),
        _by_id(made, Event),
        _by_id(made, Evidence),
    )


def _by_id(records: Iterable[Record], kind: type[Kind]) -> dict[str, Kind]:
    return {record.id: record for record in records if isinstance(record, kind)}


def _turn(turn: int, events: tuple[Event, ...]) -> Iterator[Record]:
    worked, there = _worked(), {event.id for event in events}

    def named(id: str | None) -> str | None:
        return None if id is None else f"{id}{turn:04}"

    cited: dict[str, None] = {}
    for place, event in enumerate(events):
        yield event.model_copy(update={
            "id": named(event.id), "key": f"{event.key}-{turn}",
            "title": f"{event.title} ({turn})", "date": _later(event.date, turn),
        })  # fmt: skip
        pieces = worked.evidence_of(event.id)
        many = 2 + (turn * len(worked.timeline) + place) % 2
        chosen = tuple(islice(cycle(pieces), turn % len(pieces), turn % len(pieces) + many))
        ids = {piece.id for piece in chosen}
        for copy, piece in enumerate(chosen):
            denies = piece.denies and tuple(f"{d}{turn:04}0" for d in piece.denies if d in ids)
            reaction = piece.reaction if piece.reaction in there else None
            cited |= {piece.source: None} if piece.source else {}
            yield piece.model_copy(update={
                "id": f"{named(piece.id)}{copy if piece in chosen[:copy] else 0}",
                "event": named(event.id), "source": named(piece.source),
                "reaction": named(reaction), "denies": denies,
            })  # fmt: skip
    for id in cited:
        source = worked.sources[id]
        yield source.model_copy(update={"id": named(id), "title": f"{source.title} ({turn})"})


def _later(date: str, turn: int) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + turn % _YEARS), date)
