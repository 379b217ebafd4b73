"""The smallest change that flips a conclusion, against every subset removed or reversed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judgement.strategies import BASES, GRADES, VIEWS, case_of
from tests.judgement.test_lenses import effect
from tests.judgement.test_sensitivity import turned_by_hand
from workbench.case import Case, Evidence, OutcomeRule, Screen
from workbench.judgement import (
    ADVANTAGE,
    Findings,
    View,
    flip_of,
    judge,
    judge_case,
)

MOST = 9
RULES = st.one_of(
    st.builds(OutcomeRule, rule=st.just("any")),
    st.builds(OutcomeRule, rule=st.just("count"), k=st.integers(1, 4)),
    st.builds(
        OutcomeRule,
        rule=st.just("share"),
        share=st.sampled_from([0.1, 0.25, 0.3333, 0.5, 0.55, 0.6667, 0.75, 1.0]),
    ),
).flatmap(
    lambda rule: st.sampled_from(
        [rule.model_copy(update={"unclear": unclear}) for unclear in ("not", "counts")]
    )
)
_SCREENS = [
    Screen(avoids_confrontation="yes", indirect_or_covert="yes", limits_power_or_intent="yes"),
    Screen(),
    Screen(avoids_confrontation="no"),
]
# Few kinds, so that claims meet what denies them.
_PIECE = st.builds(
    Evidence,
    id=st.just(""),
    event=st.just("ev-0"),
    side=st.just("effect"),
    kind=st.sampled_from([*ADVANTAGE[:2], "issue-outcome-only"]),
    status=st.sampled_from(["observed", "observed", "capable", "absent"]),
    denies=st.none() | st.lists(st.sampled_from(["pc-0", "pc-1", "pc-2"]), max_size=2).map(tuple),
    basis=BASES,
    grade=st.none() | GRADES,
)
_ACT = st.lists(_PIECE, max_size=5).map(
    lambda many: tuple(p.model_copy(update={"id": f"pc-{n}"}) for n, p in enumerate(many))
)


@st.composite
def small_cases(draw: st.DrawFn) -> Case:
    """A case of at most nine pieces, its events screened."""
    bundles, room = [], MOST
    for bundle in draw(st.lists(_ACT, min_size=1, max_size=5)):
        bundles.append(bundle[:room])
        room -= len(bundles[-1])
    case = case_of(*bundles, initiators=tuple(draw(st.lists(st.sampled_from(["", "", "", "B"])))))
    screens = {e: draw(st.sampled_from([_SCREENS[0], *_SCREENS])) for e in case.events}
    events = {i: e.model_copy(update={"screen": screens[i]}) for i, e in case.events.items()}
    return Case("c", case.info, events=events, evidence=case.evidence)


def concludes(rule: OutcomeRule, soft: int, judged: int) -> str:
    """The rule written out anew."""
    if not judged:
        return "undecided"
    if rule.rule == "share":
        return "met" if soft * 10_000 >= round((rule.share or 0) * 10_000) * judged else "not-met"
    return "met" if soft >= (rule.k or 1) else "not-met"


def ways_of(evidence: tuple[Evidence, ...], view: View, soft: bool) -> Iterator[Any]:
    """Every way to remove or reverse pieces of an act: the pieces, and what becomes of the act."""
    for how in product(("kept", "removed", "reversed"), repeat=len(evidence)):
        rest = [
            turned_by_hand(p) if h == "reversed" else p
            for p, h in zip(evidence, how, strict=True)
            if h != "removed"
        ]
        verdict = judge("art", rest, view).verdict
        touched = [(p.id, h) for p, h in zip(evidence, how, strict=True) if h != "kept"]
        counts = verdict == "balancing" and soft
        yield touched, (counts, verdict != "insufficient")


def by_hand(found: Findings, rule: OutcomeRule) -> tuple[str, Any]:
    """The conclusion, and the best of all ways to the other one: pieces, reversals, ids."""
    best: dict[tuple[int, int], tuple[int, int, list[str]]] = {(0, 0): (0, 0, [])}
    soft = judged = 0
    for act in found.acts:
        is_soft = act.screening == "soft" or (
            act.screening == "unclear" and rule.unclear == "counts"
        )
        verdict = act.verdicts["art"].verdict
        soft += verdict == "balancing" and is_soft
        judged += verdict != "insufficient"
        evidence = found.case.evidence_of(act.event.id)
        least: dict[tuple[bool, bool], tuple[int, int, list[str]]] = {}
        for touched, state in ways_of(evidence, found.view, is_soft):
            ids = sorted(id_ for id_, _ in touched)
            key = (len(ids), sum(how == "reversed" for _, how in touched), ids)
            least[state] = min(least.get(state, key), key)
        then: dict[tuple[int, int], tuple[int, int, list[str]]] = {}
        for (a, b), (size, turned, ids) in best.items():
            for (counts, has), (more, also, others) in least.items():
                state = (a + counts, b + has)
                key = (size + more, turned + also, sorted(ids + others))
                then[state] = min(then.get(state, key), key)
        best = then
    now = concludes(rule, soft, judged)
    other = {"met": "not-met", "not-met": "met"}.get(now)
    keys = [key for (a, b), key in best.items() if concludes(rule, a, b) == other]
    return now, min(keys, default=None)


@settings(max_examples=150)
@given(small_cases(), VIEWS, RULES)
def test_the_flip_is_the_least_of_all(case: Case, view: View, rule: OutcomeRule) -> None:
    """Every subset removed or reversed, under every rule and setting: size, reversals, first ids.

    That what is told does flip the conclusion is seen by doing it.
    """
    found = judge_case(case, view)
    now, best = by_hand(found, rule)
    flip = flip_of(found, rule)
    if now == "undecided" or best is None:
        assert flip == ("undecided" if now == "undecided" else "none-possible")
        return
    assert not isinstance(flip, str)
    ids = [piece.id for piece in flip.pieces]
    turned = [piece.id for piece in flip.pieces if piece.how == "reversed"]
    assert (len(ids), len(turned), ids) == best
    evidence = {
        i: turned_by_hand(p) if i in turned else p
        for i, p in case.evidence.items()
        if i not in ids or i in turned
    }
    done = judge_case(Case("c", case.info, events=case.events, evidence=evidence), view)
    assert by_hand(done, rule)[0] == flip.to != now


def test_without_a_rule_nothing_is_concluded() -> None:
    """No rule chosen, or none on purpose: the same."""
    found = judge_case(case_of((effect("raises-cost", "observed", 1),)))
    assert flip_of(found) == flip_of(found, OutcomeRule(reason="counts only")) == "no-rule"


def test_one_claim_carries_a_case_of_one_act() -> None:
    """Removed there would be no verdict and so no conclusion: it has to be reversed."""
    case = case_of((effect("raises-cost", "observed", 1),))
    flip = flip_of(judge_case(case), OutcomeRule(rule="any", unclear="counts"))
    assert not isinstance(flip, str)
    assert flip.to == "not-met"
    assert [piece.how for piece in flip.pieces] == ["reversed"]
