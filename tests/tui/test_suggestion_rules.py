"""Rules for suggestions on the screen: written, counted, shown by a candidate, named in a tag."""

from __future__ import annotations

from typing import Literal

import pytest
from textual.widgets import Input, Select, Static, TextArea

from workbench.case import SuggestionRule
from workbench.casebook import Casebook, Settings, Workspace, put_rule, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.forms.deciding import AcceptForm
from workbench.tui.forms.rule import RuleForm
from workbench.tui.screens import Tagger
from workbench.tui.screens.suggestionrules import SuggestionRulesScreen

from .conftest import HOSTILE
from .hands import Hands
from .rest import settled
from .test_inbox import opened
from .test_inbox_groups import book as book
from .test_inbox_groups import candidate as candidate


@pytest.mark.parametrize(("size", "lang"), [((80, 24), "en"), ((120, 36), "zh-Hant")])
async def test_a_rule_is_written_edited_and_deleted(
    known: Workspace, book: Casebook, size: tuple[int, int], lang: Literal["en", "zh-Hant"]
) -> None:
    """The form counts while it is filled in; what it lacks is said in it; undo takes it back."""
    save_settings(Settings(coder="CKM", language=lang))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=size) as pilot:
        hands = Hands(pilot)
        await opened(app, hands)
        await hands.press("R")
        rules = app.screen
        assert isinstance(rules, SuggestionRulesScreen)
        assert rules.query_one("#rules-empty", Static).display
        await hands.press("n")
        form = app.screen
        assert isinstance(form, RuleForm)
        await hands.write(HOSTILE)
        form.query_one("#field-classes", Input).value = "16"
        await settled(pilot)
        head = str(form.query_one("#form-heading", Static).content)
        assert ("2 of 6" if lang == "en" else "6 個待決候選項中的 2 個") in head
        await hands.press("ctrl+s")
        assert app.screen is form
        form.query_one("#field-strategies", Input).value = "no such thing"
        form.query_one("#field-reason", TextArea).text = "[b]why[/b]"
        await hands.press("ctrl+s")
        assert app.screen is form
        form.query_one("#field-strategies", Input).value = "economic-sanctions"
        await hands.press("ctrl+s")
        await settled(pilot)
        assert app.screen is rules
        (rule,) = rules.book.case.rules.values()
        assert (rule.classes, rule.strategies) == (("16",), ("economic-sanctions",))
        assert "[b]why[/b]" in str(rules.query_one("#rule-text", Static).content)
        await hands.press("enter")
        app.screen.query_one("#field-classes", Input).value = ""
        app.screen.query_one("#field-actors", Input).value = "United States; UN"
        await hands.press("ctrl+s")
        await settled(pilot)
        (rule,) = rules.book.case.rules.values()
        assert rule.actors == ("United States", "UN") and not rule.classes
        await hands.press("d", "y")
        await settled(pilot)
        assert not rules.book.case.rules and rules.query_one("#rules-empty", Static).display
        await hands.press("u")
        await settled(pilot)
        assert len(rules.book.case.rules) == 1
        await hands.press("escape")


async def test_a_suggestion_is_taken_by_a_key_and_names_its_rule(
    known: Workspace, book: Casebook
) -> None:
    """Nothing is filled in by itself; what is taken says by which rule."""
    rule = SuggestionRule(
        id="ru-1", name="Through the UN", classes=("03",), domain="institutional",
        strategies=("binding",), reason="It may bind",
    )  # fmt: skip
    book.apply("r", put_rule(book.case, rule))
    app = WorkbenchApp(known, "dyad")
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot)
        inbox = await opened(app, hands)
        told = str(inbox.query_one("#candidate-text", Static).content)
        assert "Through the UN" in told and "It may bind" in told
        assert "?" in inbox.table.get_row(inbox.table.keys[0])[3].plain
        await hands.press("a")
        form = app.screen
        assert isinstance(form, AcceptForm)
        domain = form.query_one("#field-domain", Select)
        assert domain.value is Select.NULL and "Through the UN" in str(domain.prompt)
        domain.value = "institutional"
        await hands.press("ctrl+s")
        await settled(pilot)
        tagger = app.screen
        assert isinstance(tagger, Tagger) and not inbox.book.case.timeline[0].tags
        assert "Through the UN" in str(tagger.query_one("#details", Static).content)
        await hands.press("enter", "ctrl+s")
        await settled(pilot)
        (event,) = inbox.book.case.events.values()
        assert event.note.endswith("domain suggested by the rule “Through the UN”")
        (tag,) = event.tags
        assert (tag.strategy, tag.rationale) == (
            "binding", "suggested by the rule “Through the UN”: It may bind"
        )  # fmt: skip
