"""The line of confrontation over time, the target's reactions, and signs of a turn to hard.

The classes are ordered by the paper (§肆.二); the signs are retaliation, a formal alliance and an
arms race. How the coding shows them is the workbench's reading: a sign is a place to look at. The
line is that of the balancer's acts; of others' only what the target does in reaction is a sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workbench.case import Case, Event
from workbench.codebook import Codebook

from .findings import Finding, Findings
from .once import once
from .profile import classes_of

SignKind = Literal["hard", "retaliation", "alliance", "arms-race"]
SIGNS: tuple[SignKind, ...] = ("hard", "retaliation", "alliance", "arms-race")
COORDINATION = ("diplomatic-coordination", "security-consultations", "signals-of-resolve")
BUILD_UP = ("internal-balancing", "limited-arms-buildup")


@dataclass(frozen=True)
class Step:
    """An event on the line."""

    finding: Finding
    level: str | None
    """`hard`, or the class of its strategies that confronts most; None is not on the line."""
    reacts_to: tuple[str, ...]
    """Ids of the claims of effect that name this event as the target's reaction."""

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.finding.event


@dataclass(frozen=True)
class Sign:
    """Something coded that may announce hard balancing; whether it does is for the reader."""

    kind: SignKind
    event: str
    after: tuple[str, ...] = ()
    """Earlier events that belong to it."""


@dataclass(frozen=True)
class Line:
    """A case's steps along the timeline, and what to look at on them."""

    levels: tuple[str, ...]
    """From the least confrontation to the most."""
    steps: tuple[Step, ...]
    signs: tuple[Sign, ...]

    @cached_property
    def _by_event(self) -> Mapping[str, tuple[Sign, ...]]:
        found: dict[str, tuple[Sign, ...]] = {}
        for sign in self.signs:
            found[sign.event] = (*found.get(sign.event, ()), sign)
        return found

    def signs_of(self, event: str) -> tuple[Sign, ...]:
        """The signs at an event."""
        return self._by_event.get(event, ())


@once
def confrontation(found: Findings) -> Line:
    """The case along its timeline, each event with whose act it is."""
    case, book = found.case, found.case.codebook
    levels = (*(c.id for c in book.ranked), "hard")
    claims: dict[str, list[str]] = {}
    for piece in sorted(case.evidence.values(), key=lambda p: p.id):
        if piece.reaction:
            claims.setdefault(piece.reaction, []).append(piece.id)
    steps = tuple(
        Step(f, _level(f, book, levels), tuple(claims.get(f.event.id, ()))) for f in found.events
    )
    return Line(levels, steps, _signs(case, steps))


def _level(found: Finding, book: Codebook, levels: tuple[str, ...]) -> str | None:
    if found.screening == "outside":
        return None
    if found.screening == "hard":
        return "hard"
    return max(classes_of(found.event, book), key=levels.index, default=None)


def _signs(case: Case, steps: tuple[Step, ...]) -> tuple[Sign, ...]:
    found: list[Sign] = []
    built: list[str] = []
    acts = {step.event.id for step in steps if step.finding.counts}
    for step in steps:
        event, mine = step.event, {tag.strategy for tag in step.event.tags}
        causes = dict.fromkeys(case.evidence[i].event for i in step.reacts_to)
        answered = tuple(cause for cause in causes if cause in acts)
        if step.finding.actor == "target" and answered:
            found.append(Sign("retaliation", event.id, answered))
        if not step.finding.counts:
            continue
        if step.level == "hard":
            found.append(Sign("hard", event.id))
        if step.level == "hard" and mine & set(COORDINATION):
            found.append(Sign("alliance", event.id))
        if mine & set(BUILD_UP):
            if built:
                found.append(Sign("arms-race", event.id, tuple(built)))
            built.append(event.id)
    return tuple(found)
