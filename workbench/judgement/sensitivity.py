"""What a verdict hangs on: the single pieces whose removal or reversal changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from workbench.case import Evidence

from .lenses import ADVANTAGE, Verdict, judge
from .view import View

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
    Effect: what was observed or possible is absent, and denies no other claim; what was absent is
    observed, which reaches either threshold. An issue's outcome has no opposite, and what says
    nothing stays as it is.
    """
    if piece.side == "intent":
        turned = tuple(b.model_copy(update={"says": _OTHER[b.says]}) for b in piece.bearings)
        return piece.model_copy(update={"bearings": turned})
    if piece.status is None or piece.kind not in ADVANTAGE:
        return piece
    if piece.status == "absent":
        return piece.model_copy(update={"status": "observed", "denies": None})
    return piece.model_copy(update={"status": "absent", "denies": ()})


def hinges(lens: str, evidence: tuple[Evidence, ...], view: View) -> tuple[Hinge, ...]:
    """Leave each counted piece out in turn and judge again."""
    return _changing(lens, evidence, view, "removed", lambda piece: ())


def reversals(lens: str, evidence: tuple[Evidence, ...], view: View) -> tuple[Hinge, ...]:
    """Turn each counted piece round in turn and judge again."""
    return _changing(lens, evidence, view, "reversed", lambda piece: (reverse(piece),))


def _changing(
    lens: str,
    evidence: tuple[Evidence, ...],
    view: View,
    how: Literal["removed", "reversed"],
    instead: Callable[[Evidence], tuple[Evidence, ...]],
) -> tuple[Hinge, ...]:
    now = judge(lens, evidence, view)
    found = []
    for piece in evidence:
        if piece.id not in now.counted:
            continue
        others = tuple(p for p in evidence if p.id != piece.id)
        then = judge(lens, (*others, *instead(piece)), view).verdict
        if then != now.verdict:
            found.append(Hinge(piece.id, then, how))
    return tuple(sorted(found, key=lambda hinge: hinge.evidence))


@dataclass(frozen=True)
class Switch:
    """A setting of the whole case under which a lens says something else of an event."""

    setting: Literal["threshold", "floor", "interpretations"]
    becomes: Verdict


def switches(lens: str, evidence: tuple[Evidence, ...], view: View) -> tuple[Switch, ...]:
    """The other threshold, no floor where there is one, interpretations in or out: where they
    change the verdict.
    """
    now = judge(lens, evidence, view).verdict
    other = {"observed": "capable", "capable": "observed", "counted": "left-out",
             "left-out": "counted"}  # fmt: skip
    tried: tuple[tuple[Literal["threshold", "floor", "interpretations"], str | None], ...] = (
        ("threshold", other[view.threshold]),
        ("floor", None),
        ("interpretations", other[view.interpretations]),
    )
    found = (
        Switch(setting, judge(lens, evidence, replace(view, **{setting: value})).verdict)  # type: ignore[arg-type]
        for setting, value in tried
    )
    return tuple(switch for switch in found if switch.becomes != now)
