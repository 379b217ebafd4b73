"""What keeps screens quick, counted: how often styles are worked out, and that nothing glides."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from typing import Any

import pytest
from rich.text import Text
from textual._styles_cache import StylesCache
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets._tabs import Underline

from tests.benchmarks.cases import large_case
from workbench.case import Event
from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EventForm
from workbench.tui.panels.panel import when
from workbench.tui.screens import CaseScreen, HomeScreen

from .hands import at_once, case_of
from .rest import settled, until
from .test_shell import SLUG


async def test_a_form_works_out_its_styles_once(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_worked_case(known, SLUG)
    styled: Counter[str] = Counter()
    apply = Stylesheet.apply

    def counted(self: Stylesheet, node: DOMNode, **named: Any) -> None:
        styled[node.id or ""] += 1
        apply(self, node, **named)

    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(Stylesheet, "apply", counted)
        await pilot.press("e")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, EventForm)
        assert form.has_class("-wide", "-high")
        assert styled["label-title"] == styled["label-note"] == 1
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert not form.has_class("-wide") and not form.has_class("-high")


async def test_the_line_below_a_tab_is_there_at_once(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_worked_case(known, SLUG)
    glided: list[str] = []
    monkeypatch.setattr(Underline, "animate", lambda _self, what, *_, **__: glided.append(what))
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        assert not glided


@pytest.mark.long
async def test_keys_that_come_while_a_case_opens_are_heard(known: Workspace) -> None:
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        at_once(app, "n", "tab", *"Talks")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, EventForm) and form.values()["title"] == "Talks"
        await pilot.press("escape")
        assert case_of(app)


@pytest.mark.long
async def test_what_a_form_drew_goes_with_it(known: Workspace) -> None:
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        gc.collect()
        alive = gc.get_objects()
        drawn = sum(isinstance(one, StylesCache) for one in alive)
        assert drawn == sum(isinstance(one, Widget) for one in alive)


async def test_a_screen_that_closed_is_taken_away_by_itself(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_worked_case(known, SLUG)
    monkeypatch.setattr("workbench.tui.kit.bench._CALM", 0.5)
    kept: list[WorkbenchApp] = []
    monkeypatch.setattr(WorkbenchApp, "keep_all", lambda self: kept.append(self))
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        form = weakref.ref(app.screen)
        assert isinstance(form(), EventForm)
        await pilot.press("escape")
        # Once when the program was up, and again now.
        await until(pilot, lambda: form() is None and len(kept) == 2)


async def test_a_case_that_was_left_is_let_go(known: Workspace) -> None:
    """Read ahead of what may be asked of it, too."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        await settled(pilot)
        left = weakref.ref(case_of(app))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await settled(pilot)
        gc.collect()
        assert left() is None


@pytest.mark.parametrize(
    ("module", "keys"),
    [
        ("grid", "3"),
        pytest.param("compare", "3..", marks=pytest.mark.long),
        pytest.param("diagnosis", "3....", marks=pytest.mark.long),
        pytest.param("profile", "4.", marks=pytest.mark.long),
        ("line", "4.."),
        pytest.param("reactions", "4...", marks=pytest.mark.long),
    ],
)
async def test_a_view_builds_the_rows_that_are_seen(
    known: Workspace, monkeypatch: pytest.MonkeyPatch, module: str, keys: str
) -> None:
    known.file("long").create(large_case("long", 600))
    built: list[str] = []
    app = WorkbenchApp(known, "long")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)

        def counted(event: Event) -> Text:
            built.append(event.id)
            return when(event)

        monkeypatch.setattr(f"workbench.tui.panels.{module}.when", counted)
        await pilot.press(*keys.replace(".", " full_stop").split())
        await settled(pilot)
        assert 0 < len(built) < 150
