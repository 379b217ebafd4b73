"""Dates of references: all that the fields say together, never without the year that one knows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case, CaseInfo, Problem, Source, read_date
from workbench.interchange.references import (
    read_references,
    write_bibtex,
    write_csl,
    write_ris,
)
from workbench.interchange.references.published import dated

TOGETHER = [
    (("2016", "2016/10/19"), "2016-10-19"),
    (("Sep", "2011"), "2011-09"),
    (("March 15", "2003"), "2003-03-15"),
    (("MAR 2021", "2021"), "2021-03"),
    (("2003", "Mai"), "2003-05"),
    (("2003", "jan 1"), "2003-01-01"),
    (("2003", "4 mar"), "2003-03-04"),
    (("2003", "mar/apr"), "2003-03/2003-04"),
    (("2003", "12 mar–2 apr"), "2003-03-12/2003-04-02"),
    (("2020//",), "2020"),
    (("2003/00/00/",), "2003"),
    (("Nov/Dec 2020",), "2020-11/2020-12"),
    (("2003 Mar-Apr",), "2003-03/2003-04"),
    (("Dec 2003/Jan 2004",), "2003-12/2004-01"),
    (("March 4-10, 2003",), "2003-03-04/2003-03-10"),
    (("12-Sep-2003",), "2003-09-12"),
    (("2003 Sep 12",), "2003-09-12"),
    (("2003-3-5",), "2003-03-05"),
    (("20030305",), "2003-03-05"),
    (("2007-02-13T20:56:13Z",), "2007-02-13"),
    (("2003年3月5日",), "2003-03-05"),
    (("民國92年3月",), "2003-03"),
    (("circa 1985",), "1985~"),
    (("c1985",), "1985~"),
    (("[1985?]",), "1985?"),
    (("2005/2006",), "2005/2006"),
    (("n.d.",), ""),
    (("0000/00/00",), ""),
    (("2003-03/..",), "2003-03/.."),
    (("2003-03-XX", "2003"), "2003-03-XX"),
    (("2003-03~/2004", "2003"), "2003-03~/2004"),
    (("-0044",), "-0044"),
    (("-0044/-0021",), "-0044/-0021"),
]
PARTLY = [
    (("Spring 2009",), "2009"),
    (("Winter 2005/06",), "2005/2006"),
    (("2003-02-31",), "2003-02"),
    (("03/05/2003",), "2003"),
    (("2003a",), "2003"),
    (("2014/04/01", "2013/05/28"), "2014-04-01"),
    (("Sep 31", "2011"), "2011"),
    (("in press",), "in press"),
    (("Sep",), "Sep"),
    (("-379",), "-379"),
    (("1999-2003 (reprint)",), "1999-2003 (reprint)"),
]


@pytest.mark.parametrize(("written", "date"), TOGETHER)
def test_fields_tell_a_date_together(written: tuple[str, ...], date: str) -> None:
    found = dated(*written)
    assert (found.date, found.unread) == (date, ()) and read_date(date) == date


@pytest.mark.parametrize(("written", "date"), PARTLY)
def test_what_cannot_be_read_is_named(written: tuple[str, ...], date: str) -> None:
    found = dated(*written)
    assert found.date == date and found.unread


PARTS = ["2003", "1985", "mar", "Sep.", "3", "31", "13", "/", "-", "–", "~", "?", "circa", "spring"]
PIECES = st.sampled_from([*PARTS, ",", "00", "and", "年", "in"])
WRITTEN = st.lists(PIECES, max_size=5).map(" ".join) | st.text(max_size=12)


@given(WRITTEN, WRITTEN)
def test_a_known_year_is_never_lost(one: str, other: str) -> None:
    """Whatever the others say; and what was read is read the same again."""
    found = dated("2011", one, other)
    assert found.date[:4] == "2011" and read_date(found.date)
    alone = dated(one, other)
    assert dated(alone.date).date == alone.date


CSL = [
    ({"date-parts": [[1950]], "season": "1"}, "1950", True),
    ({"date-parts": [[2009, "season-04"]], "season": 4}, "2009", True),
    ({"date-parts": [["1985"]], "circa": True}, "1985~", False),
    ({"date-parts": [[None]]}, "", False),
    ({"date-parts": [["2013", ""]]}, "2013", False),
    ({"date-parts": [[2013, 5, None]]}, "2013-05", False),
    ({"date-parts": [[2003, 0, 0]]}, "2003", False),
    ({"date-parts": [[2003, 3], [0, 0]]}, "2003-03", False),
    ({"date-parts": [[2003, 3], [2003, 4]]}, "2003-03/2003-04", False),
    ({"date-parts": [[2013, 13], [2013, 14]]}, "2013", True),
    ({"date-parts": ["2003", 3, 5]}, "2003-03-05", False),
    ({"raw": "5 March 2003"}, "2003-03-05", False),
    ({"date-parts": [[2003]], "literal": "March 2003"}, "2003-03", False),
    ([{"year": 2003, "month": 3, "day": 5}], "2003-03-05", False),
    ("2003-03-05", "2003-03-05", False),
    (2003, "2003", False),
    ({"date-time": "2007-02-13T20:56:13Z"}, "2007-02-13", False),
    ({"date-parts": [[-379]]}, "-0379", False),
    ({"date-parts": [[-44, 3, 15]]}, "-0044-03-15", False),
    ({"date-parts": [[True, {}]], "raw": []}, "", False),
    ({"date-parts": [[2003.5]]}, "2003", True),
    ({"date-parts": [[0]]}, "year 0", True),
    ({"date-parts": [[2003, 3], [0]]}, "2003-03", False),
]


@pytest.mark.parametrize(("issued", "date", "named"), CSL)
def test_dates_of_csl(issued: object, date: str, named: bool) -> None:
    """Zero, nothing and emptiness end a date; they don't lose it."""
    item = {"id": "a", "title": "T", "issued": issued}
    read = read_references(json.dumps([item]).encode())
    assert read.sources[0].published == date and bool(read.notes) == named


