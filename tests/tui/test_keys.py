"""Keys: wherever a person stands, a key means one thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import DataTable, Input, OptionList, Static, TabbedContent, TextArea

from tests.conftest import Run
from workbench import tui
from workbench.case import CaseInfo
from workbench.casebook import (
    Workspace,
    copy_worked_case,
    key_doubts,
    load_settings,
    settings_path,
    shipped_keys,
    split_keys,
)
from workbench.casebook.keynames import is_needed, is_sent
from workbench.tui import WorkbenchApp
from workbench.tui.kit.commands import commands_at
from workbench.tui.kit.footer import KeyFooter
from workbench.tui.panels.views import Views
from workbench.tui.screens import CaseScreen
from workbench.tui.shell.commandtable import command_table

from .hands import Hands
from .rest import messages, settled, strips

MEANT = {
    ("tagger.tag", "tagger.tag"),
    ("codebook.close", "app.codebook"),
    ("log.unfilter", "case.into"),
}
"""Enter tags from the line as from the list; F2 opens the codebook and closes it; Escape in the
log is Escape from its filter, and from the tabs it leads into the log."""


def hidden(app: WorkbenchApp) -> set[tuple[str, str]]:
    """The commands that another command hides because it has the same key and stands nearer."""
    nearest: dict[str, tuple[str, str]] = {}
    found = set()
    for _, command in commands_at(app.screen):
        for key in command.keys:
            near = nearest.setdefault(key, (command.id, command.action))
            assert shipped_keys().keys[command.id] == command.key, command.id
            if near[1] != command.action:
                found.add((near[0], command.id))
    return found - MEANT


@pytest.mark.long
def test_the_table_of_keys_is_that_of_the_screens() -> None:
    """By which whoever has no screen tells what a key of the settings means."""
    assert command_table() == shipped_keys(), "run python -m workbench.tui.shell.commandtable"
    assert list(command_table().keys) == list(shipped_keys().keys)


OWN = {
    "log.fly": "a",
    "log.edit": "t",
    "app.theme": "n",
    "grid-view.below": "b",
    "log.new": "enter",
}
"""An action that isn't one, keys that mean something else, or are needed by what has the focus."""


async def test_doctor_says_of_keys_what_the_screen_says(run: Run, known: Workspace) -> None:
    """In the same sentences."""
    copy_worked_case(known, "france-us-iraq-2003")
    own = "\n".join(f'"{name}" = "{key}"' for name, key in OWN.items())
    with settings_path().open("a", encoding="utf-8") as stream:
        stream.write(f"[keys]\n{own}\n")
    doubts = list(map(str, key_doubts(load_settings().keys)))
    assert [next(name for name in OWN if name in each) for each in doubts] == [*OWN]
    done = run("doctor", "--json")
    [check] = [c for c in json.loads(done.stdout)["checks"] if c["check"] == "settings"]
    assert check["said"] == " · ".join(doubts) and done.returncode == 1
    app = WorkbenchApp(known, "france-us-iraq-2003")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert set(messages(app)) == set(doubts)
        # What isn't used leaves the key that an action comes with.
        await pilot.press("n")
        await settled(pilot)
        assert app.screen.query("#field-title")


def test_of_two_actions_with_one_key_the_first_has_it() -> None:
    """In the order in which a place binds them, whatever the order in the settings."""
    for own in ({"log.edit": "j", "log.tag": "j"}, {"log.tag": "j", "log.edit": "j"}):
        [doubt] = key_doubts(own)
        assert "log.tag" in str(doubt)
    assert not list(key_doubts({"log.edit": "j", "home.new": "j", "log.new": ""}))


@pytest.mark.parametrize(
    ("id_", "keys", "why"),
    [
        *(("log.new", key, "need that key") for key in ("enter", "home", "down", "a, tab")),
        *(("form.save", key, "need that key") for key in ("a", "?", "ctrl+a", "backspace")),
        *(("log.new", key, "another key") for key in ("shift+a", "ctrl+i", "ctrl+m", "ctrl+h")),
        *(("log.new", key, "another key") for key in ("solidus", "ctrl+1", "super+a", "alt+A")),
        ("log.new", "?", "something else"),
    ],
)
def test_a_key_that_can_never_be_an_actions_is_refused(id_: str, keys: str, why: str) -> None:
    """And nobody else has the key that the action keeps."""
    [doubt] = key_doubts({id_: keys})
    assert why in str(doubt)
    assert len(list(key_doubts({id_: keys, "log.tag": "n"}))) == 2


