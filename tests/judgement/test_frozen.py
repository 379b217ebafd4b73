"""What the codebook's rows say is what the rules say that were written out by hand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.frozen import FROZEN, frozen_expectation, frozen_judge
from tests.judgement.strategies import EVIDENCE, VIEWS, case_of
from workbench.case import Case, CaseInfo, Event, Evidence, Rating
from workbench.codebook import codebook
from workbench.judgement import Dyad, View, expectation, judge, judge_case, judge_event

INFO = CaseInfo(title="t", balancer="A", target="B")
DYAD = Dyad(INFO)


@pytest.mark.parametrize("lens", FROZEN)
@settings(max_examples=250)
@given(evidence=EVIDENCE, view=VIEWS)
def test_each_lens_says_what_it_said(lens: str, evidence: tuple[Evidence, ...], view: View) -> None:
    """Verdict, rule, what decides, what counts, what is left out and what nothing tests."""
    assert judge(lens, evidence, view) == frozen_judge(lens, evidence, view)


@given(st.lists(EVIDENCE, min_size=1, max_size=4), st.booleans(), VIEWS)
def test_events_whose_evidence_looks_alike(
    bundles: list[tuple[Evidence, ...]], backwards: bool, view: View
) -> None:
    """What was found of one is taken over for the next with the ids of its own pieces."""
    renewed = [tuple(p.model_copy(update={"denies": None}) for p in b) for b in bundles]
    case = case_of(*(reversed(bundles) if backwards else bundles), *bundles, *renewed)
    for finding in judge_case(case, view).events:
        evidence = case.evidence_of(finding.event.id)
        assert finding.verdicts == {each: frozen_judge(each, evidence, view) for each in FROZEN}


@given(EVIDENCE, VIEWS)
def test_the_field_is_what_it_was(evidence: tuple[Evidence, ...], view: View) -> None:
    """Intent by the two levels, effect by Art."""
    found = judge_event(Event(id="ev-0", title="t"), evidence, view, DYAD)
    intent, effect = (
        frozen_judge(lens, evidence, view).verdict == "balancing" for lens in ("two-level", "art")
    )
    wanted = {
        (True, True): "declared-balancing",
        (True, False): "attempted",
        (False, True): "balancing-by-effect",
        (False, False): "friction-or-unknown",
    }[intent, effect]
    assert found.field == (wanted if evidence else "no-evidence")


def test_the_expectation_is_what_it_was() -> None:
    """For every rating of every condition, and with each left out."""
    scales = {c.id: [None, *(v.id for v in c.values)] for c in codebook().conditions}
    for chosen in product(*scales.values()):
        values = {c: v for c, v in zip(scales, chosen, strict=True) if v}
        ratings = {c: Rating(id=c, value=v) for c, v in values.items()}
        found = expectation(Case("c", INFO, ratings=ratings))
        lean = (found.accepted_lean, found.contested_lean, found.proposed_lean)
        assert (found.expected, *lean, found.unrated) == frozen_expectation(values)
