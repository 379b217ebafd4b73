"""A workbook is a coding sheet too, read as its program shows it; other column names are mapped."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Event
from workbench.interchange.sheet import SheetImport, read_sheet
from workbench.interchange.sheet.shapes import parts
from workbench.locale import words

EMPTY = Case("c", CaseInfo(title="c", balancer="a", target="b"))
HEAD = ["date", "title"]


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book_of(*rows: Sequence[Any], formats: dict[str, str] | None = None) -> Workbook:
    """A workbook of one sheet, some of its cells shown in a format."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    return book


def changed(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """A workbook with its parts rewritten, as another program would have written them."""
    told = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(told, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
    return told.getvalue()


def events(data: bytes) -> list[Event]:
    """The events of a sound sheet."""
    found = read_sheet(data, EMPTY, "x")
    assert not found.faults, found.faults
    return list(EMPTY.with_changes(found.changes).timeline)


def faults(found: SheetImport) -> list[tuple[int, str, str]]:
    return [(f.line, f.column, f.said(words("en"))) for f in found.faults]


def test_dates_zeros_and_formulas() -> None:
    book = Workbook()
    book.active.append(["readme"])
    sheet = book.create_sheet("codes")
    for row in (["Datum", "Headline", "My note"], [date(2003, 3, 1), "007", "=1+1"]):
        sheet.append(row)
    found = read_sheet(saved(book), EMPTY, "x", {"My note": "note"})
    assert not found.faults
    assert found.mapping == {"My note": "note", "Datum": "date", "Headline": "title"}
    event = found.changes[0].record
    assert isinstance(event, Event)
    assert (event.date, event.title, event.note) == ("2003-03-01", "007", "=1+1")


def test_chinese_headers_and_damage() -> None:
    assert read_sheet("日期,標題\n2003,會談\n".encode(), EMPTY, "x").events == 1
    assert len(read_sheet(b"PK\x03\x04 broken", EMPTY, "x").faults) == 1


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmm-yy", "2003-03"), ("yyyy-mm", "2003-03"), ('yyyy"年"m"月"', "2003-03"),
        ("yyyy", "2003"), ("yy", "2003"), ("[$-404]e", "2003"), ("mmmm\\ yyyy;@", "2003-03"),
        ("[$-409]mmm\\-yy;@", "2003-03"), ("d-mmm-yy", "2003-03-15"), ("m/d/yyyy", "2003-03-15"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2003-03-15"), ("[$-404]e/m/d", "2003-03-15"),
        ("yyyy-mm-dd hh:mm", "2003-03-15"), ("mm/yyyy", "2003-03"), ("dddd, yyyy", "2003"),
        ('"D" yyyy', "2003"), ("[Red]yyyy\\-mm", "2003-03"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_its_cell_shows(code: str, shown: str) -> None:
    """Of the event and of its source, in either calendar of Excel."""
    row = [datetime(2003, 3, 15, 14, 30), "T", "intent", "S", date(2003, 3, 15)]
    for epoch in (None, CALENDAR_MAC_1904):
        book = book_of(
            ["date", "title", "side", "source", "published"], row, formats={"A2": code, "E2": code}
        )
        if epoch:
            book.epoch = epoch
        found = read_sheet(saved(book), EMPTY, "x")
        assert not found.faults, faults(found)
        case = EMPTY.with_changes(found.changes)
        assert case.timeline[0].date == shown
        (source,) = case.sources.values()
        assert source.published.removesuffix(" 14:30:00") == shown


@pytest.mark.parametrize(
    ("code", "says"), [("d-mmm", "no year"), ("mmmm", "no year"), ("dddd", "")]
)
def test_a_date_that_shows_no_year_has_none(code: str, says: str) -> None:
    """What Excel added to «1 March» is the year of typing, not of the event."""
    data = saved(book_of(HEAD, [date(2003, 3, 1), "T"], formats={"A2": code}))
    ((line, column, sentence),) = faults(read_sheet(data, EMPTY, "x"))
    assert (line, column) == (2, "date") and sentence


@pytest.mark.parametrize(
    ("code", "shows"),
    [("General", ""), ("0.00E+00", ""), ("#,##0", ""), ('0" days"', ""), ("[h]:mm", "t"),
     ("mm:ss", "t"), ("h:mm", "t"), ("m/d", "dm"), ("yyyy\\m", "y"), ("_(* #,##0_)", "")],
)  # fmt: skip
def test_what_a_format_shows(code: str, shows: str) -> None:
    """Numbers show no date; minutes are no months."""
    assert "".join(sorted(parts(code))) == shows


def test_a_year_and_a_key_with_zeros_are_as_they_show() -> None:
    book = book_of(["event", "date", "title"], [7, 2003, True], formats={"A2": "000"})
    (event,) = events(saved(book))
    assert (event.key, event.date, event.title) == ("007", "2003", "TRUE")


def test_a_format_that_a_file_names_by_number_alone() -> None:
    """18.8.30 has formats that no file spells out; those of East Asia are dates too."""
    data = saved(book_of(HEAD, [37681, "T"], formats={"A2": "0"}))
    data = changed(data, lambda _, text: text.replace('numFmtId="1" ', 'numFmtId="57" '))
    assert events(data)[0].date == "2003-03-01"


def test_a_formula_is_its_result() -> None:
    """As the workbook was saved; one that was never computed is named by its cell."""
    book = book_of(HEAD, ["2003-03-01", "Plain"], ["=A2", '=B2&" again"'])

    def computed(name: str, text: str) -> str:
        for formula, result in (("A2", "2003-03-01"), ('B2&amp;" again"', "Plain again")):
            text = re.sub(
                rf'<c r="(\w+)"[^>]*><f>{re.escape(formula)}</f><v ?/?>(</v>)?</c>',
                rf'<c r="\1" t="str"><f>{formula}</f><v>{result}</v></c>', text,
            )  # fmt: skip
        return text

    assert {e.title for e in events(changed(saved(book), computed))} == {"Plain", "Plain again"}
    found = faults(read_sheet(saved(book), EMPTY, "x"))
    assert [(line, column) for line, column, _ in found] == [(3, "date"), (3, "title")]
    assert "A3" in found[0][2] and "without a result" in found[0][2]


def test_an_error_is_named_by_its_cell() -> None:
    """Where it would be read; what is kept in the note may hold it."""
    book = book_of(["date", "title", "lookup"], ["#N/A", "#REF!", "#N/A"])
    for cell in book.active[2]:
        cell.data_type = "e"
    found = faults(read_sheet(saved(book), EMPTY, "x"))
    assert [(line, column) for line, column, _ in found] == [(2, "date"), (2, "title")]
    assert "A2" in found[0][2] and "B2" in found[1][2] and "#REF!" in found[1][2]


def test_visible_sheets_first_and_what_is_hidden_is_said() -> None:
    book = book_of(["title", "colour"], ["balking", "red"])
    book.active.title, book.active.sheet_state = "Lists", "hidden"
    coding = book.create_sheet("Coding")
    for row in (["title"], ["Shown"], ["Filtered"]):
        coding.append(row)
    coding.row_dimensions[3].hidden = True
    book.active = 1
    data = saved(book)
    found = read_sheet(data, EMPTY, "x")
    assert (found.worksheet, found.worksheets, found.events) == ("Coding", ("Coding", "Lists"), 2)
    said = [note.said(words("en")) for note in found.notes]
    assert len(said) == 2 and "Lists" in said[0] and "1" in said[1]
    named = read_sheet(data, EMPTY, "x", worksheet="Lists")
    assert named.events == 1 and "hidden" in named.notes[0].said(words("en"))


@pytest.mark.parametrize("key", [["e1"], []])
def test_merged_cells_stand_in_every_row_of_theirs(key: list[str]) -> None:
    """With keys, and without: a merged title is one event with as many pieces of evidence."""
    other = ["e2"] if key else []
    book = book_of(
        ["event"] * len(key) + ["date", "title", "side", "finding"],
        [*key, "2003-03", "One", "intent", "F1"],
        [None] * (len(key) + 2) + ["intent", "F2"],
        [*other, "2003-04", "Two", "intent", "F3"],
    )
    for column in "ABC"[: len(key) + 2]:
        book.active.merge_cells(f"{column}2:{column}3")
    found = read_sheet(saved(book), EMPTY, "x")
    assert not found.faults, faults(found)
    assert (found.events, found.evidence) == (2, 3)


def test_a_huge_merged_area_costs_nothing() -> None:
    data = saved(book_of(HEAD, ["2003", "A"], ["", "B"]))
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    data = changed(data, lambda _, text: text.replace("</sheetData>", merged))
    assert [e.date for e in events(data)] == ["2003", "2003"]


def test_strict_workbooks_are_read() -> None:
    """ISO/IEC 29500 Strict has other namespaces, and may write a date as one."""
    data = saved(book_of(HEAD, ["2003-03", "A"], ["2003-04-05", "B"]))

    def strict(_name: str, text: str) -> str:
        text = text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        return re.sub(
            r'<c r="A3" t="(?:s|inlineStr)">.*?</c>',
            '<c r="A3" t="d"><v>2003-04-05T00:00:00</v></c>', text,
        )  # fmt: skip

    assert [e.date for e in events(changed(data, strict))] == ["2003-03", "2003-04-05"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_other_workbooks_are_named_with_what_to_do(data: bytes, says: str) -> None:
    ((_, _, sentence),) = faults(read_sheet(data, EMPTY, "x"))
    assert says in sentence and "save it" in sentence


def test_workbooks_under_a_password(run: Run, tmp_path: Path) -> None:
    """However they were locked, and whatever they are said to be: nobody is told of damage."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    locked = bytearray(saved(book_of(["title"], ["One"])))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in [m.start() for m in re.finditer(mark, bytes(locked))]:
            locked[found + at] |= 1
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        archive.writestr("encrypted-package", b"x")
    files = {
        "office.xlsx": old + "EncryptedPackage".encode("utf-16-le"),
        "packed.xlsx": bytes(locked),
        "whole.ods": whole.getvalue(),
    }
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        commands: list[tuple[str, ...]] = [("import", "c")]
        if name != "whole.ods":
            more = ("inbox", "add", "c")
            commands += [more, (*more, "--as", "acled", "--actors", "FRA,USA")]
        for command in commands:
            done = run(*command, tmp_path / name)
            assert done.returncode == 2 and "protected by a password" in done.stderr, command


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("d", "-0044-03-15", "-0044-03-15"),
        ("d", "0000-01-01T00:00:00Z", "0000-01-01"),
        ("d", "10000-01-01", ""),
        ("d", "2003-02-30", ""),
        ("n", "garbage", ""),
        ("n", "2003.1", ""),
        ("n", "2003.5", ""),
    ],
)
def test_a_cell_that_is_no_day_is_refused_alone(kind: str, value: str, read: str) -> None:
    data = changed(
        saved(book_of(HEAD, [1, "A"])),
        lambda _, text: re.sub(
            r'<c r="A2".*?</c>', f'<c r="A2" t="{kind}"><v>{value}</v></c>', text
        ),
    )
    found = read_sheet(data, EMPTY, "x")
    assert [(line, column) for line, column, _ in faults(found)] == ([] if read else [(2, "date")])
    assert not read or [e.date for e in events(data)] == [read]


def test_characters_that_no_text_has() -> None:
    """Of a pair half makes U+FFFD; a NUL is refused, as in a CSV sheet."""
    pair = saved(book_of(HEAD, ["2003", "_xD83D__xDE00_ _xD800_"]))
    assert [event.title for event in events(pair)] == ["😀 �"]
    nul = saved(book_of(HEAD, ["2003", "a_x0000_b"]))
    wanted = [(2, "2", "there is a NUL character in the sheet")]
    assert faults(read_sheet(nul, EMPTY, "x")) == wanted


@pytest.mark.parametrize(
    ("number", "says"), [("999999999999", "more than 1,048,576 rows"), ("-5", "damaged")]
)
def test_a_row_that_no_workbook_has(number: str, says: str) -> None:
    data = changed(
        saved(book_of(HEAD, ["2003", "A"])),
        lambda _, part: part.replace('<row r="2"', f'<row r="{number}"'),
    )
    [fault] = faults(read_sheet(data, EMPTY, "x"))
    assert says in fault[2]
