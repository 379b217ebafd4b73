"""Home: cases found, renamed, copied, exported, put away and brought back, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Label, Static

from tests.steps import steps
from workbench.case import CaseInfo
from workbench.casebook import Settings, Shelved, Workspace, copy_worked_case, save_settings
from workbench.casebook.rounds import begin
from workbench.interchange.sheet import write_sheet
from workbench.tui import WorkbenchApp
from workbench.tui.forms import ExportForm, RenameForm
from workbench.tui.panels.shelf import ShelfTable, share
from workbench.tui.screens import CaseScreen, HomeScreen

from .hands import Hands
from .rest import messages, picture, settled
from .test_log import big

SLUG = "france-us-iraq-2003"


@pytest.fixture
def shelf(known: Workspace) -> Workspace:
    """A worked case and an empty one."""
    copy_worked_case(known, SLUG)
    known.create("trade", CaseInfo(title="Trade [b]x", balancer="中國", target="美國"))
    return known


def rows(app: WorkbenchApp) -> list[str]:
    table = app.screen.query_one(ShelfTable)
    return [" ".join(map(str, table.get_row_at(n))) for n in range(table.row_count)]


async def test_a_case_says_how_far_it_is(shelf: Workspace) -> None:
    """Dyad, period, events, shares; user text is never markup."""
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(200, 60)):
        worked, trade = rows(app)
        assert "France → United States 2002–2003 28/37 100% 82%" in worked
        assert "Trade [b]x 中國 → 美國 — 0/0 — —" in trade


async def test_of_a_case_that_hides_its_codes_no_share_is_said(shelf: Workspace) -> None:
    """It isn't that nothing is coded; whoever isn't in the round sees the share."""
    book = shelf.open(SLUG)
    for coder, coded in (("Ann", "in a round"), ("Dan", "100%")):
        if coder == "Ann":
            begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan")
        save_settings(Settings(coder=coder))
        app = WorkbenchApp(shelf)
        async with app.run_test(size=(80, 24)):
            assert f"28/37 {coded} 82%" in rows(app)[0]
            table = app.screen.query_one(ShelfTable)
            assert sum(c.get_render_width(table) for c in table.columns.values()) <= 80


async def test_years_are_never_cut_to_others(known: Workspace) -> None:
    """However long they are; nor is any other number."""
    info = CaseInfo(title="T", balancer="A", target="B", begins="-0430", ends="-0403")
    known.create("athens", info)
    app = WorkbenchApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "-0430–-0403" in picture(app)
        table = app.screen.query_one(ShelfTable)
        assert sum(c.get_render_width(table) for c in table.columns.values()) <= 80


async def test_filter_by_typing(shelf: Workspace) -> None:
    """A word of either language; nothing found is said; Escape shows all again."""
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("slash")
        await hands.write("美國")
        assert len(rows(app)) == 1 and "Trade" in rows(app)[0]
        await hands.write("xyz")
        assert not app.screen.query_one(ShelfTable).display
        assert "Escape" in str(app.screen.query_one("#empty", Static).content)
        await hands.press("escape")
        assert len(rows(app)) == 2 and app.screen.query_one(ShelfTable).has_focus


async def test_rename_and_copy(shelf: Workspace) -> None:
    """Title and file name; a taken name is refused in the form."""
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot)
        await hands.press("down", "r")
        form = app.screen
        assert isinstance(form, RenameForm)
        form.query_one("#field-title", Input).value = "Chips"
        form.query_one("#field-slug", Input).value = SLUG
        await hands.press("ctrl+s")
        assert SLUG in str(form.query_one("#problem", Label).content)
        form.query_one("#field-slug", Input).value = "chips"
        await hands.press("ctrl+s")
        assert shelf.open("chips").case.info.title == "Chips"
        assert app.screen.query_one(ShelfTable).under_cursor() == ("cases", "chips")
        await hands.press("c")
        assert [s.slug for s in shelf.shelf()] == ["chips", "chips-copy", SLUG]


async def test_put_away_and_brought_back(shelf: Workspace) -> None:
    """The archive and the trash are hidden until they are shown, and restore."""
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("a")
        assert [s.slug for s in shelf.shelf("archive")] == [SLUG] and len(rows(app)) == 1
        await hands.press("d", "n")
        assert len(rows(app)) == 1
        await hands.press("d", "y")
        assert not shelf.shelf() and [s.slug for s in shelf.shelf("trash")] == ["trade"]
        await hands.press("h")
        assert len(rows(app)) == 2
        await hands.press("home", "enter")
        assert isinstance(app.screen, HomeScreen)
        await hands.press("a", "down", "a")
        assert [s.slug for s in shelf.shelf()] == [SLUG, "trade"]
        await hands.press("up", "up", "enter")
        assert isinstance(app.screen, CaseScreen)


@pytest.mark.parametrize(
    "form",
    ["memo", "qca", *(pytest.param(each, marks=pytest.mark.long) for each in ("csv", "html"))],
)
async def test_export(shelf: Workspace, form: str) -> None:
    """Into the folder of exports, and the file's place is said."""
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("x")
        assert isinstance(app.screen, ExportForm)
        app.screen.query_one("#field-form").value = form  # type: ignore[attr-defined]
        await hands.press("ctrl+s")
        await app.workers.wait_for_complete()
        await settled(pilot)
        (path,) = shelf.exports.iterdir()
        if form == "csv":
            assert path.read_bytes() == write_sheet(shelf.open(SLUG).case)
            told = " ".join(messages(app))
            assert "not in the coding sheet" in told and "--to json" in told
        assert path.stat().st_size > 1000
        assert any(path.name in notice for notice in messages(app))


async def test_a_table_of_all_cases_without_one_that_doesnt_open(shelf: Workspace) -> None:
    """The others are in it, and the one is named."""
    (shelf.cases / "dangling.json").symlink_to(shelf.cases / "nothing")
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("X")
        app.screen.query_one("#field-form").value = "qca"  # type: ignore[attr-defined]
        await hands.press("ctrl+s")
        await app.workers.wait_for_complete()
        await settled(pilot)
        (path,) = shelf.exports.iterdir()
        assert path.name == "qca.zip"
        said = messages(app)
        assert any("don't open: dangling" in sentence for sentence in said)


async def test_a_case_that_begins_with_a_sheet(shelf: Workspace, tmp_path: Path) -> None:
    """With a fault in the sheet there is no case either."""
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(write_sheet(shelf.open(SLUG).case))
    bad.write_text("title,date\nTalks,soon\n", "utf-8")
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("n")
        for name, text in (("title", "Begun"), ("balancer", "A"), ("target", "B")):
            app.screen.query_one(f"#field-{name}", Input).value = text
        await pilot.pause()
        for sheet in (bad, good):
            assert not shelf.file("begun").path.exists()
            app.screen.query_one("#field-sheet", Input).value = str(sheet)
            await hands.press("ctrl+s")
            await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
    assert len(shelf.open("begun").case.events) == 37


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    """While something is missing, or there."""
    assert (share(199, 200), share(1, 1000), share(0, 9), share(9, 9)) == (
        "99%",
        "1%",
        "0%",
        "100%",
    )
    assert share(0, 0) == "—"


def test_fifty_cases_are_counted_at_once(known: Workspace) -> None:
    """Without opening one of them."""
    path = known.file("big").path
    big(known, 200)
    for number in range(49):
        (known.cases / f"case-{number}.json").write_bytes(path.read_bytes())
    shelf: list[Shelved] = []
    assert steps(lambda: shelf.extend(known.shelf())) < 20 * 50 * 200
    assert sum(summary.events for summary in shelf) == 50 * 200
