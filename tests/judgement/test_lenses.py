"""Each row of the table of lenses, and what must hold for every set of evidence."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import EVIDENCE, GRADES, THRESHOLDS
from workbench.case import Bearing, Evidence, Threshold
from workbench.codebook import codebook
from workbench.judgement import LENSES, judge


def intent(bearing: str, number: int = 1, grade: str | None = None) -> Evidence:
    """A piece of intent evidence from the sheet's way of writing bearings."""
    said = [part.split(":") for part in bearing.split(";") if part]
    return Evidence(
        id=f"pc-{number}",
        event="ev",
        side="intent",
        bearings=tuple(Bearing(motive=m, says=s) for m, s in said),  # type: ignore[arg-type]
        grade=grade,
    )


def effect(kind: str, status: str, number: int = 1, grade: str | None = None) -> Evidence:
    """A piece of effect evidence."""
    return Evidence.model_validate(
        {
            "id": f"pc-{number}",
            "event": "ev",
            "side": "effect",
            "kind": kind,
            "status": status,
            "grade": grade,
        }
    )


ART = [
    ([], "observed", "insufficient", "art.1"),
    ([("raises-cost", "observed")], "observed", "balancing", "art.2"),
    ([("raises-cost", "capable")], "capable", "balancing", "art.2"),
    ([("raises-cost", "capable")], "observed", "insufficient", "art.5"),
    (
        [("raises-cost", "observed"), ("weakens-power", "absent")],
        "observed",
        "balancing",
        "art.2",
    ),
    ([("raises-cost", "observed"), ("raises-cost", "absent")], "observed", "contested", "art.3"),
    ([("raises-cost", "absent")], "observed", "not-balancing", "art.4"),
    ([("raises-cost", "capable"), ("raises-cost", "absent")], "observed", "not-balancing", "art.4"),
    ([("raises-cost", "capable"), ("raises-cost", "absent")], "capable", "contested", "art.3"),
    ([("issue-outcome-only", "capable")], "observed", "not-balancing", "art.4"),
    ([("issue-outcome-only", "absent")], "observed", "insufficient", "art.5"),
]


@pytest.mark.parametrize(("claims", "threshold", "verdict", "rule"), ART)
def test_art(claims: list[tuple[str, str]], threshold: Threshold, verdict: str, rule: str) -> None:
    """THEORY §4, the row of Art."""
    pieces = [effect(kind, status, n) for n, (kind, status) in enumerate(claims)]
    found = judge("art", pieces, threshold, None)
    assert (found.verdict, found.rule) == (verdict, rule)


BY_INTENT = [
    ("intent", "balancing:supports", "balancing"),
    ("intent", "balancing:supports;policy-objection:supports", "balancing"),
    ("intent", "balancing:supports;routine-friction:supports", "contested"),
    ("intent", "balancing:supports;balancing:undermines", "contested"),
    ("intent", "routine-friction:supports", "not-balancing"),
    ("intent", "balancing:undermines", "not-balancing"),
    ("intent", "routine-friction:undermines", "insufficient"),
    ("intent", "", "insufficient"),
    ("motives", "balancing:supports", "balancing"),
    ("motives", "balancing:supports;routine-friction:supports", "balancing"),
    ("motives", "balancing:supports;domestic-politics:supports", "contested"),
    ("motives", "balancing:supports;balancing:undermines", "contested"),
    ("motives", "economic-gain:supports", "not-balancing"),
    ("motives", "balancing:undermines", "not-balancing"),
    ("motives", "economic-gain:undermines", "insufficient"),
    ("two-level", "balancing:supports;domestic-politics:supports", "balancing"),
    ("two-level", "balancing:supports;routine-friction:supports", "balancing"),
    ("two-level", "balancing:supports;balancing:undermines", "contested"),
    ("two-level", "balancing:undermines", "not-balancing"),
    ("two-level", "economic-gain:supports", "insufficient"),
]


@pytest.mark.parametrize(("lens", "bearing", "verdict"), BY_INTENT)
def test_the_lenses_of_intent(lens: str, bearing: str, verdict: str) -> None:
    """THEORY §4, the three rows that read intent."""
    assert judge(lens, [intent(bearing)], "observed", None).verdict == verdict


def test_untested_rivals_are_those_nothing_speaks_of() -> None:
    """An undermined rival is tested; a silent one isn't."""
    found = judge(
        "motives", [intent("balancing:supports;economic-gain:undermines")], "observed", None
    )
    assert found.untested == ("regional-issue", "policy-objection", "domestic-politics")


@pytest.mark.parametrize(
    ("grade", "floor", "counts"),
    [
        ("C3", "C3", True),
        ("C4", "C3", False),
        ("D1", "C3", False),
        ("A1", "C3", True),
        ("F6", "C3", False),
        ("F6", "F6", True),
        (None, "F6", False),
        (None, None, True),
    ],
)
def test_the_floor(grade: str | None, floor: str | None, counts: bool) -> None:
    """Reliability and credibility each have to reach it; the ungraded reach none."""
    found = judge("intent", [intent("balancing:supports", grade=grade)], "observed", floor)
    assert (found.counted, found.left_out) == ((("pc-1",), ()) if counts else ((), ("pc-1",)))


@given(EVIDENCE, THRESHOLDS, GRADES, st.randoms())
def test_the_order_of_evidence_never_matters(
    evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None, chance: random.Random
) -> None:
    """A lens is a function of the set of pieces."""
    shuffled = list(evidence)
    chance.shuffle(shuffled)
    for lens in LENSES:
        assert judge(lens, evidence, threshold, floor) == judge(lens, shuffled, threshold, floor)


@given(EVIDENCE, THRESHOLDS, GRADES.filter(bool))
def test_evidence_below_the_floor_never_matters(
    evidence: tuple[Evidence, ...], threshold: Threshold, floor: str
) -> None:
    """Leaving out by hand what the floor leaves out gives the same verdict for the same reason."""
    for lens in LENSES:
        whole = judge(lens, evidence, threshold, floor)
        kept = [p for p in evidence if p.id not in whole.left_out]
        alone = judge(lens, kept, threshold, None)
        assert (alone.verdict, alone.rule, alone.decided) == (
            whole.verdict,
            whole.rule,
            whole.decided,
        )


@given(EVIDENCE, THRESHOLDS)
def test_the_decisive_pieces_are_counted(
    evidence: tuple[Evidence, ...], threshold: Threshold
) -> None:
    """A reason names only evidence that the lens was allowed to see."""
    for lens in LENSES:
        found = judge(lens, evidence, threshold, "C3")
        assert set(found.decided) <= set(found.counted)
        assert not set(found.counted) & set(found.left_out)


def test_each_row_of_each_lens_is_reached_and_worded() -> None:
    """The tables above reach every rule that the codebook puts into words, and no other."""
    reached = {rule for _, _, _, rule in ART}
    reached |= {judge(lens, [intent(b)], "observed", None).rule for lens, b, _ in BY_INTENT}
    assert reached == {rule for lens in codebook().lenses for rule in lens.rules}
