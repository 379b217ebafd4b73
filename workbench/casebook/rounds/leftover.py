"""What became of a round's units since it began, and which of them a coder left out."""

from __future__ import annotations

from workbench.case import Case

from .standing import Standing
from .units import changed_units


def changed(standing: Standing, case: Case, coder: str = "") -> dict[str, str]:
    """The units that aren't as they were when the round began, and that the coder didn't keep."""
    layer = standing.layer(coder) if coder else None
    kept = layer.kept if layer else {}
    found = changed_units(standing.round.frozen, case)
    return {id_: hash_ for id_, hash_ in found.items() if kept.get(id_) != hash_}


def missing_units(standing: Standing, coder: str) -> tuple[list[str], int]:
    """The ids of the units of which a coder answered nothing, and how many units there are.

    A unit is an event or a piece.
    """
    layer = standing.layer(coder)
    every = [
        id_
        for unit in standing.round.frozen.units
        for id_ in (unit.id, *(piece.id for piece in unit.evidence))
    ]
    given = {**layer.events, **layer.evidence} if layer else {}
    return [id_ for id_ in every if not given.get(id_)], len(every)


def added(standing: Standing, case: Case) -> list[str]:
    """The ids of pieces that came to events of the round since it began; no part of it."""
    known = {piece.id for unit in standing.round.frozen.units for piece in unit.evidence}
    there = (unit.id for unit in standing.round.frozen.units if unit.id in case.events)
    return [p.id for id_ in there for p in case.evidence_of(id_) if p.id not in known]
