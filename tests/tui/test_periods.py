"""A condition split into two periods by keyboard, and what the screens and the memo say of it."""

from __future__ import annotations

import pytest
from textual.widgets import DataTable, Static

from workbench.case import Event, Rating, begun
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings
from workbench.interchange.refi.memos import case_memos
from workbench.locale import words
from workbench.memo import memo_markdown
from workbench.tui import WorkbenchApp
from workbench.tui.screens import CaseScreen


@pytest.fixture
def book(known: Workspace) -> Casebook:
    made = known.create("p", begun(title="T", balancer="France", target="United States"))
    events = [Event(id=f"ev-{n}", title=f"E{n}", date=f"{n}-05-01") for n in (1999, 2002, 2003)]
    made.apply("x", put(made.case, *events, Rating(id="threat", value="none", note="calm")))
    return made


@pytest.mark.parametrize("lang", ["en", pytest.param("zh-Hant", marks=pytest.mark.long)])
async def test_a_condition_is_split_into_two_periods(
    known: Workspace, book: Casebook, lang: str
) -> None:
    """s, the day, the new rating, saved: an expectation for each, on the screen and in the memo."""
    save_settings(Settings(coder="CKM", language=lang))
    app = WorkbenchApp(known, "p")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is not screen, "a period without a day is refused"
        await pilot.press(*"2002", "tab", "tab")
        # The second value of the list: latent.
        await pilot.press("enter", "down", "down", "enter", "ctrl+s")
        await pilot.pause()
        assert app.screen is screen
        (part,) = (r for r in screen.book.case.ratings.values() if r.of)
        assert (part.of, part.begins, part.coder) == ("threat", "2002", "CKM")
        said = str(screen.query_one("#expected-text", Static).content)
        wanted = (
            ["… to 2001-12-31  No balancing is expected", "2002-01-01 to …  Soft balancing"]
            if lang == "en"
            else ["…至2001-12-31  預期不採取平衡", "2002-01-01至…  預期採柔性平衡"]
        )
        for each in wanted:
            assert each.replace(" ", "") in said.replace(" ", ""), said
        assert ("uncoded: 1" if lang == "en" else "未編碼 1 件") in said
        rows = screen.query_one("#ratings", DataTable).row_count
        printed = memo_markdown(screen.book.case, lang, digest="", today=app.today)
        assert ("Heavy lines" if lang == "en" else "粗線") in printed
        assert "2002" in printed and "calm" in printed
        notes = [memo.text for memo in case_memos(screen.book.case, words(lang))]
        assert len(notes) == 2 and "2002" in notes[1]
        await pilot.press("down", "d")
        await pilot.pause()
        assert not any(r.of for r in screen.book.case.ratings.values())
        assert screen.query_one("#ratings", DataTable).row_count == rows - 1
