"""The coding rounds of a case: begun, followed, sealed, given up, and compared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from workbench.case import Problem
from workbench.casebook import Casebook
from workbench.casebook.rounds import (
    Standing,
    ToldRound,
    changed,
    check_settled,
    missing_units,
    named,
    same_coder,
)
from workbench.casebook.rounds.answers import unfinished

from ..forms import Confirm
from ..forms.round import DropForm, GiveUpForm, RoundForm
from ..kit.commands import Command
from ..kit.footer import KeyFooter
from ..kit.node import Node
from ..kit.plain import cell, two_ends, way_back
from ..kit.table import Heading, SeenTable
from ..panels.roundtext import STATES, RoundText

_NAMED = 3
"""Units of a kind that a question names, else what it asks is out of sight."""
_WORDS = 16
"""Columns of the first words of a title or a finding."""
_STATE = 12


class RoundsScreen(Screen[str], Node):
    """A table of rounds, over the one under the cursor in full."""

    def __init__(self, book: Casebook, at: str = "") -> None:
        """The rounds of a case, from the one called `at`; none: from one that waits for whoever
        sits here, else from one that is open."""
        super().__init__()
        self.book = book
        self._at = at
        self.rounds: dict[str, ToldRound] = {}
        self._read = False
        """Whether it is known which rounds there are: to compare one may take a second."""
        self._unsubscribe = book.subscribe(self._changed)

    def reopen(self) -> None:
        """The rounds again."""
        self.bench.push_screen(RoundsScreen(self.book, self._at))

    def compose(self) -> ComposeResult:
        """The rounds over what the chosen one says."""
        w = self.w
        self.install(
            [
                Command("n", "begin", w.t("begin"), w.t("Begin a coding round")),
                Command("c", "code", w.t("code"),
                        w.t("Code in this round, on the tabs of the case")),
                Command("s", "seal", w.t("seal"),
                        w.t("Seal your answers, after a look at what is missing")),
                Command("d", "settle", w.t("settle"),
                        w.t("Settle the disagreements, once all have sealed")),
                Command("space", "read_on(1)", w.t("read on"),
                        w.t("The next page of what the round says")),
                Command("b", "read_on(-1)", w.t("page back"), show=False,
                        help=w.t("The page before of what the round says")),
                Command("x", "drop", w.t("drop a coder"), show=False,
                        help=w.t("A coder who can’t go on leaves the round; at least two stay")),
                Command("g", "give_up", w.t("give up"),
                        w.t("Give the round up: it hides nothing any more")),
                Command("q,escape", "close", w.t("back"), w.t("Back to the case")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        with Vertical(id="rounds-body"):
            yield SeenTable(self._cells, id="rounds")
            with VerticalScroll(id="round"):
                yield Static(id="round-text")
        yield Static(id="rounds-empty")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the rounds."""
        self.read()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self.read)

    @work(exclusive=True)
    async def read(self, at: str | None = None) -> None:
        """Read the rounds anew."""
        found = await asyncio.to_thread(self.book.rounds)
        first = "" if self.rounds else self._at or self._first(found)
        self.rounds, self._read = {each.name: each for each in found}, True
        self.redraw(at or first)

    def _first(self, found: Sequence[ToldRound]) -> str:
        mine = self.bench.coder
        opened = [each.standing for each in found if each.standing and each.standing.open]
        waiting = (s for s in opened if any(same_coder(name, mine) for name in s.waiting))
        return next((each.name for each in (*waiting, *opened)), "")

    @on(Resize)
    def _resized(self) -> None:
        self.redraw()

    def redraw(self, at: str | None = None) -> None:
        """The table, with the cursor where it was or on a round."""
        w, table = self.w, self.query_one("#rounds", SeenTable)
        said = way_back("screen.close") + Text(w.t("Coding rounds"), style="bold") + Text(" · ")
        said.append_text(cell(self.book.case.info.title))
        count = w.tn("{n} round", "{n} rounds", len(self.rounds))
        count = f"{count} " if self._read else ""
        self.query_one("#top", Static).update(two_ends(said, Text(count), self.room.width))
        name = 16
        table.head([
            Heading("", w.t("round"), name), Heading("", w.t("state"), _STATE),
            Heading("", w.t("coders"), max(self.room.width - name - _STATE - 8, 10)),
        ])  # fmt: skip
        table.styles.height = min(len(self.rounds), 6) + 1
        table.show(list(self.rounds), at or table.key)
        self.query_one("#rounds-body").display = bool(self.rounds)
        # What isn't shown can't have the focus.
        if self.rounds and self.focused is None:
            table.focus()
        empty = self.query_one("#rounds-empty", Static)
        empty.display = self._read and not self.rounds
        empty.update(
            Text(
                self.hint(
                    "No coding round yet. In one two or more people code the same "
                    "events apart, and are then compared: {n} begins it.",
                    {"n": "rounds.begin"},
                )
            )
        )
        self._show()

    def _cells(self, name: str) -> list[Text]:
        w, standing = self.w, self.rounds[name].standing
        if standing is None:
            return [cell(name, 16), Text(w.t("damaged")), Text("")]
        state, coders = w.t(STATES[standing.state]), standing.round.coders
        return [cell(name, 16), cell(state, _STATE), cell(w.listed(coders), 200)]

    @property
    def chosen(self) -> ToldRound | None:
        """The round under the cursor."""
        return self.rounds.get(self.query_one("#rounds", SeenTable).key or "")

    @on(SeenTable.Moved, "#rounds")
    def _show(self) -> None:
        tell = RoundText(self.book.case, self.theory.book, self.w, self.room.width - 4)
        chosen = self.chosen
        # The screen that follows in another language asks when this one has no table any more.
        self._at = chosen.name if chosen else self._at
        said = tell.whole(chosen) if chosen else Text()
        self.query_one("#round-text", Static).update(said)
        self.query_one("#round", VerticalScroll).scroll_home(animate=False)

    def action_read_on(self, pages: int) -> None:
        """Scroll what the round says, whatever has the focus."""
        said = self.query_one("#round", VerticalScroll)
        said.scroll_relative(y=pages * max(said.size.height - 1, 1), animate=False)

    def action_begin(self) -> None:
        """Ask for a round."""
        self.app.push_screen(RoundForm(self.book), self._asked)

    async def _asked(self, name: str | None) -> None:
        # Only now: a form that the round outdates would leave a draft of what is done.
        if name:
            await self.bench.look()
            self.read(name)

    @on(SeenTable.Chosen, "#rounds")
    def action_code(self) -> None:
        """To the tabs of the case, to code in the round under the cursor."""
        told = self.chosen
        if told is None or told.standing is None:
            self.bench.say(self.w.t("No round is chosen"))
            return
        try:
            standing = Standing.of(self.book.file.path, told.name)
            standing.check_open()
            standing.check_unsealed(standing.coder(self.bench.coder))
        except Problem as problem:
            self.bench.refuse(problem)
            return
        self.dismiss(told.name)

    def action_drop(self) -> None:
        """Ask who leaves, and why."""
        if standing := self._open_one(Standing.check_three):
            self.app.push_screen(DropForm(self.book, standing), self._asked)

    def action_give_up(self) -> None:
        """Ask for the reason."""
        if standing := self._open_one():
            self.app.push_screen(GiveUpForm(self.book, standing.name), self._asked)

    def _open_one(self, *checks: Callable[[Standing], None]) -> Standing | None:
        """The round under the cursor, where it is open and `checks` hold; else a sentence."""
        told = self.chosen
        if told is None or told.standing is None:
            self.bench.say(self.w.t("No round is chosen"))
            return None
        try:
            for check in (Standing.check_open, *checks):
                check(told.standing)
        except Problem as problem:
            self.bench.refuse(problem)
            return None
        return told.standing

    @work(exclusive=True, group="seal")
    async def action_seal(self) -> None:
        """Say what is missing and what was changed, and seal the answers of whoever sits here."""
        told, w = self.chosen, self.w
        if told is None:
            self.bench.say(w.t("No round is chosen"))
            return
        try:
            standing = Standing.of(self.book.file.path, told.name)
            coder = standing.coder(self.bench.coder)
            standing.check_unsealed(coder)
            question = self._before_sealing(standing, coder)
            if await self.app.push_screen_wait(Confirm(question, w.t("Seal"), w.t("Not yet"))):
                standing.seal(coder, self.bench.coder)
                await self.bench.look()
                self.read(told.name)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)

    def _before_sealing(self, standing: Standing, coder: str) -> str:
        w = self.w
        missing, of = missing_units(standing, coder)
        parts = [w.t("{coder}: {n} of {of} units have an answer.", coder=coder,
                     n=of - len(missing), of=of)]  # fmt: skip
        if missing:
            parts.append(w.t("Without one: {names}.", names=self._names(standing, missing)))
        begun, unscreened = unfinished(standing, coder)
        if begun:
            names = self._names(standing, begun)
            parts.append(w.t("Without strategies, bearing, kind or status: {names}.", names=names))
        if unscreened:
            names = self._names(standing, unscreened)
            parts.append(w.tn("A screening question is open on {n} event: {names}.",
                              "A screening question is open on {n} events: {names}.",
                              len(unscreened), names=names))  # fmt: skip
        if other := list(changed(standing, self.book.case, coder)):
            names = self._names(standing, other)
            parts.append(w.t("Changed since the round began: {names}.", names=names))
        parts.append(w.t("What is sealed isn’t changed any more. Seal?"))
        return w.gap.join(parts)

    def _names(self, standing: Standing, ids: list[str]) -> str:
        """The first units by key or date, and the first words of a title or a finding."""
        w, case, said = self.w, self.book.case, []
        for id_ in ids[:_NAMED]:
            piece = case.evidence.get(id_)
            event = case.events.get(piece.event if piece else id_)
            if event is None:
                said += named(standing.round.frozen, [id_])
                continue
            words = cell((piece.finding if piece else "") or event.title, _WORDS).plain
            name = event.key or event.date or w.t("undated")
            said.append(w.t("{event} “{words}”", event=name, words=words))
        return w.listed(said) + " …" * (len(ids) > _NAMED)

    def action_settle(self) -> None:
        """The disagreements one by one."""
        from .settle import SettleScreen

        told = self.chosen
        if told is None or told.standing is None:
            self.bench.say(self.w.t("No round is chosen"))
            return
        try:
            if closed := self.book.read_only:
                raise closed
            standing = Standing.of(self.book.file.path, told.name)
            check_settled(standing)
            screen = SettleScreen(self.book, standing)
        except Problem as problem:
            self.bench.refuse(problem)
            return

        def back(_: None) -> None:
            self.read(told.name)

        self.app.push_screen(screen, back)

    def action_close(self) -> None:
        """Back to the case."""
        self.dismiss(None)
