"""The history: an undo stack across restarts, an audit trail, and the way back to a lost case."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import process_time

import pytest

from tests.conftest import Run
from workbench.case import CaseInfo, Event, Evidence, Problem
from workbench.casebook import Casebook, Workspace, put, remove_event
from workbench.casebook.merging import merge_files
from workbench.store import CaseDB, CaseFile, Conflict, NotWritten, durable, rows


@pytest.fixture(params=[1 << 16, pytest.param(0, marks=pytest.mark.long)])
def book(home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Casebook:
    """A case of one event, whose history holds lines of so many bytes, the longer ones not."""
    monkeypatch.setattr(rows, "_LONG", request.param)
    made = Workspace(home).create("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    made.apply("new event", put(made.case, Event(id="ev-1", title="One")), "CKM")
    return made


def again(book: Casebook) -> Casebook:
    """The case opened by another window, or on another day."""
    return Casebook(CaseFile(book.file.path))


def titled(book: Casebook, title: str) -> None:
    event = book.case.events["ev-1"].model_copy(update={"title": title})
    book.apply("the event's description", put(book.case, event), "CKM")


def test_undo_and_redo_outlive_the_window(book: Casebook) -> None:
    """Undo takes back an edit of an earlier day; redo does it again; a new edit ends redoing."""
    titled(book, "Two")
    titled(book, "Three")
    assert again(book).undo("MIN") == "the event's description"
    assert again(book).undo("MIN") == "the event's description"
    assert again(book).case.events["ev-1"].title == "One"
    assert again(book).redo() == "the event's description"
    later = again(book)
    assert later.case.events["ev-1"].title == "Two"
    titled(later, "Four")
    assert again(book).redo() is None
    while again(book).undo():
        pass
    assert not again(book).case.events
    assert [r.kind for r in later.history()].count("begun") == 1


@pytest.mark.parametrize("line", [b"\n" * 50, b'{"revision": 1}\n'], ids=["empty", "short"])
def test_what_holds_more_bad_lines_than_a_history_has_is_not_read_on(
    book: Casebook, line: bytes
) -> None:
    """Tens of millions of empty lines took seconds and a gigabyte."""
    path = book.file.history_path
    with path.open("ab") as stream:
        stream.write(line * 400_000)
    begun = process_time()
    past = CaseFile(book.file.path).past()
    assert process_time() - begun < 1
    assert [len(past.revisions), len(past.faults), past.faults[-1].line] == [2, 10_002, 10_004]


def test_a_long_line_is_read_from_its_file(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says is what it said when it was read, or a sentence."""
    monkeypatch.setattr(rows, "_LONG", 0)
    titled(book, "Two")
    path, other = book.file.history_path, again(book)
    lines = path.read_bytes().splitlines()
    last = other.history()[-1]
    for each in (book, other):
        assert [revision.told.line for revision in each.history()] == lines
    assert last.rows == last.rows
    path.write_bytes(path.read_bytes().replace(b"Two", b"Six"))
    assert last.some(1) == ((), 0)
    with pytest.raises(Problem, match="changed while it was read"):
        assert last.changes
    path.unlink()
    with pytest.raises(Problem, match="can't be read"):
        assert last.changes


def test_it_says_who_changed_what_and_when(book: Casebook, run: Run) -> None:
    """Every revision names its coder, its action and its records, whole before and after."""
    titled(book, "Two")
    shown = json.loads(run("history", "dyad", "--json").stdout)
    assert [r["coder"] for r in shown] == ["", "CKM", "CKM"]
    assert shown[2]["changed"][0]["before"]["title"] == "One"
    assert shown[2]["changed"][0]["after"]["title"] == "Two"
    said = run("history", "dyad").stdout
    assert said.index("    3  ") < said.index("    1  ")


