"""What was observed: how often each class and strategy was coded, beside what is expected."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from workbench.judgement import profile

from ..kit.plain import cell, widest
from .apart import ACTORS, style_of, uncounted, who
from .expected import expected, observed
from .panel import DATES, Panel, go_to, row_key, when


class ProfileView(Panel):
    """Counts of the balancer's acts, never averages; each strategy leads to its events."""

    def compose(self) -> ComposeResult:
        """The expectation over the counts, and under them the chosen strategy's events."""
        yield Static(id="profile-said")
        yield DataTable(id="profile", cursor_type="row")
        yield DataTable(id="profile-events", cursor_type="row", show_header=False)

    def enter(self) -> None:
        """The focus on the strategies."""
        self.query_one("#profile").focus()

    def redraw(self) -> None:
        """Count the case as it is now."""
        w, theory, table = self.w, self.theory, self.query_one("#profile", DataTable)
        found, key = self.of.findings, row_key(table)
        counts = profile(self.case, (f.event for f in found.acts))
        others = profile(self.case, (f.event for f in found.events if not f.counts)).strategies
        said = expected(self).append("\n").append_text(observed(self)).append("\n")
        coded = w.t("{coded} of these {of} acts are coded, {none} of them as none.",
                    coded=counts.coded, of=counts.events, none=counts.coded_none)  # fmt: skip
        said.append(coded, "dim")
        self.query_one("#profile-said", Static).update(said)
        table.clear(columns=True)
        most = counts.strategies.most_common()
        most += [(s, 0) for s, _ in others.most_common() if s not in counts.strategies]
        names = max(widest(theory.strategy(s) for s, _ in most), 8)
        classes = widest(c.name.in_(theory.lang) for c in theory.book.classes) + 2
        apart = w.t("apart")
        beside = max(widest([apart]), 5)
        room = self.of.room.width - classes - 4 - beside - 12
        names = min(names, room - 4)
        bar = room - names
        for label, size in (
            (w.t("strategy"), names), (w.t("class"), classes), (w.t("acts"), 4), ("", bar),
            (apart, beside),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        top = most[0][1] if most else 1
        for strategy, n in most:
            group = theory.class_of(strategy)
            known = {c.id: c.name.in_(theory.lang) for c in theory.book.classes}
            length = n if top <= bar else max(n * bar // top, min(n, 1))
            table.add_row(
                cell(theory.strategy(strategy), names),
                Text.assemble(theory.mark(group), " ", known.get(group, "")),
                Text(str(n), justify="right"),
                Text("━" * length, style=theory.mark(group).style),
                Text(str(others[strategy] or "·"), style="dim", justify="right"),
                key=strategy,
            )
        go_to(table, key)

        self._events()

    @on(DataTable.RowHighlighted, "#profile")
    def _events(self) -> None:
        strategy = row_key(self.query_one("#profile", DataTable))
        table = self.query_one("#profile-events", DataTable)
        table.clear(columns=True)
        table.add_column("", width=DATES)
        table.add_column("", width=ACTORS)
        table.add_column("", width=max(self.of.room.width - DATES - ACTORS - 7, 10))
        found = self.of.findings
        for finding in sorted(found.events, key=lambda f: not f.counts):
            event, style = finding.event, style_of(finding)
            if strategy in {tag.strategy for tag in event.tags}:
                apart = uncounted(found, finding, self)
                aside = self.w.bracketed(apart) if apart else ""
                said = cell(event.title + aside, style=style)
                table.add_row(when(event), who(found, event, style), said, key=event.id)

    @on(DataTable.RowSelected, "#profile")
    def _to_events(self) -> None:
        self.query_one("#profile-events").focus()

    @on(DataTable.RowSelected, "#profile-events")
    def _to_event(self, chosen: DataTable.RowSelected) -> None:
        self.of.selected = chosen.row_key.value
        self.of.action_tab("evidence")
