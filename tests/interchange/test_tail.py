"""What stands below the table of a sheet: totals and notes, which are no events."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from workbench.case import Case, CaseInfo
from workbench.interchange.sheet import SheetImport, read_sheet
from workbench.locale import words

from .test_xlsx import saved

EMPTY = Case("c", CaseInfo(title="c", balancer="法國", target="美國"))
KEYED = "event,date,title,strategies,note\ne1,2003,One,none,\ne2,2004,Two,none,\n"
PLAIN = "date,title,strategies\n2003,One,none\n2004,Two,none\n"
TITLED = "title,date\nOne,2003\nTwo,2004\n"


def read(text: str) -> SheetImport:
    return read_sheet(text.encode(), EMPTY, "x")


@pytest.mark.parametrize(
    "text",
    [
        KEYED + ",,,,\nTotal,,,1,\n",
        KEYED + "Total:,,,2,50 %\n",
        KEYED + ",,,2,\n",
        KEYED + "* as the press reported it,,,,\n",
        PLAIN + "合計,,2\n",
        PLAIN + "Source: own compilation\nNote: all dates are local\n",
        PLAIN + "\nCoded by:,Anna\n",
        TITLED + "Total,2\n",
        TITLED + "\nAll dates are local\n",
        TITLED + "資料來源：外交部公報\n",
        ",date,title\n1,2003,One\n2,2004,Two\nTotal,,2\n",
    ],
)
def test_totals_and_notes_are_left_out(text: str) -> None:
    """Named and counted; what is above comes in."""
    found = read(text)
    assert not found.faults, [f.said(words("en")) for f in found.faults]
    case = EMPTY.with_changes(found.changes)
    assert [(e.date, e.title) for e in case.timeline] == [("2003", "One"), ("2004", "Two")]
    assert found.rows == 2
    said = " ".join(note.said(words("en")) for note in found.notes)
    last = text.strip().split("\n")[-1].split(",")
    assert next(filter(None, last)) in said and f"{text.count(chr(10))}: " in said


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (KEYED + "e3,,,,\n", "title"),
        (KEYED + "e3,2005,,,\n", "title"),
        (PLAIN + "2005,,\n", "title"),
        (KEYED + ",,,none,\n", "event"),
        (KEYED + ",,,,a note\n", "event"),
        ("date,title\nTotal,\n", "title"),
        # What stands between rows is no tail.
        ("date,title\n2003,One\nNote: local dates,\n2004,Two\n", "title"),
    ],
)
def test_what_may_be_an_event_is_refused(text: str, column: str) -> None:
    """Where it lacks something it is no note."""
    assert column in {fault.column for fault in read(text).faults}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("title\nOne\n\nTwo\n", ["One", "Two"]),
        ("title\n* One\n* Two\n", ["* One", "* Two"]),
        ("title,date\nOne,2003\nTwo,\n", ["One", "Two"]),
        ("title,date,description\nOne,,x\n\nTotal defeat,,\n", ["One", "Total defeat"]),
        ("event,title\nTotal,One\ne2,Total\n", ["One", "Total"]),
        (KEYED + "e1,,,,more\n", ["One", "Two"]),
    ],
)
def test_an_event_is_one_whatever_it_is_called(text: str, titles: list[str]) -> None:
    found = read(text)
    assert not found.faults and not found.notes
    assert sorted(e.title for e in EMPTY.with_changes(found.changes).timeline) == titles


def test_a_workbook_with_notes_below() -> None:
    """Its errors there count for nothing, and a merged note is one cell."""
    book = Workbook()
    for row in (["When", "What", "Count"], [2003, "One", 1], [2004, "Two", 2], [],
                ["Total", None, "#REF!"], ["Source: own compilation"]):  # fmt: skip
        book.active.append(row)
    book.active["C5"].data_type = "e"
    book.active.merge_cells("A6:C6")
    found = read_sheet(saved(book), EMPTY, "x")
    assert len(found.faults) == 0 and found.events == 2
