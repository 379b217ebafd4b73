"""Journeys through the terminal by keyboard alone."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from workbench.casebook import Workspace, load_settings
from workbench.judgement import judge_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import CoderForm, EventForm, EvidenceForm, NewCaseForm
from workbench.tui.forms.at_length import Detail
from workbench.tui.screens import CaseScreen, HomeScreen, Tagger, TooSmall

from .hands import Hands, log_lines


async def write(pilot: Pilot[None], text: str) -> None:
    """Give a text to what has the focus."""
    await Hands(pilot).write(text)


def case_of(app: WorkbenchApp) -> CaseScreen:
    screen = app.screen
    assert isinstance(screen, CaseScreen)
    return screen


def said(app: WorkbenchApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


async def test_from_first_start_to_a_verdict(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, Path]] = []

    def memo(case: Any, lang: str, path: Path, *, digest: str, **_more: object) -> list[str]:
        written.append((lang, path))
        assert len(digest) == 64
        return []

    app = WorkbenchApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        assert isinstance(app.screen, CoderForm)
        await write(pilot, "CKM")
        await pilot.press("ctrl+s")
        assert load_settings().coder == "CKM"
        assert isinstance(app.screen, HomeScreen)

        await pilot.press("n")
        assert isinstance(app.screen, NewCaseForm)
        await write(pilot, "Iraq 2003")
        await pilot.press("tab")
        await write(pilot, "France")
        await pilot.press("tab")
        await write(pilot, "United States")
        await pilot.press("ctrl+s")
        screen = case_of(app)
        assert screen.book.file.path.name == "iraq-2003.json"

        await pilot.press("n")
        assert isinstance(app.screen, EventForm)
        await write(pilot, "2003-03-0")
        await pilot.pause()
        assert app.screen.query_one("#error-date").display
        await write(pilot, "5")
        await pilot.pause()
        assert not app.screen.query_one("#error-date").display
        await pilot.press("tab")
        await write(pilot, "Joint declaration")
        await pilot.press("ctrl+s")
        await pilot.pause()
        event = screen.book.case.timeline[0]
        assert (event.title, event.initiator, event.coder) == ("Joint declaration", "France", "CKM")

        await pilot.press("t")
        assert isinstance(app.screen, Tagger)
        await write(pilot, "約束")
        await pilot.press("enter", "ctrl+s")
        await pilot.pause()
        tag = screen.book.case.timeline[0].tags[0]
        assert tag.coder == "CKM" and "約束" in app.theory.book.strategy(tag.strategy).name.zh_hant

        await pilot.press("v")
        await pilot.pause()
        screen.query_one("#effect").focus()
        await pilot.press("n")
        assert isinstance(app.screen, EvidenceForm)
        await write(pilot, "Draft withdrawn")
        app.screen.query_one("#field-kind").value = "constrains-action"  # type: ignore[attr-defined]
        app.screen.query_one("#field-status").value = "observed"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await pilot.pause()
        screen.query_one("#intent").focus()
        await pilot.press("n")
        await write(pilot, "Minister says so")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("plus")
        await pilot.pause()
        finding = judge_case(screen.book.case).events[0]
        assert finding.field == "declared-balancing"
        verdict = app.theory.say("verdict", "balancing")
        assert str(screen.query_one("#verdicts", DataTable).get_row_at(0)[1]) == f"● {verdict}"
        assert app.theory.book.lens("art").rules["art.2"].in_(app.theory.lang) in said(app, "#why")

        await pilot.press("u")
        await pilot.pause()
        assert judge_case(screen.book.case).events[0].field == "balancing-by-effect"
        await pilot.press("r")
        assert judge_case(screen.book.case).events[0].field == "declared-balancing"

        import sys
        import types

        fake = types.ModuleType("workbench.memo")
        fake.write_memo = memo  # type: ignore[attr-defined]
        fake.SHORT = ()  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "workbench.memo", fake)
        await pilot.press("m", "z")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert written == [("zh-Hant", workspace.exports / "iraq-2003.zh-Hant.pdf")]
        assert "iraq-2003.zh-Hant.pdf" in said(app, "#memo-said")

        for tab in "3456":
            await pilot.press(tab)
            await pilot.pause()
        await pilot.press("q")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.long)])
async def test_user_text_is_never_markup(hostile: Workspace, size: tuple[int, int]) -> None:
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=size) as pilot:
        for key in "123456":
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        row = log_lines(app)[1]
        assert "[/b]" in row and "\x1b" not in row and "\u202e" not in row
        for keys in (["e", "escape"], ["t", "escape"], ["d", "escape"]):
            await pilot.press(*keys)
            await pilot.pause()
        await pilot.press("d", "y")
        await pilot.pause()
        assert len(case_of(app).book.case.events) == 1
        await pilot.press("u", "q")
        assert isinstance(app.screen, HomeScreen)


async def test_what_was_typed_is_not_lost(hostile: Workspace) -> None:
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "tab")
        await write(pilot, "a title")
        await pilot.press("escape", "n")
        assert isinstance(app.screen, EventForm)
        assert app.screen.values()["title"] == "a title"
        app.screen.query_one("#field-date").value = "not a date"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, EventForm)
        await pilot.pause()
        assert app.screen.query_one("#save").region.bottom < 24
        await pilot.press("escape", "y")
        assert isinstance(app.screen, CaseScreen)


@pytest.mark.long
async def test_the_other_language_at_the_same_place(hostile: Workspace) -> None:
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "ctrl+l")
        await pilot.pause()
        assert load_settings().language == "zh-Hant"
        assert case_of(app).query_one("TabbedContent").active == "conditions"  # type: ignore[attr-defined]
        await pilot.press("question_mark", "escape", "q")
        assert isinstance(app.screen, HomeScreen)


async def test_too_small_is_said_and_goes_away(hostile: Workspace) -> None:
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 15)
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, Detail)


async def test_a_damaged_case_is_named(known: Workspace) -> None:
    known.cases.mkdir(parents=True)
    (known.cases / "broken.json").write_text("{", encoding="utf-8")
    app = WorkbenchApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.screen.query_one("#cases", DataTable).get_row_at(0)
        assert "broken" in str(row[0]) and len(str(row[1])) > 10
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_the_filter_understands_fields(hostile: Workspace) -> None:
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        await write(pilot, "2003-03-10..")
        await pilot.pause()
        assert len([row for row in log_lines(app)[1:] if row]) == 1
