"""The door for others' scripts: a case file as TinyDB has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tinydb import where

from workbench.case import CaseInfo, Event, Problem
from workbench.casebook import Casebook, Workspace, copy_worked_case, put
from workbench.store import CaseDB


@pytest.fixture
def book(home: Path) -> Casebook:
    """A case of two events."""
    made = Workspace(home).create("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    for key in ("ev-1", "ev-2"):
        made.apply("new event", put(made.case, Event(id=key, title=f"Event {key}")))
    return made


def test_a_script_reads_and_changes_a_record(book: Casebook) -> None:
    """The workbench finds the change, and its history says that it came from outside."""
    path = book.file.path
    untouched = [line for line in path.read_bytes().splitlines() if b"ev-2" in line]
    with CaseDB(path) as cases:
        events = cases.table("events")
        assert {event["title"] for event in events} == {"Event ev-1", "Event ev-2"}
        assert events.update({"title": "One"}, where("title") == "Event ev-1") == ["ev-1"]
    assert [line for line in path.read_bytes().splitlines() if b"ev-2" in line] == untouched
    assert book.refresh() and book.case.events["ev-1"].title == "One"
    book.apply("edit", put(book.case, Event(id="ev-3", title="Three")))
    assert [r.kind for r in book.history()][-2:] == ["outside", "edit"]


def test_a_script_adds_and_takes_away(book: Casebook) -> None:
    """What it adds has an id as the workbench gives them, and is an event like any other."""
    with CaseDB(book.file.path) as cases:
        events = cases.table("events")
        made = events.insert({"title": "Added", "date": "2003-03-01"})
        events.remove(where("title") == "Event ev-2")
    assert book.refresh()
    assert set(book.case.events) == {"ev-1", made}
    assert book.case.events[made].date == "2003-03-01"


def test_what_is_no_case_file_is_refused_and_left(tmp_path: Path) -> None:
    """In one sentence; nothing is written over it."""
    other = tmp_path / "other.json"
    other.write_text("not json", "utf-8")
    with pytest.raises(Problem, match=r"other\.json"):
        CaseDB(other).table("events").insert({"title": "x"})
    assert other.read_text("utf-8") == "not json"


def test_the_readmes_script_runs(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word for word, in a workspace with the worked case."""
    made = copy_worked_case(Workspace(home), "france-us-iraq-2003")
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    [script] = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(home)
    exec(script, {})
    assert "France votes for resolution 1441" in capsys.readouterr().out
    assert made.refresh() and made.case.by_name["e05"].domain == "institutional"
