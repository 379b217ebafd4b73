"""A history in which lines are damaged: each is named, undo refuses, edits go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from workbench.case import CaseInfo, Event, Problem
from workbench.casebook import Casebook, Workspace, put
from workbench.store import CaseFile, Past, history

DEEP = "[" * 400 + "]" * 400
DAMAGES: tuple[tuple[str, Any], ...] = (
    ("revision", float("inf")),
    ("revision", "2"),
    ("revision", True),
    ("revision", -1),
    ("revision", 10**4000),
    ("prev", []),
    ("prev", None),
    ("time", "2026-11-23T14:00:00"),
    ("time", "0001-01-01T00:00:00+00:00"),
    ("time", "9999-12-31T23:59:59+00:00"),
    ("time", 0),
    ("kind", ["edit"]),
    ("kind", "edited"),
    ("of", 1.5),
    ("of", "f" * 64),
    ("also", ["f" * 64]),
    ("also", 3),
    ("coder", None),
    ("action", {}),
    ("changes", None),
    ("changes", [None]),
    ("changes", [{"table": "events", "id": "ev-1", "before": None, "after": 3}]),
    ("changes", [{"table": "events", "id": "ev-1", "before": None, "after": None}]),
    ("changes", [{"table": [], "id": {}, "before": None, "after": {}}]),
    ("changes", [{"table": "events", "id": "ev-1", "before": {"title": 3}, "after": None}]),
)


@pytest.fixture
def book(home: Path) -> Casebook:
    """A case of one event, edited some times."""
    made = Workspace(home).create("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    for number in range(4):
        edited(made, str(number))
    return made


def history_of(book: Casebook) -> Path:
    return book.file.path.with_name("dyad.history.jsonl")


def damaged(line: str, field: str, value: Any) -> str:
    said = {**json.loads(line), field: value}
    return json.dumps(said).replace("Infinity", "1e999")


def edited(book: Casebook, title: str) -> None:
    book.apply("edit", put(book.case, Event(id="ev-1", title=title)))


def again(book: Casebook) -> Casebook:
    return Casebook(CaseFile(book.file.path))


def test_every_damaged_line_is_named(book: Casebook, run: Run) -> None:
    """By `check`, each with its line; the history is shown as far as it goes; no traceback."""
    for number in range(len(DAMAGES)):
        edited(book, f"again {number}")
    path = history_of(book)
    lines = path.read_text("utf-8").splitlines()
    for number, (field, value) in enumerate(DAMAGES, 1):
        lines[number] = damaged(lines[number], field, value)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = run("check", "dyad")
    assert found.returncode == 1 and not found.stderr
    for number, (field, value) in enumerate(DAMAGES, 2):
        assert f"line {number}:" in found.stdout, (field, value)
    for command in ("history", "restore"):
        assert "Traceback" not in run(command, "dyad").stderr


@pytest.mark.parametrize(("field", "value"), DAMAGES)
def test_undo_refuses_and_an_edit_goes_on(book: Casebook, field: str, value: Any) -> None:
    """One sentence with the line; nothing is written by it; the case can still be worked on."""
    path = history_of(book)
    lines = path.read_text("utf-8").splitlines()
    lines[-1] = damaged(lines[-1], field, value)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    before = path.read_bytes(), book.file.path.read_bytes()
    later = again(book)
    for step in (later.undo, later.redo):
        with pytest.raises(Problem, match=f"line {len(lines)}"):
            step()
    assert (path.read_bytes(), book.file.path.read_bytes()) == before
    edited(later, "after all")
    assert path.read_bytes().startswith(before[0])
    assert again(book).case.events["ev-1"].title == "after all"
    assert all(revision.changes is not None for revision in later.history())


@pytest.mark.parametrize("damage", [
    lambda lines: lines[1:],
    lambda lines: [*lines[:3], *lines[4:]],
    lambda lines: [lines[0], "", *lines[1:]],
    lambda lines: [lines[0], f'{{"changes": {DEEP}}}', *lines[1:]],
    lambda lines: [lines[0], "[" * 100_000, *lines[1:]],
    lambda lines: [lines[0], "\x00\x00", *lines[1:]],
])  # fmt: skip
def test_a_line_that_isnt_there_or_is_none(
    book: Casebook, damage: Callable[[list[str]], list[str]]
) -> None:
    """A fault with its line; undo refuses, an edit goes on."""
    path = history_of(book)
    path.write_text("\n".join(damage(path.read_text("utf-8").splitlines())) + "\n", "utf-8")
    later = again(book)
    [fault, *_] = later.file.past().faults
    with pytest.raises(Problem, match=f"line {fault.line}"):
        later.undo()
    edited(later, "after all")
    assert again(book).case.events["ev-1"].title == "after all"


def test_the_way_back_is_whole_again_without_the_damaged_lines(book: Casebook) -> None:
    """A line that isn't read takes no other's number."""
    path = history_of(book)
    numbers = [r.number for r in book.history()]
    lines = path.read_text("utf-8").splitlines()
    lines[3] = "oops"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert [r.number for r in again(book).history()] == [n for n in numbers if n != 4]


def test_undo_reads_no_more_than_an_edit(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The history is read once, however long it is, until another program writes it."""
    book.settle()
    reads: list[int] = []
    real = history.read_lines

    def counted(data: bytes, *known: Any, **more: Any) -> Past:
        reads.append(data.count(b"\n"))
        return real(data, *known, **more)

    monkeypatch.setattr(history, "read_lines", counted)
    book.undo(), book.redo(), book.undo()
    edited(book, "after that")
    assert not reads
    edited(again(book), "by another")
    assert book.undo() == "edit"
    # The other read all of it, and of the other's edit this one reads no more than that.
    assert len(reads) == 2 and reads[0] > reads[1] == 1
    assert book.case.events["ev-1"].title == "after that"


