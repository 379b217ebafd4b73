"""The readings of a case as JSON (RFC 8259)."""

from __future__ import annotations

from typing import Any

from workbench.case import OutcomeRule
from workbench.judgement import Flip, Moved, Reading, Readings, WhyNot


def readings_json(found: Readings, flip: Flip | WhyNot) -> dict[str, Any]:
    """What `workbench readings CASE --json` prints."""
    return {
        "case": found.findings.case.slug,
        "rule": _rule(found.rule),
        "readings": _readings(found),
        "moves_most": _moved(found.moves_most) if found.moves_most else None,
        "flip": _flip(flip) if isinstance(flip, Flip) else None,
        "flip_why": None if isinstance(flip, Flip) else flip,
    }


def _readings(found: Readings) -> list[dict[str, Any]]:
    """The readings; after a round each says by whose codes, null being the case's own."""
    if not found.coders:
        return [_reading(reading) for reading in found.all]
    by_whom = [(None, found), *found.coders.items()]
    return [{**_reading(each), "coder": who} for who, of in by_whom for each in of.all]


def _rule(rule: OutcomeRule) -> dict[str, Any]:
    return {
        "kind": rule.rule,
        "k": rule.k,
        "share": rule.share,
        "unclear_counts": rule.unclear_counts,
    }


def _reading(reading: Reading) -> dict[str, Any]:
    counted = reading.counted
    return {
        "lens": reading.lens,
        "threshold": reading.threshold,
        "floor": reading.floor,
        "interpretations": reading.interpretations,
        "acts": counted.acts,
        "soft": counted.soft,
        "balancing": counted.balancing,
        "not-balancing": counted.not_balancing,
        "contested": counted.contested,
        "insufficient": counted.insufficient,
        "concludes": reading.concludes,
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {"choice": moved.choice, "met": {name: list(n) for name, n in moved.met.items()}}


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "lens": flip.lens,
        "threshold": flip.view.threshold,
        "floor": flip.view.floor,
        "interpretations": flip.view.interpretations,
        "to": flip.to,
        "pieces": [{"id": piece.id, "how": piece.how} for piece in flip.pieces],
    }
