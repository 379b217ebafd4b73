"""Two criteria compared agree with the case judged under each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import CASES, VIEWS, case_of
from tests.judgement.test_lenses import effect, intent
from workbench.case import Case
from workbench.judgement import Criterion, View, compare, judge_case, lens_ids

CRITERIA = st.builds(Criterion, st.sampled_from(lens_ids()), VIEWS)


@given(CASES, CRITERIA, CRITERIA)
def test_moves_are_the_events_judged_otherwise(case: Case, one: Criterion, two: Criterion) -> None:
    """No act is missed, none invented, and each is traced to evidence that decided."""
    first = judge_case(case, one.view).by_id
    second = judge_case(case, two.view).by_id
    whole = judge_case(case)
    found = compare(whole, one, two)
    for event in case.timeline:
        before, after = first[event.id].verdicts[one.lens], second[event.id].verdicts[two.lens]
        there, elsewhere = found.moves, found.apart
        if not whole.by_id[event.id].counts:
            there, elsewhere = elsewhere, there
        move = next((m for m in there if m.event == event), None)
        assert event not in [m.event for m in elsewhere]
        assert (move is not None) == (before.verdict != after.verdict)
        if move:
            assert (move.one, move.two) == (before, after)
            assert move.because
            assert set(move.because) <= {*before.decided, *after.decided}
    assert sum(found.pairs.values()) == len(whole.acts)
    assert found.empty == (not any(
        f[a.event.id].verdicts[c.lens].counted for a in whole.acts
        for f, c in ((first, one), (second, two))
    ))  # fmt: skip
    assert sum(found.ways().values()) == len(found.moves)


@given(CASES, CRITERIA, CRITERIA)
def test_the_other_way_round_moves_the_other_way(
    case: Case, one: Criterion, two: Criterion
) -> None:
    """Comparing is symmetric but for the direction."""
    back = {"towards": "away", "away": "towards", "gained": "lost", "lost": "gained"}
    whole = judge_case(case)
    there, here = compare(whole, one, two).moves, compare(whole, two, one).moves
    assert [(m.event, back[m.way], m.because) for m in there] == [
        (m.event, m.way, m.because) for m in here
    ]


def test_the_piece_that_makes_two_lenses_differ_is_named() -> None:
    """A rival motive: contested by Brooks and Wohlforth, balancing by He and Feng."""
    case = case_of((intent("balancing:supports", 1), intent("domestic-politics:supports", 2)))
    found = compare(judge_case(case), Criterion("two-level", View()), Criterion("motives", View()))
    assert [(m.way, m.because) for m in found.moves] == [("away", ("pc-2-0",))]


def test_the_same_lens_at_two_thresholds_and_floors() -> None:
    """The possible counts under the wider threshold only; the low grade under no floor only."""
    case = case_of((effect("raises-cost", "capable", 1, "D4"),))
    found = judge_case(case)
    narrow, wide = Criterion("art", View("observed")), Criterion("art", View())
    assert [m.way for m in compare(found, narrow, wide).moves] == ["gained"]
    high = Criterion("art", View(floor="C3"))
    assert [m.way for m in compare(found, wide, high).moves] == ["lost"]


def test_an_act_of_the_target_moves_apart() -> None:
    """What the target did is no part of what hangs on the criterion."""
    pieces = (effect("raises-cost", "capable", 1),)
    case = case_of(pieces, pieces, initiators=("A", "B"))
    narrow, wide = Criterion("art", View("observed")), Criterion("art", View())
    found = compare(judge_case(case), narrow, wide)
    assert [m.event.id for m in found.moves] == ["ev-0"]
    assert [m.event.id for m in found.apart] == ["ev-1"]


def test_without_evidence_there_is_nothing_to_compare() -> None:
    """Said as such, not as agreement."""
    found = compare(judge_case(case_of(())), Criterion("art", View()), Criterion("intent", View()))
    assert found.empty and not found.moves
