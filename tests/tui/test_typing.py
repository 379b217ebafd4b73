"""What is typed and pasted arrives whole, or is refused with a sentence."""

from __future__ import annotations

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp

from .rest import messages, settled

SLUG = "japan-china-regionalism"


@pytest.fixture
def worked(known: Workspace) -> Workspace:
    """A workspace with a case."""
    copy_worked_case(known, SLUG)
    return known


async def test_what_is_pasted_into_a_line(worked: Workspace) -> None:
    """Its lines are joined by a space; a line break before the first loses nothing."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        line = app.screen.query_one("#field-title", Input)
        line.focus()
        for pasted, told in (
            ("one\ntwo", "one two"),
            ("\n\nfirst", "first"),
            ("a\r\n\r\n  b \u2028c\n", "a b c"),
            (" as it is ", " as it is "),
            ("\n", ""),
            ("page\x0cpage\x0bline\x07\x7f\u0085on\tit", "page page line on\tit"),
            ("x" * 10_001, ""),
        ):
            line.value = ""
            app.post_message(Paste(pasted))
            await settled(pilot)
            assert line.value == told, pasted
        text = app.screen.query_one("#field-description", TextArea)
        text.focus()
        app.post_message(Paste("one\ntwo"))
        await settled(pilot)
        assert text.text == "one\ntwo"
        for widget in (line, text):
            widget.focus()
            app.post_message(Paste("a\0b"))
            await settled(pilot)
        assert line.value == "" and text.text == "one\ntwo"
        assert any("U+0000" in said for said in messages(app))


async def test_joiners_are_typed(worked: Workspace) -> None:
    """Persian and Hindi need them within their words (U+200C, U+200D)."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        for name in ("title", "description"):
            widget = app.screen.query_one(f"#field-{name}")
            widget.focus()
            await settled(pilot)
            for key, char in (("a", "a"), ("zero_width_non_joiner", "\u200c"), ("b", "b"),
                              ("zero_width_joiner", "\u200d"), ("ctrl+at", "\0")):  # fmt: skip
                app.post_message(Key(key, char))
            await settled(pilot)
            typed = widget.value if isinstance(widget, Input) else getattr(widget, "text", "")
            assert typed == "a\u200cb\u200d"


async def test_a_terminal_obeys_no_text_in_a_field(worked: Workspace) -> None:
    """What controls is dropped from what is pasted, and nothing unseen reaches the terminal."""
    app = WorkbenchApp(worked, SLUG)
    pasted = "a\x1b[31mred\x07\x7f\x9b2J\u202ex\u200bz"
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        line = app.screen.query_one("#field-title", Input)
        text = app.screen.query_one("#field-description", TextArea)
        for widget in (line, text):
            widget.focus()
            app.post_message(Paste(pasted))
            await settled(pilot)
        assert line.value == text.text == "a[31mred2J\u202ex\u200bz"
        strips = [widget.render_line(0) for widget in (line, text)]
        for drawn in (strip.render(app.console) for strip in strips):
            assert "a[31mred2Jxz" in drawn
            assert not any(sign in drawn for sign in ("\x1b[31mred", "\x07", "\x9b", "\u202e"))
