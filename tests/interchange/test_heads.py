"""What a sheet made elsewhere is like: banners, merged heads, strange marks, values of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from openpyxl import Workbook

from workbench.case import Case, CaseInfo
from workbench.casebook import SheetAnswers
from workbench.interchange.sheet import SheetImport, read_sheet
from workbench.locale import words

from .test_xlsx import saved

EMPTY = Case("c", CaseInfo(title="c", balancer="法國", target="美國"))


def read(text: str, said: SheetAnswers | None = None, head: int | None = None) -> SheetImport:
    return read_sheet(text.encode(), EMPTY, "x", said=said, head=head)


def sound(found: SheetImport) -> Case:
    assert not found.faults, [f.said(words("en")) for f in found.faults]
    return EMPTY.with_changes(found.changes)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Coding sheet,,\n,,\nevent,date,title\ne,2003,T\n", 3),
        ("Coding sheet, version 3\nevent;date;title\ne;2003;T\n", 2),
        ("sep=;\nevent;date;title\ne;2003;T\n", 2),
        ('"sep=|"\nevent|date|title\ne|2003|T\n', 2),
        ("Coding sheet\nevent|date|title\ne|2003|T\n", 2),
        (",event,date,title\n0,e,2003,T\n", 1),
        ("Unnamed: 0;event;date;title\n1.0;e;2003;T\n", 1),
        ("\ufeff\ufeff\"event\",date,title\ne,2003,T\n", 1),
        ("\u200bevent,da\u200bte,\u00a0title\u2060\ne,2003,T\n", 1),
        ('event,date,"  Title\n"\ne,2003,T\n', 1),
        ("event;date;title\re;2003;T\r", 1),
        ("法國案編碼表,,\n編碼者：甲,,\nevent,日期,標題\ne,2003,T\n", 3),
    ],
)  # fmt: skip
def test_the_head_is_found(text: str, line: int) -> None:
    """With its line, and without what stands above it, before it or within its names."""
    found = read(text)
    case = sound(found)
    assert found.head == line and not found.unknown_columns
    assert [(e.key, e.date, e.title, e.note) for e in case.timeline] == [("e", "2003", "T", "")]


def test_the_line_of_a_fault_is_that_of_the_file() -> None:
    """Below a banner and a declared separator too."""
    for above in ("A banner;;\n", "sep=;\n", "sep=;\nA banner;;\n"):
        (fault,) = read(f"{above}event;date;title\ne;soon;T\n").faults
        assert (fault.line, fault.column) == (above.count("\n") + 2, "date")


def test_the_head_is_picked() -> None:
    """Where nobody could guess it; the names of its columns are chosen after that."""
    text = "Vorfälle 2003\nstand,märz,x\nwann,was,wer\n2003,T,A\n"
    said = SheetAnswers(read_as={"wann": "date", "was": "title", "wer": "initiator"})
    found = read(text, said, head=3)
    assert sound(found).timeline[0].initiator == "A" and found.head == 3
    assert [line for line, _ in found.first] == [1, 2, 3, 4]
    assert "stand · märz" in found.notes[0].said(words("en"))
    # What was chosen names the head by itself.
    assert read(text, said).head == 3


def test_a_first_row_that_names_a_title_is_the_head() -> None:
    """However many names of columns an event's cells hold."""
    found = read("title,note\ntitle,date\n")
    assert found.head == 1 and found.events == 1


MERGED = [
    # A banner, a group of columns with its own second row, single columns merged down.
    (
        [["Coding sheet of the project"], ["When", "What", "Evidence", None],
         [None, None, "Side", "Quote"], ["2003", "T", "intent", "said so"]],
        ["A1:D1", "A2:A3", "B2:B3", "C2:D2"], 3,
    ),
    # The same, the single columns not merged.
    (
        [["When", "What", "Evidence", None], [None, None, "Side", "Quote"],
         ["2003", "T", "intent", "said so"]],
        ["C1:D1"], 2,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "areas", "line"), MERGED)
def test_a_head_of_two_rows(rows: list[list[str]], areas: list[str], line: int) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in areas:
        book.active.merge_cells(area)
    found = read_sheet(saved(book), EMPTY, "x")
    case = sound(found)
    assert found.head == line
    assert (case.timeline[0].title, case.timeline[0].date) == ("T", "2003")
    assert [p.finding for p in case.evidence.values()] == ["said so"]


