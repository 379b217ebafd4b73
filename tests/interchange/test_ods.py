"""An OpenDocument spreadsheet is read as LibreOffice shows it."""

from __future__ import annotations

import io
import zipfile

import pytest

from workbench.case import Case, CaseInfo
from workbench.interchange.sheet import SheetImport, read_sheet
from workbench.locale import words

EMPTY = Case("c", CaseInfo(title="c", balancer="a", target="b"))
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("number", "datastyle"),
    )
)  # fmt: skip
STYLES = """
<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text>
<number:year/></number:date-style><number:date-style style:name="N2"><number:year
number:style="long"/></number:date-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="bold" style:family="table-cell" style:parent-style-name="month"/>
<style:style style:name="year" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/>
</style:style>"""


def ods(body: str) -> bytes:
    """A spreadsheet of these tables."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def text(said: str, more: str = "") -> str:
    said = said.replace("&", "&amp;")
    kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {more}><text:p>{said}</text:p></table:table-cell>"


def day(value: str, style: str = "") -> str:
    style = f'table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{value}" {style}>'
        "<text:p>shown</text:p></table:table-cell>"
    )


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(name: str, *rows: str, more: str = "", columns: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{columns}{"".join(rows)}</table:table>'


def read(data: bytes) -> tuple[SheetImport, list[str]]:
    found = read_sheet(data, EMPTY, "x")
    return found, [e.date for e in EMPTY.with_changes(found.changes).timeline]


HEAD = row(text("date"), text("title"))


def test_dates_as_they_show_and_hidden_tables_last() -> None:
    """By the style of the cell, of its parent, of its column; a whole date without one."""
    found, dates = read(
        ods(
            table("Lists", row(text("title")), more='table:style-name="off"')
            + table(
                "Coding", HEAD,
                row(day("2003-03-01", "month"), text("A")),
                row(day("2003-04-01", "bold"), text("B")),
                row(day("2003-05-01", "year"), text("C")),
                row(day("2004-06-07T00:00:00"), text("D")),
                row(text("2005"), text("E"), more='table:visibility="filter"'),
                row(*["<table:table-cell table:number-columns-repeated='16384'/>"],
                    more='table:number-rows-repeated="1048570"'),
            )
        )
    )  # fmt: skip
    assert not found.faults, found.faults
    assert sorted(dates) == ["2003", "2003-03", "2003-04", "2004-06-07", "2005"]
    assert found.worksheets == ("Coding", "Lists")
    assert len(found.notes) == 2
    columns = '<table:table-column table:default-cell-style-name="month"/>'
    _, dates = read(ods(table("A", HEAD, row(day("2003-03-01"), text("A")), columns=columns)))
    assert dates == ["2003-03"]


def test_merged_repeated_and_spaced_cells() -> None:
    """A comment of a cell is none of its text."""
    span = 'table:number-rows-spanned="2"'
    note = "<office:annotation><text:p>comment</text:p></office:annotation>"
    covered = "<table:covered-table-cell/>"
    data = ods(
        table(
            "A",
            row(text("date"), text("title"), text("side"), text("finding")),
            row(text("2003", span), text("One", span).replace("<text:p>", f"{note}<text:p>"),
                text("intent", 'table:number-columns-repeated="2"')),
            row(covered, covered, text("intent"), text('two<text:s text:c="2"/>words')),
        )
    )  # fmt: skip
    found, dates = read(data)
    assert not found.faults and (found.events, found.evidence, dates) == (1, 2, ["2003"])
    case = EMPTY.with_changes(found.changes)
    assert case.timeline[0].title == "One"
    assert [p.finding for p in case.evidence_of(case.timeline[0].id)] == ["intent", "two  words"]


def test_numbers_and_errors() -> None:
    number = (
        '<table:table-cell office:value-type="float" office:value="2003"><text:p>2003</text:p>'
        "</table:table-cell>"
    )
    _, dates = read(ods(table("A", HEAD, row(number, text("A")))))
    assert dates == ["2003"]
    wrong = text("#REF!", 'calcext:value-type="error" xmlns:calcext="urn:c"')
    found, _ = read(ods(table("A", HEAD, row(text("2003"), wrong))))
    (fault,) = found.faults
    assert (fault.line, fault.column) == (2, "title") and "B2" in fault.said(words("en"))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('office:value-type="float" office:value="0"><text:p>#REF!</text:p>', "#REF!"),
        ('office:value-type="string" office:string-value=""><text:p>Err:502</text:p>', "Err:502"),
        (">", "without a result"),
    ],
)
def test_a_formula_that_fails_is_named_by_its_cell(cell: str, said: str) -> None:
    """However it was written; the same as a text is a text."""
    wrong = f'<table:table-cell table:formula="of:=[.#REF!]" {cell}</table:table-cell>'
    found, _ = read(ods(table("A", HEAD, row(text("2003"), wrong))))
    (fault,) = found.faults
    assert (fault.line, fault.column) == (2, "title")
    assert "B2" in fault.said(words("en")) and said in fault.said(words("en"))
    found, _ = read(ods(table("A", HEAD, row(text("2003"), text("#REF!")))))
    assert not found.faults and found.events == 1


def test_what_is_no_table_is_named() -> None:
    (fault,) = read_sheet(ods(""), EMPTY, "x").faults
    assert ".ods" in fault.said(words("en"))


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        (day("-0044-03-15"), "-0044-03-15"),
        (day("0000-01-01"), "0000-01-01"),
        (day("-0044-03-15", "month"), "-0044-03"),
        (day("10000-01-01"), ""),
        (day("2003-02-30"), ""),
        (day(""), ""),
        ('<table:table-cell office:value-type="date"><text:p>2003</text:p></table:table-cell>',
         "2003"),
        ('<table:table-cell office:value-type="float"><text:p>2003</text:p></table:table-cell>',
         "2003"),
        ('<table:table-cell office:value-type="float" office:value="2003.1"><text:p>2003.10'
         "</text:p></table:table-cell>", ""),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_day_is_refused_alone(cell: str, date: str) -> None:
    """In a column of text it is what shows; days before the first year are days."""
    data = ods(table("A", HEAD, row(cell, text("A")), row(text("2004"), cell)))
    found, dates = read(data)
    assert [(f.line, f.column) for f in found.faults] == ([] if date else [(2, "date")])
    assert dates == ([date, "2004"] if date else [])


def test_what_is_repeated_less_than_once_is_damaged() -> None:
    rows = row(text("title")), row(text("A"), more='table:number-rows-repeated="-3"')
    [fault] = read_sheet(ods(table("a", *rows)), EMPTY, "x").faults
    assert "damaged" in fault.said(words("en"))
