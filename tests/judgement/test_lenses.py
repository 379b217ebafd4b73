"""Each row of the table of lenses, and what must hold for every set of evidence."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import EVIDENCE, GRADES, VIEWS
from workbench.case import Bearing, Evidence, Threshold
from workbench.codebook import codebook
from workbench.judgement import ADVANTAGE, View, judge, lens_ids


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
    ([("raises-cost", "capable"), ("raises-cost", "absent")], "capable", "balancing", "art.2"),
    ([("raises-cost", "observed"), ("raises-cost", "absent")], "capable", "contested", "art.3"),
    ([("issue-outcome-only", "capable")], "observed", "insufficient", "art.5"),
    ([("issue-outcome-only", "capable")], "capable", "not-balancing", "art.4"),
    ([("issue-outcome-only", "absent")], "observed", "insufficient", "art.5"),
]


@pytest.mark.parametrize(("claims", "threshold", "verdict", "rule"), ART)
def test_art(claims: list[tuple[str, str]], threshold: Threshold, verdict: str, rule: str) -> None:
    """THEORY §4, the row of Art."""
    pieces = [effect(kind, status, n) for n, (kind, status) in enumerate(claims)]
    found = judge("art", pieces, View(threshold))
    assert (found.verdict, found.rule) == (verdict, rule)


def absent(kind: str, number: int, denies: tuple[str, ...] | None) -> Evidence:
    """An absent effect that denies what it names."""
    return effect(kind, "absent", number).model_copy(update={"denies": denies})


DENIALS = [
    # An effect that was looked for and not seen doesn't show that the act couldn't have it.
    (None, ("observed",), "contested"),
    (None, ("capable",), "balancing"),
    (None, ("observed", "capable"), "balancing"),
    ((), ("observed",), "balancing"),
    (("pc-0",), ("observed",), "contested"),
    (("pc-0",), ("capable",), "contested"),
    (("pc-0",), ("observed", "observed"), "balancing"),
    (("pc-0", "pc-1"), ("observed", "capable"), "contested"),
    (("pc-7",), ("observed",), "balancing"),
]


@pytest.mark.parametrize(("denies", "claims", "verdict"), DENIALS)
def test_a_denial_is_of_a_claim(
    denies: tuple[str, ...] | None, claims: tuple[str, ...], verdict: str
) -> None:
    """THEORY §4: by name, or every observed claim of the kind; `none` and what is gone is none."""
    pieces = [effect("raises-cost", status, n) for n, status in enumerate(claims)]
    found = judge("art", [*pieces, absent("raises-cost", 9, denies)], View())
    assert found.verdict == verdict
    if verdict == "contested":
        assert set(found.decided) == {p.id for p in pieces} | {"pc-9"}


def test_an_interpretation_can_be_left_out() -> None:
    """Like a floor: it doesn't count, and is listed as left out; what says nothing counts."""
    said = intent("balancing:supports", 1)
    read = said.model_copy(update={"id": "pc-2", "basis": "interpretation"})
    record = said.model_copy(update={"id": "pc-3", "basis": "record"})
    found = judge("intent", [said, read, record], View(interpretations="left-out"))
    assert (found.counted, found.left_out) == (("pc-1", "pc-3"), ("pc-2",))
    assert judge("intent", [said, read, record], View()).left_out == ()


def art_by_the_table(evidence: tuple[Evidence, ...], view: View) -> str:
    """THEORY §4's row of Art, written out anew from its words."""
    counted = [p for p in evidence if p.side == "effect" and view.counts(p)]
    reaching = {"observed", "capable"} if view.threshold == "capable" else {"observed"}
    absents = [p for p in counted if p.status == "absent" and p.kind in ADVANTAGE]

    def denied(claim: Evidence) -> bool:
        return any(
            claim.id in a.denies
            if a.denies is not None
            else claim.kind == a.kind and claim.status == "observed"
            for a in absents
        )

    shown = [p for p in counted if p.kind in ADVANTAGE and p.status in reaching]
    if not counted:
        return "insufficient"
    if any(not denied(p) for p in shown):
        return "balancing"
    if shown:
        return "contested"
    outcome = any(p.kind == "issue-outcome-only" and p.status in reaching for p in counted)
    return "not-balancing" if absents or outcome else "insufficient"


