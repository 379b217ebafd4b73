"""Whose act an event is, and that a case speaks of the balancer's acts alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import CASES, VIEWS
from workbench.case import Case, CaseInfo, Event, Tag
from workbench.codebook import codebook
from workbench.judgement import (
    ACTORS,
    Dyad,
    Names,
    Sentences,
    View,
    changed_verdicts,
    former_verdict,
    judge,
    judge_case,
    lens_ids,
    profile,
    unused,
)
from workbench.locale import words

ALIASES = {"France": ("法國", "République française"), "美國": ("United States",)}
INFO = CaseInfo(title="t", balancer="France", target="United States", aliases=ALIASES)


def event(initiator: str = "", *partners: str, target: str = "") -> Event:
    """An event by somebody."""
    return Event(id="ev", title="t", initiator=initiator, partners=partners, target=target)


@pytest.mark.parametrize(
    ("initiator", "partners", "actor", "mark"),
    [
        ("", (), "balancer", "→"),
        ("  ", ("Germany",), "balancer", "→+"),
        ("France", (), "balancer", "→"),
        (" ｆrance ", (), "balancer", "→"),
        ("法國", (), "balancer", "→"),
        ("RÉPUBLIQUE FRANÇAISE", (), "balancer", "→"),
        ("Turkey", (), "third", "※"),
        ("Turkey", ("Germany",), "third", "※+"),
        ("Turkey", ("法國",), "balancer", "→+"),
        ("Germany", ("France", "Russia"), "balancer", "→+"),
        ("United States", ("Spain",), "target", "←+"),
        ("Spain", ("美國",), "target", "←+"),
        ("美國", ("France",), "joint", "↔"),
        ("", ("United States",), "joint", "↔"),
        ("Turkey", ("France", "美國", "", " "), "joint", "↔+"),
    ],
)
def test_whose_act(initiator: str, partners: tuple[str, ...], actor: str, mark: str) -> None:
    """Each kind, the empty initiator, an alias in the other language, widths and case."""
    dyad = Dyad(INFO)
    assert dyad.actor(event(initiator, *partners)) == actor
    assert dyad.mark(event(initiator, *partners)) == mark


def test_an_act_aimed_at_another_is_said_to_be() -> None:
    """Only the balancer's; the target's own aim is no matter of the case's."""
    dyad = Dyad(INFO)
    assert dyad.aimed_elsewhere(event("France", target="Spain"))
    assert not dyad.aimed_elsewhere(event("France", target="美國"))
    assert not dyad.aimed_elsewhere(event("France"))
    assert not dyad.aimed_elsewhere(event("Turkey", target="Spain"))
    assert dyad.mark(event("France", target="Spain")) == "↗"
    assert dyad.mark(event("美國", target="France")) == "←"


def test_lists_that_share_a_name_are_of_one_actor() -> None:
    """However they are ordered."""
    for aliases in ({"a": ("b",), "c": ("B",)}, {"c": ("b",), "a": ("b", "x")}):
        names = Names(aliases)
        assert names.same("A", "c") and not names.same("a", "d")
    bridged = Names({"a": ("b",), "c": ("d",), "e": ("a", "c")})
    assert bridged.same("b", "d")


@given(CASES, VIEWS, st.sampled_from([{}, {"A": ("D",)}]))
def test_each_event_is_counted_once(case: Case, view: View, aliases: dict[str, tuple[str]]) -> None:
    """Acts and others make up the log; no count of a case holds an act of another's."""
    info = case.info.model_copy(update={"aliases": aliases})
    found = judge_case(Case("c", info, events=case.events, evidence=case.evidence), view)
    apart = [f for acts in found.others.values() for f in acts]
    assert sorted(f.event.id for f in (*found.acts, *apart)) == sorted(case.events)
    names = {"", "A", "ａ ", *("D" for each in aliases if each)}
    assert {f.event.id for f in found.acts} == {
        e.id for e in case.events.values() if e.initiator in names
    }
    for lens in lens_ids():
        assert sum(found.count(lens).values()) == len(found.acts)
    assert sum(map(len, found.fields().values())) == len(found.acts)
    counted = {f.event.id for f in found.acts}
    assert {f.event.id for f in found.differing} <= counted
    assert {p.event for p in found.evidence} <= counted
    assert set(found.others) <= set(ACTORS)


def test_joint_acts_are_apart_unless_the_case_counts_those_of_the_balancer() -> None:
    """Only those that it initiated; and what works through institutions is told."""
    binding = (Tag(strategy="binding"),)
    events = {
        "a": Event(id="a", title="a", initiator="France", partners=("美國",), tags=binding),
        "b": Event(id="b", title="b", initiator="United States", partners=("France",)),
        "c": Event(id="c", title="c", initiator="Turkey", tags=(Tag(strategy="balking"),)),
    }
    case = Case("c", INFO, events=events)
    apart, counted = judge_case(case), judge_case(case, View(joint="counted"))
    assert not apart.acts and [f.event.id for f in counted.acts] == ["a"]
    assert [f.event.id for f in apart.joint_through_institutions] == ["a"]
    assert counted.joint_through_institutions == ()
    said = Sentences(codebook(), words("en")).apart(apart)
    assert said.startswith("apart: joint 2, Turkey 1; of the joint acts 1 works through")
    assert Sentences(codebook(), words("en")).counted(counted).startswith("France: 1 act")
    assert profile(case, [f.event for f in counted.acts]).classes == {"institutional": 1}
    left = {s.id for _, strategies in unused(counted) for s in strategies}
    assert "binding" not in left and "balking" in left


@given(CASES, VIEWS)
def test_the_former_rules_are_told_where_they_said_otherwise(case: Case, view: View) -> None:
    """Every changed verdict is listed with what it was, and none that stayed."""
    found = judge_case(case, view)
    told = {(c.event, c.lens): (c.was, c.now) for c in changed_verdicts(found)}
    for finding in found.events:
        evidence = case.evidence_of(finding.event.id)
        for lens in lens_ids():
            was, now = former_verdict(lens, evidence, view), judge(lens, evidence, view).verdict
            assert told.get((finding.event.id, lens)) == ((was, now) if was != now else None)
            # The rules of the two other lenses are what they were.
            assert was == now or lens in ("art", "motives")
