"""Where the sources of a case are cited, and which verdicts one of them carries alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.case import Case, Source

from .findings import Findings
from .lenses import Judged, Verdict
from .once import once


@dataclass(frozen=True)
class Carried:
    """A verdict of which every piece that decided cites the same source."""

    event: str
    lens: str
    verdict: Verdict


@dataclass(frozen=True)
class Cited:
    """What cites a source, by ids; a source that nothing cites has none."""

    pieces: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    """The conditions whose rating cites it."""
    alone: tuple[Carried, ...] = ()

    @property
    def times(self) -> int:
        """How often it is cited."""
        return len(self.pieces) + len(self.ratings)


def lone_source(case: Case, judged: Judged) -> Source | None:
    """The source that every piece which decided a verdict cites; None where there is no such one.

    What nothing suffices for rests on nothing.
    """
    sources = {case.evidence[i].source for i in judged.decided}
    only = sources.pop() if len(sources) == 1 else None
    return case.sources.get(only or "") if judged.verdict != "insufficient" else None


@once
def citations(found: Findings) -> Mapping[str, Cited]:
    """Every source of the case, and what cites it."""
    case = found.case
    pieces: dict[str, list[str]] = {id_: [] for id_ in case.sources}
    ratings: dict[str, list[str]] = {id_: [] for id_ in case.sources}
    alone: dict[str, list[Carried]] = {id_: [] for id_ in case.sources}
    for event in case.timeline:
        for piece in case.evidence_of(event.id):
            if piece.source in pieces:
                pieces[piece.source].append(piece.id)
    for rating in case.ratings.values():
        for source in dict.fromkeys(rating.sources):
            if source in ratings:
                ratings[source].append(rating.condition)
    for finding in found.events:
        for lens, judged in finding.verdicts.items():
            if only := lone_source(case, judged):
                alone[only.id].append(Carried(finding.event.id, lens, judged.verdict))
    return {
        id_: Cited(tuple(pieces[id_]), tuple(ratings[id_]), tuple(alone[id_]))
        for id_ in case.sources
    }
