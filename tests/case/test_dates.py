"""EDTF dates, levels 0 and 1, as the coding sheet takes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Problem, date_order, new_id, read_date, span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2003-03-01", date(2003, 3, 1), date(2003, 3, 1)),
        ("2003-02", date(2003, 2, 1), date(2003, 2, 28)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2003", date(2003, 1, 1), date(2003, 12, 31)),
        ("2003-03?", date(2003, 3, 1), date(2003, 3, 31)),
        ("2003-03-01/2003-03-05", date(2003, 3, 1), date(2003, 3, 5)),
        ("2002/2003-03", date(2002, 1, 1), date(2003, 3, 31)),
    ],
)
def test_what_a_date_spans(text: str, first: date, last: date) -> None:
    """A date is its first and its last day."""
    assert span(read_date(f" {text} ")) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "1 Mar 2003",
        "2003-02-30",
        "2003-13",
        "2003-00",
        "2004/2003",
        "2003-3-1",
        "=1+1",
        "2003-02-29",
    ],
)
def test_what_is_no_date_is_refused_and_shown(text: str) -> None:
    """The sentence repeats what was typed."""
    with pytest.raises(Problem, match="isn't a date") as refused:
        read_date(text)
    assert text in str(refused.value)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_is_a_date(day: date) -> None:
    """A day spans itself."""
    assert span(read_date(day.isoformat())) == (day, day)


@given(st.text(max_size=25))
def test_nothing_typed_is_ever_a_traceback(text: str) -> None:
    """A date or a sentence."""
    try:
        value = read_date(text)
    except Problem:
        return
    assert not value or span(value)


def test_the_undated_sort_last() -> None:
    """By first day, then by last."""
    dates = ["", "2003", "2003-01-01", "2003-03"]
    assert sorted(dates, key=date_order) == ["2003-01-01", "2003", "2003-03", ""]


def test_ids_never_repeat_and_sort_by_making() -> None:
    """Also when made in one millisecond."""
    made = [new_id("ev") for _ in range(5000)]
    assert sorted(made) == made
    assert len(set(made)) == 5000
