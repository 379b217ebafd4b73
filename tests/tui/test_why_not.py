"""A key that has nothing to do here says why, in one sentence."""

from __future__ import annotations

import pytest

from workbench.case import CaseInfo, Event, new_id
from workbench.casebook import Workspace, put
from workbench.tui import WorkbenchApp

from .hands import case_of
from .rest import messages, picture, settled

_LOG = ("e", "t", "c", "d", "space", "ctrl+a", "full_stop")
_EVIDENCE = ("n", "e", "k", "d", "plus", "minus", "0", "space", "w", "c", "x", "t",
             "left_square_bracket", "right_square_bracket")  # fmt: skip


@pytest.fixture
def empty(known: Workspace) -> Workspace:
    known.create("dyad", CaseInfo(title="Iraq", balancer="France", target="United States"))
    return known


async def test_in_an_empty_case(empty: Workspace) -> None:
    app = WorkbenchApp(empty, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        for tab, keys in (("1", _LOG), ("2", _EVIDENCE), ("5", ("e", "d"))):
            await pilot.press(tab)
            for key in keys:
                await settled(pilot)
                before = len(messages(app))
                await pilot.press(key)
                await settled(pilot)
                assert len(messages(app)) == before + 1, (tab, key)
                assert app.screen is case_of(app)
        await pilot.press("3")
        await settled(pilot)
        # Where no verdict is, no key of one is offered: the tab says what it waits for.
        assert "No events yet: press 1, then n to log the first." in picture(app)
        assert "why" not in picture(app)


async def test_where_the_cursor_is_on_nothing(empty: Workspace) -> None:
    book = empty.open("dyad")
    book.apply("t", put(book.case, Event(id=new_id("ev"), title="Old", date="2003-03")))
    app = WorkbenchApp(empty, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+down", "2")
        for key in ("e", "k", "d", "plus", "space", "left_square_bracket", "right_square_bracket"):
            before = len(messages(app))
            await pilot.press(key)
            assert len(messages(app)) == before + 1, key
        assert "This is the first event" in messages(app) and "This is the last event" in messages(
            app
        )
        assert any("100 columns" in sentence for sentence in messages(app))
