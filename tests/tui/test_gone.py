"""A case whose file is gone, or something else in its place: in memory it is whole, and says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label

from tests.conftest import Run
from workbench.casebook import Casebook, Settings, Workspace, copy_worked_case, save_settings
from workbench.store import CaseFile
from workbench.tui import WorkbenchApp
from workbench.tui.forms.unwritten import ElsewhereForm, UnwrittenForm
from workbench.tui.screens import CaseScreen, HomeScreen
from workbench.tui.screens.case import TABS

from .hands import case_of
from .rest import came, messages, until

SLUG = "japan-china-regionalism"


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nothing"))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "its folder deleted": lambda path: shutil.rmtree(path.parent),
    "a folder": _folder,
    "a loop": _loop,
    "a dangling link": _dangling,
    "a pipe": _pipe,
    "emptied": lambda path: path.write_bytes(b""),
}


def _at_work(app: WorkbenchApp) -> bool:
    """Whether anything is done that doesn't wait for the person."""
    return any(w.is_running for w in app.workers if w.group not in ("look", "unwritten"))


async def _settled(app: WorkbenchApp, pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


QUICK = ("deleted",)


@pytest.mark.parametrize(
    "damage",
    [pytest.param(each, marks=[] if each in QUICK else pytest.mark.long) for each in DAMAGE],
)
async def test_every_tab_and_action_of_a_case_whose_file_is_gone(
    known: Workspace, tmp_path: Path, damage: str
) -> None:
    """None ends the program; the case is seen, said to be in memory, and saved elsewhere."""
    book = copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await case_of(app).furnish()
        await _settled(app, pilot)
        DAMAGE[damage](book.file.path)
        await app.look()
        said = " ".join(messages(app))
        assert str(book.file.path) in said and "W saves the case" in said
        for number in range(1, len(TABS) + 1):
            await pilot.press(str(number))
            await _settled(app, pilot)
            assert case_of(app).panel is not None
        for keys in ("h", "B", "i", "X", "f", "u", "r", "o"):
            case_of(app).action_tab("log")
            await pilot.press(keys)
            # An action that can't be done is finished when nothing of it runs any more.
            await came(lambda: isinstance(app.screen, UnwrittenForm) or not _at_work(app))
            await _settled(app, pilot)
            while not isinstance(app.screen, CaseScreen):
                await pilot.press("escape")
                await _settled(app, pilot)
        before = case_of(app).book.case.with_changes(())
        await pilot.press("W")
        await _settled(app, pilot)
        assert isinstance(app.screen, ElsewhereForm)
        there = tmp_path / "elsewhere.json"
        app.screen.query_one(Input).value = str(there)
        await pilot.press("ctrl+s")
        await came(lambda: isinstance(app.screen, CaseScreen))
        saved = Casebook(CaseFile(there)).case
        assert saved.events == before.events and saved.evidence == before.evidence
        await pilot.press("q")
        await _settled(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.report is None


def _spoil(workspace: Workspace) -> list[str]:
    """Every kind of thing that is no case, beside one that is."""
    cases = copy_worked_case(workspace, SLUG).file.path.parent
    (cases / "dangling.json").symlink_to(cases / "nothing")
    (cases / "loop.json").symlink_to(cases / "loop.json")
    (cases / "folder.json").mkdir()
    os.mkfifo(cases / "pipe.json")
    (cases / "empty.json").touch()
    (cases / "not-text.json").write_bytes(b"\xff\xfe\x00")
    return ["dangling", "loop", "folder", "pipe", "empty", "not-text"]


@pytest.mark.long
async def test_home_names_what_is_no_case(known: Workspace) -> None:
    """They are passed over, named, and none of them can be opened."""
    names = _spoil(known)
    app = WorkbenchApp(known)
    async with app.run_test(size=(120, 40)) as pilot:
        await _settled(app, pilot)
        home = app.screen
        assert isinstance(home, HomeScreen)
        rows = {row.value for row in home.table.rows}
        assert rows == {f"cases/{name}" for name in (*names, SLUG)}
        wrong = str(home.query_one("#problems").render())
        assert all(f"{name}.json" in wrong for name in names)
        for name in names:
            home.table.find(name)
            for key in ("enter", "r", "x", "c"):
                await pilot.press(key)
                await _settled(app, pilot)
                assert app.screen is home
        app.open_case(SLUG)
        await _settled(app, pilot)
        assert isinstance(app.screen, CaseScreen)


def test_a_file_that_vanishes_while_it_is_counted(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the list of the folder and the look at the file."""
    path = copy_worked_case(known, SLUG).file.path
    copy_worked_case(known, "us-japan-interwar")
    paths = Workspace.paths

    def then_gone(self: Workspace, *given: object) -> list[Path]:
        found = paths(self, *given)  # type: ignore[arg-type]
        path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Workspace, "paths", then_gone)
    gone, there = known.shelf()
    assert gone.slug == SLUG and str(path) in str(gone.problem)
    assert there.info


def test_the_command_line_names_what_is_no_case(home: Path, run: Run) -> None:
    """`list`, `check` and the commands on one of them: a sentence, never a traceback."""
    save_settings(Settings(coder="CKM"))
    names = _spoil(Workspace(home))
    listed = run("list")
    assert listed.returncode == 0 and all(name in listed.stdout for name in (*names, SLUG))
    assert run("list", "--json").returncode == 0
    checked = run("check")
    assert checked.returncode == 1 and all(f"{name}.json" in checked.stdout for name in names)
    done = [listed, checked, run("doctor"), *(run("show", name) for name in names)]
    assert all("Traceback" not in each.stderr for each in done)
    assert all(each.returncode == 2 for each in done[3:])


async def test_places_where_a_case_cant_be_saved(known: Workspace, tmp_path: Path) -> None:
    """Each is one sentence beside the field; what stands there stays, and what was typed too."""
    book = copy_worked_case(known, SLUG)
    place = tmp_path / "there"
    (place / "folder.json").mkdir(parents=True)
    (place / "loop.json").symlink_to(place / "loop.json")
    (place / "dangling.json").symlink_to(place / "nothing")
    (place / "taken.json").write_text("mine")
    os.mkfifo(place / "pipe.json")
    (place / "orphan.history.jsonl").symlink_to(place / "orphan.history.jsonl")
    before = sorted(place.rglob("*"))
    wanted = {
        ".": "is a folder", str(place): "is a folder", f"{place}/folder.json": "is a folder",
        f"{place}/loop.json": "leads nowhere", f"{place}/dangling.json": "leads nowhere",
        f"{place}/taken.json": "there is already a file", f"{place}/pipe.json": "already a file",
        f"{place}/orphan.json": "leads nowhere", f"{place}/loop.json/x.json": "is no folder",
        f"{place}/taken.json/x.json": "taken.json is no folder",
        "/proc/x.json": "can't be written", str(book.file.path): "there is already a file",
    }  # fmt: skip
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("W")
        form = app.screen
        assert isinstance(form, ElsewhereForm)
        problem = form.query_one("#problem", Label)
        for path, said in wanted.items():
            form.query_one(Input).value = path
            await pilot.press("ctrl+s")
            await until(pilot, lambda said=said: said in str(problem.content))
            assert app.screen is form and form.query_one(Input).value == path
            assert "PosixPath" not in str(problem.content)
        assert sorted(place.rglob("*")) == before
        assert (place / "loop.json").is_symlink() and (place / "dangling.json").is_symlink()
        form.query_one(Input).value = str(place / "new" / "one.json")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert Casebook(CaseFile(place / "new" / "one.json")).case.events == book.case.events


async def test_copying_from_a_case_that_is_just_coming_up(known: Workspace) -> None:
    """The program's own keys work before a screen is put together; there is nothing to fail."""
    book = copy_worked_case(known, SLUG)
    app = WorkbenchApp(known)
    async with app.run_test(size=(100, 30)) as pilot:
        coming = app.push_screen(CaseScreen(book))
        app.action_copy()
        app._redraw_cases()
        case_of(app).redraw()
        await coming
        await pilot.pause()
        assert app.report is None and case_of(app).panel is not None
