"""Logging events: loose dates, runs, a first piece of evidence, an editor of one's own."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input, Label, Select, TextArea

from workbench.case import CaseInfo, Event, new_id
from workbench.casebook import Settings, Workspace, put, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.forms import EventForm
from workbench.tui.forms.editor import LongText
from workbench.tui.forms.evidence import EvidenceForm
from workbench.tui.forms.judgement import KeyJudgementForm
from workbench.tui.forms.sections import SectionsScreen
from workbench.tui.kit.ticklist import Ticks
from workbench.tui.panels import EvidencePanel
from workbench.tui.screens import CaseScreen, Tagger, TooSmall

from .hands import Hands, at_once, case_of
from .rest import messages, settled


@pytest.fixture
def dyad(known: Workspace) -> Workspace:
    """An empty case between France and the United States."""
    known.create("dyad", CaseInfo(title="Iraq", balancer="France", target="United States"))
    return known


def form_of(app: WorkbenchApp) -> EventForm:
    form = app.screen
    assert isinstance(form, EventForm)
    return form


def readback(app: WorkbenchApp) -> str:
    label = app.screen.query_one("#readback-date", Label)
    return str(label.content) if label.display else ""


@pytest.mark.long
async def test_ten_events_by_keyboard_alone(dyad: Workspace) -> None:
    """Logged in one run and coded one after the other, in at most 12 keys an event."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("n")
        for day in range(1, 11):
            await hands.write(f"{day} Mar 2003")
            await hands.press("tab")
            await hands.write(f"Statement {day}")
            if day == 1:
                await hands.press("tab", "tab", "tab", "tab", "d")
            if day == 5:
                await hands.press("ctrl+t")
            await hands.press("ctrl+s" if day == 10 else "ctrl+n")
        await hands.press("home")
        for _ in range(10):
            await hands.press("t")
            assert isinstance(app.screen, Tagger)
            hands.keys += len("bin")
            await hands.write("bin")
            await hands.press("enter", "ctrl+s", "down")
        line = case_of(app).book.case.timeline
        assert [e.date for e in line] == [f"2003-03-{day:02}" for day in range(1, 11)]
        assert [e.title for e in line] == [f"Statement {day}" for day in range(1, 11)]
        assert {e.domain for e in line} == {"diplomatic"} and all(e.coded for e in line)
        assert [e.initiator for e in line] == ["France"] * 4 + ["United States"] * 6
        assert hands.keys / 10 <= 12, hands.keys


async def test_what_is_typed_ahead_goes_where_it_belongs(dyad: Workspace) -> None:
    """A person who knows the form doesn't wait for it, not even while it saves."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("n")
        for key in ("2003", "tab", "one", "ctrl+n", "2004", "tab", "two", "ctrl+s"):
            for each in [key] if key in ("tab", "ctrl+n", "ctrl+s") else key:
                app.post_message(Key(each, each if len(each) == 1 else None))
        await settled(pilot)
        found = [(e.date, e.title) for e in case_of(app).book.case.timeline]
        assert found == [("2003", "one"), ("2004", "two")]


async def test_keys_wait_for_the_screen_that_they_are_meant_for(dyad: Workspace) -> None:
    """All of them at once: what opens, what is filled in, what saves, and what comes after it."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        first = ("n", *"2003", "tab", *"one", "ctrl+s")
        at_once(app, *first, "t", *"bin", "enter", "ctrl+s")
        await settled(pilot)
        second = ("n", *"2004", "tab", *"two", "ctrl+n", *"2005", "tab", *"three")
        at_once(app, *second, "ctrl+s", "up")
        await settled(pilot)
        found = case_of(app).book.case.timeline
        assert [(e.date, e.title) for e in found] == [
            ("2003", "one"), ("2004", "two"), ("2005", "three"),
        ]  # fmt: skip
        assert [tag.strategy for tag in found[0].tags] == ["binding"]
        assert case_of(app).selected == found[1].id
        at_once(app, "ctrl+p", *"codebook")
        await settled(pilot)
        assert isinstance(app.focused, Input) and app.focused.value == "codebook"