def test_an_event_comes_back_as_it_was(book: Casebook) -> None:
    """Restoring an event is an edit: its evidence comes along, and undo takes it back."""
    piece = Evidence(id="pc-1", event="ev-1", side="intent", finding="said so")
    book.apply("new evidence", put(book.case, piece))
    titled(book, "Two")
    book.apply("a deleted event", remove_event(book.case, book.case.events["ev-1"]))
    book.restore("ev-1", 3)
    assert book.case.events["ev-1"].title == "One"
    assert book.case.evidence["pc-1"].finding == "said so"
    assert book.undo() == "a restored event"
    assert not book.case.events
    with pytest.raises(Problem, match="wasn't in the case then"):
        book.restore("ev-9", 3)


def test_a_hand_edit_is_recorded_as_such(book: Casebook) -> None:
    """What an editor changed is taken in, shown, and put down in the history."""
    text = book.file.path.read_text("utf-8")
    book.file.path.write_text(text.replace('"One"', '"By hand"'), "utf-8")
    assert book.refresh()
    assert book.case.events["ev-1"].title == "By hand"
    book.settle()
    assert [r.kind for r in book.history()] == ["begun", "edit", "outside"]
    assert book.undo() == "changed outside the workbench"
    assert again(book).case.events["ev-1"].title == "One"


def test_the_same_record_changed_twice_is_a_conflict(book: Casebook) -> None:
    """Mine, theirs and what both began from; nothing is written until one chooses."""
    other = again(book)
    titled(other, "Theirs")
    with pytest.raises(Conflict) as clash:
        titled(book, "Mine")
    titles = [getattr(r, "title", "") for r in (clash.value.base, clash.value.theirs)]
    assert titles == ["One", "Theirs"]
    assert getattr(clash.value.mine, "title", "") == "Mine"
    assert book.case.events["ev-1"].title == "Theirs"
    titled(book, "Mine after all")
    assert again(other).case.events["ev-1"].title == "Mine after all"


def test_a_line_that_was_tampered_with_is_found(book: Casebook, run: Run) -> None:
    """`check` names the line whose chain is broken, and where case and history disagree."""
    assert run("check", "dyad").returncode == 0
    titled(book, "Two")
    path = book.file.path.with_name("dyad.history.jsonl")
    whole = path.read_text("utf-8")
    path.write_text(whole.replace('"One"', '"Ten"', 1), "utf-8")
    found = run("check", "dyad")
    assert found.returncode == 1
    assert "line 3" in found.stdout
    path.write_text(whole.replace('"Two"', '"Ten"'), "utf-8")
    assert "isn't as the history has it" in run("check", "dyad").stdout


def test_a_lost_case_file_comes_back(book: Casebook, run: Run) -> None:
    """From the history alone, whether the file is gone or damaged; a damaged one is set aside."""
    before = book.case
    book.file.path.unlink()
    new = run("new", "dyad", "--title", "T", "--balancer", "A", "--target", "B")
    assert new.returncode == 2 and "restore" in new.stderr
    assert run("restore", "dyad").returncode == 0
    assert again(book).case == before
    book.file.path.write_bytes(b"{ oops")
    said = run("restore", "dyad", "--at", "2").stdout
    assert "damaged-1" in said
    assert again(book).case == before
    assert run("restore", "dyad", "--at", "yesterday").returncode == 2
    for at in ("99", "9" * 5000, "0001-01-01T00:00"):
        said = run("restore", "dyad", "--at", at)
        assert said.returncode == 2 and "Traceback" not in said.stderr


def test_a_write_that_stopped_in_between_is_told(book: Casebook) -> None:
    """The history was written and the case file wasn't: the file counts, and both say so."""
    old = book.file.path.read_bytes()
    titled(book, "Two")
    book.file.path.write_bytes(old)
    torn = book.file.path.with_name("dyad.history.jsonl")
    with torn.open("ab") as stream:
        stream.write(b'{"revision": 4, "ti')
    later = again(book)
    later.settle()
    assert later.case.events["ev-1"].title == "One"
    assert later.history()[-1].action == "the case file was found without the last edit"
    assert later.undo() == "the case file was found without the last edit"
    assert again(book).case.events["ev-1"].title == "Two"
    assert [r.number for r in again(book).history()] == [1, 2, 3, 4, 5]


