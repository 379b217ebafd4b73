"""What a tab needs of the screen that it stands on, and how often it is drawn."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Input

from workbench.casebook import Settings, Workspace, copy_worked_case, put
from workbench.judgement import Findings, judge_case
from workbench.locale import words
from workbench.tui import WorkbenchApp
from workbench.tui.kit.bench import Bench
from workbench.tui.kit.table import SeenTable
from workbench.tui.panels.log import LogPanel
from workbench.tui.panels.profile import ProfileView

from .hands import Hands, case_of

SLUG = "japan-china-regionalism"


@dataclass
class FakeDesk:
    """A case that is looked at, and nothing around it."""

    book: Any
    findings: Findings
    selected: str | None = None
    marked: set[str] = field(default_factory=set)
    focused: None = None
    room: Size = field(default_factory=lambda: Size(100, 30))
    went: list[str] = field(default_factory=list)

    @property
    def own_findings(self) -> Findings:
        return self.findings

    def action_tab(self, tab: str) -> None:
        self.went.append(tab)


class FakeBench(Bench):
    """An application of one panel."""

    def __init__(self, desk: FakeDesk) -> None:
        super().__init__()
        self.desk = desk
        self.settings, self.words = Settings(coder="CKM"), words("en")

    def compose(self) -> ComposeResult:
        self.panel = ProfileView(self.desk)  # type: ignore[arg-type]
        yield self.panel


async def test_a_tab_needs_a_desk_and_no_screen_of_a_case(known: Workspace) -> None:
    case = copy_worked_case(known, SLUG).case
    desk = FakeDesk(SimpleNamespace(case=case), judge_case(case))
    app = FakeBench(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        app.panel.redraw()
        await pilot.pause()
        acts = {tag.strategy for f in desk.findings.acts for tag in f.event.tags}
        assert app.panel.query_one("#profile", SeenTable).row_count >= len(acts) > 3


@pytest.mark.parametrize("way", ["a form", "a step", "undo"])
async def test_an_edit_draws_a_tab_once(
    known: Workspace, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """And what is drawn is the case with the verdicts that go with it."""
    copy_worked_case(known, SLUG)
    app, drawn = WorkbenchApp(known, SLUG), list[str]()
    redraw = LogPanel.redraw

    def counted(self: LogPanel) -> None:
        assert self.case is self.of.findings.case
        drawn.append(self.case.timeline[0].title)
        redraw(self)

    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("home", "e")
        title = app.screen.query_one("#field-title", Input)
        title.value = f"Told anew {title.value}"
        monkeypatch.setattr(LogPanel, "redraw", counted)
        if way == "a form":
            await hands.press("ctrl+s")
        else:
            await hands.press("escape", "enter")
            book = case_of(app).book
            event = book.case.timeline[0]
            changed = event.model_copy(update={"title": f"Told anew {event.title}"})
            await asyncio.to_thread(book.apply, "edit", put(book.case, changed))
        await pilot.pause()
        if way == "undo":
            drawn.clear()
            await hands.press("u")
        assert len(drawn) == 1
        assert drawn[0].startswith("Told anew") == (way != "undo")