async def test_a_date_is_read_back_and_never_guessed(dyad: Workspace) -> None:
    """What is understood is shown while it is typed; two readings are refused."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("n")
        await hands.write("1-5 March 2003")
        assert "1–5 March 2003" in readback(app) and "2003-03-01/2003-03-05" in readback(app)
        await hands.press("tab")
        await hands.write("Talks")
        date = app.screen.query_one("#field-date", Input)
        date.value = "01/02/2003"
        await hands.press("ctrl+s")
        assert not readback(app) and form_of(app).focused is date
        assert "2003-01-02" in str(app.screen.query_one("#error-date", Label).content)
        date.value = "2003年3月1日"
        await hands.press("ctrl+s")
        assert case_of(app).book.case.timeline[0].date == "2003-03-01"


async def test_the_first_evidence_and_its_source_are_made_in_place(dyad: Workspace) -> None:
    """A source that the case has is picked, not doubled; without a side nothing is written."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(120, 40)) as pilot:
        hands, book = Hands(pilot), case_of(app).book
        for number in (1, 2):
            await hands.press("n")
            form = form_of(app)
            assert not form.query_one("#row-source").display
            form.query_one("#field-title", Input).value = f"Event {number}"
            form.query_one("#field-side").focus()
            await hands.press("i")
            assert form.query_one("#row-source").display
            assert not form.query_one("#row-kind").display
            form.query_one("#field-finding").focus()
            await hands.write("He said so")
            form.query_one("#field-source").focus()
            await hands.write("le monde; AFP" if number == 1 else "le")
            if number == 2:
                await hands.press("right")
                form.query_one("#field-side").focus()
                await hands.press("backspace", "ctrl+s")
                assert form_of(app).query_one("#error-side", Label).display
                assert len(book.case.events) == 1
                await hands.press("i")
            await hands.press("ctrl+s")
        pieces = list(book.case.evidence.values())
        assert [(p.side, p.finding, p.coder) for p in pieces] == [
            ("intent", "He said so", "CKM")
        ] * 2
        (source,) = book.case.sources.values()
        assert (source.title, source.author) == ("le monde", "AFP")
        assert {p.source for p in pieces} == {source.id}
        await hands.press("u")
        assert len(book.case.evidence) == 1


async def test_names_are_completed_part_by_part(dyad: Workspace) -> None:
    """From the case's own actors."""
    book = dyad.open("dyad")
    old = Event(id=new_id("ev"), title="Old", partners=("Germany", "Russia"))
    book.apply("old", put(book.case, old))
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("n")
        form_of(app).query_one("#field-partners").focus()
        await hands.write("ger")
        await hands.press("right")
        await hands.write("; ru")
        await hands.press("right")
        assert form_of(app).values()["partners"] == "Germany; Russia"


async def test_a_duplicate_has_the_words_and_not_the_coding(dyad: Workspace) -> None:
    """Nothing is coded that nobody judged."""
    book = dyad.open("dyad")
    old = Event.model_validate(
        {"id": new_id("ev"), "title": "Old", "date": "2003-03", "domain": "military",
         "coded_none": True, "key": "e1", "screen": {"avoids_confrontation": "yes"}}
    )  # fmt: skip
    book.apply("old", put(book.case, old))
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("c", "ctrl+s")
        events = case_of(app).book.case.events.values()
        (new,) = (event for event in events if event.id != old.id)
        assert (new.title, new.date, new.domain) == ("Old", "2003-03", "military")
        assert not new.coded and not new.key and new.screen.avoids_confrontation is None


async def test_a_terminal_too_small_takes_nothing_away(dyad: Workspace) -> None:
    """What was typed is there when there is room again, and when the language isn't switched."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("n")
        await hands.write("March 2003")
        await pilot.resize_terminal(50, 15)
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await hands.press("ctrl+l")
        assert form_of(app).values()["date"] == "March 2003"
        await hands.press("escape", "y")
        assert isinstance(app.screen, CaseScreen)


@contextlib.contextmanager
def lent() -> Iterator[None]:
    """A terminal that can be lent."""
    yield


async def test_long_text_in_an_editor_of_ones_own(
    dyad: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the editor leaves is taken over; where there is none, a sentence and the same text."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text('utf-8') + ' 於巴黎\\n', 'utf-8')\n",
        "utf-8",
    )
    app = WorkbenchApp(dyad, "dyad")
    monkeypatch.delenv("VISUAL", raising=False)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "suspend", lent)
        hands = Hands(pilot)
        await hands.press("n")
        form_of(app).query_one("#field-description").focus()
        await hands.write("Talks")
        for editor, text in (
            (f"{sys.executable} {script}", "Talks 於巴黎"),
            ("no-such-editor", "Talks 於巴黎"),
            ("", "Talks 於巴黎"),
        ):
            monkeypatch.setenv("EDITOR", editor)
            await hands.press("ctrl+e")
            assert form_of(app).values()["description"] == text
        assert len(messages(app)) == 2


@pytest.mark.long
async def test_a_long_text_takes_back_what_was_typed(dyad: Workspace) -> None:
    """By a key of its own, since the usual one stops the program."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        text = app.screen.query_one("#field-description", LongText)
        text.focus()
        await pilot.press("o", "n", "e")
        assert text.text == "one"
        await pilot.press("ctrl+underscore", "t", "w", "o")
        assert text.text == "two"


