"""Every reading's counts agree with judging the case under it; what moves the conclusion."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.strategies import CASES, EVIDENCE, VIEWS, case_of
from tests.judgement.test_flip import RULES, concludes
from tests.judgement.test_lenses import effect, intent
from workbench.case import Case, OutcomeRule, Screen
from workbench.judgement import Findings, View, judge_case, lens_ids, read_case

_ANSWERS = st.sampled_from([None, "yes", "yes", "no", "unclear"])
_SCREENS = st.builds(
    Screen,
    avoids_confrontation=_ANSWERS,
    indirect_or_covert=_ANSWERS,
    limits_power_or_intent=_ANSWERS,
)


@st.composite
def screened(draw: st.DrawFn) -> Case:
    """A case whose events are screened."""
    case = draw(CASES)
    events = {i: e.model_copy(update={"screen": draw(_SCREENS)}) for i, e in case.events.items()}
    return Case("c", case.info, events=events, evidence=case.evidence)


def soft(found: Findings, lens: str, rule: OutcomeRule) -> int:
    """Acts that are soft balancing, counted by hand."""
    fits = ("soft", "unclear") if rule.unclear == "counts" else ("soft",)
    return sum(
        act.verdicts[lens].verdict == "balancing" and act.screening in fits for act in found.acts
    )


@settings(max_examples=60)
@given(screened(), VIEWS, RULES)
def test_every_reading_agrees_with_judging_the_case_under_it(
    case: Case, view: View, rule: OutcomeRule
) -> None:
    """Act by act and in number, and what the rule makes of it."""
    readings = read_case(judge_case(case, view), rule)
    for place, reading in enumerate(readings.all):
        under = View(
            reading.threshold or "capable", reading.floor, reading.interpretations, view.joint
        )
        found = judge_case(case, under)
        count, counted = found.count(reading.lens), reading.counted
        assert counted.acts == len(found.acts)
        assert counted.soft == soft(found, reading.lens, rule)
        assert (counted.balancing, counted.not_balancing, counted.contested) == (
            count["balancing"],
            count["not-balancing"],
            count["contested"],
        )
        assert counted.insufficient == count["insufficient"]
        judged = counted.acts - count["insufficient"]
        assert reading.concludes == concludes(rule, counted.soft, judged)
        told = [act.verdicts[reading.lens].verdict for act in found.acts]
        assert readings.verdicts_in(place) == told


@settings(max_examples=60)
@given(screened(), VIEWS)
def test_the_readings_are_all_that_tell_the_evidence_apart(case: Case, view: View) -> None:
    """A floor for each set of the balancer's pieces that floors make count, none twice."""
    found = judge_case(case, view)
    readings = read_case(found)
    named = [r.floor for r in readings.all if r.lens == "art" and r.threshold == "observed"]
    floors = list(dict.fromkeys(named))
    sets = {
        f: frozenset(p.id for p in found.evidence if View(floor=f).counts(p))
        for f in (a + b for a, b in product("ABCDEF", "123456"))
    }
    assert floors[0] is None
    assert {sets[f] for f in floors[1:] if f} == set(sets.values())
    assert len(floors) == 1 + len(set(sets.values()))
    assert all(f == max(g for g in sets if sets[g] == sets[f]) for f in floors[1:] if f)
    marked = any(p.basis == "interpretation" for p in found.evidence)
    assert {r.interpretations for r in readings.all} == {"counted", *(["left-out"] * marked)}
    assert len(readings.all) == (len(lens_ids()) + 1) * len(floors) * (1 + marked)


@given(screened(), VIEWS, RULES)
def test_the_own_reading_is_the_case_as_it_is_judged(
    case: Case, view: View, rule: OutcomeRule
) -> None:
    """Whatever grade names its floor."""
    found = judge_case(case, view)
    own = read_case(found, rule)
    counted = own.all[own.own].counted
    assert counted.soft == soft(found, "art", rule)
    assert counted.balancing == found.count("art")["balancing"]
    assert counted.insufficient == found.count("art")["insufficient"]


@settings(max_examples=60)
@given(screened(), VIEWS, RULES)
def test_what_moves_most_is_counted_over_the_readings(
    case: Case, view: View, rule: OutcomeRule
) -> None:
    """In how many of an option's readings the rule is met; the threshold within Art's alone."""
    readings = read_case(judge_case(case, view), rule)
    spreads = {}
    for name in ("lens", "threshold", "floor", "interpretations"):
        rows = [r for r in readings.all if name != "threshold" or r.lens == "art"]
        shares = []
        moved = next(m for m in readings.moves if m.choice == name)
        for option, (met, of) in moved.met.items():
            mine = [r for r in rows if (getattr(r, name) or "none") == option]
            assert (met, of) == (sum(r.concludes == "met" for r in mine), len(mine))
            shares.append(Fraction(met, of))
        spreads[name] = max(shares) - min(shares)
    assert readings.moves_most
    assert readings.moves_most.choice == max(spreads, key=lambda name: spreads[name])
    assert read_case(readings.findings).moves_most is None


@given(EVIDENCE)
def test_others_acts_are_in_no_reading(evidence: tuple) -> None:  # type: ignore[type-arg]
    """Of the case is told of the balancer's acts: floors and counts too."""
    case = case_of(evidence, initiators=("B",))
    readings = read_case(judge_case(case), OutcomeRule(rule="any"))
    assert {r.counted.acts for r in readings.all} == {0}
    assert {r.concludes for r in readings.all} == {"undecided"}


def test_a_share_is_of_the_acts_that_got_a_verdict() -> None:
    """55 of 100 meet 0.55: no rounding comes between."""
    yes = Screen(avoids_confrontation="yes", indirect_or_covert="yes", limits_power_or_intent="yes")
    balancing, against = (effect("raises-cost", s, 1) for s in ("observed", "absent"))
    bundles = [(balancing,)] * 55 + [(against,)] * 45 + [(intent("balancing:supports", 2),)] * 9
    case = case_of(*bundles)
    events = {i: e.model_copy(update={"screen": yes}) for i, e in case.events.items()}
    found = judge_case(Case("c", case.info, events=events, evidence=case.evidence))
    for share, met in ((0.55, "met"), (0.5501, "not-met")):
        readings = read_case(found, OutcomeRule(rule="share", share=share))
        assert readings.all[readings.own].concludes == met
