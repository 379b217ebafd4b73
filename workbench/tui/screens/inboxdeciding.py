"""What a person decides about candidates, on the screen of the inbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from workbench.case import Candidate, Change, Problem
from workbench.casebook import Casebook, accept_all, merge, split_off, suggestions
from workbench.locale import N_

from ..forms import Confirm
from ..forms.deciding import AcceptForm, FindEvent, RejectForm
from ..kit.table import LogTable
from ..kit.undoing import Undoing
from .inboxgroups import HEAD, InboxRows
from .tagger import Tagger

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Group


class Deciding(Screen[str], Undoing):
    """Accepting, merging, rejecting and splitting off what is marked or under the cursor."""

    shared_scope = "inbox"

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self.book = book
        self.rows = InboxRows()
        self.marked: set[str] = set()
        self.fitting: list[Candidate] = []
        """The candidates that are shown, those of a closed group among them."""
        self.last: str | None = None
        """The event that was coded last."""

    @property
    def table(self) -> LogTable:
        """The candidates."""
        return self.query_one(LogTable)

    @property
    def candidate(self) -> Candidate | None:
        """The one under the cursor."""
        # A key pressed before may have closed the inbox.
        table = next(iter(self.query(LogTable)), None)
        key = (table.key if table else None) or ""
        return self.book.case.candidates.get(key.removeprefix(HEAD))

    @property
    def group(self) -> Group | None:
        """The group whose row is under the cursor."""
        table = next(iter(self.query(LogTable)), None)
        return self.rows.at(table.key if table else None)

    @property
    def here(self) -> list[Candidate]:
        """The candidates of the row under the cursor."""
        group, here = self.group, self.candidate
        return list(group.members) if group else [here] if here else []

    @property
    def chosen(self) -> list[Candidate]:
        """The marked ones that wait, else those under the cursor."""
        marked = [c for c in self.fitting if c.id in self.marked and c.state == "waiting"]
        return marked or self.here

    def waits(self) -> Candidate | None:
        """The one under the cursor, where nobody has decided about it; else this is said."""
        here = self.candidate
        if here and here.state != "waiting":
            self.bench.say(
                self.hint(
                    "This one has been decided about; {u} takes that back", {"u": "inbox.undo"}
                )
            )
            return None
        if here is None:
            self.nothing()
        return here

    def nothing(self) -> None:
        """Say that there is none."""
        self.bench.say(self.w.t("No candidate is shown here"))

    @work(exclusive=True, group="decide")
    async def action_split(self) -> None:
        """It is another event than its group's, or after all it isn't."""
        if self.group:
            self.bench.say(self.w.t("Open the group (Enter) and choose what is another event"))
            return
        here = self.waits()
        if here:
            step = partial(split_off, self.book.case, here)
            await self._apply(N_("splitting a candidate off its group"), step)

    @work(exclusive=True, group="decide")
    async def action_accept(self) -> None:
        """The event form with what the row says, then the tagger with the suggestions first."""
        here, others = self.waits(), self.here[1:]
        if here is None:
            return
        hints = suggestions(self.book.case, (here, *others))
        form = AcceptForm(self.book, here, self.bench.coder, others)
        event_id = await self.app.push_screen_wait(form)
        event = self.book.case.events.get(event_id or "")
        if event:
            tagger = Tagger(self.book, (event,), self.last, hints)
            ended = await self.app.push_screen_wait(tagger)
            if ended and self.book.case.events[ended].coded:
                self.last = ended

    @work(exclusive=True, group="decide")
    async def action_accept_all(self) -> None:
        """Events of all that are marked, in one edit, uncoded."""
        w, chosen = self.w, self.chosen
        if not chosen:
            self.nothing()
            return
        if not self.waits():
            return
        parts = self.rows.parts(chosen)
        n = len(parts)
        question = w.tn(
            "Make an event of {n} candidate? It isn't coded by that.",
            "Make events of {n} candidates? They aren't coded by that.",
            n,
        )
        if n < len(chosen):
            question = w.t(
                "Make {events} of {candidates}, one of each group? They aren't coded by that.",
                events=w.tn("{n} event", "{n} events", n),
                candidates=w.tn("{n} candidate", "{n} candidates", len(chosen)),
            )
        if await self.app.push_screen_wait(Confirm(question, w.t("Accept"))):
            coder = self.bench.coder
            case = self.book.case
            await self._apply(N_("accepting candidates"), lambda: accept_all(case, parts, coder)[0])

    @work(exclusive=True, group="decide")
    async def action_merge(self) -> None:
        """Its origin, or its group's, into the note of an event that is there."""
        here, rows = self.waits(), self.here
        if here is None:
            return
        if not self.book.case.events:
            self.bench.say(self.w.t("The case has no event yet to merge it into"), error=True)
            return
        event = self.book.case.events.get(
            await self.app.push_screen_wait(FindEvent(self.book, here)) or ""
        )
        if event:
            step = partial(merge, self.book.case, rows, event, self.bench.coder)
            label = N_("merging a candidate") if len(rows) == 1 else N_("merging candidates")
            await self._apply(label, step)

    @work(exclusive=True, group="decide")
    async def action_reject(self) -> None:
        """Turn it down, or all that are marked, with a reason."""
        chosen = [c for c in self.chosen if c.state == "waiting"]
        if chosen or self.waits():
            await self.app.push_screen_wait(RejectForm(self.book, chosen))

    async def _apply(self, label: str, step: Callable[[], list[Change]]) -> None:
        try:
            # Thousands at once must not hold up the keys.
            await self.write(self.book, label, await asyncio.to_thread(step))
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
