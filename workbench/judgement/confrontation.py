"""The line of confrontation over time, the target's reactions, and signs of a turn to hard.

The classes are ordered by the paper (§肆.二); the signs are retaliation, a formal alliance and an
arms race. How the coding shows them is the workbench's reading: a sign is a place to look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.case import Case, Event
from workbench.codebook import Codebook

from .profile import classes_of
from .screening import screening

SignKind = Literal["hard", "retaliation", "alliance", "arms-race"]
SIGNS: tuple[SignKind, ...] = ("hard", "retaliation", "alliance", "arms-race")
COORDINATION = ("diplomatic-coordination", "security-consultations", "signals-of-resolve")
BUILD_UP = ("internal-balancing", "limited-arms-buildup")


@dataclass(frozen=True)
class Step:
    """An event on the line."""

    event: Event
    level: str | None
    """`hard`, or the class of its strategies that confronts most; None is not on the line."""
    by_target: bool
    reacts_to: tuple[str, ...]
    """Ids of the claims of effect that name this event as the target's reaction."""


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

    def signs_of(self, event: str) -> tuple[Sign, ...]:
        """The signs at an event."""
        return tuple(sign for sign in self.signs if sign.event == event)


def confrontation(case: Case, book: Codebook) -> Line:
    """The case along its timeline."""
    ranked = sorted(book.classes, key=lambda c: c.confrontation_rank)
    levels = (*(c.id for c in ranked), "hard")
    claims: dict[str, list[str]] = {}
    for piece in sorted(case.evidence.values(), key=lambda p: p.id):
        if piece.reaction:
            claims.setdefault(piece.reaction, []).append(piece.id)
    steps = tuple(
        Step(
            event,
            _level(event, book, levels),
            event.initiator == case.info.target,
            tuple(claims.get(event.id, ())),
        )
        for event in case.timeline
    )
    return Line(levels, steps, _signs(case, steps))


def _level(event: Event, book: Codebook, levels: tuple[str, ...]) -> str | None:
    screened = screening(event.screen)
    if screened == "outside":
        return None
    if screened == "hard":
        return "hard"
    return max(classes_of(event, book), key=levels.index, default=None)


def _signs(case: Case, steps: tuple[Step, ...]) -> tuple[Sign, ...]:
    found: list[Sign] = []
    built: list[str] = []
    for step in steps:
        event, mine = step.event, {tag.strategy for tag in step.event.tags}
        if step.level == "hard":
            found.append(Sign("hard", event.id))
        if step.by_target and step.reacts_to:
            causes = dict.fromkeys(case.evidence[i].event for i in step.reacts_to)
            found.append(Sign("retaliation", event.id, tuple(causes)))
        if step.by_target:
            continue
        if step.level == "hard" and mine & set(COORDINATION):
            found.append(Sign("alliance", event.id))
        if mine & set(BUILD_UP):
            if built:
                found.append(Sign("arms-race", event.id, tuple(built)))
            built.append(event.id)
    return tuple(found)
