"""What is there already is asked about; columns are mapped once."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Change, Event, Evidence, Source, new_id
from workbench.casebook import same_source
from workbench.interchange.sheet import Decision, SheetImport, read_sheet, write_sheet

EMPTY = Case("c", CaseInfo(title="T", balancer="A", target="B"))
HEAD = "date,title,initiator,side,finding,bearing,source\n"
FIRST = HEAD + "2003,Talks,A,intent,said so,balancing:supports,Record\n"


def read(text: str, case: Case, decision: Decision | None = None) -> SheetImport:
    return read_sheet(text.encode(), case, "x", decide=lambda _: decision)


HELD = EMPTY.with_changes(read(FIRST, EMPTY).changes)
AGAIN = FIRST + '2003,"  TALKS ",,intent,more,balancing:supports,Record\n2004,New,A,,,,\n'


def test_what_the_case_has_waits_for_a_decision() -> None:
    """Nothing may be written before; the initiator that is left out is the balancer."""
    found = read(AGAIN, HELD)
    assert [d.line for d in found.undecided] == [2, 3] and not found.changes
    assert [row.fate for row in found.preview] == ["undecided", "undecided", "new"]


@pytest.mark.parametrize(
    ("decision", "events", "findings", "repeated"),
    [
        ("skip", ["Talks", "New"], ["said so"], 0),
        ("add", ["Talks", "Talks", "TALKS", "New"], ["said so", "said so", "more"], 0),
        ("merge", ["Talks", "New"], ["said so", "more"], 1),
    ],
)
def test_skip_add_and_merge(
    decision: Decision, events: list[str], findings: list[str], repeated: int
) -> None:
    """Merging adds the evidence that the event hasn't, and leaves the event as it is."""
    found = read(AGAIN, HELD, decision)
    case = HELD.with_changes(found.changes)
    assert [e.title for e in case.timeline] == events
    assert [p.finding for p in case.evidence.values()] == findings
    assert found.repeated == repeated and len(case.sources) == 1
    assert set(HELD.events.items()) <= set(case.events.items())


def test_twice_in_the_sheet_is_two_events_unless_one_says_otherwise() -> None:
    """As in a new case, where every row without a key is an event."""
    twice = FIRST + FIRST.split("\n")[1] + "\n"
    found = read_sheet(twice.encode(), EMPTY, "x")
    assert found.events == 2 and [d.of_line for d in found.doubles] == [2]
    merged = EMPTY.with_changes(read(twice, EMPTY, "merge").changes)
    assert (len(merged.events), len(merged.evidence)) == (1, 1)


def test_a_key_that_the_case_has() -> None:
    """The same event may be left out or added to; another one under its key is refused."""
    keyed = "event,date,title\ne1,2003,Talks\n"
    held = EMPTY.with_changes(read(keyed, EMPTY).changes)
    assert len(read(keyed, held).undecided) == 1
    assert not read(keyed, held, "merge").changes and not read(keyed, held, "merge").faults
    assert [f.column for f in read(keyed, held, "add").faults] == ["event"]
    other = keyed.replace("Talks", "War")
    assert [f.column for f in read(other, held, "skip").faults] == ["event"]


def test_a_reaction_to_what_was_left_out_is_to_the_event_there() -> None:
    held = EMPTY.with_changes(read("title,date\nAnswer,2004\n", EMPTY).changes)
    (there,) = held.events
    sheet = (
        "event,title,date,side,bearing,status,reaction\n"
        "a,Act,2003,effect,raises-cost,observed,b\nb,Answer,2004,,,,\n"
    )
    case = held.with_changes(read(sheet, held, "skip").changes)
    assert [p.reaction for p in case.evidence.values()] == [there]


def test_columns_may_be_read_as_others_or_as_none() -> None:
    """Also one that has a name of the coding sheet; what isn't read stays in the note."""
    data = b"title,target,When\nTalks,15%,2003\n"
    found = read_sheet(data, EMPTY, "x", {"target": "", "When": "date"})
    (event,) = EMPTY.with_changes(found.changes).events.values()
    assert (event.target, event.note, event.date) == ("B", "target: 15%", "2003")
    assert [f.column for f in read_sheet(data, EMPTY, "x", {"Whn": "date"}).faults] == ["Whn"]
    lost = read_sheet(b"a,b\n1,2\n", EMPTY, "x")
    assert lost.faults and [c.example for c in lost.columns] == ["1", "2"]


def test_a_sheet_made_elsewhere_is_read_as_spreadsheets_write() -> None:
    """Its dates as they are written there, its own word for a title; ours reads them alike."""
    rows = "2012/9/11,購島,無\n民國101年9月,抗議,balking\n2012年9月14日,公務船進入,\n"
    found = read_sheet(f"日期,事件,策略\n{rows}".encode(), EMPTY, "x")
    events = EMPTY.with_changes(found.changes).timeline
    assert [e.date for e in events] == ["2012-09", "2012-09-11", "2012-09-14"]
    assert [e.coded_none for e in events] == [False, True, False]
    own = read_sheet(b"title,date\nT,2012/9/11\n", EMPTY, "x")
    assert [e.date for e in EMPTY.with_changes(own.changes).timeline] == ["2012-09-11"]
    two_ways = read_sheet("日期,事件\n3/4/2012,T\n".encode(), EMPTY, "x")
    assert [(f.line, f.column) for f in two_ways.faults] == [(2, "date")]


