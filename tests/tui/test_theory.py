"""The theory in the codebook's screen and in the help: an idea is found, and the work behind it."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Markdown, OptionList, Static
from textual.widgets.markdown import MarkdownBlock

from workbench.casebook import Settings, Workspace, save_settings
from workbench.codebook import anchor, codebook
from workbench.guide import page
from workbench.locale import LANGUAGES
from workbench.tui import WorkbenchApp
from workbench.tui.screens import HelpScreen
from workbench.tui.screens.codebook import CodebookScreen

from .rest import settled

TEN = (
    (("bandwagoning", "扈從"), ("扈從",)),
    (("hegemon unipolar", "霸權"), ("Pape", "派普")),
    (("best outcome", "最有利"), ("Art", "阿特")),
    (("any system", "任何體系"), ("He and Feng", "賀凱")),
    (("four differences", "四項差異"), ("Saltzman", "薩茲曼")),
    (("parity", "對等"), ("§參.四",)),
    (("survival kurdish", "庫德族"), ("Turkey", "土耳其")),
    (("flouting", "形象受損"), ("Security Council", "安全理事會")),
    (("philippines", "菲律賓"), ("China", "中國")),
    (("taiwan", "臺灣"), ("§陸",)),
)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_ten_ideas_of_the_paper_are_found_by_a_word(known: Workspace, language: str) -> None:
    """Typed into the search of the codebook: few parts are left, and one of them says it."""
    save_settings(Settings(coder="CKM", language=language))
    app = WorkbenchApp(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, CodebookScreen)
        for typed, said in TEN:
            screen.query_one("#cb-search", Input).value = typed[LANGUAGES.index(language)]
            await settled(pilot)
            found = [
                entry.said().plain for entry in screen._entries.values()
                if entry.id.startswith("theory:")
            ]  # fmt: skip
            assert 0 < len(found) < 4, typed
            assert any(word in text for text in found for word in said), typed


async def test_from_a_sentence_to_the_work(known: Workspace) -> None:
    """The works of an entry stand below it; Enter on one goes there."""
    save_settings(Settings(coder="CKM", language="en"))
    app = WorkbenchApp(known)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, CodebookScreen)
        screen.query_one("#cb-search", Input).value = "bandwagoning"
        await settled(pilot)
        works = screen.query_one("#cb-events", OptionList)
        ids = [works.get_option_at_index(n).id for n in range(works.option_count)]
        assert "work:walt-1987" in ids
        works.focus()
        works.highlighted = ids.index("work:walt-1987")
        await pilot.press("enter")
        await settled(pilot)
        assert screen.at == "work:walt-1987"
        text = str(screen.query_one("#cb-text", Static).content)
        assert "Ithaca" in text and "§參.二 (17–28, 149–152)" in text and "New York" in text


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_a_link_of_the_help_ends_at_the_work(known: Workspace, language: str) -> None:
    """A label in Chinese letters is found as one in Latin letters is."""
    save_settings(Settings(coder="CKM", language=language))
    app = WorkbenchApp(known)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        for id_ in ("walt-1987", "yang-lin-2011"):
            label = codebook().work(id_).label
            link = f"works.md#{anchor(label)}"
            assert f"]({link})" in page("theory", language) or id_ == "walt-1987"
            text = screen.query_one(Markdown)
            text.post_message(Markdown.LinkClicked(text, link))
            await settled(pilot)
            assert screen.shown == "works"
            headings = screen.query("MarkdownH2, MarkdownH3, MarkdownH4").results(MarkdownBlock)
            heading = next(each for each in headings if str(each.content) == label)
            room = screen.query_one("#page").region
            assert room.y <= heading.region.y < room.bottom, label
