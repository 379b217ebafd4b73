"""A workbook is a coding sheet too; other column names are mapped."""

import io
from datetime import date

from openpyxl import Workbook

from workbench.case import Case, CaseInfo, Event
from workbench.interchange.sheet import read_sheet

EMPTY = Case("c", CaseInfo(title="c", balancer="a", target="b"))


def test_dates_zeros_and_formulas() -> None:
    book = Workbook()
    book.active.append(["readme"])
    sheet = book.create_sheet("codes")
    for row in (["Datum", "Headline", "My note"], [date(2003, 3, 1), "007", "=1+1"]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    found = read_sheet(file.getvalue(), EMPTY, "x", {"My note": "note"})
    assert not found.faults
    assert found.mapping == {"My note": "note", "Datum": "date", "Headline": "title"}
    event = found.changes[0].record
    assert isinstance(event, Event)
    assert (event.date, event.title, event.note) == ("2003-03-01", "007", "=1+1")


def test_chinese_headers_and_damage() -> None:
    assert read_sheet("日期,標題\n2003,會談\n".encode(), EMPTY, "x").events == 1
    assert len(read_sheet(b"PK\x03\x04 broken", EMPTY, "x").faults) == 1
