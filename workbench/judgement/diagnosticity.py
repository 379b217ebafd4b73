"""Which evidence of intent tells the motives apart, and which says nothing.

After the analysis of competing hypotheses: a piece tells motives apart only where it speaks for one
and against another; one that bears on a single motive leaves the others where they were. No
weights, no scores. The workbench's own reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from workbench.case import Evidence, Motive

from .findings import Findings
from .once import once
from .view import View

Bears = Literal["supports", "undermines", "both", "silent"]
Worth = Literal["parts", "one", "points", "rules-out", "mixed", "same", "nothing"]
WORTHS: tuple[Worth, ...] = get_args(Worth)
MOTIVES: tuple[Motive, ...] = get_args(Motive)


@dataclass(frozen=True)
class Diagnosis:
    """What one piece of intent evidence does to the motives."""

    piece: Evidence
    bears: Mapping[Motive, Bears]

    @cached_property
    def worth(self) -> Worth:
        """`parts` supports one motive and undermines another; `one` bears on a single motive;
        `points` supports several and `rules-out` undermines several, silent on the rest; `mixed`
        is what both supports and undermines each that it bears on; `same` bears the same way on
        all; `nothing` bears on none.
        """
        said = [b for b in self.bears.values() if b != "silent"]
        supported = {m for m, b in self.bears.items() if b in ("supports", "both")}
        undermined = {m for m, b in self.bears.items() if b in ("undermines", "both")}
        if not said:
            return "nothing"
        if len(said) == 1:
            return "one"
        if len(said) == len(self.bears) and len(set(said)) == 1:
            return "same"
        if not undermined:
            return "points"
        if not supported:
            return "rules-out"
        return "mixed" if set(said) == {"both"} else "parts"

    @property
    def diagnostic(self) -> bool:
        """Whether it tells any two motives apart: it speaks for one and against another."""
        return self.worth == "parts"

    def opposes(self, one: Motive, other: Motive) -> bool:
        """Whether it supports one of the two motives and undermines the other, not each alike."""
        return self._against(one, other) != self._against(other, one)

    def _against(self, one: Motive, other: Motive) -> bool:
        return self.bears[one] in ("supports", "both") and self.bears[other] in (
            "undermines",
            "both",
        )

    def one_only(self, one: Motive, other: Motive) -> bool:
        """Whether it bears on the one or the other, and is silent on its rival."""
        return (self.bears[one] == "silent") != (self.bears[other] == "silent")


def bears(piece: Evidence) -> dict[Motive, Bears]:
    """What the piece says of each motive; silence is silence."""
    found: dict[Motive, Bears] = dict.fromkeys(MOTIVES, "silent")
    for bearing in piece.bearings:
        before = found[bearing.motive]
        found[bearing.motive] = bearing.says if before in ("silent", bearing.says) else "both"
    return found


def diagnose(evidence: Iterable[Evidence], view: View) -> tuple[Diagnosis, ...]:
    """Every piece of intent evidence that counts, the most telling kind first."""
    found = [Diagnosis(p, bears(p)) for p in evidence if p.side == "intent" and view.counts(p)]
    return tuple(sorted(found, key=lambda d: (WORTHS.index(d.worth), d.piece.id)))


@once
def diagnosed(found: Findings) -> tuple[Diagnosis, ...]:
    """What the evidence of the balancer's acts tells."""
    return diagnose(found.evidence, found.view)


@once
def diagnosed_apart(found: Findings) -> tuple[Diagnosis, ...]:
    """What the evidence of the acts that stand apart tells."""
    acts = (finding for many in found.others.values() for finding in many)
    return diagnose((p for f in acts for p in found.case.evidence_of(f.event.id)), found.view)


@dataclass(frozen=True)
class Apart:
    """How a case's evidence tells balancing apart from another motive."""

    motive: Motive
    opposed: int
    """The pieces that support the one and undermine the other: these tell them apart."""
    one_only: int
    """The pieces that bear on one of the two and are silent on the other: these don't."""


def told_apart(found: Iterable[Diagnosis]) -> tuple[Apart, ...]:
    """Balancing against each of the other motives."""
    # Many pieces bear alike: each way to bear is looked at once.
    alike: dict[tuple[Bears, ...], Diagnosis] = {}
    many: Counter[tuple[Bears, ...]] = Counter()
    for each in found:
        way = tuple(each.bears.values())
        alike.setdefault(way, each)
        many[way] += 1
    return tuple(
        Apart(
            motive,
            sum(n for way, n in many.items() if alike[way].opposes("balancing", motive)),
            sum(n for way, n in many.items() if alike[way].one_only("balancing", motive)),
        )
        for motive in MOTIVES
        if motive != "balancing"
    )
