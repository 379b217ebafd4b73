"""The line of confrontation over time, with the target's reactions and the signs on it."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from workbench.judgement import ACTED, SIGNS, Line, Step, confrontation

from ..kit.commands import Command
from ..kit.plain import cell, widest
from ..kit.table import Heading, Row, SeenTable
from .apart import ACTORS, counted, style_of, uncounted, who
from .linechart import Chart, chart
from .panel import DATES, Panel, when
from .reasons import sentences


class LineView(Panel):
    """Ordinal: institutional, offsetting, weakening, hard; drawn and listed, never averaged."""

    line = Line((), (), ())
    """The case's line, as it was last drawn."""
    _chart: Chart | None = None

    def compose(self) -> ComposeResult:
        """The chart, the signs, the steps, and what is to be said of the chosen one."""
        w = self.w
        self.install(
            [
                Command("s", "sign", w.t("next sign"), w.t("The next sign of a turn to hard")),
                Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence")),
            ]
        )
        yield Static(id="line-chart")
        yield Static(id="line-signs")
        yield SeenTable(id="steps")
        yield Static(id="step-said")

    def enter(self) -> None:
        """The focus on the steps."""
        self.query_one("#steps").focus()

    def _level(self, level: str | None) -> str:
        if level is None:
            return "—"
        if level == "hard":
            return self.w.t("hard")
        return self.theory.book.strategy_class(level).name.in_(self.theory.lang)

    def redraw(self) -> None:
        """Draw the case as it is now."""
        w, tell, table = self.w, sentences(self), self.query_one(SeenTable)
        line = self.line = confrontation(self.of.findings)
        levels = widest(self._level(x) for x in line.levels) + 2
        signs = widest(tell.sign_name(s) for s in SIGNS) + 4
        width = max(self.of.room.width - DATES - ACTORS - levels - signs - 2 * 5 - 1, 10)
        table.head([Heading("", label, size) for label, size in (
            (w.t("date"), DATES), (w.t("who"), ACTORS), (w.t("level"), levels),
            (w.t("event"), width), (w.t("signs"), signs),
        )])  # fmt: skip
        rows: dict[str, Row] = {
            step.event.id: partial(self._cells, line, step, width, signs) for step in line.steps
        }
        self._chart = self._charted(line)
        table.fill(rows, table.key or self.of.selected)
        counts = [(s, sum(sign.kind == s for sign in line.signs)) for s in SIGNS]
        said = Text(w.t("Signs of a turn to hard balancing") + "  ", style="bold")
        said.append(" · ".join(f"{tell.sign_name(s)} {n}" for s, n in counts), "not bold")
        said.append("  " + w.t("(the workbench's reading)"), "dim not bold")
        said.append("\n").append_text(counted(self.of.findings, self))
        self.query_one("#line-signs", Static).update(said)
        self._chosen()

    def _cells(self, line: Line, step: Step, width: int, signs: int) -> list[Text]:
        tell = sentences(self)
        mark = Text("✖", style="bold") if step.level == "hard" else Text(" ")
        if step.level in line.levels[:-1]:
            mark = self.theory.mark(str(step.level))
        found = [tell.sign_name(s.kind) for s in line.signs_of(step.event.id)]
        style, level = style_of(step.finding), Text.assemble(mark, " ", self._level(step.level))
        date = when(step.event)
        date.stylize(style)
        level.stylize(style, 1)
        return [
            date,
            who(self.of.findings, step.event, style),
            level,
            cell(("↩ " if step.reacts_to else "") + step.event.title, width, style),
            cell("! " + " ".join(found) if found else "", signs, "bold"),
        ]

    def _charted(self, line: Line) -> Chart:
        w = self.w
        names = {level: self._level(level) for level in line.levels}
        names |= {"target": "↩ " + self.case.info.target[:16], "signs": w.t("signs") + " !"}
        names |= {"axis": w.t("in order")}
        names |= {"others": f"{ACTED['third']} " + w.t("others")}
        return chart(line, max(self.of.room.width - 2, 40), self.theory, names)

    @on(SeenTable.Moved)
    def _chosen(self) -> None:
        table, line = self.query_one(SeenTable), self.line
        if table.has_focus:
            self.of.selected = table.key or self.of.selected
        if self._chart:
            self.query_one("#line-chart", Static).update(self._chart.drawn(table.key))
        step = line.steps[table.cursor_row] if table.key else None
        self.query_one("#step-said", Static).update(self._said(line, step) if step else Text())

    def _said(self, line: Line, step: Step) -> Text:
        tell, events = sentences(self), self.case.events
        said = cell(tell.who(self.of.findings, step.event), 200, "dim")
        apart = uncounted(self.of.findings, step.finding, self)
        if apart:
            said.append(" · ").append_text(cell(apart, 200, "italic"))
        said.append("\n")
        for sign in line.signs_of(step.event.id):
            said.append("! " + tell.sign(sign.kind), "bold")
            for earlier in sign.after:
                date = events[earlier].date or self.w.t("undated")
                said.append_text(cell(f" ← {date} {events[earlier].title}", 200))
            said.append("\n")
        if step.reacts_to and not line.signs_of(step.event.id):
            acts = dict.fromkeys(self.case.evidence[i].event for i in step.reacts_to)
            for act in acts:
                name = self.w.t("reaction to {title}", title=events[act].title)
                said.append_text(cell("↩ " + name, 300)).append("\n")
        said.rstrip()
        return said

    def action_sign(self) -> None:
        """To the next event with a sign."""
        table, line = self.query_one(SeenTable), self.line
        signed = [i for i, s in enumerate(line.steps) if line.signs_of(s.event.id)]
        after = [i for i in signed if i > table.cursor_row] or signed
        if after:
            table.move_cursor(after[0])
        else:
            self.bench.say(self.w.t("No sign is coded in this case"))

    @on(SeenTable.Chosen)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