def test_rows_are_told_of() -> None:
    seen: list[tuple[int, int]] = []
    sheet = HEAD + "2003,T,A,intent,f,,\n" * 600
    read_sheet(sheet.encode(), EMPTY, "x", told=lambda done, every: seen.append((done, every)))
    assert seen == sorted(seen) and seen[-1] == (600, 600) and len(seen) > 3


@pytest.fixture
def sheets(run: Run, tmp_path: Path) -> Path:
    """A workbook of two worksheets, and a case."""
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    book = Workbook()
    book.active.title = "One"
    for name, title in (("One", "Talks"), ("Two", "War")):
        sheet = book[name] if name == "One" else book.create_sheet(name)
        sheet.append(["Jahr", "title"])
        sheet.append([2003, title])
    path = tmp_path / "book.xlsx"
    file = io.BytesIO()
    book.save(file)
    path.write_bytes(file.getvalue())
    return path


def test_the_command_remembers_and_asks(run: Run, sheets: Path) -> None:
    """The worksheet is named; a mapping is remembered; what is there is refused, then decided."""
    assert "One, Two" in run("import", "c", sheets, "--sheet", "Three").stderr
    dry = run("import", "c", sheets, "--map", "Jahr=date", "--dry-run")
    assert "One" in dry.stdout and "2003" in dry.stdout and "new event" in dry.stdout
    assert run("import", "c", sheets, "--map", "Jahr=date").returncode == 0
    second = json.loads(run("import", "c", sheets, "--sheet", "Two", "--json").stdout)
    assert (second["worksheet"], second["preview"][0]["date"]) == ("Two", "2003")
    refused = run("import", "c", sheets)
    assert refused.returncode == 2 and "line 2" in refused.stderr and "Talks" in refused.stderr
    told = json.loads(run("import", "c", sheets, "--dry-run", "--json").stdout)
    assert told["duplicates"][0]["decision"] is None and not told["written"]
    assert run("import", "c", sheets, "--duplicates", "skip").returncode == 0
    assert json.loads(run("list", "--json").stdout)[0]["events"] == 2


HOSTILE = ["[bold]", "[/x]", '<img src="/etc/passwd">', "=1+1", "\x1b[31m", "😀 事件", "\u202eשלום"]
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20).map(
    str.strip
) | st.sampled_from(HOSTILE)


@given(
    st.lists(st.tuples(texts.filter(bool), texts, texts), min_size=1, max_size=4,
             unique_by=lambda row: " ".join(row[0].casefold().split())),
    st.sampled_from(["skip", "merge"]),
)  # fmt: skip
def test_the_same_sheet_again_changes_nothing(
    rows: list[tuple[str, str, str]], decision: Decision
) -> None:
    """Whatever was typed: what is there is left out, or its evidence found to be there."""
    case = EMPTY
    for title, finding, source in rows:
        event = Event(id=new_id("ev"), title=title, initiator="A", target="B")
        piece = Evidence(id=new_id("pc"), event=event.id, side="intent", finding=finding)
        known = Source(id=new_id("so"), title=source)
        if source and same_source(case.sources.values(), known) is None:
            case = case.with_changes([Change(None, known)])
        held = same_source(case.sources.values(), known) if source else None
        piece = piece.model_copy(update={"source": held.id if held else None})
        case = case.with_changes([Change(None, event), Change(None, piece)])
    found = read_sheet(write_sheet(case), case, "x", decide=lambda _: decision)
    assert not found.faults and not found.changes, found.faults
    assert len(found.doubles) == len(rows)


MERGED = """event,date,title,initiator,description,strategies,tag_notes,screening_note,side,\
finding,bearing,refuted_by,note
e,2003,Talks,A,What was said,binding,binding | MK | why,,,,,,of the event
e,,,,,,,,intent,said so,balancing:supports,,of the piece
f,2003,Talks,B,,,,reason,,,,,
"""


def test_what_merging_does_not_take_is_named(run: Run, home: Path) -> None:
    """By column, on standard error: nothing that somebody filled in goes without a word."""
    first = home.parent / "first.csv"
    first.write_text(
        HEAD.replace("date,", "date,domain,", 1)
        + "2003,military,Talks,A,intent,said so,balancing:supports,\n"
        + "2003,,Talks,B,,,,\n",
        "utf-8",
    )
    run("import", "c", first, "--balancer", "A", "--target", "B")
    more = home.parent / "more.csv"
    more.write_text(MERGED, "utf-8")
    done = run("import", "c", more, "--duplicates", "merge")
    (said,) = done.stderr.splitlines()
    for part in ("description (1)", "strategies (1)", "tag_notes (1)", "screening_note (1)",
                 "note (2)"):  # fmt: skip
        assert part in said
    assert "domain" not in said and "finding" not in said and "title" not in said
    told = json.loads(
        run("import", "c", more, "--duplicates", "merge", "--dry-run", "--json").stdout
    )
    assert told["not_taken"]["note"] == 2
    assert not run("import", "c", first, "--duplicates", "merge").stderr
    first.write_text(FIRST.replace("\n", ",coder\n", 1).replace("said so", "so").replace(
        "Record\n", "Record,MK\n"), "utf-8")  # fmt: skip
    assert not run("import", "c", first, "--duplicates", "merge").stderr
