"""What an absent effect denies: claims of its own event and kind, by name (THEORY §4)."""

from __future__ import annotations

from workbench.case import Case, Change, Evidence, Problem
from workbench.judgement import ADVANTAGE

from .edits import put, undenied


def may_deny(piece: Evidence) -> bool:
    """Whether a piece is an absent effect on the advantage, which alone can deny a claim."""
    return piece.side == "effect" and piece.status == "absent" and piece.kind in ADVANTAGE


def check_denial(piece: Evidence, claim: Evidence) -> None:
    """Raise `Problem` where `piece` can't deny `claim`."""
    if claim.id == piece.id:
        raise Problem("a piece of evidence can't deny itself")
    if claim.event != piece.event or claim.side != "effect" or claim.kind != piece.kind:
        raise Problem("only a claim of the same event and kind of effect can be denied")


def put_evidence(case: Case, piece: Evidence) -> list[Change]:
    """Add or replace a piece; denials that named it lose it where it is no longer of their kind."""
    before = case.evidence.get(piece.id)
    same = before is None or (before.event, before.side, before.kind) == (
        piece.event,
        piece.side,
        piece.kind,
    )
    return [*put(case, piece), *([] if same else undenied(case.evidence.values(), {piece.id}))]
