"""Diagnosticity, the line of confrontation, what is unused, and doubts about a key judgement."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from tests.judgement.strategies import EVIDENCE, VIEWS, case_of
from tests.judgement.test_lenses import effect, intent
from workbench.case import Case, CaseInfo, Event, Evidence, KeyJudgement, Screen, Tag
from workbench.codebook import codebook
from workbench.judgement import (
    MOTIVES,
    View,
    confrontation,
    diagnose,
    doubts,
    judge_case,
    told_apart,
    unused,
)

ALL = ";".join(f"{m}:supports" for m in MOTIVES)


@pytest.mark.parametrize(
    ("bearing", "worth"),
    [
        ("balancing:supports;policy-objection:undermines", "parts"),
        ("balancing:supports;balancing:undermines", "one"),
        ("balancing:supports;balancing:undermines;economic-gain:undermines", "parts"),
        (
            "balancing:supports;balancing:undermines;economic-gain:supports;economic-gain:undermines",
            "mixed",
        ),
        ("economic-gain:undermines", "one"),
        ("balancing:supports", "one"),
        ("balancing:supports;economic-gain:supports", "points"),
        ("balancing:undermines;economic-gain:undermines", "rules-out"),
        (ALL, "same"),
        ("", "nothing"),
    ],
)
def test_worth(bearing: str, worth: str) -> None:
    """Only a piece that speaks for one motive and against another tells any apart."""
    found = diagnose([intent(bearing)], View())
    assert [(d.worth, d.diagnostic) for d in found] == [(worth, worth == "parts")]


@given(EVIDENCE, VIEWS)
def test_diagnostic_is_speaking_for_one_and_against_another(
    evidence: tuple[Evidence, ...], view: View
) -> None:
    """By the definition, over every pair of motives; effect and what doesn't count stay out."""
    found = diagnose(evidence, view)
    assert {d.piece for d in found} == {
        p for p in evidence if p.side == "intent" and view.counts(p)
    }
    for each in found:
        said = {(b.motive, b.says) for b in each.piece.bearings}
        pairs = itertools.permutations(MOTIVES, 2)
        opposed = any((o, "supports") in said and (a, "undermines") in said for o, a in pairs)
        both = {m for m in MOTIVES if {(m, "supports"), (m, "undermines")} <= said}
        # What is for and against each motive that it bears on tells nothing.
        assert each.diagnostic == (opposed and both != {m for m, _ in said})
        assert (each.worth == "one") == (len({m for m, _ in said}) == 1)
        # What is counted as telling motives apart is counted for some pair of them.
        assert each.diagnostic == any(
            each.opposes(one, other) for one, other in itertools.combinations(MOTIVES, 2)
        )
    assert all(a.opposed + a.one_only <= len(found) for a in told_apart(found))


def test_telling_apart_counts_pieces() -> None:
    """One piece is silent on the others, one undermines the economy, one says the same of all."""
    bearings = ("balancing:supports", "balancing:supports;economic-gain:undermines", ALL)
    found = diagnose([intent(b, n) for n, b in enumerate(bearings)], View())
    told = {a.motive: (a.opposed, a.one_only) for a in told_apart(found)}
    assert told.pop("economic-gain") == (1, 1)
    assert set(told.values()) == {(0, 2)}


def _event(number: int, strategies: str = "", who: str = "A", confronts: bool = False) -> Event:
    return Event(
        id=f"ev-{number}",
        date=f"2003-0{number}",
        title=f"event {number}",
        initiator=who,
        tags=tuple(Tag(strategy=s) for s in strategies.split()),
        screen=Screen(avoids_confrontation="no" if confronts else None),
    )


def _case(events: list[Event], *pieces: Evidence, own: dict[str, str] | None = None) -> Case:
    info = CaseInfo(title="t", balancer="A", target="B", **(own or {}))  # type: ignore[arg-type]
    return Case("c", info, events={e.id: e for e in events}, evidence={p.id: p for p in pieces})


def test_the_line_takes_the_highest_class_and_hard_above_all() -> None:
    """THEORY §5: institutional < offsetting < weakening < hard; what is outside is not on it."""
    outside = _event(5, "binding").model_copy(
        update={"screen": Screen(limits_power_or_intent="no")}
    )
    events = [
        _event(1, "binding"),
        _event(2, "binding economic-strengthening"),
        _event(3, "blackmail binding"),
        _event(4, "binding", confronts=True),
        outside,
        _event(6),
    ]
    line = confrontation(judge_case(_case(events)))
    assert line.levels == ("institutional", "offsetting", "weakening", "hard")
    assert [s.level for s in line.steps] == [
        "institutional", "offsetting", "weakening", "hard", None, None,
    ]  # fmt: skip