def test_a_history_that_is_read_on_says_what_it_says_as_a_whole(book: Casebook) -> None:
    """Wherever the one who read it before stopped, and whatever is damaged."""
    book.undo(), book.redo()
    path = history_of(book)
    lines = path.read_text("utf-8").splitlines()
    lines[2] = damaged(lines[2], "time", 0)
    lines += [lines[1], "oops", lines[3], damaged(lines[4], "of", "f" * 64)]
    data = ("\n".join(lines) + '\n{"revision": 9, "ti').encode()
    whole = history.read_lines(data)
    assert len(whole.faults) >= 4 and whole.torn
    for number in range(len(lines) + 1):
        first = b"".join(line.encode() + b"\n" for line in lines[:number])
        on = history.read_lines(data[len(first) :], history.read_lines(first))
        assert told(on) == told(whole), number


def told(past: Past) -> object:
    faults = [(fault.line, str(fault.why)) for fault in past.damage({})]
    return past.revisions, faults, past.size, past.lines, past.ended


@pytest.mark.parametrize("how", ["longer", "other"])
def test_a_history_that_was_written_anew_is_read_anew(book: Casebook, how: str) -> None:
    """Only what follows the very bytes that are known is read on."""
    book.settle()
    path = history_of(book)
    lines = path.read_text("utf-8").splitlines()
    lines[1] = "oops" if how == "longer" else lines[1].replace('"title"', '"titel"')
    path.write_text("\n".join([*lines, lines[-1].replace("edit", "also")]) + "\n", "utf-8")
    now, whole = book.file.past(), again(book).file.past()
    assert now.faults and told(now) == told(whole)


