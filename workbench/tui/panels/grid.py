"""Events × lenses: the balancer's acts by what the lenses say; contradictions come first."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from workbench.case import Event
from workbench.judgement import (
    VERDICTS,
    Finding,
    Judged,
    dissenter,
    dissenters,
    lens_ids,
    next_below,
    patterns,
    zipper,
)

from ..kit.commands import Command
from ..kit.desk import Question
from ..kit.plain import cell, widest
from ..kit.table import Heading, Row, SeenTable
from ..kit.theory import VERDICT_STYLE
from .apart import ACTORS, DIFFER, FLAT, counted, heading, quarrel_mark, style_of, who
from .panel import DATES, Panel, when
from .reasons import change, sentences, why
from .zipped import ZipperView

ALONE = "◂"
"""Beside the verdict of a lens that alone says something else."""
_FIRST = 4
"""The column of the first lens."""
_LEAD = 5
"""Columns of how far the lenses are apart, of the pattern's count, and of an overruling."""
_WORDS, _NAMES = 34, 24
"""Columns for each lens from which a verdict has room for its word, and a lens for its name."""


_TALL = 30
"""Lines of the terminal from which the zipper stands over the grid."""
_COUNTS = 44
"""Columns of the counts, and of the lenses' names under them."""
_SUMS = 8
"""Lines of the counts with one of names."""


def _lines(names: list[str]) -> list[str]:
    """The names of the lenses in as few lines as they need, none of them broken."""
    lines = [""]
    for name in names:
        longer = f"{lines[-1]}  {name}" if lines[-1] else name
        if widest([longer]) <= _COUNTS:
            lines[-1] = longer
        else:
            lines.append(name)
    return lines


