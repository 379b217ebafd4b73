"""The log's columns: what each shows of an event, how wide, and how it sorts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from workbench.case import Event, date_order
from workbench.judgement import VERDICTS, Finding, lens_ids

from ..kit.plain import cell, pair, widest
from ..kit.table import Heading, fitted
from ..kit.theory import VERDICT_STYLE
from .apart import ACTORS, style_of
from .blindly import answered_cell, still_open
from .panel import Panel

_NAMED = 26
"""Columns of whose act it is, in a mark and by name."""


@dataclass(frozen=True)
class Column:
    """One column of the log as wide as the terminal lets it be."""

    name: str
    label: str
    width: int
    show: Callable[[Event], Text]
    order: Callable[[Event], Any] | None
    """The sort key; None for an event that has nothing to sort by and goes last."""


class Columns:
    """The columns for a room of so many cells."""

    def __init__(self, panel: Panel, room: int) -> None:
        self.panel = panel
        self.room = room
        self._theory = panel.theory
        self._step = widest(map(self._theory.verdict, VERDICTS)) + 1
        """What a verdict takes with the space beside it: a Chinese letter is wide."""
        self._numbers = {e.id: n for n, e in enumerate(panel.case.timeline, 1)}
        self._digits = max(len(str(len(self._numbers))), 2)
        self.named = room >= 90
        self.roomy = room >= 118

    @property
    def all(self) -> list[Column]:
        """From left to right; the title takes what is left."""
        w = self.panel.w
        strategies = min(self.room // (5 if self.roomy else 4), 44) if self.named else 10
        columns = [
            Column("number", "#", self._digits, self._number, lambda e: self._numbers[e.id]),
            Column("date", w.t("date"), 21 if self.room >= 150 else 11, self._date,
                   lambda e: date_order(e.date) if e.date else None),
            Column("who", w.t("who"), _NAMED if self.roomy else ACTORS, self._who, self._who_order),
            Column("title", w.t("event"), 0,
                   lambda e: cell(e.title, self._title, style_of(self._finding(e))),
                   lambda e: e.title.casefold() or None),
            Column("strategies", w.t("strategies"), strategies,
                   self._strategies, self._strategy_order),
            Column("evidence", w.t("evid."), 5, self._evidence,
                   lambda e: sum(self._sides(e)) or None),
            self._last(),
        ]  # fmt: skip
        if self.room >= 170:
            columns[5:5] = [
                Column("domain", w.t("domain"), 13, self._domain, lambda e: e.domain),
                Column("coder", w.t("coder"), 10, lambda e: cell(e.coder, 10, "dim"),
                       lambda e: e.coder.casefold() or None),
            ]  # fmt: skip
        # A cell of the table stands between two columns of air; the first column is the mark.
        used = sum(c.width + 2 for c in columns) + 3 + 1
        self._title = max(self.room - used, 12)
        return [
            Column(c.name, c.label, self._title, c.show, c.order) if c.name == "title" else c
            for c in columns
        ]

    def _last(self) -> Column:
        """The verdicts; how far the answers are, while somebody codes blind."""
        coding = self.panel.of.coding
        if coding:
            label = self.panel.w.t("answered")
            return Column("answered", label, max(widest([label]), 7),
                          lambda e: answered_cell(e, coding),
                          lambda e: still_open(e, coding))  # fmt: skip
        return Column("verdicts", self._lenses(), self._step * len(lens_ids()), self._verdicts,
                      self._verdict_order)  # fmt: skip

    def _number(self, event: Event) -> Text:
        """As the memo numbers it."""
        return Text(f"{self._numbers[event.id]:>{self._digits}}", style="dim")

    def _date(self, event: Event) -> Text:
        return cell(event.date, 21) if event.date else Text("—", style="dim")

    def _lenses(self) -> str:
        threshold, letter = self.panel.of.findings.view.threshold, self.panel.theory.lens_letter
        # A marked letter takes the place of the space beside it.
        return "".join(f"{letter(lens, threshold):{self._step}}" for lens in lens_ids()).rstrip()

    def _finding(self, event: Event) -> Finding:
        return self.panel.of.findings.by_id[event.id]

    def _who(self, event: Event) -> Text:
        dyad = self.panel.of.findings.dyad
        style = "bold" if self._finding(event).counts else "dim"
        said = Text(dyad.mark(event), style=style)
        # The head names the two sides: here stand the names that it doesn't say.
        if self.roomy and not dyad.between(event):
            said.append(" " * (ACTORS + 1 - said.cell_len))
            names = pair(dyad.initiator(event), dyad.target(event), _NAMED - ACTORS - 1)
            said.append_text(names)
        return said

    def _who_order(self, event: Event) -> Any:
        dyad = self.panel.of.findings.dyad
        names = dyad.initiator(event).casefold(), dyad.target(event).casefold()
        return dyad.mark(event), *names

    def _strategies(self, event: Event) -> Text:
        theory, w = self.panel.theory, self.panel.w
        if not self.named:
            return theory.marks(event)
        said = theory.tagged(event, w.t("none"), w.t("uncoded"))
        said.no_wrap, said.overflow = True, "ellipsis"
        return said

    def _strategy_order(self, event: Event) -> Any:
        theory = self.panel.theory
        if not event.coded:
            return None
        classes = [c.id for c in theory.book.classes]
        tagged = [(theory.class_of(t.strategy), theory.strategy(t.strategy)) for t in event.tags]
        return [(classes.index(c) if c in classes else 9, name) for c, name in tagged] or [(9, "")]

    def _domain(self, event: Event) -> Text:
        return cell(self.panel.theory.say("domain", event.domain) if event.domain else "", 14)

    def _sides(self, event: Event) -> tuple[int, int]:
        pieces = self.panel.case.evidence_of(event.id)
        intent = sum(p.side == "intent" for p in pieces)
        return intent, len(pieces) - intent

    def _evidence(self, event: Event) -> Text:
        intent, effect = self._sides(event)
        return Text(f"{intent or '·':>2} {effect or '·':>2}")

    def _verdicts(self, event: Event) -> Text:
        said, theory = Text(), self._theory
        for judged in (self._finding(event).verdicts[lens] for lens in lens_ids()):
            mark = theory.judged(judged)
            said.append(mark + " " * (self._step - cell_len(mark)), VERDICT_STYLE[judged.verdict])
        said.rstrip()
        return said

    def _verdict_order(self, event: Event) -> Any:
        finding = self._finding(event)
        found = [VERDICTS.index(finding.verdicts[lens].verdict) for lens in lens_ids()]
        mute = set(found) == {VERDICTS.index("insufficient")}
        return None if mute else (not finding.differs, found)


Ordering = tuple[str, bool]
"""By which column the log is sorted, and whether backwards."""


def headings(columns: Sequence[Column], ordering: Ordering) -> list[Heading]:
    """The heads of the columns, with a mark on the one by which the log is sorted."""
    by, back = ordering
    return [
        Heading(c.name, fitted(c.label, c.width, "▼" if back else "▲") if c.name == by
                else c.label, c.width)
        for c in columns
    ]  # fmt: skip


def in_order(events: Sequence[Event], columns: Sequence[Column], ordering: Ordering) -> list[Event]:
    """The events, which come by date, as a column sorts them; what has nothing goes last."""
    by, back = ordering
    order = next((c.order for c in columns if c.name == by), None)
    if order is None or ordering == ("date", False):
        return list(events)
    keyed = [(order(event), event) for event in events]
    there = sorted((k for k in keyed if k[0] is not None), key=lambda k: k[0], reverse=back)
    return [event for _, event in there] + [event for key, event in keyed if key is None]
