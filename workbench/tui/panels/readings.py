"""Every reading of the case side by side, and what its conclusion rests on."""

from __future__ import annotations

from typing import Literal

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from workbench.judgement import (
    Coded,
    Flip,
    Readings,
    ReadingSentences,
    WhyNot,
    flip_of,
    read_case,
)

from ..kit.commands import Command
from ..kit.plain import cell, widest
from ..kit.theory import VERDICT_STYLE
from .apart import ACTORS, NARROW, who
from .panel import DATES, Panel, row_key, when
from .specification import specification

About = Literal["reading", "rests", "survives", "false"]
"""What the lower half tells: the reading under the cursor, or the answer to a question."""
_LOW, _HIGH = 2, 5
"""Lines of the curve on a low terminal and on a high one."""
_TALL = 36
"""Lines of the terminal from which there is room for the higher curve."""
_ROOMY = 30
"""Lines from which an answer and the grid have room together."""
_LISTED = 200
"""Acts that are listed, those first that differ: a row costs time, and nobody reads thousands."""
_EVIDENCE = "evidence"
_EVENT = "event"
_MORE = "more"


class ReadingsView(Panel):
    """The specification grid over the events of a reading, or over an answer."""

    found: Readings | None = None
    flip: Flip | WhyNot | None = None
    """The smallest change of the conclusion, once somebody asked."""
    about: About = "reading"

    def compose(self) -> ComposeResult:
        """What is concluded, the grid, and what one asks of it."""
        w = self.w
        self.install([Command("v", "evidence", w.t("evidence"), w.t("Weigh the event's evidence"))])
        yield Static(id="readings-said")
        yield DataTable(id="specification", cursor_type="column", show_header=False,
                        cell_padding=0, fixed_columns=1)  # fmt: skip
        yield Static(id="reading-said")
        yield DataTable(id="reading-of", cursor_type="row", show_header=False)

    def enter(self) -> None:
        """The focus on the grid, whatever was asked before."""
        self.ask("reading")

    def ask(self, about: About) -> None:
        """Answer a question of the conclusion, or go back to the reading under the cursor."""
        self.about = about
        # Where there is no room for both, the answer takes the grid's.
        grid = self.query_one("#specification")
        grid.display = about == "reading" or self.of.room.height >= _ROOMY
        self._below()
        (grid if about == "reading" else self.query_one("#reading-of")).focus()

    @property
    def _tell(self) -> ReadingSentences:
        return ReadingSentences(self.theory.book, self.w)

    def redraw(self) -> None:
        """Read the case as it is now."""
        findings, rule = self.of.findings, self.case.info.outcome
        grid, tell = self.query_one("#specification", DataTable), self._tell
        kept = self.at if self.found and grid.columns else None
        before = self.found
        if self.found is None or self.found.findings is not findings:
            coded = self.book.by_coder(findings.view)
            self.found = read_case(findings, rule, coded.findings if coded else None)
            self.flip = None
        found = self.found
        low = self.of.room.height < _ROOMY
        ruled = tell.rule(rule) if low else tell.ruled(rule, reason=True)
        said = cell(ruled, 500, "dim").append(self.w.gap)
        said.append(tell.own(found), "bold").append(self.w.gap)
        moved = "" if low else tell.moved(found.moves_most)
        rest = filter(
            None, (tell.firm(found), tell.coders_brief(found), tell.overruled(found), moved)
        )
        said.append(self.w.gap.join(rest))
        if not findings.acts:
            said = Text(self.w.t("No evidence to compare."))
        said.no_wrap = False
        self.query_one("#readings-said", Static).update(said)
        room = self.of.room
        names = [
            tell.stance(stance, short=True)
            if room.width >= NARROW
            else self.theory.lens_head(stance.lens, stance.threshold or "capable")
            for stance in found.stances
        ]
        # The coders have a row of their own.
        high = _HIGH if room.height >= _TALL else _LOW - bool(found.coders)
        rows = specification(found, tell, names, high)
        grid.clear(columns=True)
        grid.add_column("", width=widest(row[0].plain for row in rows) + 3)
        for _ in found.every:
            grid.add_column("", width=2)
        for row in rows:
            row[0].pad_left(1)
            grid.add_row(*row)
        grid.styles.height = len(rows)
        self._to(_like(found, before, kept) if before and kept else Coded("", found.own))
        self._below()

    @property
    def at(self) -> Coded:
        """The reading under the cursor."""
        grid, found = self.query_one("#specification", DataTable), self.found
        return found.every[max(grid.cursor_column - 1, 0)] if found else Coded("", 0)

    def _to(self, coded: Coded) -> None:
        """The cursor onto a reading."""
        if self.found:
            grid = self.query_one("#specification", DataTable)
            grid.move_cursor(column=self.found.every.index(coded) + 1, animate=False)

    def _named(self, coded: Coded) -> str:
        """A reading by what is chosen in it, the coder too."""
        assert self.found
        said = self._tell.reading(self.found.reading(coded))
        return f"{said} · {self._tell.option('coder', coded.coder)}" if coded.coder else said

    @on(DataTable.ColumnHighlighted, "#specification")
    def _moved(self, moved: DataTable.ColumnHighlighted) -> None:
        grid = moved.data_table
        if grid.cursor_column == 0 and len(grid.columns) > 1:
            grid.move_cursor(column=1, animate=False)
        elif grid.has_focus:
            self.about = "reading"
            self._below()

    def _below(self) -> None:
        """The reading under the cursor, or the answer."""
        if self.found is None or not self.is_attached:
            return
        table = self.query_one("#reading-of", DataTable)
        table.clear(columns=True)
        said = {
            "reading": self._reading,
            "rests": self._rests,
            "survives": self._survives,
            "false": self._false,
        }[self.about](self.found, table)
        self.query_one("#reading-said", Static).update(said)

    def _reading(self, found: Readings, table: DataTable[Text]) -> Text:
        """The acts of a reading: first those that another verdict parts from the one beside it."""
        w, tell, at = self.w, self._tell, self.at
        rank = found.every.index(at)
        beside = found.every[rank - 1 if rank else min(1, len(found.every) - 1)]
        self._acts(found, table, at, beside)
        reading = found.reading(at)
        own = w.t("the case’s own") if at == Coded("", found.own) else ""
        named = " · ".join(filter(None, (self._named(at), own)))
        if self.of.room.height < _ROOMY:
            return cell(w.t("{name}: {value}", name=named, value=tell.counted(reading)), 400)
        said = w.t("{reading}: {counted}. ≠ marks what differs from {beside}, beside it.",
                   reading=named, counted=tell.counted(reading),
                   beside=self._named(beside))  # fmt: skip
        return cell(said, 400)

    def _acts(self, found: Readings, table: DataTable[Text], at: Coded, beside: Coded) -> int:
        """The acts under two readings, those first that differ; how many do."""
        words = [self.theory.say("verdict", v) for v in VERDICT_STYLE]
        size = 2 * widest(words) + 3
        width = max(self.of.room.width - DATES - ACTORS - size - 2 - 2 - 13, 10)
        for columns in (2, 2, DATES, ACTORS, width, size):
            table.add_column("", width=columns)
        by, other = found.by(at.coder), found.by(beside.coder)
        told, others = by.verdicts_in(at.place), other.verdicts_in(beside.place)
        differs = [one != other for one, other in zip(told, others, strict=True)]
        counts = [v == "balancing" and by.is_soft(act)
                  for v, act in zip(told, by.acts, strict=True)]  # fmt: skip
        ranked = sorted(range(len(told)), key=lambda n: (not differs[n], not counts[n]))
        for n in ranked[:_LISTED]:
            event = found.acts[n].event
            verdict = Text(self.theory.say("verdict", told[n]), VERDICT_STYLE[told[n]])
            if differs[n]:
                was = self.theory.say("verdict", others[n])
                verdict = Text(f"{was} → ", "dim").append_text(verdict)
            table.add_row(
                Text("≠" if differs[n] else "", "bold"),
                Text("●" if counts[n] else ""),
                when(event),
                who(self.of.findings, event),
                cell(event.title, width),
                verdict,
                key=f"{_EVENT} {event.id}",
            )
        if (more := len(ranked) - _LISTED) > 0:
            rest = self.w.tn("… and {n} more act", "… and {n} more acts", more)
            blank = Text("")
            table.add_row(blank, blank, blank, blank, cell(rest, width, "dim"), blank, key=_MORE)
        return sum(differs)

    def _rests(self, found: Readings, table: DataTable[Text]) -> Text:
        """The flip: each piece leads to its event."""
        tell, flip = self._tell, self.flip or flip_of(found.findings, found.rule)
        self.flip = flip
        pieces = flip.pieces if isinstance(flip, Flip) else ()
        hows = [tell.touched(piece) for piece in pieces]
        size = max(widest(hows), 4)
        width = max((self.of.room.width - size - DATES - 9) // 2, 10)
        for columns in (size, DATES, width, width):
            table.add_column("", width=columns)
        for how, touched in list(zip(hows, pieces, strict=True))[:_LISTED]:
            piece = self.case.evidence[touched.id]
            event = self.case.events[piece.event]
            table.add_row(
                Text(how, "bold"),
                when(event),
                cell(piece.finding, width),
                cell(event.title, width, "dim"),
                key=f"{_EVIDENCE} {piece.id}",
            )
        if (more := len(pieces) - _LISTED) > 0:
            told = self.w.tn("… and {n} more piece", "… and {n} more pieces", more)
            blank = Text("")
            table.add_row(blank, blank, cell(told, width, "dim"), blank, key=_MORE)
        return cell(tell.flip(flip), 400)

    def _survives(self, found: Readings, table: DataTable[Text]) -> Text:
        """The case's own reading with interpretations in and out."""
        w, tell = self.w, self._tell
        if len(found.worlds.interpretations) < 2:
            unsaid = sum(piece.basis is None for piece in self.of.findings.evidence)
            said = w.t("No piece of these acts is marked as an interpretation, so nothing changes.")
            if unsaid:
                said += w.gap + w.tn("Of {n} piece the basis isn’t said; it counts.",
                                     "Of {n} pieces the basis isn’t said; they count.",
                                     unsaid)  # fmt: skip
            return cell(said, 400)
        with_, without = (found.under(found.art, read) for read in ("counted", "left-out"))
        self._to(Coded("", without))
        differ = self._acts(found, table, Coded("", without), Coded("", with_))
        one, other = found.all[with_], found.all[without]
        marked = sum(piece.basis == "interpretation" for piece in self.of.findings.evidence)
        parts = [
            w.tn("Without the {n} piece that is an interpretation {counted}.",
                 "Without the {n} pieces that are interpretations {counted}.",
                 marked, counted=tell.counted(other)),
            w.tn("With it {counted}.", "With them {counted}.", marked, counted=tell.counted(one)),
            w.tn("{n} verdict differs.", "{n} verdicts differ.", differ),
        ]  # fmt: skip
        if one.concludes:
            same = one.concludes == other.concludes
            parts.insert(0, w.t("It survives.") if same else w.t("It doesn’t survive."))
        return cell(w.gap.join(parts), 400)

    def _false(self, found: Readings, table: DataTable[Text]) -> Text:
        """Each criterion under the settings of the case, and over all of its readings."""
        w, tell = self.w, self._tell
        read = self.of.findings.view.interpretations
        names = [tell.stance(stance) for stance in found.stances]
        rows = [found.all[found.under(stance, read)] for stance in found.stances]
        words = [tell.conclusion(row.concludes) for row in rows]
        wide, size = widest(names), max(widest(words), 4)
        if self.of.room.width < NARROW:
            names = [self.theory.lens_head(s.lens, s.threshold or "capable") for s in found.stances]
            wide = widest(names)
        for columns in (size, wide, max(self.of.room.width - size - wide - 8, 20)):
            table.add_column("", width=columns)
        for stance, name, row, word in zip(found.stances, names, rows, words, strict=True):
            every = found.of(stance)
            met = sum(r.concludes == "met" for r in every)
            told = w.t("{n} of {acts} acts", n=row.counted.soft, acts=row.counted.acts)
            if row.concludes:
                told += w.semicolon + w.t("met in {n} of its {of} readings", n=met, of=len(every))
            table.add_row(Text(word, "bold"), Text(name), cell(told),
                          key=f"reading {found.under(stance, read)}")  # fmt: skip
        false = [n for n, row in zip(names, rows, strict=True) if row.concludes == "not-met"]
        if found.rule.rule == "none":
            said = tell.rule(self.case.info.outcome)
        elif false:
            said = w.t("The rule isn’t met under {lenses}.", lenses=w.listed(false))
        else:
            said = w.t("Under no criterion is the rule not met.")
        return cell(said, 400)

    @on(DataTable.RowHighlighted, "#reading-of")
    def _at(self) -> None:
        kind, _, key = (row_key(self.query_one("#reading-of", DataTable)) or "").partition(" ")
        if self.query_one("#reading-of").has_focus:
            event = self.case.evidence[key].event if kind == _EVIDENCE else key
            self.of.selected = event if event in self.case.events else self.of.selected

    @on(DataTable.RowSelected, "#reading-of")
    def action_evidence(self) -> None:
        """Weigh the evidence of the event under the cursor; of a criterion, go to its reading."""
        kind, _, key = (row_key(self.query_one("#reading-of", DataTable)) or "").partition(" ")
        if kind == "reading":
            self._to(Coded("", int(key)))
            self.ask("reading")
            return
        if kind in (_EVIDENCE, _EVENT):
            self.of.selected = self.case.evidence[key].event if kind == _EVIDENCE else key
        self.of.action_tab("evidence")


def _like(found: Readings, before: Readings, kept: Coded) -> Coded:
    """The reading that is the same but for its counts; else the case's own."""
    if not kept.coder or kept.coder in found.coders:
        chosen = before.reading(kept)
        same = (chosen.lens, chosen.threshold, chosen.floor, chosen.interpretations)
        for place, each in enumerate(found.by(kept.coder).all):
            if (each.lens, each.threshold, each.floor, each.interpretations) == same:
                return Coded(kept.coder, place)
    return Coded("", found.own)