def test_a_head_merged_over_two_columns_names_both() -> None:
    """Each may be read as something of its own."""
    book = Workbook()
    for row in (["When", "What", "Actors", None], ["2003", "T", "France", "United States"]):
        book.active.append(row)
    book.active.merge_cells("C1:D1")
    found = read_sheet(
        saved(book), EMPTY, "x", {"Actors": "initiator", "Actors 2": "target"}
    )  # fmt: skip
    (event,) = sound(found).timeline
    assert (event.initiator, event.target) == ("France", "United States")


@pytest.mark.parametrize(
    "head",
    ["When,Who,Against,What,Page,Rating,Quote,Link,side,source",
     "何時,何人,針對,何事,頁碼,評等,引文,連結,side,source",
     "Date (ISO),Initiating state,Recipient,Event,Page no.,Rating?,Quotation,Web link,side,Source",
     "發生時間,行為國,客體,事件簡述,頁次,評級（A1–F6）,證據內容,來源連結,side,資料出處"],
)  # fmt: skip
def test_headings_that_researchers_write(head: str) -> None:
    """In both languages."""
    case = sound(read(f"{head}\n2003,A,B,T,p. 3,b2,said so,https://x.example,intent,S\n"))
    (event,), (piece,), (source,) = case.timeline, case.evidence.values(), case.sources.values()
    assert (event.date, event.initiator, event.target, event.title) == ("2003", "A", "B", "T")
    assert (piece.locator, piece.grade, piece.finding) == ("p. 3", "B2", "said so")
    assert source.url == "https://x.example"


DATES = [
    ("2003-03-01 14:30:00", "2003-03-01"), ("2003-03-01T00:00:00Z", "2003-03-01"),
    ("2003/3/1", "2003-03-01"), ("2003/3/1 上午 12:00:00", "2003-03-01"),
    ("2003/03/01 0:00", "2003-03-01"), ("13/3/2003 9:05 PM", "2003-03-13"),
    ("20030301", "2003-03-01"), ("2003.0", "2003"), ("2003年3月1日 星期六", "2003-03-01"),
    ("2003年3月1日(六)", "2003-03-01"), ("民國92年3月1日上午9時30分", "2003-03-01"),
    ("2003-03-01 9am", "2003-03-01"), ("05-Mar-2003 14:30", "2003-03-05"),
    ("1 March 2003 (Sat)", "2003-03-01"), ("1. März 2003", "2003-03-01"),
    ("Saturday, March 1, 2003", "2003-03-01"), ("Sat 1 Mar 2003", "2003-03-01"),
    ("2003-03-01/2003-03-05", "2003-03-01/2003-03-05"), ("2003-03?", "2003-03?"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "edtf"), DATES)
def test_an_own_sheet_reads_the_same_dates_as_a_foreign_one(written: str, edtf: str) -> None:
    for head in ("title,date", "Headline,Datum"):
        assert sound(read(f'{head}\nT,"{written}"\n')).timeline[0].date == edtf


def test_a_refused_date_is_said_as_it_stands_there() -> None:
    """In its own letters, its time with it."""
    for written in ("Mar-03", "Soon 10:30", "2003-03-01T25:00", "2003-03-01 9:61"):
        (fault,) = read(f"title,date\nT,{written}\n").faults
        assert f"“{written}”" in fault.said(words("en"))


@pytest.mark.parametrize("text", ["<html><table>", '<?xml version="1.0"?>\n<Workbook/>'])
def test_a_web_page_is_no_sheet(text: str) -> None:
    """Whatever its name ends in."""
    (fault,) = read(text).faults
    assert "web page" in fault.said(words("en"))


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        ("3/1/2003 13/1/2003", ["2003-01-03", "2003-01-13"]),
        ("3/1/2003 1/13/2003", ["2003-01-13", "2003-03-01"]),
        ("3.1.2003 13/1/2003 2003-05", ["2003-01-03", "2003-01-13", "2003-05"]),
        ("3/1/2003–5/1/2003 20/1/2003", ["2003-01-03/2003-01-05", "2003-01-20"]),
    ],
)
def test_all_rows_show_what_stands_first_in_a_date(rows: str, dates: list[str]) -> None:
    """And it is said; what a person says counts for more."""
    text = "title,date\n" + "".join(f"{when},{when}\n" for when in rows.split())
    found = read(text)
    assert sorted(e.date for e in sound(found).timeline) == dates
    assert "stands first" in found.notes[0].said(words("en")) and found.answers.dates == ""
    other = "month" if "13/1" in text or "20/1" in text else "day"
    assert sorted(e.date for e in sound(read(text, SheetAnswers(dates=other))).timeline) != dates


