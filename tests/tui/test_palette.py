"""The palette finds what is meant first: by name before by letters, and views too."""

from __future__ import annotations

import re

import pytest
from textual.command import CommandList
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Input

from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.panels import LensesPanel

from .hands import case_of
from .rest import settled, until

SLUG = "japan-china-regionalism"


async def look_for(pilot: Pilot[None], text: str) -> list[str]:
    """What the palette offers, the best first."""
    await pilot.press("ctrl+p")
    offers = pilot.app.screen.query_one(CommandList)
    pilot.app.screen.query_one(Input).value = text
    await until(pilot, lambda: offers.option_count and offers.display)
    return [re.split(r"  +", str(option.prompt))[0].strip() for option in offers.options]


@pytest.mark.parametrize(
    ("language", "text", "view", "first"),
    [("en", "比較", "compare", "Lenses: Compare"),
     ("zh-Hant", "compare", "compare", "判準：比較判準"),
     pytest.param("en", "compare", "compare", "Lenses: Compare", marks=pytest.mark.long),
     pytest.param("zh-Hant", "比較", "compare", "判準：比較判準", marks=pytest.mark.long),
     pytest.param("en", "intent ×", "square", "Lenses: Intent × effect", marks=pytest.mark.long)],
)  # fmt: skip
async def test_views_are_found_by_their_names(
    known: Workspace, language: str, text: str, view: str, first: str
) -> None:
    save_settings(Settings(coder="CKM", language=language))
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (await look_for(pilot, text))[0] == first
        await pilot.press("enter")
        await settled(pilot)
        panel = case_of(app).panel
        assert isinstance(panel, LensesPanel)
        assert panel.query_one(ContentSwitcher).current == f"view-{view}"


@pytest.mark.parametrize(
    ("language", "found"),
    [("zh-Hant", {"coder": "更改編碼者"}),
     ("en", {"coder": "Change who codes", "theme": "The next theme",
             "history": "Who changed what and when"})],
)  # fmt: skip
async def test_a_name_comes_before_letters(
    known: Workspace, language: str, found: dict[str, str]
) -> None:
    save_settings(Settings(coder="CKM", language=language))
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for text, first in found.items():
            assert (await look_for(pilot, text))[0].startswith(first)
            await pilot.press("escape")
