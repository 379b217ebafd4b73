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
    Day,
    Problem,
    date_in_words,
    date_order,
    new_id,
    reach,
    read_date,
    read_loose,
    span,
)
from workbench.locale import LANGUAGES, words


def _day(day: date) -> Day:
    return Day(day.year, day.month, day.day)


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
        ("2003-21", date(2003, 3, 1), date(2003, 5, 31)),
        ("2003-24~", date(2003, 12, 1), date(2004, 2, 29)),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31)),
        ("200X", date(2000, 1, 1), date(2009, 12, 31)),
        ("19XX?", date(1900, 1, 1), date(1999, 12, 31)),
        ("2003-XX", date(2003, 1, 1), date(2003, 12, 31)),
        ("2003-02-XX", date(2003, 2, 1), date(2003, 2, 28)),
        ("2003-XX-XX", date(2003, 1, 1), date(2003, 12, 31)),
        ("2003-21/2003-22", date(2003, 3, 1), date(2003, 8, 31)),
        ("2003-03/..", date(2003, 3, 1), date(2003, 3, 31)),
        ("../2003", date(2003, 1, 1), date(2003, 12, 31)),
        ("2003-03-05/", date(2003, 3, 5), date(2003, 3, 5)),
    ],
)
def test_what_a_date_spans(text: str, first: date, last: date) -> None:
    """A date is its first and its last day."""
    assert span(read_date(f" {text} ")) == (_day(first), _day(last))


@given(st.from_regex(r"-?[012]\d{3}(-[01]\d(-[0-3]\d)?)?[?~%]?", fullmatch=True))
def test_the_bounds_are_those_of_a_reader_that_is_not_ours(text: str) -> None:
    """The reference reader of EDTF says the same of every date to the year, month or day."""
    try:
        parsed = parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        theirs = Day.of(*low[:3]), Day.of(*high[:3])
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
        "../..",
        "/",
        "2003-25",
        "2003-21-01",
        "200X-03",
        "2003-XX-01",
        "XXXX",
        "2X03",
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
    assert span(read_date(day.isoformat())) == (_day(day), _day(day))


def test_an_open_end_reaches_as_far_as_the_calendar() -> None:
    """So that a filter finds it."""
    assert reach("2003/..") == (Day(2003, 1, 1), Day(9999, 12, 31))
    assert reach("/2003-02") == (Day(-9999, 1, 1), Day(2003, 2, 28))
    assert reach("2003") == span("2003") and reach("") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10000", "9999"),
        ("Y170000002", "9999"),
        ("Y-170000002", "9999"),
        ("2003/12003-01", "9999"),
        ("-12003", "9999"),
    ],
)  # fmt: skip
def test_years_outside_the_calendar_are_refused(text: str, why: str) -> None:
    """With what was typed."""
    with pytest.raises(Problem, match=why) as refused:
        read_date(text)
    assert text in str(refused.value)


