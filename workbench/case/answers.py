"""Which process-tracing questions a piece of evidence takes, and its answers to them.

An addition of the workbench after Van Evera (1997), Collier (2011), Bennett and Checkel (2015).
"""

from __future__ import annotations

from typing import Literal

from .model import Evidence, Motive, ProcessTest

TestQuestion = Literal["expected", "surprising"]


def takers(piece: Evidence) -> tuple[Motive | None, ...]:
    """What of a piece may be tested: its motives, or None for its claim of effect.

    A motive that it both supports and undermines takes no test.
    """
    if piece.side == "effect":
        return (None,)
    said = [b.motive for b in dict.fromkeys(piece.bearings)]
    return tuple(motive for motive in dict.fromkeys(said) if said.count(motive) == 1)


def answers(piece: Evidence, motive: Motive | None) -> ProcessTest:
    """What is answered of one of its `takers`; nothing where nobody has."""
    found = (t for t in piece.tests if t.motive == motive and motive in takers(piece))
    return next(found, ProcessTest(motive=motive))


def answered(
    piece: Evidence, motive: Motive | None, question: TestQuestion, given: bool | None
) -> Evidence:
    """The piece with one answer given, or taken back by None."""
    now = answers(piece, motive).model_copy(update={question: given})
    others = {t.motive: t for t in piece.tests} | {motive: now}
    return piece.model_copy(update={"tests": _in_order(piece, others)})


def carried(before: Evidence, after: Evidence) -> Evidence:
    """`after` with the answers of `before` that are still to the same question.

    On a motive that it now undermines, or an effect that is now absent, the questions are of what
    was looked for and not found.
    """
    if not before.tests:
        return after
    was, now = _directions(before), _directions(after)
    kept = {t.motive: t for t in before.tests if t.motive in now and was.get(t.motive) == now[
        t.motive]}  # fmt: skip
    return after.model_copy(update={"tests": _in_order(after, kept)})


def _in_order(piece: Evidence, tests: dict[Motive | None, ProcessTest]) -> tuple[ProcessTest, ...]:
    found = (tests[motive] for motive in takers(piece) if motive in tests)
    return tuple(t for t in found if t.expected is not None or t.surprising is not None)


def against(piece: Evidence, motive: Motive | None) -> bool:
    """Whether a piece speaks against what it is asked of: it undermines it, or is absent."""
    if motive is None:
        return piece.status == "absent"
    return any(b.motive == motive and b.says == "undermines" for b in piece.bearings)


def _directions(piece: Evidence) -> dict[Motive | None, bool]:
    return {motive: against(piece, motive) for motive in takers(piece)}