def test_a_refused_write_is_kept_and_tried_again(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: a sentence, the edit in memory, nothing half written in either file."""
    files = [book.file.path, book.file.path.with_name("dyad.history.jsonl")]
    before = [path.read_bytes() for path in files]
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _full)
        patch.setattr(Path, "replace", _full)
        with pytest.raises(NotWritten, match="No space left"):
            titled(book, "Two")
    assert [path.read_bytes() for path in files] == before
    assert book.case.events["ev-1"].title == "One"
    elsewhere = CaseFile(book.file.path.with_name("elsewhere.json"))
    book.save_elsewhere(elsewhere)
    assert elsewhere.load().events["ev-1"].title == "Two"
    book.retry()
    assert again(book).case.events["ev-1"].title == "Two"


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_deleted_while_open_is_put_back_when_asked(book: Casebook) -> None:
    """Deleting the file under the window loses nothing."""
    book.file.path.unlink()
    with pytest.raises(NotWritten, match="deleted or moved"):
        titled(book, "Two")
    assert not book.file.path.exists()
    book.retry()
    assert again(book).case.events["ev-1"].title == "Two"


def test_a_case_without_a_history_begins_one(book: Casebook) -> None:
    """A file that came alone is whole; its history starts with what it holds."""
    book.file.path.with_name("dyad.history.jsonl").unlink()
    titled(again(book), "Two")
    revisions = again(book).history()
    assert [r.kind for r in revisions] == ["begun", "edit"]
    assert [r.table for r in revisions[0].rows] == ["case", "events"]


def test_deleting_leaves_a_tombstone_and_other_lines_their_bytes(book: Casebook) -> None:
    """A record that nobody edited is never written anew, however a person laid it out."""
    by_hand = book.file.path.read_text("utf-8").replace('{"title": "One"', '{ "title" :  "One"')
    book.file.path.write_text(by_hand, "utf-8")
    later = again(book)
    later.apply("new event", put(later.case, Event(id="ev-2", title="Two")))
    later.apply("a deleted event", remove_event(later.case, later.case.events["ev-2"]))
    text = book.file.path.read_text("utf-8")
    assert '{ "title" :  "One"' in text
    assert ',"ev-2": null' in text
    assert set(again(book).case.events) == {"ev-1"}


def test_a_later_format_is_read_and_never_written(book: Casebook, home: Path) -> None:
    """One clear sentence; the bytes stay."""
    data = book.file.path.read_bytes().replace(b'"version": 3', b'"version": 4')
    book.file.path.write_bytes(data)
    with pytest.raises(Problem, match="version 4"):
        again(book)
    later = Workspace(home).open("dyad", newer=True)
    assert later.case.events["ev-1"].title == "One"
    with pytest.raises(Problem, match="version 4"):
        titled(later, "Two")
    assert later.undo is not None and not later.refresh()
    assert book.file.path.read_bytes() == data


def test_nothing_is_written_that_could_not_be_read_again(
    book: Casebook, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a history, a case nor what was merged: refused in a sentence, all as it was."""
    path, long = book.file.path, "x" * 60_000
    files = [path, path.with_name("dyad.history.jsonl")]
    before = [each.read_bytes() for each in files]
    monkeypatch.setattr(durable, "MOST", 50_000)
    with pytest.raises(NotWritten, match=r"history\.jsonl would have more than .* couldn.t be"):
        titled(book, long)
    with pytest.raises(NotWritten, match=r"dyad\.json would have more than"), CaseDB(path) as cases:
        cases.table("events").update({"title": long})
    assert [each.read_bytes() for each in files] == before
    merged = merge_files(path, path, path)
    monkeypatch.setattr(durable, "MOST", len(before[0]) - 1)
    with pytest.raises(NotWritten, match="couldn't be opened again"):
        merged.write()
    monkeypatch.undo()
    assert again(book).case.events["ev-1"].title == "One"
