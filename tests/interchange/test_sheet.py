"""The coding sheet: every rule of the contract, with the line and column of what is refused."""

from __future__ import annotations

import json

import pytest

from workbench.case import (
    Case,
    CaseInfo,
    Tag,
)
from workbench.interchange.sheet import SheetImport, read_sheet, write_sheet
from workbench.interchange.sheet.separated import read_separated
from workbench.locale import words

EMPTY = Case("c", CaseInfo(title="T", balancer="法國", target="美國"))


def read(text: str, case: Case = EMPTY) -> SheetImport:
    """A sheet given as text."""
    return read_sheet(text.encode("utf-8"), case, "coder")


def case_of(text: str) -> Case:
    """The case that a sound sheet makes."""
    found = read(text)
    assert not found.faults, found.faults
    return EMPTY.with_changes(found.changes)


REFUSED = [
    ("", 1, "-"),
    ("title\n", 1, "-"),
    ("date,event\n2003,e\n", 1, "title"),
    ("what,where\na,b\n", 1, "title"),
    ("title,title\na,b\n", 1, "title"),
    ("title,date\nA,2003-02-30\n", 2, "date"),
    ('title,date\n"A\nB",2003\nC,soon\n', 4, "date"),
    ('title\n"never closed\n', 2, "title"),
    ('date,title\n2003,"A"\n2003,"B" C\n', 3, "title"),
    ('title,date,note\n"A\n""B""",2003,x\nC,"2003"?,\n', 4, "date"),
    ("title,domain\nA,naval\n", 2, "domain"),
    ("title,strategies\nA,no such\n", 2, "strategies"),
    ("title,strategies\nA,none;binding\n", 2, "strategies"),
    ("title,avoids_confrontation\nA,maybe\n", 2, "avoids_confrontation"),
    ("event,title\ne1,A\n,B\n", 3, "event"),
    ("event,title\ne1,A\ne1,B\n", 3, "title"),
    ("title,finding\nA,seen\n", 2, "finding"),
    ("title,grade\nA,B2\n", 2, "grade"),
    ("title,side\nA,both\n", 2, "side"),
    ("title,side,grade\nA,intent,Z9\n", 2, "grade"),
    ("title,side,bearing\nA,intent,greed:supports\n", 2, "bearing"),
    ("title,side,bearing\nA,intent,balancing\n", 2, "bearing"),
    ("title,side,status\nA,intent,observed\n", 2, "status"),
    ("title,side,refuted_by\nA,intent,x\n", 2, "refuted_by"),
    ("title,side,bearing\nA,effect,raises-cost\n", 2, "status"),
    ("title,side,status\nA,effect,observed\n", 2, "bearing"),
    ("title\nA,surplus\n", 2, "2"),
    ("title,strategies,tag_notes\nA,binding,binding | MK\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,binding\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,| MK | why\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,binding | MK | a | b\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,binding | MK | C:\\dir\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,binding | MK | a\\\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,no such | MK | why\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,refusal-x | |\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,binding,territorial denial | | why\n", 2, "tag_notes"),
    ("title,strategies,tag_notes\nA,none,binding | | why\n", 2, "tag_notes"),
    ("event,title,strategies,tag_notes\ne,A,binding,\ne,,,binding | x\n", 3, "tag_notes"),
    (
        "event,title,strategies,tag_notes\ne,A,binding,binding | a |\ne,,,binding | b |\n",
        3,
        "tag_notes",
    ),
    ("event,title,screening_note\ne,A,one\ne,,two\n", 3, "screening_note"),
    ("title,overruled,overruled_why,overruled_by\nA,soft,why,MK\n", 2, "overruled"),
    ("title,overruled,overruled_why,overruled_by\nA,contested,,MK\n", 2, "overruled_why"),
    ("title,overruled,overruled_why,overruled_by\nA,contested,why,\n", 2, "overruled_by"),
    ("title,overruled,overruled_why,overruled_by\nA,,why,MK\n", 2, "overruled_why"),
    ("event,title,overruled,overruled_why,overruled_by\ne,A,,,\ne,,x,why,MK\n", 3, "overruled"),
    ("title,author\nA,Nobody\n,\n", 2, "-"),
]


@pytest.mark.parametrize(("text", "line", "column"), REFUSED[:-1])
def test_what_is_refused_names_line_and_column(text: str, line: int, column: str) -> None:
    """One fault, in its place, and nothing to write."""
    found = read(text)
    assert (line, column) in [(f.line, f.column) for f in found.faults], found.faults
    assert not found.changes


