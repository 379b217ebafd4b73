"""Whatever is pressed, clicked, pasted or resized: the program goes on."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.screens import TooSmall

from .rest import failed

RUNS = 40
EACH = 500
"""Keys in one run."""
_NAMED = (
    "enter", "enter", "escape", "escape", "tab", "tab", "shift+tab", "space", "up", "down", "down",
    "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete", "f1", "f2", "f9",
    "ctrl+s", "ctrl+n", "ctrl+r", "ctrl+t", "ctrl+l", "ctrl+p", "ctrl+o", "ctrl+y", "ctrl+a",
    "ctrl+w", "ctrl+u", "ctrl+x", "ctrl+v", "ctrl+c", "ctrl+z", "ctrl+d", "ctrl+left", "shift+down",
    "question_mark", "slash", "full_stop", "comma", "plus", "minus", "colon", "F",
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789平衡"
_PASTED = (
    "2003-03", "[/b] [red]", "a;b;;c", "\x1b[31m", "\u202eevil", "中文" * 50, "one\ntwo\r\nthree",
    "half \ud800", "x" * 2000, "/nowhere/at/all.csv", "~nobody/x", "\x00", "%s{x}",
)  # fmt: skip
_SIZES = ((80, 24), (60, 18), (100, 30), (80, 24), (20, 5), (120, 40))
_CASES = ("japan-china-regionalism", "us-japan-interwar", "france-us-iraq-2003")


def _dice(seed: int) -> Iterator[tuple[str, object]]:
    """What is done, always the same for a seed: mostly keys, some clicks, pastes and sizes."""
    dice = random.Random(seed)
    while True:
        what = dice.random()
        if what < 0.45:
            yield "key", dice.choice(_NAMED)
        elif what < 0.90:
            yield "key", dice.choice(_LETTERS)
        elif what < 0.96:
            yield "mouse", (dice.random(), dice.random(), dice.choice(("click", "double", "wheel")))
        elif what < 0.985:
            yield "paste", dice.choice(_PASTED)
        else:
            yield "size", dice.choice(_SIZES)


def _key(app: WorkbenchApp, key: str) -> None:
    named = {" ": "space"}.get(key, key)
    app.post_message(events.Key(named, key if len(key) == 1 else {"space": " "}.get(key)))


def _mouse(app: WorkbenchApp, across: float, down: float, how: str) -> None:
    x, y = int(across * app.size.width), int(down * app.size.height)
    kinds: list[type[events.MouseEvent]] = [events.MouseMove]
    kinds += [events.MouseScrollDown] if how == "wheel" else [events.MouseDown, events.MouseUp]
    for kind in kinds * (2 if how == "double" else 1):
        button = int(kind in (events.MouseDown, events.MouseUp))
        app.post_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))


async def _press(app: WorkbenchApp, pilot: Pilot[None], seed: int) -> None:
    keys = 0
    for what, how in _dice(seed):
        if keys == EACH or failed(app):
            return
        if what == "key":
            keys += 1
            _key(app, str(how))
        elif what == "mouse":
            _mouse(app, *how)  # type: ignore[misc]
        elif what == "paste":
            app.post_message(events.Paste(str(how)))
        elif not isinstance(app.screen, TooSmall) or how != (20, 5):
            await pilot.resize_terminal(*how)  # type: ignore[misc]
        # Some keys come one by one, most so fast that nothing is drawn between them.
        if keys % 100 < 10:
            await asyncio.sleep(0)
        if keys % 40 == 0:
            await pilot.pause()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(RUNS))
async def test_random_keys_end_in_no_crash(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Over the worked cases, in both languages; leaving is left out, nothing else is."""
    # What the keys save elsewhere stays within the test's own folder.
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    language = ("en", "zh-Hant")[seed % 2]
    save_settings(Settings(coder="CKM", language=language))
    slugs = [f"{slug}-zh" if language != "en" else slug for slug in _CASES]
    for slug in slugs:
        copy_worked_case(workspace, slug)
    monkeypatch.setattr("pyperclip.copy", lambda text: text.encode("utf-8"))
    monkeypatch.setattr("workbench.tui.panels.memo.opened", lambda path: False)
    monkeypatch.setattr(WorkbenchApp, "action_quit", WorkbenchApp.action_help_quit)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = WorkbenchApp(workspace, slugs[seed // 2 % 3] if seed % 5 else None)
    async with app.run_test(size=_SIZES[seed % 4]) as pilot:
        await _press(app, pilot, seed)
        await pilot.pause()
        assert app.report is None and app.is_running
    for slug in slugs:
        if (workspace.cases / f"{slug}.json").exists():
            workspace.open(slug)
