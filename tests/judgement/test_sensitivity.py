"""What would change a verdict agrees with judging again by hand."""

from __future__ import annotations

from hypothesis import given

from tests.judgement.strategies import EVIDENCE, VIEWS
from tests.judgement.test_lenses import effect, intent
from workbench.case import Evidence
from workbench.judgement import View, hinges, judge, lens_ids, reversals, reverse, switches


def turned_by_hand(piece: Evidence) -> Evidence:
    """The opposite, written out anew."""
    row = piece.model_dump()
    if piece.side == "intent":
        other = {"supports": "undermines", "undermines": "supports"}
        row["bearings"] = [{**b, "says": other[b["says"]]} for b in row["bearings"]]
    elif row["kind"] != "issue-outcome-only":
        was_absent = row["status"] == "absent"
        row |= (
            {"status": "observed", "denies": None}
            if was_absent
            else {"status": "absent", "denies": ()}
        )
    return Evidence.model_validate(row)


@given(EVIDENCE, VIEWS)
def test_removal_and_reversal_agree_with_judging_again(
    evidence: tuple[Evidence, ...], view: View
) -> None:
    """Every piece, those below the floor too: told where the verdict changes, and only there."""
    for lens in lens_ids():
        now = judge(lens, evidence, view).verdict
        without = {h.evidence: h.becomes for h in hinges(lens, evidence, view)}
        turned = {h.evidence: h.becomes for h in reversals(lens, evidence, view)}
        for piece in evidence:
            rest = [p for p in evidence if p.id != piece.id]
            left = judge(lens, rest, view).verdict
            other = judge(lens, [*rest, turned_by_hand(piece)], view).verdict
            assert without.get(piece.id) == (left if left != now else None)
            assert turned.get(piece.id) == (other if other != now else None)


@given(EVIDENCE)
def test_reversing_twice_bears_as_before(evidence: tuple[Evidence, ...]) -> None:
    """Only «capable» comes back as «observed»: there is no opposite of a possibility."""
    for piece in evidence:
        back = reverse(reverse(piece))
        if piece.side == "intent" or piece.kind == "issue-outcome-only":
            assert back == piece
        else:
            status = "observed" if piece.status == "capable" else piece.status
            denies = () if piece.status == "absent" else None
            assert (back.status, back.denies) == (status, denies)


@given(EVIDENCE, VIEWS)
def test_switches_agree_with_judging_again(evidence: tuple[Evidence, ...], view: View) -> None:
    """Other settings are named exactly where they change the verdict."""
    threshold = "capable" if view.threshold == "observed" else "observed"
    readings = "counted" if view.interpretations == "left-out" else "left-out"
    for lens in lens_ids():
        now = judge(lens, evidence, view).verdict
        told = {s.setting: s.becomes for s in switches(lens, evidence, view)}
        others = {
            "threshold": View(threshold, view.floor, view.interpretations),
            "floor": View(view.threshold, None, view.interpretations),
            "interpretations": View(view.threshold, view.floor, readings),
        }
        for setting, other in others.items():
            assert told.get(setting, now) == judge(lens, evidence, other).verdict
            assert told.get(setting) != now


def test_one_claim_carries_the_verdict_and_its_denial_turns_it() -> None:
    """A worked example: the only observed cost, and a supported rival."""
    pieces = (effect("raises-cost", "observed", 1), intent("balancing:supports", 2))
    found = reversals("art", pieces, View())
    assert [(h.evidence, h.becomes) for h in found] == [("pc-1", "not-balancing")]
    found = reversals("two-level", pieces, View())
    assert [(h.evidence, h.becomes) for h in found] == [("pc-2", "not-balancing")]
