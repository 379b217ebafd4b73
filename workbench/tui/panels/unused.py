"""The typology not used yet, with what each class risks: options, never advice."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.judgement import unused

from ..kit.plain import cell, widest
from .apart import NARROW, counted
from .panel import Panel, go_to, row_key
from .reasons import sentences


class UnusedView(Panel):
    """From the class that confronts least to the one that confronts most."""

    def compose(self) -> ComposeResult:
        """The strategies over the class of the chosen one."""
        yield Static(id="unused-said")
        yield DataTable(id="unused", cursor_type="row")
        with VerticalScroll(id="risk"):
            yield Static(id="risk-text")

    def enter(self) -> None:
        """The focus on the strategies."""
        self.query_one("#unused").focus()

    def redraw(self) -> None:
        """What no act of the balancer's is tagged with."""
        w, theory, lang = self.w, self.theory, self.theory.lang
        table = self.query_one("#unused", DataTable)
        key, found = row_key(table), unused(self.of.findings)
        rows = [(group, strategy) for group, many in found for strategy in many]
        table.clear(columns=True)
        names = max(widest(s.name.in_(lang) for _, s in rows), 8)
        classes = widest(g.name.in_(lang) for g, _ in found) + 2
        width = max(self.of.room.width - names - classes - 7, 10)
        for label, size in (
            (w.t("class"), classes), (w.t("strategy"), names), (w.t("meaning"), width),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        for group, strategy in rows:
            table.add_row(
                Text.assemble(theory.mark(group.id), " ", group.name.in_(lang)),
                cell(strategy.name.in_(lang), names),
                cell(strategy.meaning.in_(lang), width),
                key=strategy.id,
            )
        go_to(table, key)
        said = w.t("{balancer}: no act carries {n} of the {of} strategies.",
                   n=len(rows), of=len(theory.book.strategies),
                   balancer=self.case.info.balancer)  # fmt: skip
        parts = "  ".join(f"{g.symbol} {g.name.in_(lang)} {len(many)}" for g, many in found)
        gap = "\n" if self.of.room.width < NARROW else "  "
        line = cell(said).append(gap).append(parts).append("\n")
        line.append_text(counted(self.of.findings, self))
        self.query_one("#unused-said", Static).update(line)
        self._risk()

    def _theirs(self, strategy: str) -> str:
        """Who else used it, by name and date."""
        found, tell = self.of.findings, sentences(self)
        return " · ".join(
            f"{f.event.date or self.w.t('undated')} {tell.who(found, f.event)}"
            for f in found.events
            if not f.counts and strategy in {tag.strategy for tag in f.event.tags}
        )

    @on(DataTable.RowHighlighted)
    def _risk(self) -> None:
        w, theory, lang, said = self.w, self.theory, self.theory.lang, Text()
        key = row_key(self.query_one("#unused", DataTable))
        if key:
            strategy = theory.book.strategy(key)
            group = theory.book.strategy_class(strategy.class_)
            said.append(strategy.name.in_(lang), "bold").append("  " + strategy.meaning.in_(lang))
            theirs = self._theirs(key)
            if theirs:
                said.append("\n" + w.t("in acts of others") + "  ", "dim")
                said.append_text(cell(theirs, 200))
            for label, text in (
                (w.t("confrontation"), group.confrontation),
                (w.t("cost and risk"), group.cost_and_risk),
                (w.t("works only if"), group.works_only_if),
                (w.t("can turn into"), group.can_turn_into),
            ):
                if text:
                    said.append(f"\n{label}  ", "dim").append(text.in_(lang))
        self.query_one("#risk-text", Static).update(said)
