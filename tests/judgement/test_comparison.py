"""Two criteria compared agree with the case judged under each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import CASES, GRADES, THRESHOLDS, case_of
from tests.judgement.test_lenses import effect, intent
from workbench.case import Case
from workbench.judgement import LENSES, Criterion, compare, judge_case

CRITERIA = st.builds(Criterion, st.sampled_from(LENSES), THRESHOLDS, GRADES)


@given(CASES, CRITERIA, CRITERIA)
def test_moves_are_the_events_judged_otherwise(case: Case, one: Criterion, two: Criterion) -> None:
    """No event is missed, none invented, and each is traced to evidence that decided."""
    first = judge_case(case, one.threshold, one.floor).by_id
    second = judge_case(case, two.threshold, two.floor).by_id
    found = compare(case, one, two)
    for event in case.timeline:
        before, after = first[event.id].verdicts[one.lens], second[event.id].verdicts[two.lens]
        move = next((m for m in found.moves if m.event == event), None)
        assert (move is not None) == (before.verdict != after.verdict)
        if move:
            assert (move.one, move.two) == (before, after)
            assert move.because
            assert set(move.because) <= {*before.decided, *after.decided}
    assert sum(found.pairs.values()) == len(case.events)
    assert sum(found.ways().values()) == len(found.moves)


@given(CASES, CRITERIA, CRITERIA)
def test_the_other_way_round_moves_the_other_way(
    case: Case, one: Criterion, two: Criterion
) -> None:
    """Comparing is symmetric but for the direction."""
    back = {"towards": "away", "away": "towards", "gained": "lost", "lost": "gained"}
    there, here = compare(case, one, two).moves, compare(case, two, one).moves
    assert [(m.event, back[m.way], m.because) for m in there] == [
        (m.event, m.way, m.because) for m in here
    ]


def test_the_piece_that_makes_two_lenses_differ_is_named() -> None:
    """A rival motive: contested by Brooks and Wohlforth, balancing by He and Feng."""
    case = case_of((intent("balancing:supports", 1), intent("domestic-politics:supports", 2)))
    found = compare(case, Criterion("two-level", "observed"), Criterion("motives", "observed"))
    assert [(m.way, m.because) for m in found.moves] == [("away", ("pc-2-0",))]


def test_the_same_lens_at_two_thresholds_and_floors() -> None:
    """The possible counts under the wider threshold only; the low grade under no floor only."""
    case = case_of((effect("raises-cost", "capable", 1, "D4"),))
    narrow, wide = Criterion("art", "observed"), Criterion("art", "capable")
    assert [m.way for m in compare(case, narrow, wide).moves] == ["gained"]
    assert [m.way for m in compare(case, wide, Criterion("art", "capable", "C3")).moves] == ["lost"]