def test_the_signs_of_a_turn_to_hard_balancing() -> None:
    """Retaliation, coordination that confronts, a second build-up; each with what it follows."""
    claim = effect("raises-cost", "observed").model_copy(
        update={"event": "ev-1", "reaction": "ev-2"}
    )
    events = [
        _event(1, "blackmail"),
        _event(2, who="B"),
        _event(3, "diplomatic-coordination", confronts=True),
        _event(4, "internal-balancing"),
        _event(5, "limited-arms-buildup"),
        _event(6, "limited-arms-buildup", who="B"),
        _event(7, "diplomatic-coordination", who="C", confronts=True),
    ]
    line = confrontation(judge_case(_case(events, claim)))
    assert [(s.kind, s.event, s.after) for s in line.signs] == [
        ("retaliation", "ev-2", ("ev-1",)),
        ("hard", "ev-3", ()),
        ("alliance", "ev-3", ()),
        ("arms-race", "ev-5", ("ev-4",)),
    ]
    assert line.steps[1].finding.actor == "target" and line.steps[1].reacts_to == (claim.id,)


def test_a_reaction_by_someone_else_is_no_retaliation() -> None:
    """Only the target retaliates."""
    claim = effect("raises-cost", "observed").model_copy(
        update={"event": "ev-1", "reaction": "ev-2"}
    )
    line = confrontation(judge_case(_case([_event(1), _event(2, who="C")], claim)))
    assert line.signs == ()


def test_an_answer_to_somebody_else_is_no_retaliation() -> None:
    """What the target does in reaction to a third party's act says nothing of the balancer."""
    claim = effect("raises-cost", "observed").model_copy(
        update={"event": "ev-1", "reaction": "ev-2"}
    )
    events = [_event(1, who="C"), _event(2, who="B")]
    assert confrontation(judge_case(_case(events, claim))).signs == ()


def test_what_is_used_and_what_is_not_make_up_the_typology() -> None:
    """Each of the strategies is in one of the two, in its class."""
    book = codebook()
    events = [_event(1, "binding blackmail"), _event(2, "balking", who="B")]
    found = unused(judge_case(_case(events)))
    left = {s.id for _, strategies in found for s in strategies}
    assert left == {s.id for s in book.strategies} - {"binding", "blackmail"}
    assert [c.id for c, _ in found] == ["institutional", "offsetting", "weakening"]
    assert all(s.class_ == c.id for c, strategies in found for s in strategies)


def _piece(number: int, **fields: object) -> Evidence:
    row = {"id": f"pc-{number}", "event": "ev-0", "side": "intent", "coder": f"c{number}"}
    return Evidence.model_validate({**row, "source": f"so-{number}", "grade": "A1", **fields})


SOLID = (
    _piece(1, bearings=[{"motive": "balancing", "says": "supports"}]),
    _piece(2, side="effect", kind="raises-cost", status="observed"),
)
FULL = KeyJudgement(text="t", likelihood="likely", confidence="high", events=("ev-0",))


@pytest.mark.parametrize(
    ("judgement", "pieces", "wanted"),
    [
        (FULL, SOLID, []),
        (FULL, (), ["no-evidence"]),
        (FULL.model_copy(update={"events": ()}), SOLID, ["no-event"]),
        (FULL.model_copy(update={"evidence": ("pc-1",)}), SOLID,
         ["no-effect", "one-source", "one-coder"]),
        (FULL.model_copy(update={"evidence": ("pc-1", "pc-9")}), SOLID,
         ["gone", "no-effect", "one-source", "one-coder"]),
        (FULL, (SOLID[0], _piece(2, side="effect", kind="raises-cost", status="absent")),
         ["differ"]),
        (FULL, (*SOLID, _piece(3, grade="D4")), ["below-floor"]),
        (FULL, (*SOLID, _piece(3, grade=None, source=None)),
         ["no-source", "below-floor", "ungraded"]),
        (KeyJudgement(text="t", events=("ev-0",)), SOLID, ["no-likelihood", "no-confidence"]),
    ],
)  # fmt: skip
def test_doubts(judgement: KeyJudgement, pieces: tuple[Evidence, ...], wanted: list[str]) -> None:
    """A judgement whose evidence doesn't carry it is told so, and one that is carried isn't."""
    case = case_of(())
    pieces_by_id = {p.id: p for p in pieces}
    found = judge_case(
        Case("c", case.info, events=case.events, evidence=pieces_by_id), View(floor="C3")
    )
    assert [d.kind for d in doubts(judgement, found)] == wanted
