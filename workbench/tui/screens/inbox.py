"""The inbox of a case: what came in as a candidate, and what a person decides about it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Input, Static

from workbench.case import Candidate, Change, Event, Problem
from workbench.casebook import Casebook, accept_all, merge
from workbench.judgement import Dyad
from workbench.locale import N_

from ..commands import Command
from ..footer import KeyFooter
from ..forms import Confirm
from ..forms.inbox import AcceptForm, FindEvent, RejectForm
from ..node import Node
from ..panels.apart import ACTORS as ACTORS
from ..panels.apart import key_to_letters, unjudged
from ..panels.candidate import STATES, told
from ..panels.logtable import Heading, LogTable
from ..plain import cell, two_ends, way_back, widest
from .tagger import Tagger

_SHOWN = ("waiting", "accepted", "merged", "rejected", "all")


class InboxScreen(Screen[str], Node):
    """Candidates as a table, the one under the cursor in full; answers with an event to go to."""

    CSS_PATH = "../styles/incoming.tcss"

    AUTO_FOCUS = ""

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book
        self.state = "waiting"
        self.marked: set[str] = set()
        self.last: str | None = None
        self._fitting: list[Candidate] = []
        self._unsubscribe = book.subscribe(self._changed)

    def reopen(self) -> None:
        """The inbox again."""
        self.bench.push_screen(InboxScreen(self.book))

    def compose(self) -> ComposeResult:
        """The filter, the table, and the candidate over or beside it."""
        w = self.w
        self.install(
            [
                Command("a", "accept", w.t("accept"),
                        w.t("Make an event of it, then code it; nothing is coded by itself")),
                Command("A", "accept_all", w.t("accept all"), show=False,
                        help=w.t("Make events of the marked candidates, not coded yet")),
                Command("m", "merge", w.t("merge"),
                        w.t("It is part of an event that the case has")),
                Command("r", "reject", w.t("reject"),
                        w.t("It is no event of this case; say why")),
                Command("space", "mark", w.t("mark"), w.t("Mark it, for what is done to many")),
                Command("ctrl+a", "mark_all", w.t("mark all"), show=False,
                        help=w.t("Mark every candidate that is shown, or none")),
                Command("slash", "filter", w.t("filter"), shown_key="/",
                        help=w.t("Show the candidates that say a word")),
                Command("s", "state", w.t("status"),
                        w.t("Waiting, accepted, merged, rejected, or all")),
                Command("u", "undo", w.t("undo"), w.t("Take the last change back")),
                Command("ctrl+r", "redo", w.t("redo"), w.t("Do it again"), show=False),
                Command("i", "import", w.t("add"), w.t("Add candidates from a file")),
                Command("g", "go", w.t("to its event"), show=False,
                        help=w.t("Go to the event that it became a part of")),
                Command("escape,q", "close", w.t("back"), w.t("Back to the case")),
            ]
        )  # fmt: skip
        yield Static(id="top")
        hint = w.t("words, an actor, a date or an event class")
        yield Input(id="inbox-filter", compact=True, placeholder=hint)
        with Horizontal(id="inbox"):
            yield LogTable(self._row)
            with VerticalScroll(id="candidate", can_focus=False):
                yield Static(id="candidate-text")
        yield Static(key_to_letters(unjudged(self.book.case), self), id="inbox-letters")
        yield Static(id="inbox-empty")
        yield KeyFooter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a candidate there is nothing to decide."""
        deciding = ("accept", "accept_all", "merge", "reject", "mark", "mark_all", "go")
        return bool(self._fitting) or action not in deciding

    def on_mount(self) -> None:
        """What waits."""
        self.query_one("#inbox-filter").display = False
        self.redraw()

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self._unsubscribe()

    def _changed(self) -> None:
        self.call_later(self.redraw)

    @property
    def table(self) -> LogTable:
        """The candidates."""
        return self.query_one(LogTable)

    @property
    def candidate(self) -> Candidate | None:
        """The one under the cursor."""
        # A key pressed before may have closed the inbox.
        table = next(iter(self.query(LogTable)), None)
        return self.book.case.candidates.get((table.key if table else None) or "")

    @property
    def chosen(self) -> list[Candidate]:
        """The marked ones that wait, else the one under the cursor."""
        marked = [c for c in self._fitting if c.id in self.marked and c.state == "waiting"]
        here = self.candidate
        return marked or ([here] if here else [])

    @property
    def under_cursor(self) -> str | None:
        """What is copied: the candidate in full."""
        here = self.candidate
        return told(here, self, whole=True).plain if here else None

    def _fits(self, candidate: Candidate, words: Sequence[str]) -> bool:
        said = " ".join(
            (candidate.date, candidate.title, candidate.initiator, candidate.target,
             candidate.source or candidate.dataset, candidate.row, *candidate.codes,
             candidate.description, candidate.reason, candidate.coder)
        ).casefold()  # fmt: skip
        return all(word in said for word in words)

    @on(Resize)
    def redraw(self) -> None:
        """Show the inbox as it is now."""
        if not self.is_mounted or not self.children:
            return
        case, width = self.book.case, self.room.width
        every = sorted(case.candidates.values(), key=lambda c: (not c.date, c.date, c.id))
        self.marked &= {c.id for c in every if c.state == "waiting"}
        words = self.query_one("#inbox-filter", Input).value.casefold().split()
        of_state = [c for c in every if self.state in ("all", c.state)]
        self._fitting = [c for c in of_state if self._fits(c, words)]
        self._top()
        self._fill(width)
        empty = self.query_one("#inbox-empty", Static)
        self.query_one("#inbox").display = bool(self._fitting)
        empty.display = not self._fitting
        empty.update(self._teach(bool(every)))
        self._detail()
        self.refresh_bindings()
        field = self.query_one("#inbox-filter", Input)
        if not (field.display and field.has_focus):
            self.set_focus(self.table if self._fitting else None)

    def _top(self) -> None:
        said = way_back("screen.close") + Text(self.w.t("Inbox"), style="bold") + Text(" · ")
        said.append_text(cell(self.book.case.info.title))
        line = two_ends(said, self._counts(), self.room.width)
        self.query_one("#top", Static).update(line)

    def _counts(self) -> Text:
        w, every = self.w, len(self.book.case.candidates)
        said = Text(w.t(STATES.get(self.state, N_("all"))), "bold")
        said.append(" ").append(w.t("{shown} of {n}", shown=len(self._fitting), n=every), "dim")
        if self.marked:
            said.append(" · ").append(w.t("{n} marked", n=len(self.marked)), "bold")
        return said.append(" ")

    def _teach(self, any_: bool) -> Text:
        w = self.w
        if any_:
            return Text(w.t("No candidate here. s shows those of another status, / another word."))
        return Text(
            w.t(
                "The inbox is empty. Press i and name a file of event data (GDELT, ICEWS, POLECAT, "
                "ACLED) or a coded project (REFI-QDA). The rows of your dyad, period and event "
                "classes come in here as candidates. You accept, merge or reject each; nothing "
                "becomes an event, and nothing is coded, by itself."
            )
        )

    def _fill(self, width: int) -> None:
        w, wide = self.w, width >= 100
        room = width * 3 // 5 if wide else width
        self._state = widest(w.t(name) for name in STATES.values())
        self._codes = 8
        self._title = max(room - 1 - 11 - ACTORS - self._codes - self._state - 14, 12)
        self.table.head(
            [
                Heading("date", w.t("date"), 11),
                Heading("who", w.t("who"), ACTORS),
                Heading("title", w.t("candidate"), self._title),
                Heading("class", w.t("class"), self._codes),
                Heading("state", w.t("status"), self._state),
            ]
        )
        self.table.show([candidate.id for candidate in self._fitting], self.table.key)
        self.table.mark(self.marked)

    def _row(self, key: str) -> list[Text]:
        each = self.book.case.candidates[key]
        style = "" if each.state == "waiting" else "dim"
        hint = "?" if each.suggestions and each.state == "waiting" else ""
        return [
            cell(each.date or "—", 11, style), Text(self._who(each), style),
            cell(each.title, self._title, style),
            cell(f"{'/'.join(each.codes[:1])} {hint}", self._codes, style),
            Text(self.w.t(STATES[each.state]), style),
        ]  # fmt: skip

    def _who(self, candidate: Candidate) -> str:
        """Who acts upon whom, where the data says so; what is empty there isn't the balancer."""
        if not (candidate.initiator and candidate.target):
            return "—"
        sides = {"initiator": candidate.initiator, "target": candidate.target}
        event = Event(id=candidate.id, title=candidate.title, **sides)
        return Dyad(self.book.case.info).letters(event)

    @on(LogTable.Moved)
    def _detail(self) -> None:
        here = self.candidate
        said = told(here, self) if here else Text()
        self.query_one("#candidate-text", Static).update(said)
        self.query_one("#candidate").scroll_home(animate=False)

    @on(Input.Changed, "#inbox-filter")
    def _filtered(self) -> None:
        self.redraw()

    @on(Input.Submitted, "#inbox-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.input.display = bool(event.value.strip())
        self.table.focus()

    def action_filter(self) -> None:
        """Ask which to show."""
        field = self.query_one("#inbox-filter")
        field.display = True
        field.focus()

    def action_state(self) -> None:
        """The candidates of the next status."""
        self.state = _SHOWN[(_SHOWN.index(self.state) + 1) % len(_SHOWN)]
        self.redraw()

    def action_mark(self) -> None:
        """Mark it or not, and go to the next."""
        here = self.candidate
        if here and here.state == "waiting":
            self._mark({here.id} ^ self.marked)
        self.table.action_step(1)

    @on(LogTable.Marked)
    def _clicked(self, event: LogTable.Marked) -> None:
        self._mark({event.key} ^ self.marked)

    def action_mark_all(self) -> None:
        """Mark every one that is shown, or none."""
        shown = {c.id for c in self._fitting if c.state == "waiting"}
        self._mark(self.marked - shown if shown <= self.marked else self.marked | shown)

    def _mark(self, marked: set[str]) -> None:
        self.marked = marked
        self.table.mark(marked)
        self._top()

    def _waits(self) -> Candidate | None:
        here = self.candidate
        if here and here.state != "waiting":
            self.bench.say(self.w.t("This one has been decided about; u takes that back"))
            return None
        return here

    @on(LogTable.Chosen)
    @work(exclusive=True, group="decide")
    async def action_accept(self) -> None:
        """The event form with what the row says, then the tagger with the suggestions first."""
        here = self._waits()
        if here is None:
            return
        form = AcceptForm(self.book, here, self.bench.coder)
        event_id = await self.app.push_screen_wait(form)
        event = self.book.case.events.get(event_id or "")
        if event:
            tagger = Tagger(self.book, (event,), self.last, here.suggestions)
            ended = await self.app.push_screen_wait(tagger)
            if ended and self.book.case.events[ended].coded:
                self.last = ended

    @work(exclusive=True, group="decide")
    async def action_accept_all(self) -> None:
        """Events of all that are marked, in one edit, uncoded."""
        w, chosen = self.w, self.chosen
        if not chosen or not self._waits():
            return
        n = len(chosen)
        question = w.tn(
            "Make an event of {n} candidate? It isn't coded by that.",
            "Make events of {n} candidates? They aren't coded by that.",
            n,
        )
        if await self.app.push_screen_wait(Confirm(question, w.t("Accept"))):
            changes = partial(accept_all, self.book.case, chosen, self.bench.coder)
            await self._apply(N_("accepting candidates"), changes)

    @work(exclusive=True, group="decide")
    async def action_merge(self) -> None:
        """Its origin into the note of an event that is there."""
        here = self._waits()
        if here is None:
            return
        if not self.book.case.events:
            self.bench.say(self.w.t("The case has no event yet to merge it into"), error=True)
            return
        event = self.book.case.events.get(
            await self.app.push_screen_wait(FindEvent(self.book, here)) or ""
        )
        if event:
            step = partial(merge, self.book.case, here, event, self.bench.coder)
            await self._apply(N_("merging a candidate"), step)

    @work(exclusive=True, group="decide")
    async def action_reject(self) -> None:
        """Turn it down, or all that are marked, with a reason."""
        chosen = [c for c in self.chosen if c.state == "waiting"]
        if chosen or self._waits():
            await self.app.push_screen_wait(RejectForm(self.book, chosen))

    async def _apply(self, label: str, step: partial[list[Change]]) -> None:
        try:
            # Thousands at once must not hold up the keys.
            await self.write(self.book, label, await asyncio.to_thread(step))
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self.step(self.book, back=True)

    async def action_redo(self) -> None:
        """Do it again."""
        await self.step(self.book, back=False)

    @work
    async def action_import(self) -> None:
        """Add candidates from a file."""
        from ..importing import bring_in

        await bring_in(self.bench, self.book)

    def action_go(self) -> None:
        """To the event that it became a part of."""
        here = self.candidate
        if here and here.event:
            self.dismiss(here.event)
        elif here:
            self.bench.say(self.w.t("It isn't part of an event"))

    def action_close(self) -> None:
        """Back to the case; a filter is taken away first."""
        field = self.query_one("#inbox-filter", Input)
        if field.display and (field.value or field.has_focus):
            field.value = ""
            field.display = False
            self.table.focus()
            return
        self.dismiss(None)
