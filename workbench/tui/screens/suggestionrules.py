"""The rules for suggestions of a case: what each asks and suggests, and to how many it speaks."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from workbench.case import Case, Problem, SuggestionRule
from workbench.casebook import Casebook, drop_rule, spoken_to
from workbench.locale import N_

from ..forms import Confirm
from ..forms.rule import RuleForm
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.plain import cell, prose, two_ends, way_back
from ..kit.table import Heading, SeenTable
from ..kit.undoing import Undoing


class SuggestionRulesScreen(Screen[None], Undoing):
    """A table of rules over the one under the cursor."""

    CSS_PATH = "../styles/incoming.tcss"
    AUTO_FOCUS = ""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book
        self._counts: Mapping[str, tuple[int, int]] = {}
        self._of: Case | None = None
        self._unsubscribe = book.subscribe(self._changed)

    def reopen(self) -> None:
        """The rules again."""
        self.bench.push_screen(SuggestionRulesScreen(self.book))

    def compose(self) -> ComposeResult:
        """The rules, the one under the cursor, or what a rule is."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new"), w.t("Write a rule")),
                Command("enter,e", "edit", w.t("edit"), w.t("Edit the rule")),
                Command("d", "delete", w.t("delete"),
                        w.t("Delete the rule; what was accepted stays")),
                self.undo_command(),
                self.redo_command(),
                Command("q,escape", "close", w.t("back"), w.t("Back to the inbox")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        yield SeenTable(self._row, id="rules-table")
        with VerticalScroll(id="rule", can_focus=False):
            yield Static(id="rule-text")
        yield Static(id="rules-empty")
        yield KeyFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a rule there is none to edit."""
        return bool(self.book.case.rules) or action not in ("edit", "delete")

    def on_mount(self) -> None:
        """What is there."""
        self.redraw()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self.redraw)

    @property
    def table(self) -> SeenTable:
        """The rules."""
        return self.query_one(SeenTable)

    @property
    def rule(self) -> SuggestionRule | None:
        """The one under the cursor."""
        table = next(iter(self.query(SeenTable)), None)
        return self.book.case.rules.get((table.key if table else None) or "")

    @property
    def under_cursor(self) -> str | None:
        """What is copied: the rule in full."""
        return self._told().plain or None

    @on(Resize)
    def redraw(self) -> None:
        """Show the rules as they are now."""
        if not self.is_mounted or not self.children:
            return
        w, case, width = self.w, self.book.case, self.room.width
        if self._of is not case:
            self._counts = {id_: spoken_to(case, rule) for id_, rule in case.rules.items()}
            self._of = case
        title = Text(w.t("Rules for suggestions"), style="bold")
        said = way_back("screen.close") + title + Text(" · ") + cell(case.info.title)
        count = Text(w.tn("{n} rule", "{n} rules", len(case.rules)) + " ", "bold")
        self.query_one("#top", Static).update(two_ends(said, count, width))
        name = max((width - 16) // 2, 20)
        self._widths = name, max(width - 16 - name - 8, 10)
        self.table.head(
            [
                Heading("name", w.t("rule"), self._widths[0]),
                Heading("speaks", w.t("speaks to"), 14),
                Heading("suggests", w.t("suggests"), self._widths[1]),
            ]
        )
        keys = sorted(case.rules, key=lambda id_: (case.rules[id_].name, id_))
        self.table.show(keys, self.table.key)
        self.table.display = self.query_one("#rule").display = bool(keys)
        empty = self.query_one("#rules-empty", Static)
        empty.display = not keys
        empty.update(Text(self._teach()))
        self._detail()
        self.refresh_bindings()
        self.set_focus(self.table if keys else None)

    def _teach(self) -> str:
        return self.hint(
            "The case has no rules. Press {n} and write one: which candidates "
            "it speaks to, by event class, actors, words or data set; what they "
            "may be; and why. Its suggestion stands beside them in the inbox "
            "with its name. It codes nothing: you decide.",
            {"n": "suggestion-rules.new"},
        )

    def _row(self, key: str) -> list[Text]:
        rule, (n, m) = self.book.case.rules[key], self._counts[key]
        count = Text(self.w.t("{n} of {m}", n=n, m=m), justify="right")
        name, suggests = self._widths
        return [cell(rule.name, name), count, cell(self._suggests(rule), suggests)]

    def _suggests(self, rule: SuggestionRule) -> str:
        domain = [self.theory.say("domain", rule.domain)] if rule.domain else []
        return self.w.parted([*domain, *map(self.theory.strategy, rule.strategies)])

    @on(SeenTable.Moved)
    def _detail(self) -> None:
        self.query_one("#rule-text", Static).update(self._told())

    def _told(self) -> Text:
        w, rule, said = self.w, self.rule, Text()
        if rule is None:
            return said
        said.append_text(prose(rule.name, "bold")).append("\n")
        n, m = self._counts[rule.id]
        said.append(w.t("speaks to {n} of {m} candidates that wait", n=n, m=m) + "\n", "dim")
        asked = (
            (w.t("event classes"), rule.classes), (w.t("actors"), rule.actors),
            (w.t("words"), rule.words), (w.t("column"), (rule.column,) if rule.column else ()),
            (w.t("data sets"), rule.datasets), (w.t("suggests"), (self._suggests(rule),)),
            (w.t("reason"), (rule.reason,)),
        )  # fmt: skip
        for label, parts in asked:
            if parts:
                said.append(label + "  ", "dim").append_text(prose(w.parted(parts))).append("\n")
        return said

    @work(exclusive=True, group="rule")
    async def action_new(self) -> None:
        """Write a rule."""
        await self._ask(RuleForm(self.book))

    @on(SeenTable.Chosen)
    @work(exclusive=True, group="rule")
    async def action_edit(self) -> None:
        """Edit the one under the cursor."""
        if self.rule:
            await self._ask(RuleForm(self.book, self.rule))

    async def _ask(self, form: RuleForm) -> None:
        written = await self.app.push_screen_wait(form)
        if written:
            self.redraw()
            self.table.go_to(written)

    @work(exclusive=True, group="rule")
    async def action_delete(self) -> None:
        """Delete the one under the cursor."""
        rule = self.rule
        if rule is None:
            return
        question = self.w.t("Delete the rule “{name}”? What was accepted stays.", name=rule.name)
        if await self.app.push_screen_wait(Confirm(question, self.w.t("Delete"))):
            try:
                await self.write(self.book, N_("a removed rule for suggestions"), drop_rule(rule))
            except (Problem, OSError) as problem:
                self.bench.refuse(problem)

    def action_close(self) -> None:
        """Back to the inbox."""
        self.dismiss(None)
