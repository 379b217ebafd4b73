"""What a coder of a blind round reads: the given fields of events, evidence and sources."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from workbench.case import (
    Case,
    CaseInfo,
    Event,
    Evidence,
    OwnStrategy,
    Problem,
    Record,
    own_strategy,
)
from workbench.case.fields import EVENT, EVIDENCE, GIVEN, SOURCE, FieldRow, columned, value_of
from workbench.case.owncodebook import merged
from workbench.codebook import Codebook, codebook

from .layers import EventUnit, Frozen, PieceUnit, digest

Kept = TypeVar("Kept", bound=Record)
_FINDING = 30
"""Characters of a finding by which a piece is known."""
CODEBOOK = "codebook"
"""What is named where the codebook is another than when the round began."""


def _given(rows: Iterable[FieldRow]) -> tuple[FieldRow, ...]:
    return tuple(row for row in columned(rows) if row.column in GIVEN)


_OF_EVENT = tuple(row for row in _given(EVENT) if row.path != "key")
_OF_PIECE = tuple(row for row in _given(EVIDENCE) if row.path not in ("event", "source"))
_OF_SOURCE = _given(SOURCE)


def read_of_event(case: Case, event: Event) -> dict[str, str]:
    """What a coder reads of an event, by the columns of the sheet; the actors by name."""
    cells = {row.column: _cell(event, row) for row in _OF_EVENT}
    cells["initiator"] = cells["initiator"] or case.info.balancer
    cells["target"] = cells["target"] or case.info.target
    return cells


def read_of_piece(case: Case, piece: Evidence) -> dict[str, str]:
    """What a coder reads of a piece, with its source."""
    source = case.sources[piece.source] if piece.source else None
    return {row.column: _cell(piece, row) for row in _OF_PIECE} | {
        row.column: _cell(source, row) for row in _OF_SOURCE
    }


def _cell(record: Record | None, row: FieldRow) -> str:
    value = value_of(record, row.path) if record else None
    return ";".join(value) if isinstance(value, tuple) else str(value or "")


def _hash(cells: Mapping[str, str]) -> str:
    # What is empty is left out: a column that a later version adds changes no unit.
    return digest({column: cell for column, cell in cells.items() if cell})


def frozen_units(case: Case, events: Iterable[Event]) -> tuple[EventUnit, ...]:
    """Events with their pieces, as they are now; one whose key is another's too goes by its id."""
    times = Counter(event.name for event in case.timeline)
    return tuple(
        EventUnit(
            id=event.id,
            key=event.name if times[event.name] == 1 else event.id,
            hash=_hash(read_of_event(case, event)),
            evidence=tuple(
                PieceUnit(id=p.id, side=p.side, hash=_hash(read_of_piece(case, p)))
                for p in case.evidence_of(event.id)
            ),
        )
        for event in events
    )


def sampled(case: Case, share: float, seed: int) -> list[Event]:
    """A share of the events, at least one, in the order of the timeline.

    Which ones follows from the seed and their names alone: no other version of Python, and no event
    that is added, draws others in their places.
    """
    if not 0 < share <= 1:
        raise Problem("a share is more than 0 and at most 1, not {share}", share=share)
    line = case.timeline

    def lot(event: Event) -> str:
        return hashlib.sha256(f"{seed}\0{event.name}".encode("utf-8", "surrogatepass")).hexdigest()

    wanted = max(1, int(share * len(line) + 0.5))
    drawn = {event.id for event in sorted(line, key=lot)[:wanted]}
    return [event for event in line if event.id in drawn]


def own_entries(case: Case) -> dict[str, dict[str, Any]]:
    """The case's own strategies as a round freezes them."""
    return {
        id_: entry.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
        for id_, entry in case.own.items()
    }


def frozen_codebook(frozen: Frozen) -> Codebook:
    """The codebook with the case's own strategies, as the round began with them."""
    return merged(frozen_own(frozen))


def frozen_own(frozen: Frozen) -> dict[str, OwnStrategy]:
    """The case's own strategies, as the round began with them; raises `Problem`."""
    return {id_: own_strategy(id=id_, **entry) for id_, entry in frozen.own.items()}


def changed_units(frozen: Frozen, case: Case) -> dict[str, str]:
    """The units that aren't as they were when the round began: by id the hash of what they are
    now, empty where they are gone; and the codebook where that is another."""
    now = {unit.id: unit for unit in frozen_units(case, case.timeline)}
    found: dict[str, str] = {}
    for unit in frozen.units:
        there = now.get(unit.id)
        pieces = {piece.id: piece.hash for piece in there.evidence} if there else {}
        if there is None or there.hash != unit.hash:
            found[unit.id] = there.hash if there else ""
        for piece in unit.evidence:
            if pieces.get(piece.id) != piece.hash:
                found[piece.id] = pieces.get(piece.id, "")
    if (codebook().version, own_entries(case)) != (frozen.codebook, frozen.own):
        found[CODEBOOK] = digest([codebook().version, own_entries(case)])
    return found


def named(frozen: Frozen, ids: Iterable[str]) -> list[str]:
    """How units are called: events by their keys, pieces by their ids."""
    keys = {unit.id: unit.key for unit in frozen.units}
    return [keys.get(id_, id_) for id_ in ids]


def called(case: Case, frozen: Frozen, id_: str) -> str:
    """How a person knows a unit: an event by its key, else by its number in the log and its title;
    a piece by its event and what it found."""
    piece = case.evidence.get(id_)
    event = case.events.get(piece.event if piece else id_)
    if event is None:
        return named(frozen, [id_])[0]
    name = event.key or f"#{case.timeline.index(event) + 1} {event.title}"
    finding = " ".join(piece.finding.split()) if piece else ""
    short = f"{finding[:_FINDING]}…" if len(finding) > _FINDING else finding
    return f"{name} · {short or id_}" if piece else name


def plain_keys(units: Sequence[EventUnit]) -> dict[str, str]:
    """For each event's id a key that says nothing: U001 and on, or with more U where such a key
    is an event's own."""
    own, mark = {unit.key for unit in units}, "U"
    while any(f"{mark}{number:03}" in own for number in range(1, len(units) + 1)):
        mark += "U"
    return {unit.id: f"{mark}{number:03}" for number, unit in enumerate(units, 1)}


def projected(case: Case) -> Case:
    """The case without what anybody coded: what a coder of an open round may see of it."""
    return Case(
        slug=case.slug,
        info=_only(case.info, (name for name in CaseInfo.model_fields if name != "note")),
        sources={
            id_: _only(s, (name for name in type(s).model_fields if name != "note"))
            for id_, s in case.sources.items()
        },
        events={id_: _only(each, _names(EVENT)) for id_, each in case.events.items()},
        evidence={id_: _only(each, _names(EVIDENCE)) for id_, each in case.evidence.items()},
        own=case.own,
    )


def _names(rows: Iterable[FieldRow]) -> Iterator[str]:
    return (row.name for row in rows if row.path == "id" or row.column in GIVEN)


def _only(record: Kept, names: Iterable[str]) -> Kept:
    return type(record).model_validate({name: getattr(record, name) for name in names})
