"""Many candidates decided about at once, by command: one edit, one undo, none lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.interchange.test_eventdata import gdelt
from workbench.case import CaseInfo
from workbench.casebook import Workspace, waiting


@pytest.fixture
def inbox(home: Path, run: Run, tmp_path: Path) -> Path:
    """Three rows of a day and class, one of another class."""
    info = CaseInfo(title="Dyad", balancer="France", target="United States")
    Workspace(home).create("dyad", info)
    path = tmp_path / "e.CSV"
    path.write_text("".join(map(gdelt, range(3))) + gdelt(9, code="163"), "utf-8")
    assert run("inbox", "add", "dyad", path).returncode == 0
    return home


def groups(run: Run) -> list[dict[str, Any]]:
    """The groups, the largest first."""
    found = json.loads(run("inbox", "list", "dyad", "--grouped", "--json").stdout)
    return sorted(found, key=lambda group: -len(group["candidates"]))


def test_a_group_becomes_one_event(inbox: Path, run: Run) -> None:
    """Its other rows are lines of the note; the history has one edit, and undo takes it back."""
    told = run("inbox", "list", "dyad", "--grouped").stdout
    assert "4 candidates in 2 groups" in told and "3 × France → United States" in told
    (group, alone) = groups(run)
    assert [len(group["candidates"]), len(alone["candidates"])] == [3, 1]
    listed = json.loads(run("inbox", "list", "dyad", "--json").stdout)
    assert sorted(each["group"]["candidates"] for each in listed) == [1, 3, 3, 3]
    last = group["candidates"][-1]["id"]
    done = run("inbox", "accept", "dyad", last, group["id"], "--grouped", "--tags", "binding")
    assert done.returncode == 0 and len(done.stdout.split()) == 1
    case = Workspace(inbox).open("dyad").case
    (event,) = case.events.values()
    assert event.id == done.stdout.strip() and len(event.note.splitlines()) == 3
    assert [tag.strategy for tag in event.tags] == ["binding"] and len(case.sources) == 1
    states = sorted(c.state for c in case.candidates.values())
    assert states == ["accepted", "merged", "merged", "waiting"]
    assert case.candidates[group["id"]].state == "accepted"
    book = Workspace(inbox).open("dyad")
    book.undo("")
    assert len(waiting(book.case)) == 4 and not book.case.events and not book.case.sources
    refused = run("inbox", "accept", "dyad", "ca-0")
    assert refused.returncode == 2 and "ca-0" in refused.stderr


def test_several_are_decided_about_at_once(inbox: Path, run: Run) -> None:
    """One that was split off stays; what is refused leaves all as it was."""
    (group, alone) = groups(run)
    first, second, third = (each["id"] for each in group["candidates"])
    assert run("inbox", "split", "dyad", third).returncode == 0
    assert run("inbox", "reject", "dyad", first, "--grouped", "--reason", "routine").returncode == 0
    case = Workspace(inbox).open("dyad").case
    assert {c.id for c in waiting(case)} == {third, alone["id"]} and case.candidates[third].apart
    refused = run("inbox", "accept", "dyad", third, second)
    assert refused.returncode == 2 and second in refused.stderr
    assert not Workspace(inbox).open("dyad").case.events
    made = run("inbox", "accept", "dyad", third, alone["id"]).stdout.split()
    assert len(made) == 2
    book = Workspace(inbox).open("dyad")
    book.undo("")
    assert len(waiting(book.case)) == 2
    assert run("inbox", "accept", "dyad", third).returncode == 0
    event = next(iter(Workspace(inbox).open("dyad").case.events))
    assert run("inbox", "merge", "dyad", alone["id"], "--into", event).returncode == 0
    assert not waiting(Workspace(inbox).open("dyad").case)