def test_history_and_restore_name_a_damaged_line_and_lose_nothing_of_it(
    book: Casebook, run: Run
) -> None:
    """What it did stays in the case, before and after the case was opened in between."""
    book.apply("edit", put(book.case, Event(id="ev-2", title="of the damaged line")))
    edited(book, "last")
    path = history_of(book)
    lines = path.read_text("utf-8").splitlines()
    assert "of the damaged line" in lines[5]
    lines[5] = "oops"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    named = f"workbench: {path}, line 6: the line can't be read\n"
    for arguments in (["history", "dyad"], ["history", "dyad", "--json"]):
        done = run(*arguments)
        assert done.returncode == 0 and named in done.stderr
    for settle in (False, True):
        if settle:
            again(book).settle()
        for at, title in (("7", "last"), ("5", "3"), ("2", "0")):
            done = run("restore", "dyad", "--at", at)
            assert done.returncode == 0 and named in done.stderr
            assert "stays in the case" in done.stdout
            now = again(book).case.events
            assert (now["ev-1"].title, now["ev-2"].title) == (title, "of the damaged line")
    assert path.read_text("utf-8").splitlines()[5] == "oops"
    number = again(book).history()[1].number
    later = again(book)
    later.restore("ev-1", number)
    assert "ev-2" in later.case.events and later.case.events["ev-1"].title == "0"


def test_a_lost_case_comes_back_without_what_a_damaged_line_held(book: Casebook, run: Run) -> None:
    """The line is named, and that what it held isn't there."""
    book.apply("edit", put(book.case, Event(id="ev-2", title="of the damaged line")))
    edited(book, "last")
    path = history_of(book)
    lines = path.read_text("utf-8").splitlines()
    lines[5] = "oops"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    book.file.path.unlink()
    done = run("restore", "dyad")
    assert done.returncode == 0 and f"{path}, line 6: " in done.stderr
    assert "is not in the case" in done.stdout
    assert list(again(book).case.events) == ["ev-1"]
    assert path.read_text("utf-8").splitlines()[5] == "oops"


def test_a_last_line_without_its_break_is_a_line(book: Casebook, run: Run) -> None:
    """An editor took the break away; the next edit doesn't take the line with it."""
    path = history_of(book)
    before = path.read_bytes()
    path.write_bytes(before[:-1])
    assert len(again(book).history()) == 5
    edited(again(book), "after that")
    assert path.read_bytes().startswith(before)
    assert run("check", "dyad").returncode == 0
    path.write_bytes(path.read_bytes() + b'{"revision": 7, "ti')
    assert f"{path}, line 7: the line is cut off" in run("history", "dyad").stderr
    checked = run("check", "dyad")
    assert checked.returncode == 1 and not checked.stderr
    assert (
        f"{path.with_name('dyad.json')}: the history's line 7: the line is cut off"
        in checked.stdout
    )
    path.write_bytes(path.read_bytes().rpartition(b"\n")[0] + b"\nby hand")
    assert f"{path}, line 7: the line can't be read" in run("history", "dyad").stderr
    edited(again(book), "and on")
    assert b"\nby hand\n" in path.read_bytes()


@pytest.mark.parametrize("name", ["dyad.json", "dyad.history.jsonl"])
def test_a_file_that_no_memory_holds(run: Run, home: Path, tmp_path: Path, name: str) -> None:
    """A sparse file of a terabyte, and one in a merge: refused in a sentence, never read."""
    run("new", "dyad", "--title", "T", "--balancer", "A", "--target", "B")
    with (home / "cases" / name).open("r+b") as stream:
        stream.truncate(1 << 40)
    assert run("list").returncode == 0
    for command in (("check",), ("show" if name == "dyad.json" else "history", "dyad")):
        done = run(*command)
        assert done.returncode and "File too large" in done.stdout + done.stderr, done
        assert "Traceback" not in done.stderr
    small = tmp_path / "small.json"
    small.write_text("{}", "utf-8")
    for versions in ((home / "cases" / name, small, small), (small, home / "cases" / name, small)):
        done = run("merge", *map(str, versions))
        assert done.returncode == 2 and "File too large" in done.stderr