EFFECT = "event,date,title,side,bearing,status,reaction\n"
REACTIONS = [
    ("a,2003-03-02,A,effect,raises-cost,observed,a\n", 2),
    ("a,2003-03-02,A,effect,raises-cost,observed,gone\n", 2),
    ("a,2003-03-02,A,effect,raises-cost,observed,b\nb,2003-03-01,B,,,,\n", 2),
    (
        "a,2003,A,effect,raises-cost,observed,b\nb,2003,B,effect,raises-cost,observed,a\n",
        3,
    ),
]


@pytest.mark.parametrize(("rows", "line"), REACTIONS)
def test_a_reaction_is_later_and_elsewhere(rows: str, line: int) -> None:
    """Not the event itself, not an earlier one, not in a circle."""
    assert (line, "reaction") in [(f.line, f.column) for f in read(EFFECT + rows).faults]


def test_a_row_without_a_key_has_no_name_to_react_to() -> None:
    row = "A,effect,raises-cost,observed,row 1\n"
    (fault,) = read(f"title,side,bearing,status,reaction\n{row}B,,,,\n").faults
    assert (fault.line, fault.column) == (2, "reaction")


def test_rows_of_one_event_need_not_stand_together() -> None:
    """A later row fills what was empty; evidence keeps the order of the rows."""
    case = case_of(
        "event,date,title,side,finding,bearing,status\n"
        "e1,,First,intent,one,balancing:supports;balancing:undermines,\n"
        "e2,2003,Second,,,,\n"
        "e1,2003-03,,effect,two,raises-cost,capable\n"
    )
    first = case.by_name["e1"]
    assert (first.date, first.initiator, first.target) == ("2003-03", "法國", "美國")
    assert [p.finding for p in case.evidence_of(first.id)] == ["one", "two"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings_are_found_out(mark: str, encoding: str) -> None:
    """By the header that holds the most known columns."""
    text = mark.join(["Title ", "DATE", "own"]) + "\r\n" + mark.join(["事件", "2003", "備註"])
    found = read_sheet(text.encode(encoding), EMPTY, "coder")
    assert (found.events, found.unknown_columns) == (1, ("own",))
    event = next(iter(EMPTY.with_changes(found.changes).events.values()))
    assert (event.title, event.note) == ("事件", "own: 備註")


def test_the_delimiter_below_an_empty_row_or_of_unknown_columns() -> None:
    """Columns in a third language are still columns: somebody may say what they are read as."""
    found = read_sheet(b"Tag;Titel\n2003;X\n", EMPTY, "", {"Titel": "title"})
    assert not found.faults and [column.name for column in found.columns] == ["Tag", "Titel"]
    assert not read(";;\r\n;date;title\r\n;2003;Talks\r\n").faults


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-32", "UTF-32"), ("utf-32-le", "UTF-32"), ("utf-32-be", "UTF-32"),
     ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("big5", "Big5"), ("cp1252", "Windows-1252"),
     ("gb18030", "GB18030"), ("shift-jis", "Shift JIS")],
)  # fmt: skip
def test_another_encoding_is_guessed_and_said(encoding: str, said: str) -> None:
    """By name and with its line; nothing is read by a guess."""
    texts = {"cp1252": "L’été à la française", "shift-jis": "日本は反対した",
             "gb18030": "法国反对动武，安理会通过决议"}  # fmt: skip
    for times in (1, 9000):
        rows = f"{texts.get(encoding, '法國反對動武，安理會通過決議')},2003\n" * times
        found = read_sheet(f"title,date\n{rows}".encode(encoding), EMPTY, "coder")
        (fault,) = found.faults
        assert said in fault.said(words("en")) and said in fault.said(words("zh-Hant"))
        assert fault.line == (1 if encoding == "utf-32" else 2)
        assert not found.changes


def test_a_huge_cell_is_data() -> None:
    """A megabyte in a cell comes in, and out again."""
    case = case_of(f"title,description\nA,{'中' * 1_000_000}\n")
    assert len(case.timeline[0].description) == 1_000_000
    again = read_sheet(write_sheet(case), EMPTY, "coder")
    assert EMPTY.with_changes(again.changes).timeline[0].description == "中" * 1_000_000


@pytest.mark.parametrize(
    ("data", "line"), [(b"title\n\xff\xfe\n", 2), (b"title\nA\x00B\n", 2), (b"\xa4\xa4\n", 1)]
)
def test_bytes_that_are_no_text_are_refused(data: bytes, line: int) -> None:
    """With their line."""
    assert [f.line for f in read_sheet(data, EMPTY, "").faults] == [line]


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        ("title,date\n會談於紐約舉行，雙方未達成協議,2003\n", "big5", "Big5"),
        ("title,date\nRéunion à Évian, déclaré café,2003\n", "cp1252", "Windows-1252"),
        ("title,date\nTalks in Évian,2003\n", "utf-16-le", "UTF-16"),
        ("title,date\n會,2003\n", "utf-32-le", "UTF-32"),
    ],
)
def test_a_wrong_encoding_is_guessed_and_said(text: str, codec: str, said: str) -> None:
    """Guessed only to be told: what is read is UTF-8 and nothing else."""
    found = read_sheet(text.encode(codec), EMPTY, "")
    assert not found.changes and said in str(found.faults[0].fields.get("encoding"))


