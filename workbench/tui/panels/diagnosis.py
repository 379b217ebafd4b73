"""Which evidence tells the motives apart, and which says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from workbench.judgement import (
    MOTIVES,
    WORTHS,
    Apart,
    Diagnosis,
    diagnosed,
    diagnosed_apart,
    told_apart,
)

from ..kit.commands import Command
from ..kit.plain import cell, prose, widest
from ..kit.table import Heading, Row, SeenTable
from .apart import beside, counted, who
from .panel import DATES, Panel, when
from .reasons import cited, sentences

_SIGN = {"supports": "+", "undermines": "−", "both": "+−", "silent": "·"}


class DiagnosisView(Panel):
    """The intent evidence of the balancer's acts, the most telling first; no weights, no scores."""

    def compose(self) -> ComposeResult:
        """How many pieces part balancing from each other motive, over the pieces."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield Static(id="diagnosis-said")
        yield SeenTable(id="diagnoses")
        with VerticalScroll(id="diagnosis-of"):
            yield Static(id="diagnosis-text")

    def enter(self) -> None:
        """The focus on the pieces."""
        self.query_one("#diagnoses").focus()

    def redraw(self) -> None:
        """Read the case's intent evidence as it is now."""
        w, tell, theory = self.w, sentences(self), self.theory
        table = self.query_one("#diagnoses", SeenTable)
        findings = self.of.findings
        found, apart = diagnosed(findings), diagnosed_apart(findings)
        short = [theory.book.motive(m).short.in_(theory.lang) for m in MOTIVES]
        size = max(widest(map(tell.worth, {d.worth for d in (*found, *apart)})), 6)
        motive = max(widest(short), 3)
        taken = DATES + size + (motive + 2) * len(MOTIVES) + 7
        self._width = max(self.of.room.width - taken, 10)
        table.head([Heading("", label, columns) for label, columns in (
            (w.t("worth"), size), (w.t("date"), DATES), (w.t("finding"), self._width),
            *((name, motive) for name in short),
        )])  # fmt: skip
        rows: dict[str, Row] = {
            each.piece.id: partial(self._cells, each, "" if each.diagnostic else "dim")
            for each in found
        }
        if apart:
            pieces = [findings.by_id[each.piece.event] for each in apart]
            title = beside(findings, pieces, self, self._width)
            blank = [Text("") for _ in MOTIVES]
            rows["apart"] = partial(list, [Text(""), Text(""), title, *blank])
        rows |= {each.piece.id: partial(self._cells, each, "dim") for each in apart}
        table.fill(rows, table.key)
        said = self._counted(found).append("\n")
        if found:
            self._apart(told_apart(found), said)
        said.append_text(counted(findings, self))
        self.query_one("#diagnosis-said", Static).update(said)
        self._of()

    def _counted(self, found: Sequence[Diagnosis]) -> Text:
        """How many pieces tell motives apart, and what the others are worth."""
        w, tell = self.w, sentences(self)
        if not found:
            return Text(w.t("No evidence to compare."))
        worths = Counter(each.worth for each in found)
        said = w.tn("{n} of {of} pieces tells motives apart",
                    "{n} of {of} pieces tell motives apart",
                    worths["parts"], of=len(found))  # fmt: skip
        rest = (f"{tell.worth(v)} {worths[v]}" for v in WORTHS if v != "parts" and worths[v])
        return Text(" · ".join([said, *rest]))

    def _apart(self, pairs: Sequence[Apart], said: Text) -> None:
        """Balancing against each other motive: what opposes the two, and what bears on one."""
        w, theory = self.w, self.theory
        most = max((pair.opposed for pair in pairs), default=0)
        title, heads = w.t("Balancing is told apart from"), (w.t("pieces"), w.t("one only"))
        names = {pair.motive: "  " + theory.say("motive", pair.motive) for pair in pairs}
        wide, sizes = widest([title, *names.values()]) + 2, [max(widest([h]), 4) for h in heads]
        nothing = w.t("nothing tells these two apart")
        room = max(self.of.room.width - wide - sum(sizes) - 8, 8)
        rows = [(title, *heads, Text(""), "dim")]
        for pair in pairs:
            bar = Text("━" * (pair.opposed * min(room, most) // max(most, 1)), "dim")
            shown = bar if pair.opposed else Text(nothing, "bold")
            counts = str(pair.opposed), str(pair.one_only)
            rows.append((names[pair.motive], *counts, shown, ""))
        for name, by, one, shown, style in rows:
            row = Text(name)
            row.pad_right(max(wide - row.cell_len, 0))
            for number, size in zip((by, one), sizes, strict=True):
                row.append(" " * max(size - widest([number]), 0) + number + "  ")
            row.stylize(style)
            said.append_text(row).append_text(shown).append("\n")

    def _cells(self, each: Diagnosis, style: str) -> list[Text]:
        event = self.case.events[each.piece.event]
        date = when(event)
        date.stylize(style)
        said = who(self.of.findings, event, style).append(" ")
        said.append_text(cell(each.piece.finding, self._width - said.cell_len, style))
        return [
            Text(sentences(self).worth(each.worth), style=style),
            date,
            said,
            *(Text(_SIGN[each.bears[m]], justify="center", style=style) for m in MOTIVES),
        ]

    @on(SeenTable.Moved)
    def _of(self) -> None:
        key = self.query_one("#diagnoses", SeenTable).key
        piece, said = self.case.evidence.get(key or ""), Text()
        if piece:
            if self.query_one("#diagnoses").has_focus:
                self.of.selected = piece.event
            event = self.case.events[piece.event]
            acting = sentences(self).who(self.of.findings, event)
            line = f"{event.date or self.w.t('undated')}  {acting}  {event.title}"
            said.append_text(cell(line, 200, "dim"))
            said.append("\n").append_text(prose(piece.finding, "bold")).append("\n")
            said.append_text(cited(self.case, piece, self))
        elif not self.case.evidence:
            said.append(self.w.t("No evidence of intent yet: add some in the second tab"))
        self.query_one("#diagnosis-text", Static).update(said)

    @on(SeenTable.Chosen)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
