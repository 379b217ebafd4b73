"""What would change a verdict agrees with judging again by hand."""

from __future__ import annotations

from hypothesis import given

from tests.judgement.strategies import EVIDENCE, GRADES, THRESHOLDS
from tests.judgement.test_lenses import effect, intent
from workbench.case import Evidence, Threshold
from workbench.judgement import LENSES, hinges, judge, reversals, reverse, switches


def turned_by_hand(piece: Evidence) -> Evidence:
    """The opposite, written out anew."""
    row = piece.model_dump()
    if piece.side == "intent":
        other = {"supports": "undermines", "undermines": "supports"}
        row["bearings"] = [{**b, "says": other[b["says"]]} for b in row["bearings"]]
    else:
        row["status"] = "observed" if row["status"] == "absent" else "absent"
    return Evidence.model_validate(row)


@given(EVIDENCE, THRESHOLDS, GRADES)
def test_removal_and_reversal_agree_with_judging_again(
    evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> None:
    """Every piece, those below the floor too: told where the verdict changes, and only there."""
    for lens in LENSES:
        now = judge(lens, evidence, threshold, floor).verdict
        without = {h.evidence: h.becomes for h in hinges(lens, evidence, threshold, floor)}
        turned = {h.evidence: h.becomes for h in reversals(lens, evidence, threshold, floor)}
        for piece in evidence:
            rest = [p for p in evidence if p.id != piece.id]
            left = judge(lens, rest, threshold, floor).verdict
            other = judge(lens, [*rest, turned_by_hand(piece)], threshold, floor).verdict
            assert without.get(piece.id) == (left if left != now else None)
            assert turned.get(piece.id) == (other if other != now else None)


@given(EVIDENCE)
def test_reversing_twice_bears_as_before(evidence: tuple[Evidence, ...]) -> None:
    """Only «capable» comes back as «observed»: there is no opposite of a possibility."""
    for piece in evidence:
        back = reverse(reverse(piece))
        same = piece.model_copy(update={"status": "observed"})
        assert back == (same if piece.status == "capable" else piece)


@given(EVIDENCE, THRESHOLDS, GRADES)
def test_switches_agree_with_judging_again(
    evidence: tuple[Evidence, ...], threshold: Threshold, floor: str | None
) -> None:
    """The other threshold and no floor are named exactly where they change the verdict."""
    other: Threshold = "capable" if threshold == "observed" else "observed"
    for lens in LENSES:
        now = judge(lens, evidence, threshold, floor).verdict
        told = {s.setting: s.becomes for s in switches(lens, evidence, threshold, floor)}
        by_threshold = judge(lens, evidence, other, floor).verdict
        by_floor = judge(lens, evidence, threshold, None).verdict
        assert told.get("threshold", now) == by_threshold
        assert told.get("floor", now) == by_floor


def test_one_claim_carries_the_verdict_and_its_denial_turns_it() -> None:
    """A worked example: the only observed cost, and a supported rival."""
    pieces = (effect("raises-cost", "observed", 1), intent("balancing:supports", 2))
    found = reversals("art", pieces, "observed", None)
    assert [(h.evidence, h.becomes) for h in found] == [("pc-1", "not-balancing")]
    found = reversals("two-level", pieces, "observed", None)
    assert [(h.evidence, h.becomes) for h in found] == [("pc-2", "not-balancing")]
