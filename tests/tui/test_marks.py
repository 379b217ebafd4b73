"""Full-width marks in Chinese: what is copied, shown and printed."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Static

from tests.conftest import Run
from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.codebook import codebook
from workbench.judgement import VERDICTS
from workbench.tui import WorkbenchApp
from workbench.tui.screens.case import CaseScreen
from workbench.tui.shell.copying import under_cursor

from .rest import settled

SLUG = "france-us-iraq-2003-zh"
HALF = re.compile(r"[\u4e00-\u9fff] ?\(|[\u4e00-\u9fff][,;:]")


@pytest.fixture
def chinese(known: Workspace) -> Workspace:
    """The worked case in Chinese, in a Chinese interface."""
    copy_worked_case(known, SLUG)
    save_settings(Settings(coder="CKM", language="zh-Hant"))
    return known


async def test_what_is_copied_and_shown_has_chinese_marks(chinese: Workspace) -> None:
    """An event in a line, and the share of a likelihood, in full-width brackets."""
    app = WorkbenchApp(chinese, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        await pilot.press("1")
        await settled(pilot)
        copied = under_cursor(app) or ""
        assert f"〔{SLUG}/" in copied and "（■ 約束）" in copied
        assert not HALF.search(copied)
        assert [app.theory.verdict(verdict) for verdict in VERDICTS] == ["●", "◐", "○", "·"]
        await app.run_action("app.verdicts")
        assert [app.theory.verdict(verdict) for verdict in VERDICTS] == ["平", "爭", "否", "？"]
        await pilot.press("5")
        await settled(pilot)
        text = str(screen.query_one("#judged-text", Static).content)
        assert "頗有可能（55–80%）" in text and not HALF.search(text)


def test_the_command_prints_chinese_marks(chinese: Workspace, run: Run) -> None:
    """Names, proposers and sections of the codebook."""
    said = run("codebook").stdout
    assert "領土拒絕（派普）" in said and "（§肆.一）" in said
    assert "香腸策略（亞索塔，概念出自謝林）" in said
    assert not HALF.search(said)
    assert len(re.findall(r"（§肆\.一）$", said, re.M)) == len(codebook().strategies)
