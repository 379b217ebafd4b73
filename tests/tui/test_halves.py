"""Half a character in what is typed, pasted, copied or kept: whole from there on."""

from __future__ import annotations

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EventForm
from workbench.tui.screens import Tagger
from workbench.tui.shell.copying import to_system_clipboard

from .hands import case_of

SLUG = "japan-china-regionalism"
HALF, MENDED = "half \ud800 of one", "half \ufffd of one"


async def test_what_is_typed_is_whole_and_kept_as_a_draft(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By paste, by key, by the program's own clipboard, or put there by anything else."""
    copy_worked_case(known, SLUG)
    copied: list[str] = []
    monkeypatch.setattr("pyperclip.copy", copied.append)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "tab")
        app.post_message(Paste(HALF))
        app.post_message(Key("unknown", "\udfff"))
        app.post_message(Paste("\ud83d\ude00"))
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EventForm)
        assert form.query_one("#field-title", Input).value == f"{MENDED}\ufffd😀"
        app.copy_to_clipboard(HALF)
        assert to_system_clipboard(HALF)
        assert copied == [app.clipboard] == [MENDED]
        form.query_one("#field-title", Input).value = HALF
        form.query_one("#field-note", TextArea).text = HALF
        await app.look()
        [draft] = app.drafts.__class__().left
        assert draft.values["title"] == draft.values["note"] == MENDED
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        [event] = [e for e in case_of(app).book.case.timeline if e.title == MENDED]
        assert event.note == MENDED
        # The reason of a tag.
        case_of(app).selected = event.id
        case_of(app).tag_event([event])
        await pilot.pause()
        tagger = app.screen
        assert isinstance(tagger, Tagger)
        await pilot.press("b", "a", "l", "k", "enter")
        await pilot.pause()
        tagger.query_one("#reason", Input).value = HALF
        await pilot.pause()
        await app.look()
        [draft] = app.drafts.__class__().left
        assert draft.form == "Tagger" and "\ufffd" in draft.values[event.id]
