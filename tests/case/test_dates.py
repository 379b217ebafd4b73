"""EDTF dates, levels 0 and 1, as the coding sheet takes them."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import (
    Problem,
    date_in_words,
    date_order,
    new_id,
    read_date,
    read_loose,
    span,
)
from workbench.locale import LANGUAGES, words


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


@given(st.from_regex(r"[012]\d{3}(-[01]\d(-[0-3]\d)?)?[?~%]?", fullmatch=True))
def test_the_bounds_are_those_of_a_reader_that_is_not_ours(text: str) -> None:
    """The reference reader of EDTF says the same of every date to the year, month or day."""
    try:
        parsed = parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        theirs = date(*low[:3]), date(*high[:3])
    except (EDTFParseException, ValueError):
        assert span(text) is None
    else:
        assert span(text) == theirs


@pytest.mark.parametrize(
    "text",
    [
        "٢٠٠٣-٠٣",
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


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("1 Mar 2003", "2003-03-01"),
        ("March 1st, 2003", "2003-03-01"),
        ("March 2003", "2003-03"),
        ("2003-3-1", "2003-03-01"),
        ("3/2003", "2003-03"),
        ("25/02/2003", "2003-02-25"),
        ("2003年3月1日", "2003-03-01"),
        ("２００３年３月", "2003-03"),
        ("二○○三年三月十五日", "2003-03-15"),
        ("民國92年3月", "2003-03"),
        ("2003-03-01..05", "2003-03-01/2003-03-05"),
        ("1–5 March 2003", "2003-03-01/2003-03-05"),
        ("28 Feb - 3 March 2003", "2003-02-28/2003-03-03"),
        ("2003年3月1日至5日", "2003-03-01/2003-03-05"),
        ("2002-2003", "2002/2003"),
        ("c. March 2003?", "2003-03%"),
        ("", ""),
    ],
)
def test_what_people_write_is_understood(typed: str, edtf: str) -> None:
    """In EDTF."""
    assert read_loose(typed) == edtf


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("01/02/2003", "two ways: write 2003-01-02 or 2003-02-01"),
        ("2002–03", "two ways: write 2002-03 or 2002/2003"),
        ("1 March", "no year"),
        ("1 Mar 03", "century"),
        ("30 Feb 2003", "no such day"),
        ("2003-03-05..01", "ends before"),
        ("early March 2003", "can't be read"),
        ("2003..", "can't be read"),
    ],
)
def test_nothing_is_guessed(typed: str, why: str) -> None:
    """A sentence says what it could mean, or what is missing."""
    with pytest.raises(Problem, match=why):
        read_loose(typed)


_SAID = ("{d} {b} {y}", "{b} {d}, {y}", "{y}年{m}月{d}日", "{y}.{m}.{d}")


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(_SAID))
def test_a_day_is_that_day_however_it_is_written(day: date, said: str) -> None:
    """Written by a person, read, and said back."""
    month = calendar.month_name[day.month]
    read = read_loose(said.format(d=day.day, m=day.month, y=f"{day.year:04}", b=month))
    assert read == day.isoformat()
    for language in LANGUAGES:
        assert read_loose(date_in_words(read, words(language))) == read


@given(st.text(st.sampled_from("0123456789年月日./-–至 ?~十三MarchFeb,民國c"), max_size=25))
def test_a_loose_date_is_a_date_or_a_sentence(text: str) -> None:
    """Whatever is typed."""
    try:
        value = read_loose(text)
    except Problem:
        return
    assert read_date(value) == value


@pytest.mark.parametrize(
    ("edtf", "english", "chinese"),
    [
        ("2003-03-01/2003-03-05", "1–5 March 2003", "2003年3月1日至5日"),
        ("2003-02-28/2003-03-03", "28 February 2003 to 3 March 2003",
         "2003年2月28日至2003年3月3日"),
        ("2003-03?", "March 2003 (uncertain)", "2003年3月（不確定）"),
    ],
)  # fmt: skip
def test_a_date_is_said_in_both_languages(edtf: str, english: str, chinese: str) -> None:
    """As a person would say it."""
    assert date_in_words(edtf, words("en")) == english
    assert date_in_words(edtf, words("zh-Hant")) == chinese
