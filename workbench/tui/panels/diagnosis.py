"""Which evidence tells the motives apart, and which says nothing."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.judgement import MOTIVES, diagnose, told_apart

from ..commands import Command
from ..plain import cell, prose, widest
from .panel import DATES, Panel, go_to, row_key, when
from .reasons import cited, sentences

_SIGN = {"supports": "+", "undermines": "−", "both": "+−", "silent": "·"}


class DiagnosisView(Panel):
    """The intent evidence of the whole case, the most telling first; no weights, no scores."""

    def compose(self) -> ComposeResult:
        """How many pieces part balancing from each other motive, over the pieces."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield Static(id="diagnosis-said")
        yield DataTable(id="diagnoses", cursor_type="row")
        with VerticalScroll(id="diagnosis-of"):
            yield Static(id="diagnosis-text")

    def enter(self) -> None:
        """The focus on the pieces."""
        self.query_one("#diagnoses").focus()

    def redraw(self) -> None:
        """Read the case's intent evidence as it is now."""
        w, tell, theory = self.w, sentences(self), self.theory
        table = self.query_one("#diagnoses", DataTable)
        key = row_key(table)
        found = diagnose(self.case.evidence.values(), self.of.findings.floor)
        short = [theory.book.motive(m).short.in_(theory.lang) for m in MOTIVES]
        worths = [tell.worth(d.worth) for d in found]
        size, motive = max(widest(worths), 6), max(widest(short), 3)
        width = max(self.of.room.width - DATES - size - (motive + 2) * len(MOTIVES) - 7, 10)
        table.clear(columns=True)
        for label, columns in (
            (w.t("worth"), size), (w.t("date"), DATES), (w.t("finding"), width),
            *((name, motive) for name in short),
        ):  # fmt: skip
            table.add_column(Text(label), width=columns)
        for each, worth in zip(found, worths, strict=True):
            style = "" if each.diagnostic else "dim"
            event = self.case.events[each.piece.event]
            table.add_row(
                Text(worth, style=style),
                when(event),
                cell(each.piece.finding, width, style),
                *(Text(_SIGN[each.bears[m]], justify="center", style=style) for m in MOTIVES),
                key=each.piece.id,
            )
        go_to(table, key)
        idle = sum(not d.diagnostic for d in found)
        said = Text(" " + w.t("{n} of {of} pieces tell motives apart, {idle} say nothing.",
                              n=len(found) - idle, of=len(found), idle=idle) + "\n")  # fmt: skip
        said.append(" " + w.t("Balancing is told apart from") + "\n", "dim")
        apart = told_apart(found)
        most = max((a.pieces for a in apart), default=0)
        names = {a.motive: theory.say("motive", a.motive) for a in apart}
        wide = widest(names.values())
        room = max(self.of.room.width - wide - 48, 8)
        for pair in apart:
            row = Text("   " + names[pair.motive])
            row.pad_right(wide + 4 - row.cell_len)
            row.append(f"{pair.pieces:>4}  ")
            row.append("━" * (pair.pieces * min(room, most) // max(most, 1)), "dim")
            if pair.pieces:
                opposed = w.t("{n} for one and against the other", n=pair.opposed)
                row.append(f"  {opposed}", "" if pair.opposed else "dim")
            else:
                row.append(w.t("nothing tells these two apart"), "bold")
            said.append_text(row).append("\n")
        said.rstrip()
        self.query_one("#diagnosis-said", Static).update(said)
        self._of()

    @on(DataTable.RowHighlighted)
    def _of(self) -> None:
        key = row_key(self.query_one("#diagnoses", DataTable))
        piece, said = self.case.evidence.get(key or ""), Text()
        if piece:
            if self.query_one("#diagnoses").has_focus:
                self.of.selected = piece.event
            event = self.case.events[piece.event]
            said.append_text(
                cell(f"{event.date or self.w.t('undated')}  {event.title}", 200, "dim")
            )
            said.append("\n").append_text(prose(piece.finding, "bold")).append("\n")
            said.append_text(cited(self.case, piece, self))
        elif not self.case.evidence:
            said.append(self.w.t("No evidence of intent yet: add some in the second tab"))
        self.query_one("#diagnosis-text", Static).update(said)

    @on(DataTable.RowSelected)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
