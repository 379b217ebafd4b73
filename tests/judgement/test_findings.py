"""Screening, the field, what differs, and the expectation from the conditions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import EVIDENCE, VIEWS, case_of
from tests.judgement.test_lenses import effect, intent
from workbench.case import Case, CaseInfo, Change, Event, Evidence, Rating, Screen, Tag
from workbench.casebook import put
from workbench.codebook import codebook
from workbench.judgement import (
    Dyad,
    View,
    expectation,
    judge_case,
    judge_event,
    profile,
    screening,
)

DYAD = Dyad(CaseInfo(title="t", balancer="A", target="B"))

SCREENS = [
    (("yes", "yes", "yes"), "soft"),
    (("no", "yes", "yes"), "hard"),
    (("no", "yes", "no"), "outside"),
    (("yes", "no", "yes"), "unclear"),
    (("yes", "yes", "unclear"), "unclear"),
    ((None, "yes", "yes"), "unclear"),
]


@pytest.mark.parametrize(("answers", "wanted"), SCREENS)
def test_screening(answers: tuple[str | None, str | None, str | None], wanted: str) -> None:
    """THEORY §4: outside before hard before soft."""
    names = ("avoids_confrontation", "indirect_or_covert", "limits_power_or_intent")
    assert screening(Screen.model_validate(dict(zip(names, answers, strict=True)))) == wanted


FIELDS = [
    ("balancing:supports", "observed", "declared-balancing"),
    ("", "observed", "balancing-by-effect"),
    ("balancing:supports;balancing:undermines", "observed", "balancing-by-effect"),
    ("balancing:supports;policy-objection:supports", "absent", "attempted"),
    ("policy-objection:supports", "absent", "friction-or-unknown"),
    ("", "absent", "friction-or-unknown"),
]


@pytest.mark.parametrize(("bearing", "status", "wanted"), FIELDS)
def test_the_field(bearing: str, status: str, wanted: str) -> None:
    """Intent is shown by S(b) and not U(b); effect by Art's verdict."""
    pieces = (intent(bearing, 1), effect("raises-cost", status, 2))
    found = judge_event(Event(id="ev", title="t"), pieces, View(), DYAD)
    assert found.field == wanted


def test_an_event_without_a_piece_has_no_evidence_whatever_counts() -> None:
    """One whose pieces the floor leaves out has evidence, and neither is shown."""
    event = Event(id="ev", title="t")
    assert judge_event(event, (), View(), DYAD).field == "no-evidence"
    left_out = judge_event(event, (intent("balancing:supports"),), View(floor="A1"), DYAD)
    assert left_out.field == "friction-or-unknown"


def test_insufficient_never_makes_a_difference() -> None:
    """One lens that speaks and three that don't do not differ; two that disagree do."""
    event = Event(id="ev", title="t")
    assert not judge_event(event, (effect("raises-cost", "observed"),), View(), DYAD).differs
    both = (effect("raises-cost", "absent", 1), intent("balancing:supports", 2))
    assert judge_event(event, both, View(), DYAD).differs


@pytest.mark.parametrize(
    ("threat", "wanted"),
    [
        ("none", "no-balancing"),
        ("latent", "soft"),
        ("limited", "soft"),
        ("acute", "hard"),
        (None, "undetermined"),
    ],
)
def test_the_threat_decides_and_contested_conditions_never_do(
    threat: str | None, wanted: str
) -> None:
    """THEORY §3: contested conditions stand beside the expectation."""
    ratings = {
        "threat": Rating(id="threat", value=threat),
        "power-gap": Rating(id="power-gap", value="target-much-stronger"),
        "shared-interests": Rating(id="shared-interests", value="deep"),
    }
    found = expectation(Case("c", CaseInfo(title="t", balancer="A", target="B"), ratings))
    assert (found.expected, found.contested_lean, found.accepted_lean) == (
        wanted,
        ("power-gap",),
        True,
    )


def test_a_case_is_judged_by_its_own_threshold_unless_told() -> None:
    """The case carries threshold and floor; a call may ask for others."""
    piece = Evidence(id="pc", event="ev", side="effect", kind="raises-cost", status="capable")
    case = Case(
        "c",
        CaseInfo(title="t", balancer="A", target="B", threshold="capable"),
        events={"ev": Event(id="ev", title="t")},
        evidence={"pc": piece},
    )
    assert judge_case(case).count("art")["balancing"] == 1
    assert judge_case(case, View("observed")).count("art")["insufficient"] == 1


ALIASES = st.sampled_from([{}, {"A": ("B",)}, {"C": ("A", "D")}])


@given(
    st.lists(st.tuples(EVIDENCE, st.none() | EVIDENCE), min_size=1, max_size=4),
    st.data(),
)
def test_what_was_found_before_only_saves_time(
    bundles: list[tuple[tuple[Evidence, ...], tuple[Evidence, ...] | None]], data: st.DataObject
) -> None:
    """After any edits the findings are those of the case judged anew."""
    then = case_of(*(old for old, _ in bundles))
    now = case_of(*(old if new is None else new for old, new in bundles))
    pieces = then.evidence.keys() | now.evidence.keys()
    edits = [Change(then.evidence.get(i), now.evidence.get(i)) for i in sorted(pieces)]
    edits = [c for c in edits if c.before != c.after]
    event = then.timeline[0]
    screen = Screen(limits_power_or_intent=data.draw(st.sampled_from(["yes", "no", None])))
    edited = event.model_copy(update={"screen": screen, "date": "2003"})
    edits += put(then, edited) if data.draw(st.booleans()) else []
    edits += [Change(then.events[e], None) for e in data.draw(st.sets(st.sampled_from(["ev-1"])))
              if e in then.events]  # fmt: skip
    view = data.draw(VIEWS)
    names = {"balancer": data.draw(st.sampled_from("AC")), "aliases": data.draw(ALIASES)}
    edits += put(then, then.info.model_copy(update={**vars(view), **names}))
    after = then.with_changes(edits)
    assert judge_case(after, before=judge_case(then)) == judge_case(after)


def test_strategies_counted_alike_stand_in_the_order_of_their_tags() -> None:
    """The same on every run, however Python orders its sets."""
    names = [strategy.id for strategy in codebook().strategies]
    event = Event(id="ev-1", title="t", tags=tuple(Tag(strategy=name) for name in names))
    case = Case("c", CaseInfo(title="t", balancer="A", target="B"), events={"ev-1": event})
    assert [name for name, _ in profile(case, [event]).strategies.most_common()] == names
