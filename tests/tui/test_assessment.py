"""Key judgements with their doubts, alternatives, ratings with sources, and views that fit."""

from __future__ import annotations

import pytest
from textual.widgets import DataTable, SelectionList, Static

from tests.tui.test_evidence import SLUG, case_of, worked  # noqa: F401
from tests.tui.test_journeys import write
from workbench.case import CaseInfo
from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.judgement import Sentences, doubts
from workbench.tui import WorkbenchApp
from workbench.tui.forms import KeyJudgementForm, RatingForm
from workbench.tui.panels.views import ViewName
from workbench.tui.screens import CaseScreen

PLACES = {
    "2": 1,
    "3": 4,
    "4": 4,
    "5": 4,
}
"""The tabs, and how many views each has."""


async def test_a_key_judgement_on_events_and_evidence(worked: WorkbenchApp) -> None:  # noqa: F811
    """Ticked in the form, kept in the case, doubted in the panel."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "n")
        form = worked.screen
        assert isinstance(form, KeyJudgementForm)
        await write(pilot, "It was balancing")
        case = form.book.case
        event = case.timeline[0]
        events = form.query_one("#field-events", SelectionList)
        evidence = form.query_one("#field-evidence", SelectionList)
        assert not evidence.option_count
        events.select(event.id)
        await pilot.pause()
        mine = [p.id for p in case.evidence_of(event.id)]
        offered = [evidence.get_option_at_index(i).value for i in range(evidence.option_count)]
        assert offered == mine
        evidence.select(mine[0])
        await pilot.pause()
        # Ticked and unticked differ in their characters, whatever the colours.
        assert [events.render_line(y).text[:3].strip() for y in (0, 1)] == ["▐X▌", "▐ ▌"]
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = case_of(worked).book.case.assessment.judgements[-1]
        assert (made.events, made.evidence) == ((event.id,), (mine[0],))
        table = case_of(worked).query_one("#judgements", DataTable)
        table.move_cursor(row=table.row_count - 1)
        await pilot.pause()
        said = str(case_of(worked).query_one("#judged-text", Static).content)
        tell = Sentences(worked.theory.book, worked.words)
        found = doubts(made, case_of(worked).findings)
        assert "one-source" in {d.kind for d in found}
        assert all(tell.doubt(doubt) in said for doubt in found)


async def test_alternatives_are_written_edited_and_deleted(hostile: Workspace) -> None:
    """And a deleted one comes back."""
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "full_stop", "full_stop", "n")
        await write(pilot, "[b]Bargaining")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("e", "end")
        await write(pilot, "!")
        await pilot.press("ctrl+s")
        await pilot.pause()
        titles = [a.title for a in case_of(app).book.case.assessment.alternatives]
        assert titles == ["[b]Bargaining!"]
        assert "[b]" in str(case_of(app).query_one("#alternatives", DataTable).get_row_at(0)[0])
        await pilot.press("d", "y")
        await pilot.pause()
        assert not case_of(app).book.case.assessment.alternatives
        await pilot.press("u")
        await pilot.pause()
        assert case_of(app).book.case.assessment.alternatives


async def test_a_rating_names_its_sources(worked: WorkbenchApp) -> None:  # noqa: F811
    """Those it has are ticked and at the top; one more is ticked and kept."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "e")
        form = worked.screen
        assert isinstance(form, RatingForm)
        before = form.book.case.ratings["threat"].sources
        listed = form.query_one("#field-sources", SelectionList)
        assert [listed.get_option_at_index(i).value for i in range(len(before))] == list(before)
        more = listed.get_option_at_index(len(before)).value
        listed.select(more)
        form.query_one("#field-title").value = "A new [b]source"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await pilot.pause()
        case = case_of(worked).book.case
        *kept, new = case.ratings["threat"].sources
        assert kept == [*before, more] and case.sources[new].title == "A new [b]source"


async def test_views_are_switched_by_the_mouse_too(worked: WorkbenchApp) -> None:  # noqa: F811
    """A click on the name of a view shows it."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        names = list(case_of(worked).panel.query(ViewName))
        await pilot.click(names[2])
        await pilot.pause()
        assert case_of(worked).query_one("#line-chart").region.height > 0
        assert names[2].has_class("-shown") and not names[0].has_class("-shown")


@pytest.mark.parametrize(
    ("size", "language"),
    [
        pytest.param((80, 24), "en", marks=pytest.mark.long),
        ((80, 24), "zh-Hant"),
        ((100, 30), "en"),
        pytest.param((160, 48), "zh-Hant", marks=pytest.mark.long),
    ],
)
async def test_nothing_is_cut_off(known: Workspace, size: tuple[int, int], language: str) -> None:
    """No column of a table lies outside it, and no part of a view outside the screen."""
    slug = SLUG + ("-zh" if language == "zh-Hant" else "")
    copy_worked_case(known, slug)
    save_settings(Settings(coder="CKM", language=language))
    app, cut = WorkbenchApp(known, slug), []
    async with app.run_test(size=size) as pilot:
        for tab, views in PLACES.items():
            await pilot.press(tab)
            for _ in range(views):
                await pilot.pause()
                for table in case_of(app).panel.query(DataTable):
                    room = table.scrollable_content_region
                    # The readings are many, and go past with the cursor.
                    wide = table.id != "specification" and table.virtual_size.width > room.width
                    inside = not wide and (
                        room.height > table.header_height and table.region.bottom < size[1]
                    )
                    if table.region.height and not inside:
                        cut.append((tab, table.id, table.virtual_size, table.region))
                if views > 1:
                    await pilot.press("full_stop")
    assert cut == []


async def test_an_empty_case_has_every_view(known: Workspace) -> None:
    """Nothing is logged, nothing is rated: each view says so, and no key does harm."""
    known.create("empty", CaseInfo(title="t", balancer="A", target="B"))
    app = WorkbenchApp(known, "empty")
    async with app.run_test(size=(80, 24)) as pilot:
        for tab, views in PLACES.items():
            await pilot.press(tab)
            for _ in range(views):
                await pilot.pause()
                await pilot.press("enter", "d", "w", "escape", "s")
                while not isinstance(app.screen, CaseScreen):
                    await pilot.press("escape")
                    await pilot.pause()
                await pilot.press(tab, "full_stop")
        assert case_of(app).book.case.assessment.judgements == ()
