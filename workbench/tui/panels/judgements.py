"""The key judgements, and where the evidence of the chosen one may not carry it."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.case import KeyJudgement
from workbench.casebook import put
from workbench.judgement import doubts, evidence_for
from workbench.locale import N_

from ..forms import Confirm, KeyJudgementForm
from ..kit.commands import Command
from ..kit.plain import cell, prose, widest
from .apart import uncounted
from .panel import Panel, go_to, row_key
from .reasons import letters, sentences


class JudgementsView(Panel):
    """Likelihood and confidence never share a sentence (ICD 203)."""

    def compose(self) -> ComposeResult:
        """The table over the chosen judgement in full."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new judgement"), w.t("Write a key judgement")),
                Command("e", "edit", w.t("edit"), w.t("Edit the judgement under the cursor")),
                Command("d", "delete", w.t("delete"), w.t("Delete the judgement"), show=False),
                Command("v", "evidence", w.t("its evidence"),
                        w.t("To the evidence of the first event that it stands on"), show=False),
            ]
        )  # fmt: skip
        yield DataTable(id="judgements", cursor_type="row")
        with VerticalScroll(id="judged"):
            yield Static(id="judged-text")

    def enter(self) -> None:
        """The focus on the judgements."""
        self.query_one("#judgements").focus()

    def redraw(self) -> None:
        """Show the judgements as they are now."""
        w, now = self.w, self.case.assessment
        table = self.query_one("#judgements", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        likely = [self.theory.say("likelihood", j.likelihood or "") for j in now.judgements]
        sure = [self.theory.say("confidence", j.confidence or "") for j in now.judgements]
        sizes = (
            max(widest([*likely, w.t("likelihood")]), 4),
            max(widest([*sure, w.t("confidence")]), 4),
        )
        width = max(self.of.room.width - sum(sizes) - 3 - 9, 12)
        for label, size in (
            ("", 3), (w.t("judgement"), width), (w.t("likelihood"), sizes[0]),
            (w.t("confidence"), sizes[1]),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        for number, judgement in enumerate(now.judgements):
            n = len(doubts(judgement, self.of.findings))
            table.add_row(
                Text(f"!{n}" if n else "", style="bold"),
                cell(judgement.text, width),
                Text(likely[number] or "∅"),
                Text(sure[number] or "∅"),
                key=str(number),
            )
        go_to(table, key)
        self._chosen()

    @property
    def index(self) -> int | None:
        """Which judgement the cursor is on."""
        key = row_key(self.query_one("#judgements", DataTable))
        return int(key) if key is not None else None

    @property
    def judgement(self) -> KeyJudgement | None:
        """The judgement under the cursor."""
        many = self.case.assessment.judgements
        return many[self.index] if self.index is not None and self.index < len(many) else None

    @on(DataTable.RowHighlighted)
    def _chosen(self) -> None:
        judgement = self.judgement
        said = (
            self._said(judgement)
            if judgement
            else Text(self.hint("No judgement yet: press {n}", {"n": "judgements-view.new"}))
        )
        self.query_one("#judged-text", Static).update(said)
        self.query_one("#judged").scroll_home(animate=False)

    def _said(self, judgement: KeyJudgement) -> Text:
        w, case, tell = self.w, self.case, sentences(self)
        said, stop = Text(), w.stop + w.gap
        said.append_text(prose(judgement.text, "bold")).append("\n")
        if judgement.likelihood:
            term = self.theory.book.term("likelihood", judgement.likelihood)
            share = w.bracketed(term.meaning.in_(self.theory.lang)) if term.meaning else ""
            said.append(w.t("likelihood") + "  ", "dim")
            said.append(term.name.in_(self.theory.lang) + share + "\n")
        if judgement.confidence:
            said.append(w.t("confidence") + "  ", "dim")
            said.append(self.theory.say("confidence", judgement.confidence) + stop)
            said.append_text(prose(judgement.confidence_reason)).append("\n")
        for doubt in doubts(judgement, self.of.findings):
            said.append(f"! {tell.doubt(doubt)}\n", "italic")
        named = set(judgement.evidence)
        said.append(w.t("stands on") + "\n", "dim")
        for event_id in judgement.events:
            event = case.events.get(event_id)
            if event:
                differs = " ≠" if self.of.findings.by_id[event_id].differs else ""
                acting = tell.who(self.of.findings, event)
                line = f"{event.date or '—'}  {acting}  {event.title}{differs}"
                said.append_text(cell(line, 200)).append("\n")
                apart = uncounted(self.of.findings, self.of.findings.by_id[event_id], self)
                if apart:
                    said.append("   ").append_text(cell(apart, 200, "italic")).append("\n")
                name = letters(case, event)
                for piece in evidence_for(judgement, self.of.findings) if named else ():
                    if piece.event == event_id:
                        said.append(f"   {name[piece.id]}  ", "bold")
                        said.append_text(cell(piece.finding, 160, "dim")).append("\n")
        if judgement.events and not named:
            said.append(w.t("No piece is singled out: all the evidence of these events counts."),
                        "dim")  # fmt: skip
        return said

    def action_new(self) -> None:
        """Write a judgement."""
        self.app.push_screen(KeyJudgementForm(self.book))

    @on(DataTable.RowSelected)
    def action_edit(self) -> None:
        """Edit the judgement."""
        if self.judgement:
            self.app.push_screen(KeyJudgementForm(self.book, self.index))
        else:
            self.bench.say(self.hint("No judgement yet: press {n}", {"n": "judgements-view.new"}))

    def action_evidence(self) -> None:
        """To the evidence of the first event that the judgement stands on."""
        events = self.judgement.events if self.judgement else ()
        if events and events[0] in self.case.events:
            self.of.selected = events[0]
            self.of.action_tab("evidence")
        else:
            self.bench.say(self.w.t("No event is named here that it could go to"))

    def action_delete(self) -> None:
        """Delete the judgement after a question."""
        index, judgement, w, now = self.index, self.judgement, self.w, self.case.assessment
        if index is None or judgement is None:
            self.bench.say(self.hint("No judgement yet: press {n}", {"n": "judgements-view.new"}))
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                rest = now.judgements[:index] + now.judgements[index + 1 :]
                wanted = now.model_copy(update={"judgements": rest})
                await self.of.apply(N_("a deleted judgement"), put(self.case, wanted))

        question = w.t("Delete the judgement “{text}”?", text=judgement.text[:120])
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)
