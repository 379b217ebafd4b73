"""A case as each coder of its last round alone has it, and the verdicts that hang on that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.case import Case, Event, Evidence, Problem
from workbench.judgement import Findings, View, judge_case

from .layers import Frozen, Layer
from .standing import Standing, standings
from .units import projected
from .variables import Column, coded_fields, verdicts

_EVENT = ("tags", "coded_none", "screen")


@dataclass(frozen=True)
class Hanging:
    """An event whose verdict under a lens hangs on whose codes one takes."""

    event: str
    """Its id."""
    lens: str
    verdicts: tuple[str | None, ...]
    """In the order of the coders; None where one left a piece of the lens's side uncoded."""


@dataclass(frozen=True)
class ByCoder:
    """The last round that all have sealed, and what the case comes to by each of its coders."""

    round: str
    events: int
    """How many events it has."""
    findings: Mapping[str, Findings]
    """By coder: the round's units as that one coded them, the rest as it stands in the case."""
    hanging: tuple[Hanging, ...]

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded."""
        return tuple(self.findings)


def hanging(frozen: Frozen, columns: Sequence[Column]) -> Iterator[Hanging]:
    """The verdicts on which the coders' own answers differ, by event and then by lens.

    `columns` are those of the verdicts.
    """
    for n, unit in enumerate(frozen.units):
        for column in columns:
            (given,) = column.groups[n]
            if len({verdict for verdict in given if verdict is not None}) > 1:
                said = tuple(None if v is None else str(v) for v in given)
                yield Hanging(unit.id, column.variable.id.partition(":")[2], said)


def by_coder(case: Case, path: Path, view: View) -> ByCoder | None:
    """The last sealed round of the case whose file is `path`; None where there is none.

    A pilot round is none, nor one whose answers aren't all here as they were sealed.
    """
    found = last_sealed(path)
    return coded_in(case, found, view) if found else None


def coded_in(case: Case, found: Standing, view: View) -> ByCoder:
    """The case by each coder of a sealed round; raises `Problem` where it can't be compared."""
    frozen, layers = found.round.frozen, found.layers
    columns = verdicts(case, frozen, list(layers.values()), view)
    return ByCoder(
        found.name,
        len(frozen.units),
        {who: judge_case(as_coded(case, frozen, each), view) for who, each in layers.items()},
        tuple(hanging(frozen, columns)),
    )


def last_sealed(path: Path) -> Standing | None:
    """The round by whose coders a case is read, the case's file being `path`; None without one."""
    try:
        sealed = [
            each
            for each in standings(path)
            if not (each.open or each.round.last("closed") or each.round.frozen.pilot)
        ]
        last = max(sealed, key=lambda each: each.sealed, default=None)
        return last if last and last.layers else None
    except Problem:
        return None


def as_coded(case: Case, frozen: Frozen, layer: Layer) -> Case:
    """The case with a round's units as one coder coded them; what that one left isn't coded."""
    seen = projected(case)
    events, evidence = dict(case.events), dict(case.evidence)
    for unit in frozen.units:
        if unit.id in seen.events:
            said = layer.events.get(unit.id, {})
            given = {name: said[name] for name in _EVENT if name in said}
            events[unit.id] = Event.model_validate({**_read(seen.events[unit.id]), **given})
        for piece in unit.evidence:
            if piece.id in seen.evidence:
                coded = layer.evidence.get(piece.id, {})
                read = _read(seen.evidence[piece.id])
                nothing = coded.get("bearings") == []
                evidence[piece.id] = Evidence.model_validate(
                    {**read, "bears_on_nothing": nothing, **coded}
                )
    return Case(case.slug, case.info, case.ratings, sources=case.sources, events=events,
                evidence=evidence, own=case.own)  # fmt: skip


def _read(record: Event | Evidence) -> dict[str, object]:
    return dict(coded_fields(record))