class GridView(Panel):
    """A verdict a cell; one key says why, another what would change it."""

    def compose(self) -> ComposeResult:
        """The grid over the counts and, where there is room, the reasons of the cell."""
        w = self.w
        self.install(
            [
                Command("w", "verdict('why')", w.t("why"), w.t("Why the verdict is so")),
                Command("c", "verdict('change')", w.t("what changes it"),
                        w.t("Which single piece would change the verdict")),
                Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence")),
                Command("Z", "below", w.t("lens below"), show=False,
                        help=w.t("Another lens in the lower row of the zipper")),
            ]
        )  # fmt: skip
        yield ZipperView(id="grid-zipper")
        yield SeenTable(id="grid", cells=_FIRST)
        yield Static(id="grid-counted")
        with Horizontal(id="sums"):
            yield Static(id="counts-text")
            with VerticalScroll(id="grid-why"):
                yield Static(id="grid-why-text")

    def enter(self) -> None:
        """The focus on the grid; at its top, where the lenses differ, for who was nowhere yet."""
        table, line = self.query_one("#grid", SeenTable), self.case.timeline
        if line and self.of.selected == line[0].id:
            table.move_cursor(0)
        table.focus()

    @property
    def lens(self) -> str:
        """The lens under the cursor."""
        column = self.query_one("#grid", SeenTable).cursor_column
        lenses = lens_ids()
        return lenses[min(max(column - _FIRST, 0), len(lenses) - 1)]

    @property
    def chosen(self) -> Event | None:
        """The event under the cursor; none on a heading."""
        return self.case.events.get(self.query_one("#grid", SeenTable).key or "")

    def redraw(self) -> None:
        """Judge the case as it is now: the balancer's acts, then the others under their heading."""
        w, theory, table = self.w, self.theory, self.query_one("#grid", SeenTable)
        findings = self.of.findings
        lenses, threshold = lens_ids(), findings.view.threshold
        self._wide = self.of.room.width >= _WORDS * len(lenses)
        named = self.of.room.width >= _NAMES * len(lenses)
        head = theory.lens_head if named else theory.lens_letter
        names = [head(x, threshold) for x in lenses]
        self._room = max(widest(map(theory.verdict, VERDICTS)) + 2, widest(names))
        if self._wide:
            marks = widest(map(theory.verdict, VERDICTS))
            self._room = widest(theory.say("verdict", v) for v in VERDICTS) + marks + 4
        taken = len(lenses) * (self._room + 2) + DATES + ACTORS + 2 * 4 + _LEAD + 1
        self._width = max(self.of.room.width - taken, 12)
        table.head([
            Heading("", "", _LEAD), Heading("", w.t("date"), DATES),
            Heading("", w.t("who"), ACTORS), Heading("", w.t("event"), self._width),
            *(Heading("", f" {n}" if widest([n]) < self._room else n, self._room) for n in names),
        ])  # fmt: skip
        rows: dict[str, Row] = {}
        for pattern in patterns(findings):
            for n, finding in enumerate(pattern.acts):
                many = 0 if n else len(pattern.acts)
                rows[finding.event.id] = partial(self._cells, finding, many)
        for actor, acts in findings.others.items():
            title = heading(findings, actor, self)
            blank = [Text("") for _ in lenses]
            rows[f"apart:{actor}"] = partial(list, [Text(""), Text(""), Text(""), title, *blank])
            rows |= {f.event.id: partial(self._cells, f) for f in acts}
        table.fill(rows, self.of.selected)
        self.query_one("#grid-counted", Static).update(Text(" ") + counted(findings, self))
        self._counts()
        self._zip()
        self._reasons()

    def _cells(self, finding: Finding, count: int = 0) -> list[Text]:
        event, style = finding.event, style_of(finding)
        said = {lens: finding.verdicts[lens] for lens in lens_ids()}
        mark = quarrel_mark(finding)
        lead = Text(f"{mark:1}{count or '':>3}", style=style or ("bold" if mark else "dim"))
        lead.append("†" if event.overruled else "")
        date = when(event)
        date.stylize(style)
        alone = dissenter(said)
        return [
            lead,
            date,
            who(self.of.findings, event, style),
            cell(event.title, self._width, style),
            *(self._shaded(said[lens], alone == lens, style) for lens in lens_ids()),
        ]

    def _shaded(self, judged: Judged, alone: bool, style: str) -> Text:
        """A verdict on its shade, as in the memo; the lens that dissents is marked."""
        theory = self.theory
        said = Text(f" {theory.judged(judged)}", style=style or VERDICT_STYLE[judged.verdict])
        if self._wide:
            bare = theory.say("field", "no-evidence") if judged.bare else ""
            said.append(f" {bare or theory.say('verdict', judged.verdict)}")
        if alone:
            said.append(f" {ALONE}" if self._wide else ALONE, "bold")
        said.pad_right(max(self._room - said.cell_len, 0))
        if shade := self.app.theme_variables.get(f"verdict-{judged.verdict}"):
            said.stylize_before(f"on {shade}")
        return said

    def _zip(self) -> None:
        """Effect against intent, where there are lines for it."""
        found, view = self.of.findings, self.query_one(ZipperView)
        view.display = bool(found.acts) and self.of.room.height >= _TALL
        if view.display:
            here = self.chosen.id if self.chosen else self.of.selected
            view.draw(zipper(found, self.of.below), here, self.of.room.width - 2)

    def action_below(self) -> None:
        """Another lens in the lower row of the zipper."""
        self.of.below = next_below(self.of.findings, self.of.below)
        self._zip()

    @on(ZipperView.Turned)
    def _turned(self) -> None:
        self.action_below()

    @on(ZipperView.Chosen)
    def _pointed(self, chosen: ZipperView.Chosen) -> None:
        self.query_one("#grid", SeenTable).go_to(chosen.event)

    def _counts(self) -> None:
        w, theory, findings = self.w, self.theory, self.of.findings
        tell, threshold = sentences(self), findings.view.threshold
        said = Text()
        if self.of.room.height >= _TALL:
            said.append_text(self._quarrels()).append("\n")
        counts = {lens: findings.count(lens) for lens in lens_ids()}
        words = [f"{theory.verdict(v)} {theory.say('verdict', v)}" for v in VERDICTS]
        last = f"{ALONE} " + w.t("alone against the rest")
        size = widest([*words, last]) + 1
        said.append(" " * size)
        for lens in lens_ids():
            said.append_text(self._right(theory.lens_letter(lens, threshold), 4))
        said.append("\n")
        for verdict, word in zip(VERDICTS, words, strict=True):
            row = cell(word, style=VERDICT_STYLE[verdict])
            row.pad_right(max(size - row.cell_len, 0))
            for lens in lens_ids():
                row.append_text(self._right(str(counts[lens][verdict]), 4))
            said.append_text(row).append("\n")
        alone = dissenters(findings)
        row = cell(last, style="bold")
        row.pad_right(max(size - row.cell_len, 0))
        for lens in lens_ids():
            row.append_text(self._right(str(alone[lens] or "·"), 4))
        said.append_text(row).append("\n")
        names = [f"{theory.lens_letter(x, threshold)} {tell.lens(x, threshold, short=True)}"
                 for x in lens_ids()]  # fmt: skip
        lines = _lines(names)
        said.append("\n".join(lines), "dim")
        # Where the terminal is low, the names of more lenses take their lines from the grid.
        sums = self.query_one("#sums")
        low = not self.screen.has_class("-wide") and len(lines) > 1
        sums.styles.height = _SUMS + len(lines) - 1 if low else None
        self.query_one("#counts-text", Static).update(said)

    def _quarrels(self) -> Text:
        """On how many acts two lenses contradict each other flatly, and differ otherwise."""
        found = self.of.findings
        n = sum(len(p.acts) for p in patterns(found) if p.quarrel == "flat")
        flat, differ = sentences(self).quarrels(n, len(found.differing) - n)
        return Text.assemble((f"{FLAT} {flat}", "bold"), f" · {DIFFER} {differ}")

    @staticmethod
    def _right(text: str, width: int) -> Text:
        said = Text(text)
        said.pad_left(max(width - said.cell_len, 0))
        return said

    def _reasons(self) -> None:
        event, said = self.chosen, Text()
        if event:
            findings = self.of.findings
            said.append_text(cell(event.title, style="bold")).append("\n")
            said.append_text(cell(sentences(self).who(findings, event), style="dim")).append("\n")
            parts = (findings, event, self.lens, self)
            said.append_text(change(*parts)).append("\n").append_text(why(*parts))
        self.query_one("#grid-why-text", Static).update(said)

    @on(SeenTable.Moved, "#grid")
    def _moved(self) -> None:
        table = self.query_one("#grid", SeenTable)
        if table.has_focus and self.chosen:
            self.of.selected = self.chosen.id
        self._zip()
        self._reasons()

    def action_verdict(self, question: Question) -> None:
        """Answer of the verdict under the cursor: why, or what would change it."""
        if self.chosen:
            self.of.ask(self.chosen, self.lens, question)
        else:
            self.bench.say(self.w.t("No events yet: log one in the first tab"))

    @on(SeenTable.Chosen, "#grid")
    def action_evidence(self) -> None:
        """Weigh the event's evidence."""
        self.of.action_tab("evidence")
