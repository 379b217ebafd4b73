"""A worked case from the home screen to a saved claim, by the mouse alone."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList, TabbedContent

from workbench.casebook import Workspace
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EvidenceForm
from workbench.tui.screens import CaseScreen, HomeScreen, Tagger

from .hands import Hands, case_of, click_key
from .rest import settled

SLUG = "france-us-iraq-2003"


async def click(pilot: Pilot[None], target: str | Widget, x: int = 1, y: int = 0) -> None:
    await pilot.click(target, offset=(x, y))
    await pilot.pause()


async def test_a_case_is_opened_tagged_and_weighed_by_the_mouse_alone(known: Workspace) -> None:
    """Home, a worked case, an event, its tags, a tab, a claim of intent, and home again."""
    app = WorkbenchApp(known)
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot)
        await pilot.pause()
        await click(pilot, "#worked", 5, 0)
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen)
        await click(pilot, "#log-table", 30, 3)
        event = case_of(app).event
        assert event and event.id == case_of(app).book.case.timeline[2].id

        await click_key(pilot, "tag")
        assert isinstance(app.screen, Tagger)
        options = app.screen.query_one("#strategies", OptionList)
        wanted = next(n for n, o in enumerate(options.options) if o.id == "balking")
        options.scroll_to(y=max(wanted - 3, 0), animate=False)
        await pilot.pause()
        await click(pilot, options, 4, wanted - round(options.scroll_y))
        await click_key(pilot, "save")
        tagged = case_of(app).book.case.events[event.id].tags
        assert {tag.strategy for tag in tagged} ^ {tag.strategy for tag in event.tags} == {
            "balking"
        }

        tab = app.screen.query_one("#--content-tab-evidence")
        await click(pilot, tab)
        assert case_of(app).query_one(TabbedContent).active == "evidence"
        await click(pilot, "#intent", 5, 2)
        before = len(case_of(app).book.case.evidence)
        await click_key(pilot, "new")
        assert isinstance(app.screen, EvidenceForm)
        await click(pilot, "#field-finding", 2, 0)
        await hands.write("A minister says so")
        await click(pilot, "#save")
        await settled(pilot)
        assert isinstance(app.screen, CaseScreen)
        assert len(case_of(app).book.case.evidence) == before + 1
        await click(pilot, "#top", 1, 0)
        assert isinstance(app.screen, HomeScreen)
        assert not app.screen.query_one("#home-filter", Input).value
    assert len(known.open(SLUG).case.evidence) == before + 1
