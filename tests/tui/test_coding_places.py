"""Where one is while coding blind: where a coder begins, what `n` brings, where `q` leads."""

from __future__ import annotations

import pytest
from textual.widgets import DataTable, Input, TabbedContent

from tests.rounds.coding import SLUG
from tests.rounds.sealing import ANN, BEN, DIFFER, sealed, settles
from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.casebook.rounds import begin
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import LogTable
from workbench.tui.panels.blindly import left_said
from workbench.tui.screens import CaseScreen, HomeScreen, Tagger
from workbench.tui.screens.rounds import RoundsScreen

from .hands import case_of
from .rest import messages, picture, until
from .test_blind import Coder, opened, started, top


def tab(app: WorkbenchApp) -> str:
    return case_of(app).query_one(TabbedContent).active


def column(app: WorkbenchApp) -> int:
    return case_of(app).query_one("#intent", DataTable).cursor_column


async def test_the_next_piece_begins_at_the_first_motive(workspace: Workspace) -> None:
    """Not at the one that was answered of the piece before."""
    app = opened(workspace, keys=["e1", "e2"])
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        await ann.tags("binding", "ctrl+n")
        await ann.in_matrix("pi001", "right", "right", "plus")
        assert column(app) == 4
        case_of(app).selected = "ev002"
        await ann.hands.press("1", "n")
        await ann.tags("none", "ctrl+n")
        await ann.in_matrix("pi002")
        await until(pilot, lambda: column(app) == 2)


async def test_n_brings_the_event_before_its_pieces(workspace: Workspace) -> None:
    """On the evidence tab too; not again once it was left on purpose."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("2")
        await ann.in_matrix("pi001", "n")
        await ann.on(Tagger)
        # To look at the evidence first is no answer.
        await ann.hands.press("escape", "1", "n")
        await ann.on(Tagger)
        await ann.hands.press("ctrl+n")
        await ann.in_matrix("pi001", "plus", "n")
        await until(pilot, lambda: not isinstance(app.screen, CaseScreen | Tagger))
        assert case_of(app).selected == "ev001"


@pytest.mark.parametrize("anew", [False, True])
async def test_another_coder_begins_at_the_first_unit_left(
    workspace: Workspace, anew: bool
) -> None:
    """Not where the one before was, in the same session or in the next; that one's place is
    kept."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("end", "2")
        await until(pilot, lambda: case_of(app).selected == "ev003" and tab(app) == "evidence")
        if not anew:
            await ann.hands.press("f9")
            app.screen.query_one("#field-coder", Input).value = "Ben"
            await ann.hands.press("ctrl+s")
            await ann.on(CaseScreen)
            await until(pilot, lambda: "coding R1 as Ben" in top(app))
            await until(pilot, lambda: isinstance(app.focused, LogTable))
            assert (tab(app), case_of(app).selected) == ("log", "ev001")
            return
        app.remember()
    for coder, place in (("Ann", ("evidence", "ev003")), ("Ben", ("log", "ev001"))):
        save_settings(Settings(coder=coder))
        app = WorkbenchApp(workspace, SLUG)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda app=app, coder=coder: f"as {coder}" in top(app))
            assert (tab(app), case_of(app).selected) == place


async def test_q_leads_back_to_the_rounds_that_one_came_from(workspace: Workspace) -> None:
    """And from there to the tabs again; from the tabs one came to from home, home."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("C")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen) and bool(app.screen.rounds))
        await ann.hands.press("c")
        await ann.on(CaseScreen)
        await until(pilot, lambda: case_of(app).by_rounds)
        await ann.hands.press("2", "q")
        await ann.on(RoundsScreen)
        await ann.hands.press("q")
        await ann.on(CaseScreen)
        assert tab(app) == "evidence" and case_of(app).coding
        await ann.hands.press("q")
        await ann.on(HomeScreen)


async def test_space_after_the_rounds_rewrites_no_code(workspace: Workspace) -> None:
    """`q` goes back to the tab that one came from, with the focus on nothing that keys change."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    settles(book, sealed(book, "R1", {"Ann": ANN, "Ben": BEN}), DIFFER)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        dan = Coder(pilot)
        await dan.hands.press("2")
        await dan.in_matrix("pi001", "C")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen) and bool(app.screen.rounds))
        before = book.file.path.read_bytes()
        await dan.hands.press("space", "q")
        await dan.on(CaseScreen)
        assert tab(app) == "evidence"
        await dan.hands.press("space")
        assert "Only evidence of intent bears on motives" in messages(app)[-1]
        assert book.file.path.read_bytes() == before


async def test_nobody_who_codes_blind_is_told_to_add_a_piece(workspace: Workspace) -> None:
    """`n` goes on there: a side without pieces says so, and no more."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("end", "2")
        await until(pilot, lambda: case_of(app).selected == "ev003" and tab(app) == "evidence")
        assert "no claim of effect" in picture(app) and "then n" not in picture(app)
        await ann.hands.press("k")
        assert messages(app)[-1] == "The cursor is on no piece of evidence: Tab goes there"


async def test_what_is_coded_is_read_whole_at_80_columns(known: Workspace) -> None:
    """In Chinese: title and what is left over the tagger, title and codes over the evidence."""
    slug = "france-us-iraq-2003-zh"
    book = copy_worked_case(known, slug)
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan")
    save_settings(Settings(coder="Ann", language="zh-Hant"))
    app = WorkbenchApp(known, slug)
    titles = {e.title for e in book.case.timeline}
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await until(pilot, lambda: case_of(app).coding)
        coding = case_of(app).coding
        assert coding
        for _ in range(3):
            await ann.hands.press("1", "t")
            await ann.on(Tagger)
            assert left_said(coding, app.words) in picture(app)
            title = case_of(app).event.title  # type: ignore[union-attr]
            assert title in titles and "".join(title.split()) in "".join(picture(app).split())
            await ann.tags("none", "ctrl+s")
            await ann.on(CaseScreen)
            await ann.hands.press("2")
            await until(pilot, lambda title=title: title in picture(app))
            assert app.words.t("none") in picture(app)
            await ann.hands.press("right_square_bracket")
