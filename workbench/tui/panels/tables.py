"""The three tables of the evidence tab, filled from the case as it is."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text
from textual.widgets import DataTable

from workbench.case import Event, Evidence
from workbench.judgement import MOTIVES, Judged, lens_ids
from workbench.locale import N_, shown

from ..plain import cell, widest
from ..theory import VERDICT_STYLE
from .panel import Panel, go_to, row_key
from .reasons import INTERPRETED, letters

_SIGN = {"supports": "+", "undermines": "−"}
_HEADS = (N_("src"), N_("grd"), N_("rft"), N_("rct"))


class EvidenceTables(Panel):
    """Intent as a matrix, effect as a list, and between them the verdict of each lens."""

    lens: str
    """The lens under the cursor; what decided by it is marked."""

    @property
    def side_width(self) -> int:
        """The columns that the tables have."""
        width = self.of.room.width
        return (width * 3 // 5 if width >= 120 else width) - 2

    @property
    def _mark(self) -> int:
        """The columns of a mark under its short heading."""
        return widest(self.w.t(head) for head in _HEADS)

    def judged(self, event: Event) -> Judged:
        """What the chosen lens says."""
        return self.of.findings.by_id[event.id].verdicts[self.lens]

    def _named(self, piece: Evidence, event: Event) -> Text:
        judged = self.judged(event)
        mark = "▸" if piece.id in judged.decided else "↓" if piece.id in judged.left_out else " "
        style = "bold reverse" if mark == "▸" else "dim" if mark == "↓" else "bold"
        return Text(mark + letters(self.case, event)[piece.id], style=style)

    def _finding(self, piece: Evidence, width: int) -> tuple[Text, int]:
        """The finding and its lines: one, and more where the terminal is high."""
        most = 4 if self.of.room.height >= 36 else 1
        told = INTERPRETED + piece.finding if piece.basis == "interpretation" else piece.finding
        if most == 1:
            return cell(told, width), 1
        lines = Text(shown(told[: 4 * most * width])).wrap(Console(), width)
        said = Text("\n").join(lines[:most])
        if len(lines) > most:
            said.truncate(max(said.cell_len - 1, 1))
            said.append("…")
        return said, max(min(len(lines), most), 1)

    def _there(self, given: object) -> Text:
        return Text("✓", style="dim") if given else Text("∅", style="bold")

    def _sign(self, piece: Evidence, motive: str, decided: bool) -> Text:
        says = [b.says for b in piece.bearings if b.motive == motive]
        reads = self.theory.book.lens_rules[self.lens].reads
        read = decided and any((motive, s) in reads for s in says)
        style = "bold reverse" if read else "bold" if says else "dim"
        return Text("".join(_SIGN[s] for s in says) or "·", style=style, justify="center")

    def draw_intent(self, event: Event) -> None:
        """The matrix, evidence × motives."""
        w, table = self.w, self.query_one("#intent", DataTable)
        column, key = table.cursor_column, row_key(table)
        short = [self.theory.book.motive(m).short.in_(self.theory.lang) for m in MOTIVES]
        size = max(widest(short), 3)
        last = [(w.t("src"), self._mark), (w.t("grd"), self._mark)]
        taken = 2 + size * len(MOTIVES) + 2 * self._mark + 2 * (4 + len(MOTIVES))
        width = max(self.side_width - taken - 1, 12)
        table.clear(columns=True)
        table.add_column("", width=2)
        title = w.t("INTENT: why did it act?")
        title = title if widest([title]) <= width else w.t("INTENT")
        table.add_column(Text(title, style="bold"), width=width)
        for name in short:
            table.add_column(Text(name), width=size)
        for name, columns in last:
            table.add_column(Text(name), width=columns)
        decided = self.judged(event).decided
        for piece in self.case.evidence_of(event.id):
            if piece.side == "intent":
                finding, lines = self._finding(piece, width)
                table.add_row(
                    self._named(piece, event),
                    finding,
                    *(self._sign(piece, motive, piece.id in decided) for motive in MOTIVES),
                    self._there(piece.source),
                    Text(piece.grade) if piece.grade else self._there(None),
                    key=piece.id,
                    height=lines,
                )
        go_to(table, key)
        table.move_cursor(column=max(column, 2), animate=False)

    def draw_effect(self, event: Event) -> None:
        """The claims of effect."""
        w, table = self.w, self.query_one("#effect", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        kinds = [self.theory.say("effect", e.id) for e in self.theory.book.effects]
        kind = min(widest(kinds), 22 if self.side_width > 70 else 15)
        status = widest(self.theory.say("status", s) for s in ("observed", "capable", "absent"))
        refuted = self.side_width // 4 if self.side_width > 110 else self._mark
        taken = 2 + kind + status + refuted + 3 * self._mark + 2 * 8
        width = max(self.side_width - taken - 1, 10)
        title = w.t("EFFECT: what did it do?")
        title = title if widest([title]) <= width else w.t("EFFECT")
        for label, size in (
            ("", 2), (title, width), (w.t("kind"), kind),
            (w.t("status"), status),
            (w.t("refuted by") if refuted > self._mark else w.t("rft"), refuted),
            (w.t("rct"), self._mark), (w.t("src"), self._mark), (w.t("grd"), self._mark),
        ):  # fmt: skip
            style = "bold" if label == title else ""
            table.add_column(Text(label, style=style), width=size)
        for piece in self.case.evidence_of(event.id):
            if piece.side == "effect":
                told = piece.refuted_by.strip()
                finding, lines = self._finding(piece, width)
                table.add_row(
                    self._named(piece, event),
                    finding,
                    cell(self.theory.say("effect", piece.kind or ""), kind),
                    Text(self.theory.say("status", piece.status or "")),
                    cell(told, refuted) if told and refuted > self._mark else self._there(told),
                    Text("→" if piece.reaction else "·", style="" if piece.reaction else "dim"),
                    self._there(piece.source),
                    Text(piece.grade) if piece.grade else self._there(None),
                    key=piece.id,
                    height=lines,
                )
        go_to(table, key)

    def draw_verdicts(self, event: Event) -> None:
        """A lens a column."""
        w, table = self.w, self.query_one("#verdicts", DataTable)
        finding = self.of.findings.by_id[event.id]
        table.clear(columns=True)
        table.add_column("", width=2)
        threshold = self.of.findings.view.threshold
        lenses, say = lens_ids(), self.theory.say
        room = (self.side_width - 4 - 2 * len(lenses) - 1) // len(lenses)
        words = [say("verdict", finding.verdicts[x].verdict) for x in lenses]
        for lens in lenses:
            table.add_column(Text(self.theory.lens_head(lens, threshold)), width=min(room, 24))
        styles = [VERDICT_STYLE[finding.verdicts[x].verdict] for x in lenses]
        table.add_row(
            Text("≠" if finding.differs else w.t("by"), style="bold"),
            *(cell(word, room, style) for word, style in zip(words, styles, strict=True)),
            key="verdicts",
        )
        table.move_cursor(column=lenses.index(self.lens) + 1, animate=False)
