"""The three tables of the evidence tab, filled from the case as it is."""

from __future__ import annotations

from typing import get_args

from rich.text import Text
from textual.widgets import DataTable

from workbench.case import Event, Evidence, Motive
from workbench.judgement import LENSES

from ..plain import cell, widest
from ..theory import VERDICT_STYLE
from .panel import Panel, go_to, row_key
from .reasons import letters

MOTIVES: tuple[str, ...] = get_args(Motive)
_SIGN = {"supports": "+", "undermines": "−"}


class EvidenceTables(Panel):
    """Intent as a matrix, effect as a list, the verdicts by lens."""

    @property
    def side_width(self) -> int:
        """The columns that one side of the tab has."""
        width = self.of.size.width
        return (width * 3 // 5 if width >= 100 else width) - 2

    def lens(self) -> str:
        """The lens under the cursor."""
        return row_key(self.query_one("#verdicts", DataTable)) or LENSES[0]

    def _named(self, piece: Evidence) -> Text:
        event = self.of.event
        assert event is not None
        name = letters(self.case, event)[piece.id]
        decided = self.of.findings.by_id[event.id].verdicts[self.lens()].decided
        return Text(name, style="bold reverse" if piece.id in decided else "bold")

    def _grade(self, piece: Evidence) -> Text:
        return Text(piece.grade or "—", style="" if piece.grade else "dim")

    def _finding(self, piece: Evidence, width: int) -> Text:
        said = cell(piece.finding, width)
        if piece.source is None:
            said = Text.assemble(("∅ ", "dim"), cell(piece.finding, width - 2))
        return said

    def draw_intent(self, event: Event) -> None:
        """The matrix, evidence × motives."""
        table, key = self.query_one("#intent", DataTable), None
        column = table.cursor_column
        key = row_key(table)
        short = [self.theory.book.motive(m).short.in_(self.theory.lang) for m in MOTIVES]
        size = max(widest(short), 3)
        pad = 2 * (3 + len(MOTIVES))
        width = max(self.side_width - size * len(MOTIVES) - 4 - pad - 1, 12)
        table.clear(columns=True)
        table.add_column("", width=1)
        table.add_column(Text(self.w.t("finding")), width=width)
        for name in short:
            table.add_column(Text(name), width=size)
        table.add_column("", width=2)
        for piece in self.case.evidence_of(event.id):
            if piece.side == "intent":
                says = {m: [b.says for b in piece.bearings if b.motive == m] for m in MOTIVES}
                table.add_row(
                    self._named(piece),
                    self._finding(piece, width),
                    *(
                        Text("".join(_SIGN[s] for s in says[m]) or "·", justify="center",
                             style="bold" if says[m] else "dim")
                        for m in MOTIVES
                    ),
                    self._grade(piece),
                    key=piece.id,
                )  # fmt: skip
        go_to(table, key)
        table.move_cursor(column=max(column, 2))

    def draw_effect(self, event: Event) -> None:
        """The claims of effect."""
        table = self.query_one("#effect", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        kinds = [self.theory.say("effect", e.id) for e in self.theory.book.effects]
        kind_size = min(widest(kinds), 22)
        status = widest(self.theory.say("status", s) for s in ("observed", "capable", "absent"))
        width = max(self.side_width - kind_size - status - 5 - 10 - 1, 12)
        for label, size in (
            ("", 1), (self.w.t("finding"), width), (self.w.t("kind"), kind_size),
            (self.w.t("status"), status), ("", 2),
        ):  # fmt: skip
            table.add_column(Text(label), width=size)
        for piece in self.case.evidence_of(event.id):
            if piece.side == "effect":
                table.add_row(
                    self._named(piece),
                    self._finding(piece, width),
                    cell(self.theory.say("effect", piece.kind or ""), kind_size),
                    Text(self.theory.say("status", piece.status or "")),
                    self._grade(piece),
                    key=piece.id,
                )
        go_to(table, key)

    def draw_verdicts(self, event: Event) -> None:
        """A lens a row."""
        table = self.query_one("#verdicts", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        table.add_column(
            "", width=max(widest(self.theory.lens_name(x, short=True) for x in LENSES), 6)
        )
        table.add_column("", width=16)
        finding = self.of.findings.by_id[event.id]
        for lens in LENSES:
            verdict = finding.verdicts[lens].verdict
            table.add_row(
                Text(self.theory.lens_name(lens, short=True)),
                Text(self.theory.say("verdict", verdict), style=VERDICT_STYLE[verdict]),
                key=lens,
            )
        go_to(table, key)
