"""What the lenses say side by side, for every case: the zipper, the patterns, who dissents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import EVIDENCE, INITIATORS, VIEWS, case_of
from workbench.case import Threshold
from workbench.judgement import (
    QUARRELS,
    VERDICTS,
    View,
    confrontation,
    diagnose,
    diagnosed,
    dissenter,
    dissenters,
    judge_case,
    lens_ids,
    next_below,
    patterns,
    profile,
    profile_of_acts,
    profile_of_others,
    quarrel,
    zipper,
)

CASES = st.builds(
    lambda many, by: case_of(*many, initiators=tuple(by)),
    st.lists(EVIDENCE, min_size=1, max_size=6),
    st.lists(st.sampled_from(INITIATORS), max_size=6),
)


@given(CASES, VIEWS)
def test_every_act_stands_in_one_pattern_and_one_column(case: object, view: View) -> None:
    """The acts that count, each once; contradictions first, then the most frequent."""
    found = judge_case(case, view)  # type: ignore[arg-type]
    acts = {f.event.id for f in found.acts}
    made = patterns(found)
    assert sorted(f.event.id for p in made for f in p.acts) == sorted(acts)
    order = [(QUARRELS.index(p.quarrel), -len(p.acts)) for p in made]
    assert order == sorted(order)
    assert sum(len(p.acts) for p in made if p.quarrel in ("flat", "differ")) == len(found.differing)
    for below in (None, *lens_ids()):
        columns = zipper(found, below).columns
        assert [c.finding for c in columns] == list(found.acts)


@given(CASES, VIEWS)
def test_a_tooth_is_flat_where_balancing_meets_not_balancing(case: object, view: View) -> None:
    """And nowhere else; insufficient quarrels with nothing."""
    zip_ = zipper(judge_case(case, view))  # type: ignore[arg-type]
    for column in zip_.columns:
        two = {column.finding.verdicts[x].verdict for x in (zip_.above, zip_.below)}
        assert (column.quarrel == "flat") == (two == {"balancing", "not-balancing"})
        if "insufficient" in two:
            assert column.quarrel in ("agree", "mute")


@given(st.lists(st.sampled_from(VERDICTS), max_size=6))
def test_a_quarrel_knows_no_order(verdicts: list[str]) -> None:
    """Nor how often a verdict is there."""
    assert quarrel(verdicts) == quarrel([*reversed(verdicts), *verdicts])  # type: ignore[arg-type]


@given(CASES, VIEWS)
def test_who_dissents_is_alone_against_two_or_more(case: object, view: View) -> None:
    """Without it the lenses that reach a verdict agree."""
    for finding in judge_case(case, view).events:  # type: ignore[arg-type]
        alone = dissenter(finding.verdicts)
        said = {x: j.verdict for x, j in finding.verdicts.items() if j.verdict != "insufficient"}
        if alone:
            mine = said.pop(alone)
            assert len(said) > 1 and len(set(said.values())) == 1 and mine not in said.values()
        elif len(said) > 2 and len(set(said.values())) == 2:
            counts = [list(said.values()).count(v) for v in set(said.values())]
            assert min(counts) > 1


def test_the_lower_row_takes_every_lens_but_the_upper_one() -> None:
    """In turn, beginning after the one that decides the half of intent."""
    found = judge_case(case_of(()))
    turn, seen = None, []
    for _ in lens_ids()[1:]:
        turn = next_below(found, turn)
        seen.append(turn)
    assert sorted(seen) == sorted(set(lens_ids()) - {zipper(found).above})


@given(CASES, VIEWS)
def test_who_stands_alone_is_counted_by_pattern(case: object, view: View) -> None:
    """As act by act; and worked out once, whoever asks."""
    found = judge_case(case, view)  # type: ignore[arg-type]
    assert dissenters(found) == Counter(dissenter(act.verdicts) for act in found.acts)
    for known in (patterns, confrontation, profile_of_acts, profile_of_others, diagnosed):
        assert known(found) is known(found)
    assert profile_of_acts(found) == profile(found.case, (f.event for f in found.acts))
    assert diagnosed(found) == diagnose(found.evidence, view)


@given(CASES, VIEWS)
def test_the_other_threshold_moves_what_is_only_capable(case: object, view: View) -> None:
    """So whoever counts what moves looks at nothing else."""
    other: Threshold = "capable" if view.threshold == "observed" else "observed"
    found = judge_case(case, view)  # type: ignore[arg-type]
    there = judge_case(found.case, replace(view, threshold=other)).by_id
    for act in found.acts:
        same = all(
            there[act.event.id].verdicts[lens].verdict == judged.verdict
            for lens, judged in act.verdicts.items()
        )
        evidence = found.case.evidence_of(act.event.id)
        assert same or any(piece.status == "capable" for piece in evidence)
