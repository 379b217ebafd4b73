"""The coding sheet: every rule of the contract, with the line and column of what is refused."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from workbench.case import (
    Bearing,
    Case,
    CaseInfo,
    Event,
    Evidence,
    Overruling,
    Screen,
    Source,
    Tag,
)
from workbench.casebook import worked_cases
from workbench.interchange.sheet import SheetImport, read_sheet, write_sheet
from workbench.judgement import judge_case, lens_ids
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
    [("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("big5", "Big5"), ("cp1252", "Windows-1252"),
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
        assert fault.line == 2
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


def test_an_event_that_the_case_has_is_refused() -> None:
    """Nothing is doubled by importing twice."""
    case = case_of("event,title\ne1,A\n")
    assert [f.column for f in read("event,title\ne1,A\n", case).faults] == ["event"]


# NUL can't stand in a sheet; spaces around a cell and carriage returns aren't the cell's own.
cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=30).map(
    str.strip
)
HOSTILE = ["[bold]", '<img src="/etc/passwd">', "=1+1", "'=1", "''", "+", "\x1b[31m", "😀", "שלום"]


@given(
    st.lists(
        st.tuples((cells | st.sampled_from(HOSTILE)).filter(bool), cells, cells, cells, cells),
        min_size=1,
        max_size=4,
    )
)
def test_the_round_trip_is_exact(rows: list[tuple[str, str, str, str, str]]) -> None:
    """What is exported comes back the same, whatever was typed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["title", "description", "side", "finding", "source", "note"])
    for title, description, finding, source, note in rows:
        guard = [f"'{c}" if c[:1] in "=+-@\t\r'" and c else c for c in (title, description)]
        rest = [f"'{c}" if c[:1] in "=+-@\t\r'" and c else c for c in (finding, source, note)]
        writer.writerow([*guard, "intent", *rest])
    first = case_of(stream.getvalue())
    sheet = write_sheet(first)
    again = read_sheet(sheet, EMPTY, "coder")
    assert not again.faults, again.faults
    assert write_sheet(_renamed(EMPTY.with_changes(again.changes), first)) == sheet
    assert {e.title for e in first.events.values()} == {row[0] for row in rows}


def _renamed(case: Case, like: Case) -> Case:
    # Exported keys of keyless events are their ids, which become keys when they come back.
    keys = {e.id for e in like.events.values()}
    assert {e.key for e in case.events.values()} == keys
    return case


parts = cells.filter(lambda text: ";" not in text) | st.sampled_from(HOSTILE)


said_ = cells | st.sampled_from([*HOSTILE, "a|b", "\\", "\\n", "one\n| two\n\n3\\|", '"', "中文"])
rulings = st.builds(
    Overruling,
    verdict=st.sampled_from(["balancing", "not-balancing", "contested", "insufficient"]),
    reason=said_.filter(bool),
    coder=said_.filter(bool),
)


