"""An open case as a place to code blind: whoever codes in an open round answers on its own tabs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static, TabbedContent, TabPane

from workbench.case import Event, Problem
from workbench.casebook import Casebook, Place
from workbench.judgement import Findings, View

from ..kit.commands import Command
from ..kit.plain import cell, pair, two_ends, way_back
from ..panels.answerkeys import AnswerKeys
from ..panels.blindly import left_said
from .judged import JudgedScreen

# Most cases have no rounds: what codes in one is imported where one is.
if TYPE_CHECKING:
    from workbench.casebook.coding import AnswerBook, Unit

    from ..panels.panel import Panel
    from .tagger import Tagger

SEEN = ("log", "evidence")
"""The tabs on which answers are given; the others judge, and say nothing meanwhile."""
_CODING = ("next_unit",)
_JUDGING = ("history", "threshold", "floor", "interpretations", "own_view", "import", "export",
            "elsewhere", "inbox")  # fmt: skip
"""What tells of codes or changes the case: it works as for anybody who may not see it, and isn't
offered."""


class Blindfold(Static, can_focus=True):
    """What a tab says that judges nothing meanwhile; it hears the keys, as its panel would."""


class BlindScreen(JudgedScreen):
    """A judged case that shows a coder of an open round their own answers, and no verdict."""

    selected: str | None
    """The id of the event that the tabs are about."""

    def __init__(self, book: Casebook) -> None:
        super().__init__(book)
        self.coding: AnswerBook | None = None
        """The answers of whoever codes here in an open round; none: the case is edited itself."""
        self.by_rounds = False
        """Whether one came to code from the screen of the rounds."""
        self._stop = book.subscribe(lambda: None)
        self._brought: list[str] = []
        self._sealed = book.sealed_round
        self._take(self._looked())

    def panel_of(self, tab: str) -> Panel | None:
        """What a tab holds, once it is there with all its parts."""
        raise NotImplementedError

    async def furnish(self, tabs: Sequence[str]) -> None:
        """Fill the tabs that are still empty."""
        raise NotImplementedError

    def action_tab(self, tab: str) -> None:
        """Go to a tab."""
        raise NotImplementedError

    def action_into(self) -> None:
        """The focus back into the tab."""
        raise NotImplementedError

    def tag_event(self, wanted: Sequence[Event | None] = ()) -> None:
        """The strategies of the events that are wanted, else of the chosen ones."""
        raise NotImplementedError

    @property
    def edited(self) -> Casebook:
        """Where an edit goes: the case, or a coder's own answers."""
        return self.coding or self.book

    def blind_command(self) -> Command:
        """The key to the next unit; `n` logs nothing while a round is open."""
        w = self.w
        return Command("n", "next_unit", w.t("next"),
                       w.t("Go to the next event or piece that you haven’t answered"))  # fmt: skip

    def offers(self, command: Command) -> bool:
        """Whether it does something here, or only where nobody codes blind."""
        action = command.action.partition("(")[0]
        return action not in (_JUDGING if self.coding else _CODING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key to the next unit works where somebody codes blind."""
        return self.coding is not None or action not in _CODING

    def _looked(self, wanted: str = "") -> AnswerBook | None:
        if not self.book.has_rounds:
            return None
        from workbench.casebook.coding import answer_book

        try:
            return answer_book(self.book, self.coding, wanted)
        except Problem:
            # Who reads the case says why; what can't be read is answered by nobody.
            return None

    async def look_again(self, wanted: str = "") -> bool:
        """See who codes here now, and what was answered or sealed elsewhere; whether it is another
        coder or round than before. `wanted` is the round to code in."""
        found = await asyncio.to_thread(self._looked, wanted)
        before, self._sealed = self._sealed, await asyncio.to_thread(lambda: self.book.sealed_round)
        if found is self.coding:
            if self._sealed != before:
                self._waiting = self._judged()
                self.redraw()
            return False
        self._take(found)
        self._waiting = self._judged()
        self._begin()
        self.redraw()
        return True

    def begun_at(self, place: Place) -> Place:
        """Where a case is opened: for whoever codes blind and was elsewhere before, at the first
        event that has something left."""
        if self.coding is None or place.coding == self.coding.answers_of:
            return place
        return replace(place, tab="log", event=self._first_left or place.event)

    @property
    def _first_left(self) -> str | None:
        return next((unit.event for unit in self.coding.left), None) if self.coding else None

    def _begin(self) -> None:
        """To the log, at the first event that has something left."""
        if self.coding:
            self.selected = self._first_left or self.selected
            if self.query(TabbedContent):
                # Else a form over the tabs gives the focus back to the tab before.
                self.set_focus(None)
                self.action_tab("log")
                self.call_after_refresh(self.action_into)

    def action_rounds(self) -> None:
        """The coding rounds."""
        from .rounds import RoundsScreen

        def back(wanted: str | None) -> None:
            if wanted:
                self.code_in(wanted)
            elif (panel := self.panel_of(self.query_one(TabbedContent).active)) and not self.coding:
                panel.rest()

        here = self.coding.round if self.coding else ""
        self.app.push_screen(RoundsScreen(self.book, here), back)

    def code_in(self, wanted: str) -> None:
        """Code in a round that was chosen, from its first unit without an answer."""

        async def begin() -> None:
            await self.look_again(wanted)
            self.by_rounds = True
            self._begin()
            self.redraw()
            self.greet()

        self.run_worker(begin(), group="unit", exclusive=True)

    def _take(self, coding: AnswerBook | None) -> None:
        self._stop()
        self.coding, self.by_rounds, self._brought = coding, False, []
        self._stop = coding.subscribe(self._changed) if coding else lambda: None
        self.findings, self.own_findings = self._judged()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._stop()

    def _judged(self) -> tuple[Findings, Findings]:
        """What is seen, and what the case's own view gives; answers are shown and never judged."""
        seen, own = super()._judged()
        coding: AnswerBook | None = getattr(self, "coding", None)
        if coding is None:
            return seen, own
        events = coding.case.events
        told = (f for f in own.events if f.event.id in events)
        shown = tuple(replace(f, event=events[f.event.id]) for f in told)
        return Findings(replace(coding.case, info=own.case.info), own.view, shown), own

    def take_up(self) -> None:
        """Let case and findings be those of the last edit."""
        if self.coding:
            self.tried = None
            waiting, self._waiting = self._waiting, None
            if waiting:
                self.findings, self.own_findings = waiting
        else:
            super().take_up()

    def look(self, view: View) -> None:
        """Look at the case under a view; whoever codes blind judges nothing."""
        if self.coding:
            self.bench.refuse(self.coding.given_alone())
        else:
            super().look(view)

    def action_floor(self) -> None:
        """Ask for a floor to look at the case under."""
        if self.coding:
            self.bench.refuse(self.coding.given_alone())
        else:
            super().action_floor()

    def greet(self) -> None:
        """Say that somebody codes here, and how."""
        coding = self.coding
        # On another screen, such as that of the rounds, the keys mean something else.
        over = self.bench.screen
        if coding and (over is self or over.is_modal):
            self.bench.say(
                self.hint(
"You code the round {round} as {coder}: {n} goes to the next unit "
"without an answer. Your own answers alone are shown.",
{"n": "case.next-unit"}, round=coding.round, coder=coding.coder,
)
            )  # fmt: skip

    def blind_head(self) -> Text:
        """The line over the tabs while somebody codes blind: who codes what, and what is left."""
        w, coding, info = self.w, self.coding, self.book.case.info
        assert coding
        said = Text(left_said(coding, w), "bold").append(" ")
        told = w.t("coding {round} as {coder}", round=coding.round, coder=coding.coder)
        who = cell(told, 40, "bold")
        back = way_back("screen.home")
        room = self.room.width - back.cell_len - who.cell_len - said.cell_len - 4
        names = pair(info.balancer, info.target, room) if room > 12 else Text()
        between = Text(" · ") if names.plain else Text()
        return two_ends(Text.assemble(back, who, between, names), said, self.room.width)

    def blindfold(self) -> None:
        """Let the tabs that judge say why they are silent, and the others how they always are."""
        coding = self.coding
        for pane in self.query(TabPane):
            if pane.id in SEEN:
                continue
            pane.set_class(coding is not None, "-blind")
            if coding is None:
                continue
            said = self.hint(
"Until all have sealed the round {round}, nothing is judged here: "
"verdicts, readings and memos come once the answers of all are "
"compared. {one} and {two} are where you code; {C} shows the round, "
"and seals your answers.",
{"one": "case.tab-log", "two": "case.tab-evidence", "C": "case.rounds"}, round=coding.round,
)  # fmt: skip
            there = list(pane.query(Blindfold))
            if there:
                there[0].update(Text(said))
            else:
                pane.mount(Blindfold(Text(said)))

    def into_blindfold(self) -> bool:
        """Put the focus on the tab that is seen where that judges nothing meanwhile; whether so."""
        tab = self.query_one(TabbedContent).active
        if self.coding is None or tab in SEEN:
            return False
        self.blindfold()
        self.query_one(f"TabPane#{tab}").query_one(Blindfold).focus()
        return True

    def _unit_here(self) -> str | None:
        """The piece under the cursor of its tab, else the event."""
        panel = self.panel_of("evidence")
        if self.query_one(TabbedContent).active == "evidence" and isinstance(panel, AnswerKeys):
            return panel.piece.id if panel.piece else self.selected
        return self.selected

    def action_next_unit(self) -> None:
        """To the unit that one is at, where it has no main answer: to the event before its pieces,
        unless it was left already; pressed again at a piece, to the next."""
        here, event = self._unit_here(), self.selected
        at_piece = here != event
        if at_piece and event not in self._brought and self._lacks(event):
            here = event
        self._to_next(here, past=at_piece and self._brought[-1:] == [here])

    def _lacks(self, event: str | None) -> bool:
        """Whether it is an event of the round without its main answer."""
        coding = self.coding
        return bool(coding and event and coding.units_of(event) and coding.unanswered(event))

    def next_after(self, unit: str) -> None:
        """To the next unit without its main answer, once another is done with."""
        self._to_next(unit, past=True)

    def _to_next(self, here: str | None, *, past: bool) -> None:
        coding = self.coding
        if coding is None:
            return
        unit = coding.next_left(here, past=past)
        if unit is None:
            self.bench.say(
                self.hint(
"Every unit of the round {round} has an answer: {C} shows the "
"round, where {s} seals it",
{"C": "case.rounds", "s": "rounds.seal"}, round=coding.round,
)
            )  # fmt: skip
            return
        self._brought.append(unit.id)
        self._go_to(unit)

    def _go_to(self, unit: Unit) -> None:
        """An event in the tagger, an effect in its form, a piece of intent in the matrix."""
        self.selected = unit.event
        self.redraw()
        if unit.piece is None:
            self.tag_event([self.edited.case.events[unit.event]])
        else:
            self.run_worker(self._at_piece(unit.piece), group="unit", exclusive=True)

    async def _at_piece(self, piece: str) -> None:
        await self.furnish(["evidence"])
        self.action_tab("evidence")

        def stand() -> None:
            panel = self.panel_of("evidence")
            if isinstance(panel, AnswerKeys):
                panel.stand_on(piece)

        self.call_after_refresh(stand)

    def after_tagging(self, tagger: Tagger) -> None:
        """Go on as the tagger was left: to the next unit, or to the screening questions."""
        if tagger.then == "next":
            self.next_after(tagger.here.id)
        elif tagger.then == "screen":
            self.answer_event(self.edited.case.events[tagger.here.id])

    async def attempted(self, step: Callable[[], object]) -> bool:
        """Do something to what is edited; say why where it isn't done."""
        try:
            await self.attempt(self.edited, step)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return False
        self.take_up()
        return True

    def answer_event(self, event: Event) -> None:
        """Ask the screening questions of an event."""
        from ..forms.answers import EventAnswers

        assert self.coding
        form = EventAnswers(self.coding, event)

        def done(event_id: str | None) -> None:
            self.redraw()
            if event_id and form.go_on:
                self.next_after(event_id)

        self.app.push_screen(form, done)
