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
from workbench.store import CaseFile, history

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
    monkeypatch.setattr(history, "read_lines", lambda data: reads.append(len(data)) or real(data))
    book.undo(), book.redo(), book.undo()
    edited(book, "after that")
    assert not reads
    edited(again(book), "by another")
    assert book.undo() == "edit"
    assert len(reads) == 2
    assert book.case.events["ev-1"].title == "after that"