@pytest.mark.parametrize("rows", ["3/1/2003 2003-05-01", "3/1/2003 13/1/2003 1/13/2003"])
def test_what_stands_first_in_a_date_is_asked(rows: str) -> None:
    """Where no row shows it, or two show one thing each."""
    text = "title,date\n" + "".join(f"{when},{when}\n" for when in rows.split())
    (fault,) = read(text).faults
    assert (fault.line, fault.column) == (2, "date") and "two ways" in fault.said(words("en"))
    for order, date in (("day", "2003-01-03"), ("month", "2003-03-01")):
        assert date in [e.date for e in sound(read(text, SheetAnswers(dates=order))).timeline]


def test_a_serial_number_is_no_date() -> None:
    """What to do is said."""
    (fault,) = read("title,date\nT,37681\n").faults
    said = fault.said(words("en"))
    assert "2003-03-01" in said and "show the column as dates" in said


def test_strategies_as_chinese_texts_separate_them() -> None:
    case = sound(read("日期,標題,策略\n2003,甲,約束；故意阻礙、領土拒絕\n"))
    assert [tag.strategy for tag in case.timeline[0].tags] == [
        "binding", "balking", "territorial-denial",
    ]  # fmt: skip


def test_values_by_their_names_in_either_language() -> None:
    case = sound(
        read(
            "title,domain,avoids_confrontation,side,bearing,status\n"
            "A,外交,是,意圖,平衡：支持,\nB,military,No,Effect,constrains-action,已觀察到\n"
        )
    )
    one, two = sorted(case.timeline, key=lambda e: e.title)
    assert (one.domain, two.domain) == ("diplomatic", "military")
    assert (one.screen.avoids_confrontation, two.screen.avoids_confrontation) == ("yes", "no")
    assert {p.side for p in case.evidence.values()} == {"intent", "effect"}


@pytest.mark.parametrize(
    ("column", "value", "likely"),
    [
        ("strategies", "diplomatic coordination", "coordination of diplomatic action"),
        ("strategies", "bindng", "binding"),
        ("strategies", "拘束", "約束"),
        ("strategies", "entangling", "entangling diplomacy"),
        ("domain", "Diplomacy", "diplomatic"),
        ("side", "intention", "intent"),
    ],
)
def test_a_value_that_isnt_known_gets_a_likely_one(column: str, value: str, likely: str) -> None:
    (fault,) = read(f"title,{column}\nA,{value}\n").faults
    assert (fault.value, fault.likely) == (value, likely)
    assert f"did you mean “{likely}”" in fault.said(words("en"))


def test_values_of_the_sheets_own_mean_ours() -> None:
    """In one cell or in a list; without regard to case and to spaces."""
    said = SheetAnswers(
        values={
            "strategies": {"s1": "binding", "s 2": "balking", "x": "none"},
            "side": {"i": "intent"},
            "bearing": {"reg+": "regional-issue:supports"},
            "initiator": {"f": "France"},
        }
    )
    case = sound(
        read(
            "title,initiator,strategies,side,bearing\nA,F,S1; S  2,I,REG+\nB,F,X,,\n", said
        )
    )  # fmt: skip
    one, two = sorted(case.timeline, key=lambda e: e.title)
    assert [tag.strategy for tag in one.tags] == ["binding", "balking"] and two.coded_none
    assert one.initiator == "France"
    assert [(b.motive, b.says) for p in case.evidence.values() for b in p.bearings] == [
        ("regional-issue", "supports")
    ]


def test_a_constant_stands_for_a_column_that_the_sheet_lacks() -> None:
    """For that alone: what the sheet says itself is left as it is."""
    said = SheetAnswers(constants={"side": "intent", "coder": "ann", "initiator": "Germany"})
    case = sound(read("title,finding,initiator\nA,said so,\n", said))
    (piece,) = case.evidence.values()
    assert (piece.side, piece.coder, case.timeline[0].initiator) == ("intent", "ann", "法國")
    (fault,) = read("title\nA\n", SheetAnswers(constants={"sidee": "intent"})).faults
    assert fault.column == "sidee"


