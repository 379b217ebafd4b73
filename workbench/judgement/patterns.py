"""What the lenses say side by side: which contradict, which alone says something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .findings import Finding, Findings
from .lenses import Judged, Verdict, lens_ids
from .once import once

Quarrel = Literal["flat", "differ", "agree", "mute"]
"""Balancing against not balancing · verdicts that differ otherwise · one verdict · none at all."""
QUARRELS: tuple[Quarrel, ...] = ("flat", "differ", "agree", "mute")


def quarrel(verdicts: Iterable[Verdict]) -> Quarrel:
    """How far verdicts on one event are apart; insufficient is none.

    That a flat contradiction is told from other differences is the workbench's own (THEORY §4
    knows *differ* alone).
    """
    found = set(verdicts) - {"insufficient"}
    if {"balancing", "not-balancing"} <= found:
        return "flat"
    return ("mute", "agree", "differ")[min(len(found), 2)]


def dissenter(verdicts: Mapping[str, Judged]) -> str | None:
    """The lens that alone says something else than all others that reach a verdict."""
    said = {lens: j.verdict for lens, j in verdicts.items() if j.verdict != "insufficient"}
    for lens, verdict in said.items():
        rest = [other for each, other in said.items() if each != lens]
        if len(rest) > 1 and len(set(rest)) == 1 and verdict not in rest:
            return lens
    return None


@dataclass(frozen=True)
class Pattern:
    """The acts of which the lenses say the same, each lens its own."""

    verdicts: tuple[Verdict, ...]
    """In the order of the lenses."""
    quarrel: Quarrel
    acts: tuple[Finding, ...]
    """Along the timeline."""


@once
def patterns(found: Findings) -> tuple[Pattern, ...]:
    """The balancer's acts by what the lenses say: contradictions first, then the most frequent."""
    groups: dict[tuple[Verdict, ...], list[Finding]] = {}
    for finding in found.acts:
        key = tuple(finding.verdicts[lens].verdict for lens in lens_ids())
        groups.setdefault(key, []).append(finding)
    made = [Pattern(key, quarrel(key), tuple(acts)) for key, acts in groups.items()]
    return tuple(sorted(made, key=lambda p: (QUARRELS.index(p.quarrel), -len(p.acts))))


@once
def dissenters(found: Findings) -> Counter[str | None]:
    """On how many of the balancer's acts each lens stands alone, and on how many none does."""
    alone: Counter[str | None] = Counter()
    for pattern in patterns(found):
        alone[dissenter(pattern.acts[0].verdicts)] += len(pattern.acts)
    return alone
