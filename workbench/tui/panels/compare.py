"""Two criteria compared: which events move, which way, because of which evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import cast

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Label, Select, Static

from workbench.case import Interpretations, Threshold
from workbench.judgement import (
    VERDICTS,
    WAYS,
    Comparison,
    Criterion,
    Move,
    View,
    compare,
    lens_ids,
)

from ..kit.commands import Command
from ..kit.plain import cell, widest
from ..kit.table import Heading, Row, SeenTable
from .apart import ACTORS, NARROW, beside, who
from .panel import DATES, Panel, when
from .reasons import letters, sentences
from .slopes import slopes

_TALL = 30
"""Lines of the terminal from which the flip is drawn."""
_SLOPES = (44, 11)
"""Columns and lines of the slopes."""
_GRADES = tuple(f"{a}{b}" for a in "ABCDEF" for b in "123456")


class CompareView(Panel):
    """Any two lenses, or one lens at two thresholds or floors, with interpretations or without."""

    moves: Mapping[str, Move] = MappingProxyType({})
    """What moves between the two criteria that are chosen, by event."""
    found: Comparison | None = None

    def compose(self) -> ComposeResult:
        """Two criteria to choose, the events that move, and why the chosen one does."""
        w = self.w
        self.under = view = self.of.findings.view
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        floors = [(w.t("no floor"), "")] + [(w.t("floor {value}", value=g), g) for g in _GRADES]
        words = self.theory.choices("threshold", ("observed", "capable"))
        thresholds = [(say, threshold) for threshold, say in words]
        # The threshold stands beside it.
        lenses = [(self.theory.lens_head(x, "capable"), x) for x in lens_ids()]
        read = [(w.t("interpretations in"), "counted"), (w.t("interpretations out"), "left-out")]
        for side, lens in zip(("one", "two"), lens_ids(), strict=False):
            with Horizontal(classes="criterion"):
                yield Label(Text(w.t("compare") if side == "one" else w.t("with")), classes="label")
                for part, options, value in (
                    ("lens", lenses, lens),
                    ("threshold", thresholds, view.threshold),
                    ("floor", floors, view.floor or ""),
                    ("interpretations", read, view.interpretations),
                ):
                    yield Select([(Text(say), v) for say, v in options], value=value,
                                 allow_blank=False, compact=True, id=f"{side}-{part}",
                                 classes=part)  # fmt: skip
        yield Static(id="moves-said")
        yield SeenTable(id="moves")
        with Horizontal(id="moved"):
            yield Static(id="pairs")
            with VerticalScroll():
                yield Static(id="move-why")

    def enter(self) -> None:
        """The focus on the events that move."""
        self.query_one("#moves").focus()

    def _criterion(self, side: str) -> Criterion:
        lens, threshold, floor, read = (
            str(self.query_one(f"#{side}-{part}", Select).value)
            for part in ("lens", "threshold", "floor", "interpretations")
        )
        view = View(cast(Threshold, threshold), floor or None, cast(Interpretations, read),
                    self.of.findings.view.joint)  # fmt: skip
        return Criterion(lens, view)

    def _follow(self) -> None:
        """Both criteria begin again from the view where that has changed."""
        view = self.of.findings.view
        if view != self.under:
            self.under = view
            for side in ("one", "two"):
                self.query_one(f"#{side}-threshold", Select).value = view.threshold
                self.query_one(f"#{side}-floor", Select).value = view.floor or ""
                self.query_one(f"#{side}-interpretations", Select).value = view.interpretations

    @on(Select.Changed)
    def _chosen(self) -> None:
        # The choices tell of themselves once when a case opens, where nobody sees them yet.
        if self.size:
            self.redraw()

    def redraw(self) -> None:
        """Compare the case as it is now."""
        w, tell, table = self.w, sentences(self), self.query_one(SeenTable)
        self._follow()
        self.set_class(self.of.room.height >= _TALL, "-tall")
        findings = self.of.findings
        found = self.found = compare(findings, self._criterion("one"), self._criterion("two"))
        self.moves = {move.event.id: move for move in (*found.moves, *found.apart)}
        for side, criterion in (("one", found.one), ("two", found.two)):
            of_intent = self.theory.book.lens(criterion.lens).side == "intent"
            self.query_one(f"#{side}-threshold", Select).disabled = of_intent
        words = [tell.verdict(v) for v in VERDICTS]
        size = 2 * widest(words) + 3
        self._width = max(self.of.room.width - size - 12 - DATES - ACTORS - 10 - 1, 10)
        table.head([Heading("", label, columns) for label, columns in (
            (w.t("date"), DATES), (w.t("who"), ACTORS), (w.t("event"), self._width),
            (w.t("moves"), size), (w.t("because of"), 12),
        )])  # fmt: skip
        moves = sorted(found.moves, key=lambda m: WAYS.index(m.way))
        rows: dict[str, Row] = {m.event.id: partial(self._cells, m, "") for m in moves}
        if found.apart:
            others = [findings.by_id[move.event.id] for move in found.apart]
            title = beside(findings, others, self, self._width)
            rows["apart"] = partial(list, [Text(""), Text(""), title, Text(""), Text("")])
        rows |= {m.event.id: partial(self._cells, m, "dim") for m in found.apart}
        table.fill(rows, table.key or self.of.selected)
        ways = found.ways()
        said = w.tn("{balancer}: {n} of {of} acts moves", "{balancer}: {n} of {of} acts move",
                    len(found.moves), of=len(findings.acts),
                    balancer=self.case.info.balancer)  # fmt: skip
        if found.empty:
            said = self._nothing()
        parts = [said, *(f"{tell.way(way)} {ways[way]}" for way in WAYS if ways[way])]
        parts += [tell.apart(findings)] if tell.apart(findings) else []
        self.query_one("#moves-said", Static).update(cell(" · ".join(parts), 400))
        self.query_one("#pairs", Static).update(self._flip(found))
        self._why()

    def _nothing(self) -> str:
        return self.w.t("No evidence to compare.")

    def _cells(self, move: Move, style: str) -> list[Text]:
        name, date = letters(self.case, move.event), when(move.event)
        date.stylize(style)
        return [
            date,
            who(self.of.findings, move.event, style),
            cell(move.event.title, self._width, style),
            Text(sentences(self).move(move), style),
            cell(self._named(name[i] for i in move.because), 12, style),
        ]

    @staticmethod
    def _named(names: Iterable[str]) -> str:
        """The pieces by their letters; by number, where there are more than the alphabet has."""
        many = sorted(names)
        return ("" if all(len(name) == 1 for name in many) else " ").join(many)

    def _flip(self, found: Comparison) -> Text:
        """How many acts go from which verdict to which: as slopes, or in numbers alone."""
        room = self.of.room
        if room.width < NARROW or room.height < _TALL:
            return self._pairs(found)
        threshold = self.of.findings.view.threshold
        one, two = (self.theory.lens_head(c.lens, threshold) for c in (found.one, found.two))
        return slopes(found.pairs, (one, two), self.theory, _SLOPES)

    def _pairs(self, found: Comparison) -> Text:
        """How many acts have which verdict under each; what stays is on the diagonal."""
        tell = sentences(self)
        size = widest(tell.verdict(v) for v in VERDICTS) + 4
        head = Text(self.w.t("from ↓ to →"), style="dim")
        head.pad_right(max(size - head.cell_len, 0))
        said = head
        for verdict in VERDICTS:
            mark = self.theory.verdict(verdict)
            said.append(" " * (4 - cell_len(mark)) + mark, "dim")
        for one in VERDICTS:
            row = Text(f"\n{self.theory.verdict(one)} {tell.verdict(one)}")
            row.pad_right(max(size + 1 - row.cell_len, 0))
            said.append_text(row)
            for two in VERDICTS:
                n = found.pairs[one, two]
                said.append(f"{n or '·':>4}", "dim" if one == two or not n else "bold")
        return said

    @property
    def move(self) -> Move | None:
        """The move under the cursor."""
        return self.moves.get(self.query_one(SeenTable).key or "")

    @on(SeenTable.Moved)
    def _why(self) -> None:
        move, said, tell = self.move, Text(), sentences(self)
        if move:
            if self.query_one(SeenTable).has_focus:
                self.of.selected = move.event.id
            name = letters(self.case, move.event)
            said.append_text(cell(tell.who(self.of.findings, move.event), 200, "dim")).append("\n")
            for side, judged in (("one", move.one), ("two", move.two)):
                criterion = self._criterion(side)
                said.append(tell.criterion(criterion) + "  ", "dim")
                said.append(tell.verdict(judged.verdict) + "\n", "bold")
                said.append(tell.rule(criterion.lens, judged) + "\n")
                if tell.untested(judged):
                    said.append(tell.untested(judged) + "\n", "italic")
            for piece in sorted(move.because, key=lambda i: name[i]):
                said.append(f"{name[piece]}  ", "bold")
                said.append_text(cell(self.case.evidence[piece].finding, 160)).append("\n")
        elif self.found and self.found.empty:
            said.append(self._nothing())
        elif self.found and not self.found.moves:
            said.append(self.w.t("No act moves: nothing hangs on the choice between these two."))
        self.query_one("#move-why", Static).update(said)

    @on(SeenTable.Chosen)
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        if self.move:
            self.of.selected = self.move.event.id
        self.of.action_tab("evidence")