@given(EVIDENCE, VIEWS)
def test_art_is_the_table(evidence: tuple[Evidence, ...], view: View) -> None:
    """For any evidence, threshold, floor and interpretations."""
    assert judge("art", evidence, view).verdict == art_by_the_table(evidence, view)


BY_INTENT = [
    ("intent", "balancing:supports", "balancing"),
    ("intent", "balancing:supports;policy-objection:supports", "balancing"),
    ("intent", "balancing:supports;routine-friction:supports", "contested"),
    ("intent", "balancing:supports;balancing:undermines", "contested"),
    ("intent", "routine-friction:supports", "not-balancing"),
    ("intent", "balancing:undermines", "not-balancing"),
    ("intent", "routine-friction:undermines", "insufficient"),
    ("intent", "", "insufficient"),
    ("motives", "balancing:supports", "insufficient"),
    ("motives", "balancing:supports;routine-friction:supports", "insufficient"),
    ("motives", "balancing:supports;routine-friction:undermines", "insufficient"),
    ("motives", "balancing:supports;regional-issue:undermines", "balancing"),
    ("motives", "balancing:supports;regional-issue:undermines;economic-gain:supports", "contested"),
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
    assert judge(lens, [intent(bearing)], View()).verdict == verdict


def test_untested_rivals_are_those_nothing_speaks_of() -> None:
    """An undermined rival is tested; a silent one isn't."""
    found = judge("motives", [intent("balancing:supports;economic-gain:undermines")], View())
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
    found = judge("intent", [intent("balancing:supports", grade=grade)], View(floor=floor))
    assert (found.counted, found.left_out) == ((("pc-1",), ()) if counts else ((), ("pc-1",)))


@given(EVIDENCE, VIEWS, st.randoms())
def test_the_order_of_evidence_never_matters(
    evidence: tuple[Evidence, ...], view: View, chance: random.Random
) -> None:
    """A lens is a function of the set of pieces."""
    shuffled = list(evidence)
    chance.shuffle(shuffled)
    for lens in lens_ids():
        assert judge(lens, evidence, view) == judge(lens, shuffled, view)


@given(EVIDENCE, VIEWS, GRADES.filter(bool))
def test_what_does_not_count_never_matters(
    evidence: tuple[Evidence, ...], view: View, floor: str
) -> None:
    """Leaving out by hand what the view leaves out gives the same verdict for the same reason."""
    view = replace(view, floor=floor)
    for lens in lens_ids():
        whole = judge(lens, evidence, view)
        kept = [p for p in evidence if p.id not in whole.left_out]
        alone = judge(lens, kept, View(view.threshold))
        assert (alone.verdict, alone.rule, alone.decided) == (
            whole.verdict,
            whole.rule,
            whole.decided,
        )


@given(EVIDENCE, VIEWS)
def test_the_decisive_pieces_are_counted(evidence: tuple[Evidence, ...], view: View) -> None:
    """A reason names only evidence that the lens was allowed to see."""
    for lens in lens_ids():
        found = judge(lens, evidence, view)
        assert set(found.decided) <= set(found.counted)
        assert not set(found.counted) & set(found.left_out)


def test_each_row_of_each_lens_is_reached_and_worded() -> None:
    """The tables above reach every rule that the codebook puts into words, and no other."""
    reached = {rule for _, _, _, rule in ART}
    reached |= {judge(lens, [intent(b)], View()).rule for lens, b, _ in BY_INTENT}
    assert reached == {rule for lens in codebook().lenses for rule in lens.rules}