def test_strategies_in_both_languages_collapse() -> None:
    """Without regard to case; repeats are one tag."""
    case = case_of("title,strategies\nA,約束; BINDING ;binding;Signals of Resolve to Balance\n")
    event = case.timeline[0]
    assert [tag.strategy for tag in event.tags] == ["binding", "signals-of-resolve"]


def test_a_source_is_one_by_title_author_and_published() -> None:
    """The first url wins, a differing one is kept in the note; locator and grade stay apart."""
    case = case_of(
        "event,title,side,source,author,url,locator,grade\n"
        "e,A,intent,Record,UN,,p. 1,A1\n"
        "e,,intent,Record,UN,https://a.example,p. 2,b2\n"
        "e,,intent,Record,UN,https://b.example,,\n"
    )
    (source,) = case.sources.values()
    assert (source.url, source.note) == ("https://a.example", "https://b.example")
    assert [p.locator for p in case.evidence_of(case.timeline[0].id)] == ["p. 1", "p. 2", ""]
    assert [p.grade for p in case.evidence_of(case.timeline[0].id)] == ["A1", "B2", None]


DENYING = "event,title,evidence,side,bearing,status,denies,basis\n"
CLAIMS = (
    "e1,A,a,effect,raises-cost,observed,,record\n"
    "e1,,b,effect,raises-cost,capable,,Interpretation\n"
    "e1,,c,effect,weakens-power,observed,,\n"
    "e2,B,d,effect,raises-cost,observed,,\n"
)


@pytest.mark.parametrize(
    ("denies", "wanted"),
    [("", None), ("none", []), (" NONE ", []), ("a", ["a"]), ("b; a;a", ["b", "a"])],
)
def test_an_absent_effect_denies_what_it_names(denies: str, wanted: list[str] | None) -> None:
    """By the keys of the sheet; the row that denies may stand before what it denies."""
    row = f"e1,A,,effect,raises-cost,absent,{denies},\n"
    for text in (DENYING + CLAIMS + row, DENYING + row + CLAIMS):
        case = case_of(text)
        keys = {(p.kind, p.status, case.events[p.event].key): p for p in case.evidence.values()}
        named = {keys["raises-cost", "observed", "e1"].id: "a",
                 keys["raises-cost", "capable", "e1"].id: "b"}  # fmt: skip
        found = keys["raises-cost", "absent", "e1"].denies
        assert (None if found is None else [named[each] for each in found]) == wanted
        assert keys["raises-cost", "capable", "e1"].basis == "interpretation"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("e1,,,effect,raises-cost,absent,z,", "denies"),
        ("e1,,,effect,raises-cost,absent,c,", "denies"),
        ("e1,,,effect,raises-cost,absent,d,", "denies"),
        ("e1,,x,effect,raises-cost,absent,x,", "denies"),
        ("e1,,,effect,raises-cost,absent,a;none,", "denies"),
        ("e1,,,effect,raises-cost,observed,a,", "denies"),
        ("e1,,,effect,issue-outcome-only,absent,none,", "denies"),
        ("e1,,,intent,balancing:supports,,a,", "denies"),
        ("e1,,,,,,a,", "denies"),
        ("e1,,a,intent,balancing:supports,,,", "evidence"),
        ("e1,,,intent,balancing:supports,,,hearsay", "basis"),
    ],
)
def test_what_can_deny_nothing_is_refused(row: str, column: str) -> None:
    """Another kind, another event, itself, no key, a claim, the side of intent, a key twice."""
    assert [(f.line, f.column) for f in read(DENYING + CLAIMS + row + "\n").faults] == [(6, column)]


def test_the_columns_that_nothing_needs_are_not_there() -> None:
    """A case without denials and bases looks as if they didn't exist."""
    plain = write_sheet(case_of("title,side\nA,intent\n")).decode("utf-8-sig").splitlines()[0]
    assert not {
        "evidence",
        "denies",
        "basis",
        "codebook",
        "tag_notes",
        "overruled",
        "changed_by",
    } & set(plain.split(","))


