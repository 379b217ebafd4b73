"""Verdicts that hang on the coder: what each coder of the last round alone would have concluded."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from workbench.casebook.rounds import ByCoder, Hanging
from workbench.judgement import Findings, ReadingSentences, lens_ids, read_case

from ..kit.commands import Command
from ..kit.plain import cell, widest
from ..kit.table import Heading, Row, SeenTable
from ..kit.theory import VERDICT_STYLE
from .panel import DATES, Panel, when

_ROW = "\0"
"""Between the parts of a row's key."""


class CodersView(Panel):
    """The events on which the coders' own answers lead to other verdicts, lens by lens."""

    coded: ByCoder | None = None
    _of: Findings | None = None

    def compose(self) -> ComposeResult:
        """What is compared, over the verdicts that differ."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield Static(id="coders-said")
        yield SeenTable(id="coders")

    def enter(self) -> None:
        """The focus on the verdicts."""
        self.query_one("#coders").focus()

    def redraw(self) -> None:
        """Read the coders' answers as they are read now."""
        w, theory, table = self.w, self.theory, self.query_one("#coders", SeenTable)
        findings = self.of.findings
        if self._of is not findings:
            self._of, self.coded = findings, self.book.by_coder(findings.view)
        coded = self.coded
        coders = coded.coders if coded else ()
        names = [cell(name, 16) for name in coders]
        lenses = widest(theory.lens_head(x, findings.view.threshold) for x in lens_ids())
        verdict = widest(theory.say("verdict", v) for v in VERDICT_STYLE)
        room = max([verdict, widest([w.t("in the case")]), *(name.cell_len for name in names)])
        taken = DATES + lenses + (room + 2) * (len(names) + 1) + 8
        self._width = max(self.of.room.width - taken, 10)
        table.head([
            Heading("", w.t("date"), DATES), Heading("", w.t("event"), self._width),
            Heading("", w.t("lens"), lenses), *(Heading("", n.plain, room) for n in names),
            Heading("", w.t("in the case"), room),
        ])  # fmt: skip
        rows: dict[str, Row] = {}
        for each in coded.hanging if coded else ():
            if each.event in self.case.events:
                rows[f"{each.event}{_ROW}{each.lens}"] = partial(self._cells, each)
        table.fill(rows, table.key)
        said = self._said(coded) if coded else Text(w.t("No round is there to compare by."))
        self.query_one("#coders-said", Static).update(said)

    def _said(self, coded: ByCoder) -> Text:
        w = self.w
        n = len({each.event for each in coded.hanging})
        parts = [
            w.t("Round {round}: {names}.", round=coded.round, names=w.listed(coded.coders)),
            w.tn("Of its {of} events {n} hangs on the coder under some lens.",
                 "Of its {of} events {n} hang on the coder under some lens.", n, of=coded.events),
            ReadingSentences(self.theory.book, w).coders(
                read_case(self.of.findings, None, coded.findings)
            ),
        ]  # fmt: skip
        said = cell(" " + w.gap.join(parts), 500)
        said.no_wrap = False
        return said

    def _cells(self, each: Hanging) -> list[Text]:
        event, theory = self.case.events[each.event], self.theory
        now = self.of.findings.by_id[each.event].verdicts[each.lens].verdict
        said = [
            Text(theory.say("verdict", v), VERDICT_STYLE[v]) if v else Text("—")
            for v in each.verdicts
        ]
        head = theory.lens_head(each.lens, self.of.findings.view.threshold)
        here = Text(theory.say("verdict", now), VERDICT_STYLE[now])
        return [when(event), cell(event.title, self._width), Text(head), *said, here]

    @on(SeenTable.Moved, "#coders")
    def _moved(self) -> None:
        table = self.query_one("#coders", SeenTable)
        key = (table.key or "").partition(_ROW)[0]
        if table.has_focus and key in self.case.events:
            self.of.selected = key

    @on(SeenTable.Chosen, "#coders")
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
