"""Drafts of two programs on one home: none is offered where it isn't at home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.tui.rest import settled
from workbench.case import Event, Tag, begun
from workbench.casebook import Settings, Workspace, save_settings, state_folder
from workbench.tui import WorkbenchApp
from workbench.tui.forms import Confirm
from workbench.tui.forms.at_length import Detail


@pytest.fixture
def two(known: Workspace) -> Workspace:
    """Two cases, and a coder who needn't be asked."""
    save_settings(Settings(coder="CKM", language="en"))
    for slug in ("one", "two"):
        known.create(slug, begun(title=slug, balancer="France", target="United States"))
    return known


@pytest.fixture
def other() -> Iterator[int]:
    """A program that runs."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running.pid
        running.communicate()


def _left(case: str, pid: int, **more: object) -> None:
    draft = {"mark": "m", "form": "RatingForm", "heading": "Threat", "case": case, "event": "",
             "values": {"note": "typed"}, "pid": pid, **more}  # fmt: skip
    state_folder().mkdir(parents=True, exist_ok=True)
    (state_folder() / "drafts.json").write_text(json.dumps([draft]), encoding="utf-8")


async def _offered(place: Workspace, slug: str | None) -> bool:
    app = WorkbenchApp(place, slug)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        asked = isinstance(app.screen, Confirm)
        await app.look()
    return asked


def _kept() -> bool:
    return "typed" in (state_folder() / "drafts.json").read_text("utf-8")


async def test_a_draft_is_offered_in_its_own_case(two: Workspace) -> None:
    """Over another case it isn't, and it is kept; at home it is."""
    _left("one", 0)
    assert not await _offered(two, "two")
    assert _kept()
    assert await _offered(two, "one")
    assert await _offered(two, None)


@pytest.mark.skipif(sys.platform == "win32", reason="no program can be asked about there")
async def test_a_form_that_is_open_in_another_program_stays_there(
    two: Workspace, other: int
) -> None:
    """It is no draft that an interruption left, and isn't written over."""
    _left("one", other)
    assert not await _offered(two, "one")
    assert _kept()
    _left("one", os.getpid())
    assert await _offered(two, "one")


TAGGED = Event(id="ev-9", title="An act", tags=(Tag(strategy="binding", rationale="typed"),))


@pytest.mark.parametrize(
    ("case", "more"),
    [
        ("one", {"form": "Tagger", "values": {"ev-9": TAGGED.model_dump_json()}}),
        ("one", {"form": "EventForm", "event": "ev-9"}),
        ("one", {"form": "EvidenceForm", "event": "ev-9", "values": {"finding": "typed"}}),
        ("gone", {"form": "CaseInfoForm"}),
        ("gone", {"form": "Tagger", "values": {"ev-9": TAGGED.model_dump_json()}}),
    ],
)
async def test_what_a_draft_is_of_is_gone(
    two: Workspace, case: str, more: dict[str, object]
) -> None:
    """It is shown as text, and stays until it is discarded."""
    _left(case, 0, **more)
    app = WorkbenchApp(two, None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, Detail), app.screen
        assert "typed" in app.screen.under_cursor
        said = "an event that is gone" if case == "one" else "a case that can't be opened"
        assert said in app.screen.under_cursor
        await pilot.press("escape")
        await settled(pilot)
        await app.look()
    assert _kept()