@pytest.mark.parametrize("codec", ["big5", "gb18030", "cp1252"])
def test_an_encoding_that_is_said_is_believed(codec: str) -> None:
    """What is guessed is only offered."""
    title = {"big5": "會談於紐約舉行，雙方未達成協議", "gb18030": "法国反对动武，安理会通过决议",
             "cp1252": "Réunion à Évian, déclaré café"}[codec]  # fmt: skip
    data = f'title;date\n"{title}";2003\n'.encode(codec)
    (fault,) = read_sheet(data, EMPTY, "x").faults
    found = read_sheet(data, EMPTY, "x", encoding=fault.likely)
    assert sound(found).timeline[0].title == title
    for wrong in ("utf-8", "no such"):
        (fault,) = read_sheet(data, EMPTY, "x", encoding=wrong).faults
        assert wrong in fault.said(words("en"))


def test_no_two_names_of_a_value_differ_by_case_alone() -> None:
    """The names of one column mean one thing each."""
    from workbench.interchange.sheet.values import CLOSED, _names

    for column in CLOSED:
        names = sorted(_names(column))
        assert all(one != other for one, other in pairwise(names))


def test_what_is_said_of_every_piece_makes_none() -> None:
    """Where a row says nothing of one; a source without evidence is kept in the note."""
    text = "title,finding,source,url\nA,x,S,\nB,,,\n"
    case = sound(
        read(text, SheetAnswers(constants={"side": "intent", "grade": "B2", "coder": "ann"}))
    )
    (piece,) = case.evidence.values()
    assert (piece.finding, piece.grade) == ("x", "B2")
    assert piece.coder == "ann"
    found = read("title,side,source,url\nA,,S,https://a.example\n")
    assert sound(found).timeline[0].note == "source: S\nurl: https://a.example"
    assert ": 1" in found.notes[-1].said(words("en"))


GROUPED = [
    ("Date of event (local)|Event|Source|", "||Title|Link", "date title source url"),
    ("When?|What happened?|Reference|", "||Name|Page no.", "date title source locator"),
    ("事件日期（當地）|事件|資料來源|", "||名稱|連結", "date title source url"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "below", "columns"), GROUPED)
def test_what_stands_under_a_group_is_of_the_group(head: str, below: str, columns: str) -> None:
    """The title of a source is none of an event; «Event» alone is what happened."""
    book = Workbook()
    for row in (head, below, "2003|T|S|p"):
        book.active.append([cell or None for cell in row.split("|")])
    for area in ("A1:A2", "B1:B2", "C1:D1"):
        book.active.merge_cells(area)
    found = read_sheet(saved(book), EMPTY, "x")
    assert [column.read_as for column in found.columns] == columns.split()


def test_a_key_is_no_title() -> None:
    """In a sheet that speaks the coding sheet's own language."""
    (fault,) = read("event,date,strategies\ne1,2003,none\n").faults
    assert fault.column == "title"


def test_two_columns_of_one_name_are_told_apart() -> None:
    """The second one is kept in the note, and may be read as anything."""
    text = "title,side,source,Zitat,zitat\nT,intent,S,one,two\n"
    found = read(text)
    assert found.unknown_columns == ("Zitat", "zitat 2")
    assert sound(found).timeline[0].note == "Zitat: one\nzitat 2: two"
    pieces = sound(read(text, SheetAnswers(read_as={"zitat 2": "finding"}))).evidence.values()
    assert [piece.finding for piece in pieces] == ["two"]


def test_a_source_without_a_title_is_titled_by_its_address() -> None:
    """Two addresses are two sources; what is no address is refused."""
    head = "title,side,finding,url\n"
    rows = "A,intent,x,https://a.example/1\nB,intent,y,https://a.example/2\n"
    found = read(f"{head}{rows}C,intent,z,https://a.example/1\n")
    sources = sound(found).sources.values()
    addresses = {"https://a.example/1", "https://a.example/2"}
    assert {s.title for s in sources} == {s.url for s in sources} == addresses
    assert found.notes[-1].said(words("en")).endswith(": 3")
    (fault,) = read(f"{head}A,intent,x,see the folder\n").faults
    assert fault.column == "url"


@pytest.mark.parametrize(
    "name",
    ["punycode", "undefined", "idna", "unicode_escape", "raw-unicode-escape", "zlib", "a\0b"],
)
def test_what_is_no_encoding_of_a_file(name: str) -> None:
    """Though the language beneath calls it one."""
    (fault,) = read_sheet(b"title\nx-9999999999\n", EMPTY, "x", encoding=name).faults
    assert fault.message == "no encoding is known as {encoding}"
