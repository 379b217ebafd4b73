"""The case by lenses: every event under each, and the square of intent and effect."""

from __future__ import annotations

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Static

from workbench.judgement import LENSES, VERDICTS

from ..commands import Command
from ..plain import cell, widest
from ..theory import LENS_LETTER, VERDICT_LETTER, VERDICT_STYLE
from .panel import Panel, go_to, row_key


class LensesPanel(Panel):
    """Which events hang on the choice of criterion, those first."""

    def compose(self) -> ComposeResult:
        """The grid, the counts, the square."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield DataTable(id="grid", cursor_type="row")
        with Horizontal(id="sums"):
            with VerticalScroll(id="counts", can_focus=False):
                yield Static(id="counts-text")
            with VerticalScroll(id="square", can_focus=False):
                yield Static(id="square-text")

    def enter(self) -> None:
        """The focus on the grid."""
        self.query_one("#grid").focus()

    def redraw(self) -> None:
        """Judge the case as it is now."""
        w, theory, table = self.w, self.theory, self.query_one("#grid", DataTable)
        findings = self.of.findings
        table.clear(columns=True)
        wide = self.of.size.width >= 100
        size = widest(
            [theory.say("verdict", v) for v in VERDICTS]
            + [theory.lens_name(x, short=True) for x in LENSES]
        )
        full, dates = size, 11
        size = size if wide else widest(theory.lens_name(x, short=True) for x in LENSES)
        width = max(self.of.size.width - 4 * (size + 2) - dates - 1 - 7, 12)
        for label, columns in (("", 1), (w.t("date"), dates), (w.t("event"), width)):
            table.add_column(Text(label), width=columns)
        for lens in LENSES:
            table.add_column(Text(theory.lens_name(lens, short=True)), width=size)
        for finding in sorted(findings.events, key=lambda f: not f.differs):
            verdicts = [finding.verdicts[lens].verdict for lens in LENSES]
            table.add_row(
                Text("≠" if finding.differs else "", style="bold"),
                cell(finding.event.date or "—", dates),
                cell(finding.event.title, width),
                *(
                    Text(
                        theory.say("verdict", v) if wide else VERDICT_LETTER[v],
                        style=VERDICT_STYLE[v],
                    )
                    for v in verdicts
                ),
                key=finding.event.id,
            )
        go_to(table, self.of.selected)
        self._sums(full)

    def _sums(self, size: int) -> None:
        w, theory, findings = self.w, self.theory, self.of.findings
        said = Text(w.t("How many events") + "\n", style="bold")
        wide = self.of.size.width >= 100
        lens_names = [theory.lens_name(x, short=True) if wide else LENS_LETTER[x] for x in LENSES]
        column = 11 if wide else 4
        size = size if wide else size + 2
        head = Text(" " * (size + 1))
        for name in lens_names:
            head.append_text(self._right(name, column))
        said.append_text(head).append("\n")
        for verdict in VERDICTS:
            word = theory.say("verdict", verdict)
            if not wide:
                word = f"{VERDICT_LETTER[verdict]} {word}"
            row = cell(word, style=VERDICT_STYLE[verdict])
            row.pad_right(max(size + 1 - row.cell_len, 0))
            for lens in LENSES:
                row.append_text(self._right(str(findings.count(lens)[verdict]), column))
            said.append_text(row).append("\n")
        self.query_one("#counts-text", Static).update(said)
        self.query_one("#square-text", Static).update(self._square())

    @staticmethod
    def _right(text: str, width: int) -> Text:
        said = Text(text)
        said.pad_left(max(width - said.cell_len, 0))
        return said

    def _square(self) -> Text:
        w, theory, fields = self.w, self.theory, self.of.findings.fields()
        said = Text(w.t("Intent × effect") + "\n", style="bold")
        for name, found in fields.items():
            said.append(f"{len(found):>3}  ", "bold").append(theory.say("field", name))
            if name == "balancing-by-effect":
                said.append("  " + w.t("← what Art's criterion adds"), "dim")
            said.append("\n")
            if self.of.size.width >= 100:
                for finding in found[:4]:
                    said.append("     ").append_text(cell(finding.event.title, 44, "dim"))
                    said.append("\n")
                if len(found) > 4:
                    said.append("     " + w.t("and {n} more", n=len(found) - 4) + "\n", "dim")
        return said

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        table = self.query_one("#grid", DataTable)
        if table.has_focus:
            self.of.selected = row_key(table) or self.of.selected

    @on(DataTable.RowSelected)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