async def test_letters_in_a_row_find_a_choice(dyad: Workspace) -> None:
    """Three letters are one word; a letter that several begin with only shows them."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        form = app.screen
        assert isinstance(form, EventForm)
        domain = form.query_one("#field-domain", Select)
        domain.focus()
        await pilot.pause()
        at_once(app, *"dip")
        await pilot.pause()
        assert form.values()["domain"] == "diplomatic"


async def test_a_letter_of_several_choices_is_seen_before_it_chooses(dyad: Workspace) -> None:
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        form = KeyJudgementForm(case_of(app).book, None)
        await app.push_screen(form)
        form.query_one("#field-text", TextArea).text = "It was deliberate"
        likelihood = form.query_one("#field-likelihood", Select)
        likelihood.focus()
        await pilot.press("v")
        assert likelihood.expanded and form.values()["likelihood"] == ""
        await pilot.press("ctrl+s")
        assert app.screen is form and "Enter" in str(
            form.query_one("#error-likelihood", Label).content
        )
        await pilot.press("escape")
        assert not likelihood.expanded and form.values()["likelihood"] == ""
        at_once(app, *"very u", "enter")
        await pilot.pause()
        assert form.values()["likelihood"] == "very-unlikely"
        await pilot.press("backspace", *"very", "space", "l", "tab")
        assert form.values()["likelihood"] == "very-likely"
        assert app.focused is not likelihood


async def test_chinese_letters_find_too(dyad: Workspace) -> None:
    save_settings(Settings(coder="CKM", language="zh-Hant"))
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        domain = form_of(app).query_one("#field-domain", Select)
        domain.focus()
        await pilot.pause()
        at_once(app, *"制度")
        await pilot.pause()
        assert domain.value == "institutional"


async def test_letters_go_to_an_entry_of_a_list_to_tick(dyad: Workspace) -> None:
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.push_screen(SectionsScreen(frozenset()))
        ticks = app.screen.query_one(Ticks)
        at_once(app, *"lim")
        await pilot.pause()
        assert str(ticks.options[ticks.highlighted or 0].prompt) == "Limitations"


def carried(form: EventForm | EvidenceForm) -> set[str]:
    """The fields that are marked as carried over."""
    names = {field.name: form.query_one(f"#label-{field.name}", Label) for field in form.asked}
    return {name for name, label in names.items() if "carried over" in str(label.content)}


async def test_the_next_event_carries_what_it_shares_and_says_so(dyad: Workspace) -> None:
    """Date, sides and source; never partners; what is typed isn't marked any more."""
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        form = form_of(app)
        assert not carried(form)
        for name, value in {"date": "2003-03", "title": "One", "partners": "Germany",
                            "finding": "Seen", "source": "A report"}.items():  # fmt: skip
            field = form.query_one(f"#field-{name}")
            if isinstance(field, TextArea):
                field.text = value
            else:
                field.value = value  # type: ignore[attr-defined]
        form.query_one("#field-side", Select).value = "intent"
        await pilot.press("ctrl+n")
        values = form.values()
        assert carried(form) == {"date", "initiator", "target", "source"}
        assert (values["date"], values["source"]) == ("2003-03", "A report")
        assert values["partners"] == values["title"] == values["side"] == ""
        # A source that is carried over alone asks for no evidence.
        assert not form.query_one("#row-source").display
        form.query_one("#field-date", Input).value = "2003-04"
        form.query_one("#field-title", Input).value = "Two"
        await pilot.pause()
        assert carried(form) == {"initiator", "target", "source"}
        await pilot.press("ctrl+s")
        one, two = case_of(app).book.case.timeline
        assert (one.partners, two.partners, two.date) == (("Germany",), (), "2003-04")
        assert len(case_of(app).book.case.evidence) == 1


async def test_the_next_piece_carries_its_source_and_the_cursor_stands_on_it(
    dyad: Workspace,
) -> None:
    book = dyad.open("dyad")
    event = Event(id=new_id("ev"), title="Old", date="2003-03")
    book.apply("t", put(book.case, event))
    app = WorkbenchApp(dyad, "dyad")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "n")
        form = app.screen
        assert isinstance(form, EvidenceForm) and not carried(form)
        form.query_one("#field-finding", TextArea).text = "First"
        form.query_one("#field-title", Input).value = "A report"
        await pilot.press("ctrl+n")
        again = app.screen
        assert isinstance(again, EvidenceForm) and again is not form
        assert carried(again) == {"source"} and again.values()["finding"] == ""
        again.query_one("#field-finding", TextArea).text = "Second"
        await pilot.press("ctrl+s")
        case = case_of(app).book.case
        assert [p.source for p in case.evidence_of(event.id)] == [*case.sources] * 2
        panel = case_of(app).panel
        assert isinstance(panel, EvidencePanel) and panel.piece
        assert panel.piece.finding == "Second"
        # From the verdicts a piece is written for the side that the lens reads.
        app.screen.query_one("#verdicts").focus()
        await pilot.press("n")
        for name, value in {"kind": "raises-cost", "status": "observed"}.items():
            app.screen.query_one(f"#field-{name}", Select).value = value
        app.screen.query_one("#field-finding", TextArea).text = "Third"
        await pilot.press("ctrl+s")
        assert panel.piece and panel.piece.finding == "Third"
