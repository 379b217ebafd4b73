"""What a verdict hangs on: the single pieces whose removal or reversal changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workbench.case import Evidence, Threshold

from .lenses import Verdict, judge

_OTHER: dict[str, Literal["supports", "undermines"]] = {
    "supports": "undermines",
    "undermines": "supports",
}


@dataclass(frozen=True)
class Hinge:
    """A single piece of evidence that changes what a lens says."""

    evidence: str
    becomes: Verdict
    how: Literal["removed", "reversed"] = "removed"


def reverse(piece: Evidence) -> Evidence:
    """The piece saying the opposite of what it says.

    Intent: what it supports it undermines, and the other way round, for each of its bearings.
    Effect: what was observed or possible is absent; what was absent is observed, which reaches
    either threshold. What says nothing stays as it is.
    """
    if piece.side == "intent":
        turned = tuple(b.model_copy(update={"says": _OTHER[b.says]}) for b in piece.bearings)
        return piece.model_copy(update={"bearings": turned})
    if piece.status is None:
        return piece
    return piece.model_copy(update={"status": "observed" if piece.status == "absent" else "absent"})


def hinges(
    lens: str, evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> tuple[Hinge, ...]:
    """Leave each counted piece out in turn and judge again."""
    return _changing(lens, evidence, threshold, floor, "removed", lambda piece: ())


def reversals(
    lens: str, evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> tuple[Hinge, ...]:
    """Turn each counted piece round in turn and judge again."""
    return _changing(lens, evidence, threshold, floor, "reversed", lambda piece: (reverse(piece),))


def _changing(
    lens: str,
    evidence: tuple[Evidence, ...],
    threshold: Threshold,
    floor: str | None,
    how: Literal["removed", "reversed"],
    instead: Callable[[Evidence], tuple[Evidence, ...]],
) -> tuple[Hinge, ...]:
    now = judge(lens, evidence, threshold, floor)
    found = []
    for piece in evidence:
        if piece.id not in now.counted:
            continue
        others = tuple(p for p in evidence if p.id != piece.id)
        then = judge(lens, (*others, *instead(piece)), threshold, floor).verdict
        if then != now.verdict:
            found.append(Hinge(piece.id, then, how))
    return tuple(sorted(found, key=lambda hinge: hinge.evidence))


@dataclass(frozen=True)
class Switch:
    """A setting of the whole case under which a lens says something else of an event."""

    setting: Literal["threshold", "floor"]
    becomes: Verdict


def switches(
    lens: str, evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> tuple[Switch, ...]:
    """The other threshold, and no floor where there is one, where they change the verdict."""
    now = judge(lens, evidence, threshold, floor).verdict
    other: Threshold = "capable" if threshold == "observed" else "observed"
    tried = (
        Switch("threshold", judge(lens, evidence, other, floor).verdict),
        Switch("floor", judge(lens, evidence, threshold, None).verdict),
    )
    return tuple(switch for switch in tried if switch.becomes != now)