def test_our_own_columns_are_known_with_a_space_and_in_chinese() -> None:
    """In a sheet that speaks the coding sheet's language; what is none of ours stays unknown."""
    found = read(
        "Title,Tag notes,Overruled,Overruled why,overruled by,Screening note,Changed by,備註,"
        "Strategies,作者,summary\n"
        "T,binding | PH | why,contested,so,TR,slow,MK,N,約束,,S\n"
    )
    assert not found.faults and found.unknown_columns == ("summary",)
    (event,) = EMPTY.with_changes(found.changes).events.values()
    assert event.overruled and (event.overruled.coder, event.overruled.reason) == ("TR", "so")
    assert event.tags == (Tag(strategy="binding", coder="PH", rationale="why"),)
    assert (event.screen.note, event.changed_by, event.note) == ("slow", "MK", "N\nsummary: S")
    found = read(
        "title,面向,動機或效果類型,狀態,推翻條件,Source type,來源\n"
        "T,effect,提高成本,observed,R,X,S\n"
    )
    assert not found.faults and not found.unknown_columns
    (piece,) = (c.after for c in found.changes if c.after and c.after.table == "evidence")
    assert getattr(piece, "refuted_by", "") == "R"
    assert read("標題,狀態\nT,進行中\n").unknown_columns == ("狀態",)


def test_an_event_that_the_case_has_is_refused() -> None:
    """Nothing is doubled by importing twice."""
    case = case_of("event,title\ne1,A\n")
    assert [f.column for f in read("event,title\ne1,A\n", case).faults] == ["event"]


def test_tags_as_a_person_writes_them() -> None:
    """In either language, with spaces or none, for some of the strategies; later rows fill in."""
    case = case_of(
        "event,title,strategies,coder,tag_notes\n"
        "e,A,約束;territorial denial,MK,\n"
        'e,,,,"Territorial Denial|PH|two\\nlines, a \\| and a \\\\\n\n"\n'
    )
    assert case.timeline[0].tags == (
        Tag(strategy="binding", coder="MK"),
        Tag(strategy="territorial-denial", coder="PH", rationale="two\nlines, a | and a \\"),
    )


def test_what_is_wrong_with_a_tag_is_a_sentence() -> None:
    """In both languages, with the line as it stands there."""
    (fault,) = read("title,strategies,tag_notes\nA,binding,[bold] MK\n").faults
    for lang in ("en", "zh-Hant"):
        assert "[bold] MK" in fault.said(words(lang))
    assert fault.said(words("zh-Hant")) != fault.said(words("en"))


@pytest.mark.parametrize(
    ("column", "cell"),
    [("strategies", ";".join(f"s{n}" for n in range(1_001))), ("bearing", "security:up、" * 1_001),
     ("partners", "France;" * 1_001), ("denies", "p;" * 1_001), ("expected", "yes;" * 1_001)],
    ids=lambda said: said[:9],
)  # fmt: skip
def test_a_cell_of_too_many_values_is_one_fault(column: str, cell: str) -> None:
    found = read(f"title,side,finding,{column}\nA,intent,f,{cell}\n")
    told = [(fault.line, fault.column, fault.said(words("en"))) for fault in found.faults]
    assert told == [(2, column, "the cell has more than 1,000 values")]


def test_a_codebook_of_too_many_strategies_is_one_fault() -> None:
    said = {"kind": "added", "meaning": "m", "strategy_class": "weakening", "route": "refusal"}
    own = [{"id": f"own-{n}", "name_en": f"x{n}", "citation": "c", **said} for n in range(1_001)]
    cell = json.dumps(own * 2).replace('"', '""')
    [fault] = read(f'title,codebook\nA,"{cell}"\n').faults
    assert fault.said(words("en")) == "the cell has more than 1,000 values"


@pytest.mark.parametrize("row", ["A,soon,", "A,2003,,astray", "A,,unheard-of"])
def test_reading_stops_at_a_thousand_faults(row: str) -> None:
    assert len(read("title,date,strategies\n" + f"{row}\n" * 1_000).faults) == 1_000
    faults = read("title,date,strategies\n" + f"{row}\n" * 1_500).faults
    assert len(faults) == 1_001
    assert (faults[-1].line, faults[-1].said(words("en"))) == (
        1_002, "there are more problems than these 1,000: reading stopped here"
    )  # fmt: skip


@pytest.mark.parametrize("before", ["", "a\n"])
def test_separators_in_a_cell_make_no_cells(before: str) -> None:
    """However many stand in one line, which may begin within quotation marks."""
    cell = before + "," * 1_000_100
    [_, row] = read_separated(f'title,description\nA,"{cell}"\n'.encode(), ("title",)).rows
    assert row == (2, ["A", cell])


def test_nobody_is_asked_what_a_book_in_a_cell_means() -> None:
    found = read(f"title,side\nA,{'x' * 300_000}\n")
    assert [(fault.column, fault.value) for fault in found.faults] == [("side", "")]
