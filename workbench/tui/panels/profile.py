"""What was observed: how often each class and strategy was coded, beside what is expected."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from workbench.judgement import Finding, profile_of_acts, profile_of_others

from ..kit.plain import cell, widest
from ..kit.table import Heading, Row, SeenTable
from .apart import ACTORS, style_of, uncounted, who
from .expected import expected, observed
from .panel import DATES, Panel, when


class ProfileView(Panel):
    """Counts of the balancer's acts, never averages; each strategy leads to its events."""

    def compose(self) -> ComposeResult:
        """The expectation over the counts, and under them the chosen strategy's events."""
        yield Static(id="profile-said")
        yield SeenTable(id="profile")
        yield SeenTable(id="profile-events", header=False)

    def enter(self) -> None:
        """The focus on the strategies."""
        self.query_one("#profile").focus()

    def redraw(self) -> None:
        """Count the case as it is now."""
        w, theory, table = self.w, self.theory, self.query_one("#profile", SeenTable)
        found = self.of.findings
        counts = profile_of_acts(found)
        others = profile_of_others(found).strategies
        said = expected(self).append("\n").append_text(observed(self)).append("\n")
        coded = w.t("{coded} of these {of} acts are coded, {none} of them as none.",
                    coded=counts.coded, of=counts.events, none=counts.coded_none)  # fmt: skip
        said.append(coded, "dim")
        self.query_one("#profile-said", Static).update(said)
        most = counts.strategies.most_common()
        most += [(s, 0) for s, _ in others.most_common() if s not in counts.strategies]
        names = max(widest(theory.strategy(s) for s, _ in most), 8)
        classes = widest(c.name.in_(theory.lang) for c in theory.book.classes) + 2
        apart = w.t("apart")
        beside = max(widest([apart]), 5)
        room = self.of.room.width - classes - 4 - beside - 12
        names = min(names, room - 4)
        bar = room - names
        table.head([Heading("", label, size) for label, size in (
            (w.t("strategy"), names), (w.t("class"), classes), (w.t("acts"), 4), ("", bar),
            (apart, beside),
        )])  # fmt: skip
        top = most[0][1] if most else 1
        rows: dict[str, Row] = {}
        for strategy, n in most:
            length = n if top <= bar else max(n * bar // top, min(n, 1))
            rows[strategy] = partial(self._cells, strategy, names, n, length, others[strategy])
        table.fill(rows, table.key)
        self._events()

    def _cells(self, strategy: str, width: int, n: int, bar: int, others: int) -> list[Text]:
        theory = self.theory
        group = theory.class_of(strategy)
        known = {c.id: c.name.in_(theory.lang) for c in theory.book.classes}
        return [
            cell(theory.strategy(strategy), width),
            Text.assemble(theory.mark(group), " ", known.get(group, "")),
            Text(str(n), justify="right"),
            Text("━" * bar, style=theory.mark(group).style),
            Text(str(others or "·"), style="dim", justify="right"),
        ]

    @on(SeenTable.Moved, "#profile")
    def _events(self) -> None:
        strategy = self.query_one("#profile", SeenTable).key
        table, width = self.query_one("#profile-events", SeenTable), self.of.room.width
        table.head([Heading("", "", size)
                    for size in (DATES, ACTORS, max(width - DATES - ACTORS - 7, 10))])  # fmt: skip
        rows: dict[str, Row] = {
            finding.event.id: partial(self._event, finding)
            for finding in sorted(self.of.findings.events, key=lambda f: not f.counts)
            if any(tag.strategy == strategy for tag in finding.event.tags)
        }
        table.fill(rows, None)

    def _event(self, finding: Finding) -> list[Text]:
        event, style = finding.event, style_of(finding)
        apart = uncounted(self.of.findings, finding, self)
        aside = self.w.bracketed(apart) if apart else ""
        said = cell(event.title + aside, style=style)
        return [when(event), who(self.of.findings, event, style), said]

    @on(SeenTable.Chosen, "#profile")
    def _to_events(self) -> None:
        self.query_one("#profile-events").focus()

    @on(SeenTable.Chosen, "#profile-events")
    def _to_event(self, chosen: SeenTable.Chosen) -> None:
        self.of.selected = chosen.table.key
        self.of.action_tab("evidence")