def test_keys_that_an_action_comes_with_stay_its_own() -> None:
    """Also where fields and tables need them elsewhere; and whatever else a terminal sends."""
    assert all(is_sent(key) for keys in shipped_keys().keys.values() for key in split_keys(keys))
    kept = {"sources.edit": "enter", "filter-line.complete": "tab", "verdict.turn-1": "right"}
    free = {"log.new": "é", "log.edit": "alt+e", "log.tag": "f6, ctrl+b", "log.delete": "delete"}
    assert not list(key_doubts({**kept, **free, "log.repeat": "section_sign"}))


def test_what_widgets_bind_is_known_to_be_needed() -> None:
    """By tables, lists and fields, as Textual has them."""
    for scope, kinds in {"log": (DataTable, OptionList), "form": (Input, TextArea)}.items():
        every = [each for kind in kinds for each in kind.BINDINGS if isinstance(each, Binding)]
        bound = {key for each in every for key in each.key.split(",")}
        assert [key for key in bound if is_sent(key) and not is_needed(scope, key)] == []


CALLED = {"one": "1", "two": "2"}


def test_a_key_in_a_sentence_is_the_key_of_its_action() -> None:
    """As long as the settings have no other."""
    folder, found = Path(tui.__file__).parent, 0
    for path in folder.rglob("*.py"):
        for name, id_ in re.findall(r'"(\w+)": "([a-z-]+\.[a-z0-9-]+)"', path.read_text("utf-8")):
            key = CALLED.get(name, name if len(name) == 1 else name.lower().replace("_", "+"))
            assert key in split_keys(shipped_keys().keys[id_]), (path.name, name, id_)
            found += 1
    assert found > 60


@pytest.mark.parametrize(("key", "said"), [("a", "Press a "), ("", "Press ^p ")])
async def test_a_sentence_names_the_key_of_the_settings(
    known: Workspace, key: str, said: str
) -> None:
    """Where an action has none, that of the palette, which has every action."""
    with settings_path().open("a", encoding="utf-8") as stream:
        stream.write(f'[keys]\n"log.new" = "{key}"\n')
    known.create("empty", CaseInfo(title="T", balancer="A", target="B"))
    app = WorkbenchApp(known, "empty")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        told = str(app.screen.query_one("#log-empty", Static).content)
        assert said in told and "Press I " in told


@pytest.mark.long
async def test_no_shipped_key_hides_another(known: Workspace) -> None:
    """On every screen, tab, view and form."""
    copy_worked_case(known, "france-us-iraq-2003")
    app = WorkbenchApp(known)
    async with app.run_test(size=(120, 40)) as pilot:
        hands, visited = Hands(pilot), 0
        for key in ("n", "x", "i", "r"):
            assert not hidden(app)
            await hands.press(key)
            assert not hidden(app), key
            await hands.press("escape")
        await hands.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        for tab in "123456":
            await hands.press(tab)
            name = app.screen.query_one(TabbedContent).active
            views = app.screen.query(f"#{name} Views").results(Views)
            for _ in range(len(next(views).kinds) if app.screen.query(f"#{name} Views") else 1):
                assert not hidden(app), name
                visited += 1
                if tab in "345":
                    await hands.press("full_stop")
        assert visited == 3 + 6 + 5 + 4
        await hands.press("1")
        for key in ("n", "e", "t", "h", "f2"):
            await hands.press(key)
            assert not hidden(app), key
            await hands.press("escape")


async def test_the_same_keys_stand_at_the_end_of_every_line_of_keys(known: Workspace) -> None:
    """Undo, history, back and help, whole, on the narrowest terminal and in every view."""
    copy_worked_case(known, "france-us-iraq-2003")
    app = WorkbenchApp(known, "france-us-iraq-2003")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "2", "3", *["full_stop"] * 4, "4", *["full_stop"] * 4, "5", "6"):
            await pilot.press(key)
            await settled(pilot)
            keys = app.screen.query_one(KeyFooter).keys
            tail = [f"{each.shown} {each.description}" for each in keys[-4:]]
            assert tail == ["u/r undo·redo", "h history", "q back", "? help"], key
            assert keys[-1].region.right <= 80
            line = strips(app)[keys[-1].region.y].text
            assert all(f" {each.shown} {each.description} " in line for each in keys)
