"""A case on the screen as it is judged: under its own view, or one that is tried on it."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.events import ScreenResume
from textual.screen import Screen

from workbench.case import Event, Interpretations, Threshold
from workbench.casebook import Casebook
from workbench.judgement import Findings, View, judge_case

from ..kit.desk import Question
from ..kit.node import Node


class JudgedScreen(Screen[None], Node):
    """A screen of an open case; the case and what was found of it change together."""

    def __init__(self, book: Casebook) -> None:
        """Judge the case as it is, and after every edit."""
        super().__init__()
        self.book = book
        self.tried: View | None = None
        """Under what one looks at the case for now; none: the case's own. It is never written."""
        self.findings: Findings = judge_case(book.case)
        """The case as it is looked at now."""
        self.own_findings: Findings = self.findings
        """The case under its own view, of which memos are."""
        self._waiting: tuple[Findings, Findings] | None = None
        self._due = False
        self._unsubscribe = book.subscribe(self._changed)

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    @property
    def own_view(self) -> View:
        """What counts in the case."""
        return self.own_findings.view

    @property
    def view(self) -> View:
        """What counts on the screen."""
        return self._seen_under(self.own_view)

    def _seen_under(self, own: View) -> View:
        return replace(self.tried, joint=own.joint) if self.tried else own

    def _judged(self) -> tuple[Findings, Findings]:
        """What is seen, and what the case's own view gives."""
        case = self.book.case
        own = judge_case(case, before=self.own_findings)
        view = self._seen_under(own.view)
        return own if view == own.view else judge_case(case, view, before=self.findings), own

    def _changed(self) -> None:
        """Judge where the edit was written; what is shown changes on the interface's thread."""
        self._waiting = self._judged()
        self.call_later(self.redraw)

    def take_up(self) -> None:
        """Let case and findings be those of the last edit."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            self.findings, self.own_findings = waiting
            if self.findings.view != self.view:  # it was judged while another view was chosen
                self.findings = judge_case(self.own_findings.case, self.view)

    def redraw(self) -> None:
        """Show the case as it is now, once for all that asks for it at a time.

        What lies under a form waits for it: the form may still say which event is meant.
        """
        self.take_up()
        if self.is_active and not self._due:
            self.call_later(self._drawn)
        self._due = True

    def _drawn(self) -> None:
        if self._due:
            self._due = False
            self.draw()

    @on(ScreenResume)
    def _seen_again(self) -> None:
        if self._due:
            self.call_later(self._drawn)

    def draw(self) -> None:
        """Show the case at once."""
        raise NotImplementedError

    def look(self, view: View) -> None:
        """Look at the case under a view, or its own; nothing is written. Say what that moves."""
        self.take_up()
        before = self.findings
        self.tried = view if view != self.own_view else None
        self.findings, self.own_findings = self._judged()
        self.redraw()
        n = self.findings.moved_from(before)
        self.bench.say(self.w.tn("{n} verdict moved", "{n} verdicts moved", n))

    def action_threshold(self) -> None:
        """Look at the case with the other threshold."""
        other: Threshold = "capable" if self.view.threshold == "observed" else "observed"
        self.look(replace(self.view, threshold=other))

    def action_interpretations(self) -> None:
        """Look at the case with interpretations, or without."""
        other: Interpretations = "counted"
        if self.view.interpretations == "counted":
            other = "left-out"
        self.look(replace(self.view, interpretations=other))

    def action_floor(self) -> None:
        """Ask for a floor to look at the case under."""
        from ..forms import FloorForm

        def chosen(floor: str | None) -> None:
            if floor is not None:
                self.look(replace(self.view, floor=floor or None))

        self.app.push_screen(FloorForm(self.view.floor), chosen)

    def action_own_view(self) -> None:
        """Back to what counts in the case."""
        if self.view == self.own_view:
            self.bench.say(
                self.hint("This is the case’s own view; {i} changes it", {"i": "case.info"})
            )
        else:
            self.look(self.own_view)

    def ask(self, event: Event, lens: str, question: Question) -> None:
        """Answer of a verdict in full: why it is so, or what would change it."""
        from .verdict import VerdictScreen

        self.app.push_screen(VerdictScreen(self.findings, event, lens, question))
