"""What a verdict rests on: tests named by two answers, origins counted, and no verdict changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judgement.strategies import EVIDENCE, VIEWS, case_of
from tests.judgement.test_lenses import effect, intent
from workbench.case import Evidence, ProcessTest, Source, answered, carried, takers
from workbench.codebook import codebook
from workbench.judgement import (
    Sentences,
    View,
    diagnose,
    ground,
    hinges,
    judge_case,
    lens_ids,
    lone_source,
    named_test,
    origins,
    traced,
)
from workbench.locale import words

ANSWERS = st.sampled_from([None, True, False])
WORTH = st.tuples(st.text(max_size=9), st.sampled_from(["", "a", " A "]), ANSWERS, ANSWERS)


def _worded(piece: Evidence, said: tuple[str, str, bool | None, bool | None]) -> Evidence:
    excerpt, origin, expected, surprising = said
    piece = piece.model_copy(update={"excerpt": excerpt, "origin": origin})
    for motive in takers(piece):
        piece = answered(piece, motive, "expected", expected)
        piece = answered(piece, motive, "surprising", surprising)
    return piece


@given(EVIDENCE, st.lists(WORTH, min_size=7, max_size=7), VIEWS)
def test_no_verdict_depends_on_what_a_piece_is_worth(
    evidence: tuple[Evidence, ...],
    said: list[tuple[str, str, bool | None, bool | None]],
    view: View,
) -> None:
    """Whatever is quoted, grouped and answered: verdicts, counts, hinges and worth stay."""
    plain = case_of(evidence)
    full = case_of(tuple(map(_worded, evidence, said)))
    one, other = judge_case(plain, view), judge_case(full, view)
    assert [f.verdicts for f in one.events] == [f.verdicts for f in other.events]
    assert [f.field for f in one.events] == [f.field for f in other.events]
    assert [d.worth for d in diagnose(plain.evidence_of("ev-0"), one.view)] == [
        d.worth for d in diagnose(full.evidence_of("ev-0"), one.view)
    ]
    for lens in lens_ids():
        assert hinges(lens, plain.evidence_of("ev-0"), one.view) == hinges(
            lens, full.evidence_of("ev-0"), one.view
        )


NAMED = {
    (True, True): ("doubly-decisive", "failed-doubly-decisive"),
    (True, False): ("hoop", "failed-hoop"),
    (False, True): ("smoking-gun", "failed-smoking-gun"),
    (False, False): ("straw", "straw-against"),
}


@pytest.mark.parametrize("given_", NAMED)
def test_two_answers_name_the_test(given_: tuple[bool, bool]) -> None:
    """Passed where it supports or is there, failed where it undermines or is absent."""
    expected, surprising = given_
    both = ProcessTest(motive="balancing", expected=expected, surprising=surprising)
    for bearing, which in (("balancing:supports", 0), ("balancing:undermines", 1)):
        piece = intent(bearing).model_copy(update={"tests": (both,)})
        assert named_test(piece, "balancing") == NAMED[given_][which]
    both = both.model_copy(update={"motive": None})
    for status, which in (("observed", 0), ("capable", 0), ("absent", 1)):
        piece = effect("raises-cost", status).model_copy(update={"tests": (both,)})
        assert named_test(piece, None) == NAMED[given_][which]


@pytest.mark.parametrize("given_", [(None, None), (True, None), (None, False)])
def test_half_an_answer_is_unset(given_: tuple[bool | None, bool | None]) -> None:
    """Both questions make a test."""
    half = ProcessTest(motive="balancing", expected=given_[0], surprising=given_[1])
    piece = intent("balancing:supports").model_copy(update={"tests": (half,)})
    assert named_test(piece, "balancing") is None


def test_a_motive_both_supported_and_undermined_takes_no_test() -> None:
    """Nobody could say what was found."""
    piece = intent("balancing:supports;balancing:undermines;economic-gain:supports")
    assert takers(piece) == ("economic-gain",)
    tested = answered(piece, "balancing", "expected", True)
    assert tested.tests == ()


def test_an_answer_goes_with_its_question() -> None:
    """What now undermines, or is now absent, is asked anew; the rest is carried over."""
    piece = answered(intent("balancing:supports;economic-gain:supports"), "balancing",
                     "expected", True)  # fmt: skip
    piece = answered(piece, "economic-gain", "expected", False)
    turned = intent("balancing:undermines;economic-gain:supports")
    assert [t.motive for t in carried(piece, turned).tests] == ["economic-gain"]
    claim = answered(effect("raises-cost", "observed"), None, "surprising", True)
    assert carried(claim, effect("raises-cost", "capable")).tests == claim.tests
    assert carried(claim, effect("raises-cost", "absent")).tests == ()


def test_origins_are_counted_by_label_and_then_by_source() -> None:
    """Three reports of one briefing are of one origin; so are two pieces of one source."""
    pieces = [intent("balancing:supports", n) for n in range(6)]
    for n, said in enumerate(({"origin": "briefing"}, {"origin": " Briefing "},
                              {"origin": "briefing", "source": "so-1"},
                              {"source": "so-1"}, {"source": "so-1"}, {})):  # fmt: skip
        pieces[n] = pieces[n].model_copy(update=said)
    assert origins(pieces[:3]) == 1
    assert origins(pieces[3:5]) == 1
    assert origins(pieces) == 3


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "rests on 5 pieces, 2 origins: one smoking gun, three straws in the wind; unset: 1"),
        ("zh-Hant", "所據為 5 筆證據、2 個源頭：一項冒煙槍檢驗、三項風中稻草檢驗；未設 1 筆"),
    ],
)
def test_what_a_verdict_rests_on_is_said(lang: str, said: str) -> None:
    """Tests by name, origins, and how many pieces were left unset."""
    pieces = [effect("raises-cost", "capable", n) for n in range(5)]
    for n in range(4):
        pieces[n] = answered(pieces[n], None, "expected", False)
        pieces[n] = answered(pieces[n], None, "surprising", n == 0)
    shared = {"event": "ev-0", "origin": "one"}
    pieces = [p.model_copy(update=shared if n else {"event": "ev-0"}) for n, p in enumerate(pieces)]
    case = case_of(tuple(pieces))
    tell = Sentences(codebook(), words(lang))
    assert traced(case)
    judged = judge_case(case, View("capable")).by_id["ev-0"].verdicts["art"]
    assert tell.ground(ground(case, "art", judged)) == said


def test_numbers_are_said_one_way() -> None:
    """In words where all are few, else all in figures."""
    tell = Sentences(codebook(), words("en"))
    assert tell.tests({"smoking-gun": 4, "hoop": 6}) == "four smoking guns, six hoops"
    assert tell.tests({"smoking-gun": 4, "hoop": 7}) == "4 smoking guns, 7 hoops"


def test_a_source_that_carries_a_verdict_alone_is_found() -> None:
    """Where every piece that decided cites it, and there is a verdict."""
    pieces = [effect("raises-cost", "capable", n) for n in range(2)]
    pieces = [p.model_copy(update={"event": "ev-0", "source": "so-1"}) for p in pieces]
    source = Source(id="so-1", title="A page")
    case = replace(case_of(tuple(pieces)), sources={"so-1": source})
    verdicts = judge_case(case, View("capable")).by_id["ev-0"].verdicts
    assert lone_source(case, verdicts["art"]) == source
    assert lone_source(case, verdicts["intent"]) is None
    other = pieces[1].model_copy(update={"source": None})
    case = replace(case, evidence={p.id: p for p in (pieces[0], other)})
    assert (
        lone_source(case, judge_case(case, View("capable")).by_id["ev-0"].verdicts["art"]) is None
    )


def test_a_hoop_that_failed_is_said() -> None:
    """In a word of its own."""
    piece = answered(intent("balancing:undermines"), "balancing", "expected", True)
    piece = answered(piece, "balancing", "surprising", False)
    case = case_of((piece.model_copy(update={"event": "ev-0"}),))
    judged = judge_case(case).by_id["ev-0"].verdicts["intent"]
    said = Sentences(codebook(), words("en")).ground(ground(case, "intent", judged))
    assert said == "rests on 1 piece, 1 origin: the hoop failed"
    assert judged.verdict == "not-balancing"
