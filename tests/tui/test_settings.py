"""Settings as people write them: what can't be used is a sentence, and the rest holds."""

from __future__ import annotations

import json

import pytest
from textual.widgets import Input

from tests.conftest import Run
from workbench.casebook import (
    Settings,
    Workspace,
    copy_worked_case,
    load_settings,
    read_settings,
    remove_event,
    save_settings,
    settings_path,
)
from workbench.casebook.settings import THEMES
from workbench.tui import WorkbenchApp
from workbench.tui.forms.at_length import Detail
from workbench.tui.kit.theme import THEMES as DRESSES
from workbench.tui.screens import CaseScreen, Tagger

from .hands import case_of
from .rest import messages, settled

SLUG = "japan-china-regionalism"


def written(text: str | bytes) -> None:
    """The settings file as a person left it."""
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def said(app: WorkbenchApp) -> str:
    """All that was said on the screen."""
    return " ".join(messages(app))


@pytest.fixture
def worked(workspace: Workspace) -> Workspace:
    """A workspace with a case."""
    copy_worked_case(workspace, SLUG)
    return workspace


@pytest.mark.parametrize(
    "key", [",", *(pytest.param(each, marks=pytest.mark.long) for each in ("", " ", " , "))]
)
async def test_an_empty_key_unbinds(worked: Workspace, key: str) -> None:
    """Everywhere; the palette still has the action, and nothing is said."""
    own = "".join(f'"{name}" = "{key}"\n' for name in ("log.new", "app.help", "case.undo"))
    written(f'coder = "CKM"\n[keys]\n{own}')
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert not said(app)
        await pilot.press("n", "question_mark", "f1")
        assert isinstance(app.screen, CaseScreen)
        commands = [c for node in app.screen.walk_children() for c in getattr(node, "commands", ())]
        assert any(c.id == "log.new" and c.written == "" for c in commands)


async def test_one_key_too_many_binds_the_others(worked: Workspace) -> None:
    """A comma at the end names no key."""
    written('coder = "CKM"\n[keys]\n"log.new" = "a,"\n')
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a")
        assert app.screen.query_one("#field-title", Input)


WRONG = {
    "open": ("a = " + "[" * 100, "can't be read"),
    "deep": ("a = " + "[" * 5_000 + "]" * 5_000, "nested too deep"),
    "dotted": ("b." * 50_000 + "b = 1", "nested too deep"),
    "table for a key": ('[keys]\nlog.new = "a"\n', "“keys.log”"),
    "long name": (f'[keys]\n"{"x" * 100_000}" = "a"\n', "“keys.xxx"),
    "long value": (f'coder = "{"x" * 100_000}"\n', "“coder”"),
    "NUL": ('coder = "C\\u0000"\n', "“coder”"),
    "no key": ('[keys]\n"log.new" = "ctrll+x"\n', "“keys.log.new”"),
    "a number": ('[keys]\n"log.new" = 7\n', "“keys.log.new”"),
    "no theme": ('theme = "nope"\n', "“theme”"),
    "no language": ('language = "Latin"\n', "“language”"),
    "no setting": ('langauge = "en"\n', "“langauge”"),
    "keys of another kind": ("keys = 3\n", "“keys”"),
    "too much": ("a = [" + "1," * 400_000 + "]", "more than"),
    "no text": (b"\xff\xfe\x00", "can't be read"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cant_be_used_is_a_sentence(name: str) -> None:
    """Of a length that can be read, which names the file and the place; never a traceback."""
    text, says = WRONG[name]
    written(text)
    _, [doubt, *_] = read_settings()
    assert says in str(doubt) and str(settings_path()) in str(doubt) and len(str(doubt)) < 700


@pytest.mark.parametrize(
    "name",
    ["deep", *(pytest.param(each, marks=pytest.mark.long) for each in ("no theme", "long name"))],
)
async def test_what_cant_be_used_is_said(run: Run, worked: Workspace, name: str) -> None:
    """By the doctor, with status 1, and on the screen; never a crash."""
    text, says = WRONG[name]
    written(text)
    done = run("doctor", "--json")
    assert done.returncode == 1 and not done.stderr
    [check] = [c for c in json.loads(done.stdout)["checks"] if c["check"] == "settings"]
    assert says in check["said"] and check["do"]
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert says in said(app)


def test_one_wrong_setting_costs_no_other() -> None:
    """Who codes, and every key that is one, stay."""
    written('coder = "CKM"\ntheme = "nope"\n[keys]\n"log.new" = "a"\n"log.edit" = 3\n')
    assert load_settings() == Settings(coder="CKM", keys={"log.new": "a"})


@pytest.mark.parametrize("key", ["a", "?", "f1,ctrl+o", "shift+tab", "full_stop", "ctrl+minus"])
def test_what_is_a_key(key: str) -> None:
    """By the names that the terminal interface knows."""
    written(f'[keys]\n"log.new" = "{key}"\n')
    assert read_settings() == (Settings(keys={"log.new": key}), [])


def test_a_mark_before_the_text_is_no_text() -> None:
    """Editors of Windows put it there; what is saved later has none."""
    written('\ufeff# mine\r\ncoder = "CKM"\r\n')
    assert read_settings() == (Settings(coder="CKM"), [])
    save_settings(Settings(coder="MK"))
    assert load_settings().coder == "MK" and "# mine" in settings_path().read_text("utf-8")


def test_the_themes_are_those_that_are_worn() -> None:
    """One list of names above, one of looks."""
    assert tuple(DRESSES) == THEMES


async def test_a_coding_whose_event_is_gone_is_offered_as_text(known: Workspace) -> None:
    """To be read and copied; nothing else is opened in its place."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("t", "b", "a", "l", "k", "enter")
        await settled(pilot)
        assert isinstance(app.screen, Tagger) and app.screen.changed
        [event], strategies = app.screen.coding.events, app.screen.coding.strategies
        await app.look()
    book = known.open(SLUG)
    book.apply("gone", remove_event(book.case, book.case.events[event.id]))
    again = WorkbenchApp(known)
    async with again.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(again.screen, Detail) and case_of(again)
        text = again.screen.text.plain
        assert event.title in text and all(each in text for each in strategies)
        await pilot.press("escape")
        await again.look()
    assert again.drafts.left
