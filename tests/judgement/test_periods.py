"""Conditions that change: a period for each stretch, its expectation beside what was done in it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case, Event, Rating, begun
from workbench.judgement import expectation, judge_case, periods

DATES = st.sampled_from(["", "1999", "2000-06", "2001-02-03", "2003", "2010"])
THREATS = st.sampled_from([None, "none", "latent", "acute"])


def case_with(*ratings: Rating, events: tuple[str, ...] = (), **info: str) -> Case:
    made = {f"ev-{n}": Event(id=f"ev-{n}", title="E", date=d) for n, d in enumerate(events)}
    about = begun(title="T", balancer="A", target="B", **info)
    return Case("c", about, ratings={r.id: r for r in ratings}, events=made)


def part(n: int, value: str | None, begins: str, ends: str = "") -> Rating:
    return Rating(id=f"ra-{n}", of="threat", value=value, begins=begins, ends=ends)


def test_one_rating_for_the_whole_case_makes_no_period() -> None:
    """The simple way stays as it is."""
    case = case_with(Rating(id="threat", value="latent"), events=("2001",))
    assert periods(judge_case(case)) == ()


def test_each_period_has_its_own_expectation_and_acts() -> None:
    """Before the split the rating of the whole case holds, after it the new one."""
    case = case_with(
        Rating(id="threat", value="none"), part(1, "latent", "2001", "2002"),
        part(2, "acute", "2003-03"), events=("1999", "2001-05", "2002-12/2003-06", "2004", ""),
    )  # fmt: skip
    found = periods(judge_case(case))
    assert [p.expectation.expected for p in found] == [
        "no-balancing",
        "soft",
        "no-balancing",
        "hard",
    ]
    assert [(str(p.begins or ""), str(p.ends or "")) for p in found] == [
        ("", "2000-12-31"), ("2001-01-01", "2002-12-31"), ("2003-01-01", "2003-02-28"),
        ("2003-03-01", ""),
    ]  # fmt: skip
    assert [[f.event.id for f in p.acts] for p in found] == [
        ["ev-0"], ["ev-1", "ev-2"], [], ["ev-3"]
    ]  # fmt: skip


def test_the_period_that_began_last_holds_and_the_case_bounds_them() -> None:
    """An open period ends where the next one of its condition begins."""
    case = case_with(part(1, "latent", "2001"), part(2, "none", "2002"), begins="2000", ends="2003")
    found = periods(judge_case(case))
    assert [str(p.begins) for p in found] == ["2000-01-01", "2001-01-01", "2002-01-01"]
    assert str(found[-1].ends) == "2003-12-31"
    assert [p.expectation.expected for p in found] == ["undetermined", "soft", "no-balancing"]


@given(
    st.lists(st.tuples(THREATS, DATES, DATES), max_size=4),
    THREATS,
    st.lists(DATES, max_size=6).map(tuple),
)
def test_periods_leave_no_day_and_no_act_out(
    parts: list[tuple[str | None, str, str]], whole: str | None, dates: tuple[str, ...]
) -> None:
    """They follow on one another, and every dated act is in one of them; the whole case's stays."""
    made = [part(n, v, b, e) for n, (v, b, e) in enumerate(parts) if b or e]
    case = case_with(Rating(id="threat", value=whole), *made, events=dates)
    found = periods(judge_case(case))
    assert bool(found) == bool(made)
    if found:
        assert found[0].begins is None and found[-1].ends is None
        for one, other in pairwise(found):
            assert one.ends and other.begins and one.ends.number + 1 == other.begins.number
        assert sum(len(p.acts) for p in found) == sum(map(bool, dates))
    bare = case_with(Rating(id="threat", value=whole))
    assert expectation(case) == expectation(bare)
