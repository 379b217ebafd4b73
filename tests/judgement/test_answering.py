"""Action and reaction: what was coded, in order, and no more."""

from __future__ import annotations

import pytest

from workbench.case import Case, Event, Evidence, begun
from workbench.codebook import codebook
from workbench.judgement import Sentences, answered_acts, judge_case
from workbench.locale import words


def case_with(dates: dict[str, str], *answers: tuple[str, str]) -> Case:
    events = {n: Event(id=n, title=n, date=d) for n, d in dates.items()}
    pieces = {
        f"pc-{n}": Evidence(id=f"pc-{n}", event=act, side="effect", kind="raises-cost",
                            status="capable", reaction=answer)
        for n, (act, answer) in enumerate(answers)
    }  # fmt: skip
    return Case("c", begun(title="T", balancer="A", target="B"), events=events, evidence=pieces)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("2003-03-01", "2003-03-01", "the same day"),
        ("2003-03-01", "2003-03-02", "after 1 day"),
        ("2003-02-28", "2003-03-10", "after 10 days"),
        ("2003-03-01/2003-03-20", "2003-03-11", "after 10 days"),
        ("2003-03", "2003-04-01", "after 1 to 31 days"),
        ("2003-03-05", "2003-03", "after 0 to 26 days"),
        ("1922-02-06", "1934-12-29", "after 4709 days, about 13 years"),
        ("", "2003-03", "undated"),
    ],
)
def test_after_how_long_is_as_exact_as_the_dates(one: str, other: str, said: str) -> None:
    """Days between days; a month or a year leaves a range."""
    (step,) = answered_acts(judge_case(case_with({"a": one, "b": other}, ("a", "b"))))
    assert Sentences(codebook(), words("en")).after(step) == said


def test_a_sequence_goes_on_and_nothing_is_inferred() -> None:
    """An answer may be an act that is answered; two pieces of one answer are one step."""
    dates = {"a": "2001", "b": "2002", "c": "2003", "d": "2004"}
    found = answered_acts(judge_case(case_with(dates, ("b", "c"), ("a", "b"), ("a", "b"))))
    assert [(s.act.id, s.answer.id, len(s.pieces)) for s in found] == [("a", "b", 2), ("b", "c", 1)]
    assert answered_acts(judge_case(case_with(dates))) == ()
