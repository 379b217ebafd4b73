"""The three tables of the evidence tab, filled from the case as it is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text
from textual.widgets import DataTable

from workbench.case import Event, Evidence
from workbench.case.model import Side
from workbench.judgement import MOTIVES, Judged, lens_ids
from workbench.locale import N_, shown

from ..kit.plain import cell, widest
from ..kit.theory import VERDICT_STYLE
from .apart import quarrel_mark
from .blindly import ANSWERED, UNANSWERED, bare_answer
from .panel import Panel, go_to, row_key
from .reasons import INTERPRETED, letters

_SIGN = {"supports": "+", "undermines": "−"}
BESIDE, TALL, LOW = 120, 28, 6
"""Columns from which the reasons stand beside the tables, lines from which they have nearly half of
the height below them, and their lines where there are fewer."""
_AROUND = 12
"""Lines of the screen that no row of the tables has."""
_JUDGED = 3
"""Of these, those of the verdicts and of what is said under them, which no blind coder sees."""
_MOST = 9
"""Lines of a finding at the most."""
_AIR = 1
"""Columns between two cells."""
_ROOMY = 110
"""Columns of the tables from which no heading is an abbreviation."""
TESTED = "*"
"""The mark of a piece of which a process-tracing question is answered."""
_HEADS = (N_("src"), N_("grd"), N_("rft"), N_("rct"))


class EvidenceTables(Panel):
    """Intent as a matrix, effect as a list, and between them the verdict of each lens."""

    lens: str
    """The lens under the cursor; what decided by it is marked."""
    titled = 1
    """The lines that the event's title takes."""
    _left = 0
    """The lines that the table of intent leaves to that of effect."""

    @property
    def side_width(self) -> int:
        """The columns that the tables have."""
        width = self.of.room.width
        return (width * 2 // 3 if width >= BESIDE else width) - 2

    def _mark(self, head: str) -> int:
        """The columns of a mark under its heading."""
        return max(widest([self._heads[head]]), 3)

    @property
    def _heads(self) -> dict[str, str]:
        """The headings of the marks, whole where there is room for them."""
        w = self.w
        if not self.abbreviated:
            return {"src": w.t("source"), "grd": w.t("grade"), "rft": w.t("refuted by"),
                    "rct": w.t("reaction")}  # fmt: skip
        return {head: w.t(head) for head in _HEADS}

    @property
    def abbreviated(self) -> bool:
        """Whether the headings of the marks want a key."""
        return self.side_width < _ROOMY

    def judged(self, event: Event) -> Judged:
        """What the chosen lens says."""
        return self.of.findings.by_id[event.id].verdicts[self.lens]

    def _named(self, piece: Evidence, event: Event) -> Text:
        name = letters(self.case, event)[piece.id]
        if coding := self.of.coding:
            mark = UNANSWERED if coding.unanswered(piece.id) else ANSWERED
            return Text(mark + name, style="bold" if mark == UNANSWERED else "")
        judged = self.judged(event)
        mark = "▸" if piece.id in judged.decided else "↓" if piece.id in judged.left_out else " "
        style = "bold reverse" if mark == "▸" else "dim" if mark == "↓" else "bold"
        tested = TESTED if piece.tests and len(name) == 1 else ""
        return Text(mark + name + tested, style=style)

    def _told(self, piece: Evidence, width: int) -> list[Text]:
        """The finding in lines."""
        told = INTERPRETED + piece.finding if piece.basis == "interpretation" else piece.finding
        return _lines(told, width)

    def _grown(self, pieces: Sequence[Evidence], width: int, room: int) -> list[tuple[Text, int]]:
        """The findings, each in as many lines as all of them have room for in `room` lines."""
        whole = [self._told(piece, width) for piece in pieces]
        most = next(
            (n for n in range(_MOST, 1, -1) if sum(min(len(w), n) for w in whole) <= room), 1
        )
        found = []
        for lines in whole:
            found.append((_cut(lines, most, width), min(len(lines), most)))
        return found

    @property
    def _lines(self) -> int:
        """The lines that both tables have for their rows."""
        room = self.of.room
        free = room.height - _AROUND - self.titled + 1
        if self.of.coding:
            free += _JUDGED
        if room.width >= BESIDE:
            return free
        return free - (free * 45 // 100 if room.height >= TALL else LOW)

    def _there(self, given: object) -> Text:
        return Text("✓", style="dim") if given else Text("∅", style="bold")

    @property
    def _missing(self) -> str:
        """What stands where whoever codes blind has answered nothing yet."""
        return UNANSWERED if self.of.coding else ""

    def _sign(self, piece: Evidence, motive: str, decided: bool) -> Text:
        if self.of.coding and (bare := bare_answer(piece, self.of.coding)):
            return Text(f" {bare}", "dim")
        says = [b.says for b in piece.bearings if b.motive == motive]
        reads = self.theory.book.lens_rules[self.lens].reads
        read = decided and any((motive, s) in reads for s in says)
        style = "bold reverse" if read else "bold" if says else "dim"
        silent = "–" if piece.bears_on_nothing else "·"
        return Text(" ").append("".join(_SIGN[s] for s in says) or silent, style)

    def draw_intent(self, event: Event) -> None:
        """The matrix, evidence × motives."""
        w, table = self.w, self.query_one("#intent", DataTable)
        column, key = table.cursor_column, row_key(table)
        short = [self.theory.book.motive(m).short.in_(self.theory.lang) for m in MOTIVES]
        size = max(widest(short), 3)
        last = [(self._heads[head], self._mark(head)) for head in ("src", "grd")]
        taken = 2 + size * len(MOTIVES) + sum(n for _, n in last) + _AIR * (4 + len(MOTIVES))
        width = max(self.side_width - taken - 1, 12)
        table.clear(columns=True)
        table.add_column("", width=2 + _AIR)
        title = w.t("INTENT: why did it act?")
        title = title if widest([title]) <= width else w.t("INTENT")
        table.add_column(Text(title, style="bold"), width=width + _AIR)
        for name in short:
            table.add_column(Text(name), width=size + _AIR)
        for name, columns in last:
            table.add_column(Text(name), width=columns + _AIR)
        decided = () if self.of.coding else self.judged(event).decided
        pieces, claims = self._of(event, "intent"), self._of(event, "effect")
        # What the claims of effect leave free is theirs too.
        other = self._effect_sizes(claims)[0]
        needs = sum(min(len(self._told(piece, other)), _MOST) for piece in claims)
        told = self._grown(pieces, width, max(self._lines * 45 // 100, self._lines - needs))
        self._left = self._lines - sum(lines for _, lines in told)
        for piece, (finding, lines) in zip(pieces, told, strict=True):
            table.add_row(
                self._named(piece, event),
                finding,
                *(self._sign(piece, motive, piece.id in decided) for motive in MOTIVES),
                self._there(piece.source),
                Text(piece.grade) if piece.grade else self._there(None),
                key=piece.id,
                height=lines,
            )
        table.styles.max_height = max(self._lines * 45 // 100, sum(n for _, n in told)) + 1
        go_to(table, key)
        table.move_cursor(column=max(column, 2), animate=False)

    def _of(self, event: Event, side: Side) -> list[Evidence]:
        return [p for p in self.case.evidence_of(event.id) if p.side == side]

    def _effect_sizes(self, pieces: Sequence[Evidence]) -> tuple[int, int, int, int]:
        """The columns of a finding, its kind, its status, and what would refute it."""
        say, w = self.theory.say, self.w
        kinds = [w.t("kind"), *(say("effect", p.kind or "") for p in pieces)]
        kind = min(widest(kinds), 22 if self.side_width > 70 else 15)
        status = widest([w.t("status"), *(say("status", p.status or "") for p in pieces)])
        refuted = self._mark("rft") if self.abbreviated else self.side_width // 5
        taken = 2 + kind + status + refuted + sum(map(self._mark, ("rct", "src", "grd"))) + _AIR * 8
        return max(self.side_width - taken - 1, 10), kind, status, refuted

    def draw_effect(self, event: Event) -> None:
        """The claims of effect."""
        w, table = self.w, self.query_one("#effect", DataTable)
        key = row_key(table)
        table.clear(columns=True)
        pieces, short = self._of(event, "effect"), self._mark("rft")
        width, kind, status, refuted = self._effect_sizes(pieces)
        title = w.t("EFFECT: what did it do? · Tab")
        title = title if widest([title]) <= width else w.t("EFFECT · Tab")
        for label, size in (
            ("", 2), (title, width), (w.t("kind"), kind),
            (w.t("status"), status),
            (w.t("refuted by") if refuted > short else self._heads["rft"], refuted),
            *((self._heads[head], self._mark(head)) for head in ("rct", "src", "grd")),
        ):  # fmt: skip
            style = "bold" if label == title else ""
            table.add_column(Text(label, style=style), width=size + _AIR)
        grown = self._grown(pieces, width, self._left)
        for piece, (finding, lines) in zip(pieces, grown, strict=True):
            told = piece.refuted_by.strip()
            whole = _lines(told, refuted)
            table.add_row(
                self._named(piece, event),
                finding,
                cell(self.theory.say("effect", piece.kind or "") or self._missing, kind),
                Text(self.theory.say("status", piece.status or "") or self._missing),
                _cut(whole, lines, refuted) if told and refuted > short else self._there(told),
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
        judged = [finding.verdicts[lens] for lens in lenses]
        words = [f"{self.theory.judged(j)} {say('verdict', j.verdict)}" for j in judged]
        for lens in lenses:
            table.add_column(Text(self.theory.lens_head(lens, threshold)), width=min(room, 24))
        styles = [VERDICT_STYLE[finding.verdicts[x].verdict] for x in lenses]
        table.add_row(
            Text(quarrel_mark(finding) or w.t("by"), style="bold"),
            *(cell(word, room, style) for word, style in zip(words, styles, strict=True)),
            key="verdicts",
        )
        table.move_cursor(column=lenses.index(self.lens) + 1, animate=False)


def _lines(told: str, width: int) -> list[Text]:
    """A text in lines of a width."""
    return [*Text(shown(told[: 4 * _MOST * width])).wrap(Console(), width)] or [Text("")]


def _cut(lines: list[Text], most: int, width: int) -> Text:
    """The first lines of a text; a sign where there are more."""
    said = Text("\n").join(lines[:most])
    if len(lines) > most:
        said.rstrip()
        said = said[: max(len(said) - (lines[most - 1].cell_len >= width), 1)]
        said.append("…")
    return said