RIS = [
    ("Y1  - 2016/10/19\nPY  - 2016", "2016-10-19"),
    ("DA  - Sep\nPY  - 2011", "2011-09"),
    ("DA  - March 15\nPY  - 2003", "2003-03-15"),
    ("Y1  - 2020/11//Nov/Dec2020", "2020-11"),
    ("DA  - ///spring\nPY  - 2003", "2003"),
    ("PY  - 2003///", "2003"),
]


@pytest.mark.parametrize(("fields", "date"), RIS)
def test_dates_of_ris(fields: str, date: str) -> None:
    data = f"TY  - JOUR\nTI  - T\n{fields}\nER  - \n"
    assert read_references(data.encode()).sources[0].published == date


BIB = [
    ('month = jan # "~1"', "2003-01-01"),
    ("month = {March}", "2003-03"),
    ('month = mar # "/" # apr', "2003-03/2003-04"),
    ('month = "4~" # mar', "2003-03-04"),
    ("month = 3, day = 5", "2003-03-05"),
    ("month = {Sept.}", "2003-09"),
    ("month = {mar}, date = {2003-03-09}", "2003-03-09"),
    ('month = {m{\\"a}rz}', "2003-03"),
    ("month = {sometime}", "2003"),
]


@pytest.mark.parametrize(("fields", "date"), BIB)
def test_dates_of_bibtex(fields: str, date: str) -> None:
    read = read_references(f"@book{{a, title={{T}}, year=2003, {fields}}}".encode())
    assert read.sources[0].published == date
    assert bool(read.notes) == ("sometime" in fields)


def test_a_note_says_which_reference_and_what() -> None:
    data = b"TY  - BOOK\nTI  - T\nPY  - in press\nER  - \n" * 2
    notes = read_references(data).notes
    assert isinstance(notes[1], Problem)
    assert str(notes[1]) == "reference 2: “in press” isn't a date, and stays as it is written"


LEVEL_1 = ["2003~", "2003-03%", "2003?", "2003-03~/2004", "2003/..", "../2003", "/2003", "200X",
           "2003-XX", "2003-03-XX", "-0044", "-0044-03-15~", "-0044/-0021", "2003-24?"]  # fmt: skip


@pytest.mark.parametrize("date", LEVEL_1)
def test_every_mark_of_edtf_goes_out_as_it_is(date: str) -> None:
    """And comes back, without a note, from what any program that writes such dates would write."""
    source = Source(id="so-0", title="T", published=date, accessed=date)
    case = Case("c", CaseInfo(title="T", balancer="A", target="B"), sources={"so-0": source})
    for written in (write_bibtex(case), write_csl(case), write_ris(case)):
        assert date in written or '"circa": true' in written
        read = read_references(written.encode())
        assert (read.sources[0].published, read.sources[0].accessed) == (date, date)
        assert not read.notes