@st.composite
def tags(draw: st.DrawFn, coder: str) -> tuple[Tag, ...]:
    """Some tags, of one strategy by two coders too."""
    each = st.builds(
        Tag,
        strategy=st.sampled_from(["binding", "territorial-denial", "signals-of-resolve"]),
        coder=st.just(coder) | said_,
        rationale=st.just("") | said_,
    )
    return tuple(draw(st.lists(each, min_size=1, max_size=4)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two events; the first has evidence of either side, with a source."""
    shared = {name: draw(cells | st.sampled_from(HOSTILE)) for name in ("description", "coder")}
    named = draw(st.sampled_from(["", "e1", "=e", "007", "事"]))
    title = draw((cells | st.sampled_from(HOSTILE)).filter(bool))
    event = Event(id="ev-1", key=named or "ev-1", date="2003-03/2003-04", title=title,
                  initiator=draw(parts.filter(bool)), target=draw(parts.filter(bool)),
                  partners=tuple(draw(st.lists(parts.filter(bool), max_size=2, unique=True))),
                  domain="economic", tags=draw(tags(shared["coder"])),
                  screen=Screen(limits_power_or_intent="unclear", note=draw(said_)),
                  overruled=draw(st.none() | rulings), changed_by=draw(said_),
                  **shared)  # fmt: skip
    later = Event(id="ev-2", key="last", date="2004", title="B", initiator="法國", target="美國",
                  coded_none=True, note=draw(cells), changed_by=draw(said_))  # fmt: skip
    source = Source(id="so-1", title=title, **{
        name: draw(cells | st.sampled_from(HOSTILE))
        for name in ("author", "published", "url", "source_type")
    })  # fmt: skip
    said = {n: draw(cells | st.sampled_from(HOSTILE)) for n in ("finding", "locator", "note")}
    one = Evidence(id="pe-1", event="ev-1", side="intent", source="so-1", grade="B2", **said,
                   bearings=(Bearing(motive="balancing", says="supports"),))  # fmt: skip
    two = Evidence(id="pe-2", event="ev-1", side="effect", kind="raises-cost", status="capable",
                   refuted_by=draw(cells), reaction="ev-2", **said)  # fmt: skip
    denies = draw(st.sampled_from([None, (), ("pe-2",), ("pe-2", "pe-4")]))
    three = Evidence(id="pe-3", event="ev-1", side="effect", kind="raises-cost", status="absent",
                     basis=draw(st.sampled_from([None, "record", "interpretation"])),
                       changed_by=draw(said_), denies=denies)  # fmt: skip
    four = two.model_copy(update={"id": "pe-4", "status": "observed", "reaction": None})
    pieces = (one, two, three, four)
    return Case("c", EMPTY.info, events={"ev-1": event, "ev-2": later}, sources={"so-1": source},
                evidence={p.id: p for p in pieces})  # fmt: skip


def _content(case: Case) -> tuple[list[object], ...]:
    """All that the sheet has columns for, without the ids of this or that case."""
    names = {e.id: e.name for e in case.events.values()}
    titles = {s.id: s.title for s in case.sources.values()}
    places = {p.id: n for e in case.timeline for n, p in enumerate(case.evidence_of(e.id))}
    events = [e.model_dump(exclude={"id"}) for e in case.timeline]
    pieces = [
        {**p.model_dump(exclude={"id"}), "event": names[p.event],
         "source": titles.get(p.source or ""), "reaction": names.get(p.reaction or ""),
         "denies": None if p.denies is None else [places[claim] for claim in p.denies]}
        for e in case.timeline for p in case.evidence_of(e.id)
    ]  # fmt: skip
    return events, pieces, [s.model_dump(exclude={"id"}) for s in case.sources.values()]


@given(cases())
def test_a_case_comes_back_whole(case: Case) -> None:
    """Every record that the sheet has columns for, field by field."""
    sheet = write_sheet(case)
    again = read_sheet(sheet, EMPTY, "")
    assert not again.faults, again.faults
    back = EMPTY.with_changes(again.changes)
    assert _content(back) == _content(case)
    assert write_sheet(back) == sheet
    for row in csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


WHYS = ("=1+1", "a | b\\| c", 'said “no”, "twice"', "one\ntwo\n", "[bold]x[/bold]", "\x1b[31mred",
        "理由：他說「不」")  # fmt: skip


def noted(case: Case) -> Case:
    """A case in which somebody wrote into every field of coding."""
    events = {}
    for n, event in enumerate(case.timeline):
        why = [WHYS[(n + m) % len(WHYS)] for m in range(4)]
        tags = tuple(
            tag.model_copy(update={"rationale": why[m % 4], "coder": ("MK", "", "=PH")[m % 3]})
            for m, tag in enumerate(event.tags)
        )
        ruled = Overruling(verdict="contested", reason=why[1].strip(), coder=why[0].strip())
        events[event.id] = event.model_copy(
            update={"tags": tags, "overruled": ruled if n % 2 else None, "note": why[2].strip(),
                    "screen": event.screen.model_copy(update={"note": why[3].strip()}),
                    "changed_by": "MK" if n % 3 else ""}
        )  # fmt: skip
    pieces = {
        p.id: p.model_copy(update={"note": WHYS[n % len(WHYS)].strip(), "changed_by": "=MK"})
        for n, p in enumerate(case.evidence.values())
    }
    return replace(case, events=events, evidence=pieces)


@pytest.mark.parametrize("slug", [file.slug for file in worked_cases()])
def test_a_worked_case_with_reasons_comes_back_whole(slug: str) -> None:
    """Every field of its events and pieces, with what a coder wrote beside them."""
    (case,) = (noted(file.load()) for file in worked_cases() if file.slug == slug)
    start = Case("c", case.info)
    again = read_sheet(write_sheet(case), start, "somebody else")
    assert not again.faults, again.faults[:5]
    back = start.with_changes(again.changes)
    assert _content(back)[:2] == _content(case)[:2]
    assert _verdicts(back) == _verdicts(case)


def _verdicts(case: Case) -> list[tuple[str, str, list[str]]]:
    return [
        (f.event.name, f.screening, [f.verdicts[lens].verdict for lens in lens_ids()])
        for f in judge_case(case).events
    ]


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


def test_what_the_sheet_leaves_out_is_named_once(run: Run, home: Path) -> None:
    """On standard error, with the format that has it; nothing where nothing is left out."""
    run("examples", "us-japan-interwar")
    done = run("export", "us-japan-interwar", "--to", "csv", "-o", home.parent / "x.csv")
    (told,) = done.stderr.splitlines()
    for part in ("rating", "the assessment", "--to json", "--to csl-json", "archive"):
        assert part in told
    assert not run("export", "us-japan-interwar", "--to", "md", "-o", home.parent / "x.md").stderr
    sheet = home.parent / "sheet.csv"
    sheet.write_text("event,title\ne,A\n", "utf-8")
    run("import", "plain", sheet, "--balancer", "A", "--target", "B")
    assert not run("export", "plain", "--to", "csv", "-o", home.parent / "x.csv").stderr
