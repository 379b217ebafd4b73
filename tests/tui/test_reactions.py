"""Action and reaction as a view of the fourth tab and as a section of the memo."""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Static

from tests.benchmarks.cases import large_case
from workbench.case import begun
from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.judgement import answered_acts
from workbench.memo import memo_markdown
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import SeenTable
from workbench.tui.screens import CaseScreen

from .rest import picture, settled

SLUG = "france-us-iraq-2003"


@pytest.mark.parametrize("lang", ["en", pytest.param("zh-Hant", marks=pytest.mark.long)])
async def test_the_sequence_is_a_view_and_a_section(known: Workspace, lang: str) -> None:
    """Acts with their answers below them; the memo has the same, with a figure."""
    save_settings(Settings(coder="CKM", language=lang))
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("full_stop", "full_stop", "full_stop")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        steps = answered_acts(screen.findings)
        table = screen.query_one("#answers", SeenTable)
        assert table.row_count == len(steps) + len({step.act.id for step in steps})
        cells = [str(cell) for cell in table.get_row(table.keys[1])]
        assert cells[2].startswith("  ↩ ") and cells[3]
        await pilot.press("down")
        await pilot.pause()
        assert screen.selected == steps[0].answer.id
        printed = memo_markdown(screen.book.case, lang, digest="", today=app.today)
        heading = "Action and reaction" if lang == "en" else "行動與反應"
        section = printed.split(heading, 1)[1]
        numbers = {event.id: n for n, event in enumerate(screen.book.case.timeline, 1)}
        assert f"{numbers[steps[0].act.id]} → {numbers[steps[0].answer.id]}" in section


async def test_a_case_without_reactions_has_neither(known: Workspace) -> None:
    """The view says so; the memo has no section."""
    book = known.create("n", begun(title="T", balancer="A", target="B"))
    assert "Action and reaction" not in memo_markdown(
        book.case, "en", digest="", today=date(2026, 1, 1)
    )
    app = WorkbenchApp(known, "n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        await pilot.press("full_stop", "full_stop", "full_stop")
        await pilot.pause()
        assert "names one yet" in str(app.screen.query_one("#answers-said", Static).content)


async def test_what_is_said_of_many_reactions_is_seen(known: Workspace) -> None:
    """Under the table, which takes the rest."""
    known.file("long").create(large_case("long", 600))
    app = WorkbenchApp(known, "long")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "full_stop", "full_stop", "full_stop")
        await settled(pilot)
        assert "An answer is" in picture(app)
