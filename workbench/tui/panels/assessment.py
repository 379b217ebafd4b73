"""What the researcher concludes; the program writes none of it."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Static

from workbench.casebook import put
from workbench.judgement import Findings
from workbench.locale import N_

from ..commands import Command
from ..forms import AssessmentForm, Confirm, KeyJudgementForm
from ..plain import cell, prose, widest
from .panel import Panel, go_to, row_key


class AssessmentPanel(Panel):
    """The bottom line, the key judgements, the limitations and what to watch."""

    def compose(self) -> ComposeResult:
        """The texts over the table of judgements."""
        w = self.w
        self.install(
            [
                Command("n", "new", w.t("new judgement"), w.t("Write a key judgement")),
                Command("e", "edit", w.t("edit"), w.t("Edit the judgement under the cursor")),
                Command("d", "delete", w.t("delete"), w.t("Delete the judgement"), show=False),
                Command("w", "write", w.t("bottom line"),
                        w.t("Write the bottom line, limitations and what to watch")),
            ]
        )  # fmt: skip
        with VerticalScroll(id="texts", can_focus=False):
            yield Static(id="texts-text")
        yield Static(Text(w.t("Key judgements")), classes="heading")
        yield DataTable(id="judgements", cursor_type="row")
        yield Static(id="warnings")

    def enter(self) -> None:
        """The focus on the judgements."""
        self.query_one("#judgements").focus()

    def redraw(self) -> None:
        """Show the assessment as it is now."""
        w, now = self.w, self.case.assessment
        said = Text()
        for label, text in (
            (w.t("bottom line"), now.bottom_line),
            (w.t("limitations"), now.limitations),
            (w.t("what to watch"), now.watch),
        ):
            said.append(label + "\n", "dim")
            said.append_text(
                prose(text) if text else Text(w.t("not written: press w"), "dim italic")
            )
            said.append("\n\n")
        self.query_one("#texts-text", Static).update(said)
        table = self.query_one("#judgements", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        likely = [self.theory.say("likelihood", j.likelihood or "") for j in now.judgements]
        sure = [self.theory.say("confidence", j.confidence or "") for j in now.judgements]
        sizes = (
            max(widest([*likely, w.t("likelihood")]), 4),
            max(widest([*sure, w.t("confidence")]), 4),
        )
        width = max(self.of.size.width - sum(sizes) - 6 - 9, 12)
        for label, size in (
            (w.t("judgement"), width), (w.t("likelihood"), sizes[0]),
            (w.t("confidence"), sizes[1]), (w.t("events"), 6),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        for number, judgement in enumerate(now.judgements):
            table.add_row(
                cell(judgement.text, width),
                Text(likely[number] or "—"),
                Text(sure[number] or "—"),
                Text(str(len(judgement.events)), justify="right"),
                key=str(number),
            )
        go_to(table, key)
        self._warn()

    @property
    def index(self) -> int | None:
        """Which judgement the cursor is on."""
        key = row_key(self.query_one("#judgements", DataTable))
        return int(key) if key is not None else None

    @on(DataTable.RowHighlighted)
    def _warn(self) -> None:
        index, judgements = self.index, self.case.assessment.judgements
        said = Text()
        if index is not None and index < len(judgements):
            for sentence in self._warnings(judgements[index].events, self.of.findings):
                said.append(f"! {sentence}\n")
        self.query_one("#warnings", Static).update(said)

    def _warnings(self, events: tuple[str, ...], findings: Findings) -> list[str]:
        """Where a judgement's evidence may not carry it."""
        w = self.w
        if not events:
            return [w.t("no event is named that this judgement stands on")]
        found = [findings.by_id[e] for e in events if e in findings.by_id]
        pieces = [p for e in events for p in self.case.evidence_of(e)]
        said = []
        differ = sum(f.differs for f in found)
        if differ:
            said.append(w.tn("the lenses differ on {n} of its events",
                             "the lenses differ on {n} of its events", differ))  # fmt: skip
        if not any(p.side == "effect" for p in pieces):
            said.append(w.t("its events have no evidence of effect"))
        if len({p.source for p in pieces if p.source}) == 1:
            said.append(w.t("all of its evidence comes from one source"))
        return said

    def action_new(self) -> None:
        """Write a judgement."""
        self.app.push_screen(KeyJudgementForm(self.book))

    @on(DataTable.RowSelected)
    def action_edit(self) -> None:
        """Edit the judgement."""
        if self.index is not None:
            self.app.push_screen(KeyJudgementForm(self.book, self.index))

    def action_write(self) -> None:
        """Write the bottom line and its companions."""
        self.app.push_screen(AssessmentForm(self.book))

    def action_delete(self) -> None:
        """Delete the judgement after a question."""
        index, w, now = self.index, self.w, self.case.assessment
        if index is None:
            return

        async def answered(yes: bool | None) -> None:
            if yes:
                rest = now.judgements[:index] + now.judgements[index + 1 :]
                wanted = now.model_copy(update={"judgements": rest})
                await self.of.apply(N_("a deleted judgement"), put(self.case, wanted))

        text = now.judgements[index].text[:120]
        question = w.t("Delete the judgement “{text}”?", text=text)
        self.app.push_screen(Confirm(question, w.t("Delete")), answered)