_DATES = st.one_of(
    st.dates(date(1000, 1, 1)).map(str),
    st.dates(date(1000, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.builds("{:04}{}".format, st.integers(1, 9999), st.sampled_from(["", "-XX", "-XX-XX"])),
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.integers(21, 24)),
    st.integers(-3_000_000, 3_600_000).map(lambda number: str(Day.numbered(number))),
    st.builds("-{:04}".format, st.integers(1, 9999)),
    st.builds("{:03}X".format, st.integers(0, 999)),
    st.builds("{:02}XX".format, st.integers(0, 99)),
    st.builds("{:04}-{:02}-XX".format, st.integers(1, 9999), st.integers(1, 12)),
)


@given(
    _DATES,
    st.sampled_from(["", "?", "~", "%"]),
    st.sampled_from(["{}", "{}/..", "../{}", "{}/", "/{}"]),
)
def test_every_date_of_level_1(date_: str, mark: str, form: str) -> None:
    """Is read as it stands, sorts within its own days, lies in its reach, and has words."""
    value = form.format(date_ + mark)
    assert read_date(value) == value and read_loose(value) == value
    days, far = span(value), reach(value)
    assert days and far and far[0] <= days[0] <= days[1] <= far[1]
    assert date_order(value)[:2] == days
    for language in LANGUAGES:
        said = date_in_words(value, words(language))
        assert said and "{" not in said
        assert "X" not in said and ".." not in said


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


@given(st.integers(-3_000_000, 3_000_000))
def test_days_are_numbered_on_to_before_the_first_year(number: int) -> None:
    """One after the other, as the calendar has them where Python's reaches."""
    day, after = Day.numbered(number), Day.numbered(number + 1)
    assert day.number == number and after.number == number + 1 and day < after
    assert read_date(str(day)) == str(day) and span(str(day)) == (day, day)
    if number > 0:
        assert day == _day(date.fromordinal(number))


def test_years_before_the_first_sort_and_are_said() -> None:
    """The year 0 is 1 BCE, and was a leap year."""
    dates = ["-0043-03-15", "0000-02-29", "-043X", "0001", "-0430/-0403", "-01XX"]
    assert sorted(dates, key=date_order) == [
        "-043X", "-0430/-0403", "-01XX", "-0043-03-15", "0000-02-29", "0001",
    ]  # fmt: skip
    assert span("-043X") == (Day(-439, 1, 1), Day(-430, 12, 31))
    assert date_in_words("-0043-03-15", words("en")) == "15 March 44 BCE"
    assert date_in_words("-0430/-0403", words("zh-Hant")) == "西元前431年至西元前404年"
    assert date_in_words("-01XX", words("en")) == "some year from 200 BCE to 101 BCE"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("1 Mar 2003", "2003-03-01"),
        ("March 1st, 2003", "2003-03-01"),
        ("March 2003", "2003-03"),
        ("2003-3-1", "2003-03-01"),
        ("20030301", "2003-03-01"),
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
        ("05-Mar-2003", "2003-03-05"),
        ("5 March, 2003", "2003-03-05"),
        ("5th of March 2003", "2003-03-05"),
        ("01mar2003", "2003-03-01"),
        ("1. März 2003", "2003-03-01"),
        ("1er mars 2003", "2003-03-01"),
        ("5 de marzo de 2003", "2003-03-05"),
        ("août 2003", "2003-08"),
        ("2003/3", "2003-03"),
        ("03-2003", "2003-03"),
        ("2003-03-XX", "2003-03-XX"),
        ("2003-xx-xx", "2003-XX-XX"),
        ("200x", "200X"),
        ("Spring 2003", "2003-21"),
        ("winter 2003?", "2003-24?"),
        ("2003年秋", "2003-23"),
        ("29 Feb 2024", "2024-02-29"),
        ("Q1 2003", "2003-01/2003-03"),
        ("2003-Q4", "2003-10/2003-12"),
        ("-0430..-0420", "-0430/-0420"),
        ("-0044-03-15 to 0014", "-0044-03-15/0014"),
        ("2003年第三季", "2003-07/2003-09"),
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
        ("-0040/-0044", "ends before"),
        ("early March 2003", "can't be read"),
        ("92/3/1", "can't be read"),
        ("20X3", "can't be read"),
        ("12003-03-01", "beyond the year 9999"),
        ("5 Mar 10000", "beyond the year 9999"),
        ("9999..10001", "beyond the year 9999"),
        ("Y12003", "beyond the year 9999"),
        ("[2003]", "can't be read"),
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
        ("2003-21", "spring 2003", "2003年春季"),
        ("200X", "the 2000s", "2000年代"),
        ("19XX~", "some year from 1900 to 1999 (approximate)", "1900至1999年間某年（約略）"),
        ("2003-XX", "some month of 2003", "2003年某月"),
        ("2003-03-XX", "some day of March 2003", "2003年3月某日"),
        ("2003-03/..", "from March 2003", "自2003年3月起"),
        ("../2003", "until 2003", "至2003年止"),
    ],
)  # fmt: skip
def test_a_date_is_said_in_both_languages(edtf: str, english: str, chinese: str) -> None:
    """As a person would say it."""
    assert date_in_words(edtf, words("en")) == english
    assert date_in_words(edtf, words("zh-Hant")) == chinese
