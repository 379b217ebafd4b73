"""The open cases beside what is shown: changes from outside, drafts, places, edits that failed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import work
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from workbench.case import Problem
from workbench.casebook import save_memory
from workbench.locale import shown

from .ending import EndingApp

if TYPE_CHECKING:
    from workbench.case import Change
    from workbench.casebook import Casebook, Conflict

    from ..kit.drafts import Draft
    from ..screens import CaseScreen

_EVERY = 2.0
"""Seconds between two looks at what is open: drafts, places, changes from outside."""


class WatchingApp(EndingApp):
    """An application that looks after the cases that are open."""

    _last_trouble = ""
    _outdated: tuple[Screen[Any], ...] = ()
    """Forms over a case that show more, or less, of its codes than a coding round does now."""

    def watch_over(self) -> None:
        """Look at what is open from now on."""
        self.set_interval(_EVERY, self._look_aside)

    @property
    def cases(self) -> list[CaseScreen]:
        """The screens of open cases; before the first was opened, theirs isn't imported."""
        if "workbench.tui.screens.case" not in sys.modules:
            return []
        from ..screens import CaseScreen

        return [screen for screen in self.screen_stack if isinstance(screen, CaseScreen)]

    @property
    def at_case(self) -> CaseScreen | None:
        """The screen of a case, where that is what is seen."""
        return next((screen for screen in self.cases if screen is self.screen), None)

    @work
    async def save_elsewhere(self, book: Casebook) -> None:
        """Save a case as it is here in another file, whatever became of its own."""
        from .trouble import saved_elsewhere

        await saved_elsewhere(self, book)

    @work
    async def settle(
        self, book: Casebook, conflict: Conflict, changes: Sequence[Change], asker: DOMNode
    ) -> None:
        """Ask about a conflict; once it is settled, a form that meant to write is done."""
        from .trouble import settle

        meant = changes or [Change(conflict.theirs, conflict.mine)]
        if await settle(self, book, conflict, meant) and isinstance(asker, ModalScreen):
            asker.dismiss(None)

    @work(exclusive=True, group="unwritten")
    async def unwritten(self, book: Casebook, problem: Exception, asker: DOMNode) -> None:
        """Ask what to do about a disk that refuses; once it is written, a form is done."""
        from .trouble import unwritten

        self._redraw_cases()
        if await unwritten(self, book, problem) and isinstance(asker, ModalScreen):
            asker.dismiss(None)
        self._redraw_cases()

    def _redraw_cases(self) -> None:
        for screen in self.cases:
            screen.redraw()

    def remember(self) -> None:
        """Remember where one is in the case that is open."""
        for screen in self.cases:
            if screen.is_mounted:
                with suppress(NoMatches):
                    self.memory.places[screen.book.case.slug] = screen.place()
        try:
            save_memory(self.workspace.folder, self.memory)
        except OSError as problem:
            self.refuse(problem)

    def _look_aside(self) -> None:
        # A slow disk must not hold up the keys: only one look at a time, beside everything else.
        if not any(worker.group == "look" and worker.is_running for worker in self.workers):
            self.run_worker(self.look(), group="look")

    async def look(self) -> None:
        """Keep what the open forms hold, and see whether an open case was changed outside."""
        for screen in self.cases:
            if not screen.book.unsaved:
                before = screen.book.file.partial
                other = await self._refresh(screen)
                if (screen.book.file.partial != before or other) and screen in self.screen_stack:
                    over = self.screen_stack[self.screen_stack.index(screen) + 1 :]
                    self._outdated += tuple(filter(_of_case, over))
        if self._outdated:
            await self._close_outdated()
        try:
            await asyncio.to_thread(self.drafts.keep, self.typed)
        except OSError as problem:
            self.log.warning(problem)

    async def _close_outdated(self) -> None:
        """Close what is outdated and stands over a case; what was typed there is kept."""
        stack = self.screen_stack
        self._outdated = tuple(screen for screen in self._outdated if screen in stack)
        lowest = min((stack.index(screen) for screen in self._outdated), default=len(stack))
        over = stack[lowest:]
        # A form that asks something else, such as who codes, closes by itself first.
        if any(isinstance(screen, ModalScreen) and not _of_case(screen) for screen in over):
            return
        self.drafts.left += self.typed
        for screen in reversed(over):
            await screen.dismiss(None)
        self._outdated = ()

    async def _refresh(self, screen: CaseScreen) -> bool:
        """Take in what was changed outside; whether somebody else codes here blind than before."""
        book, other = screen.book, False
        partial = book.file.partial
        try:
            changed = await asyncio.to_thread(_looked_at, book)
            other = await screen.look_again()
            if screen.coding and (changed or other):
                screen.greet()
            elif (changed or other) and (closed := book.read_only):
                self.refuse(closed)
            elif partial and not book.file.partial:
                self.say(self.words.t("No coding round hides the codes of this case any more"))
            elif changed:
                self.say(self.words.t("This case was changed outside: you see it as it is now"))
            self._last_trouble = ""
        except (Problem, OSError) as problem:
            sentence = self.sentence(problem)
            if sentence != self._last_trouble:
                way = self.hint(
                    "{W} saves the case as you see it in another file", {"W": "case.elsewhere"}
                )
                self.say(f"{sentence}. {way}", error=True)
            self._last_trouble = sentence
        return other

    @work
    async def _offer_draft(self, draft: Draft) -> None:
        from ..forms import Confirm

        w = self.words
        question = w.t(
            "The workbench was interrupted while “{form}” was open. What was typed is kept. "
            "Go on with it?",
            form=draft.heading,
        )
        offered = self._offered
        if not await self.push_screen_wait(Confirm(question, w.t("Go on"), w.t("Discard"))):
            self.drafts.drop([each for each in self.drafts.left if each not in offered])
            await self.look()
            return
        if draft.case:
            self.open_case(draft.case, event=draft.event or None)
            screen = self.at_case
            if screen is None:
                self._offer_text(draft, w.t("What “{form}” held of a case that can't be opened:",
                                            form=draft.heading))  # fmt: skip
                return
            events = screen.book.case.events
            wanted = draft.values if draft.form == "Tagger" else filter(None, [draft.event])
            if not events.keys() >= {*wanted}:
                self._offer_text(draft, w.t("What “{form}” held of an event that is gone:",
                                            form=draft.heading))  # fmt: skip
                return
            if draft.form == "EventForm":
                screen.edit_event(events.get(draft.event))
                return
            if draft.form == "Tagger":
                screen.tag_event([events[name] for name in draft.values])
                return
        self.say(w.t("Open “{form}” again: what was typed is put back", form=draft.heading))

    def _offer_text(self, draft: Draft, head: str) -> None:
        """Show a draft that fits no form any more; it is kept until it is discarded at a start."""
        from ..forms.at_length import Detail
        from .recovery import as_text

        self.push_screen(Detail(Text(shown(f"{head}\n\n{as_text(draft)}", lines=True))))

    def _take_up(self) -> None:
        """Where an interruption left something, ask about it."""
        if offered := self._offered:
            self._offer_draft(offered[0])

    @property
    def _offered(self) -> list[Draft]:
        """What was left and isn't hidden; over a case that is open, nothing of another one."""
        hidden, screen = self.hidden_drafts, self.at_case
        cases = {"", screen.book.case.slug} if screen else None
        return [
            draft
            for draft in self.drafts.left
            if draft not in hidden and not draft.blind and (cases is None or draft.case in cases)
        ]

    @property
    def hidden_drafts(self) -> list[Draft]:
        """What an interruption left of cases whose codes a coding round hides now."""

        def hidden(draft: Draft) -> bool:
            try:
                return bool(draft.case and self.workspace.file(draft.case).closed)
            except Problem:
                return False

        return [draft for draft in self.drafts.left if hidden(draft)]


def _of_case(screen: Screen[Any]) -> bool:
    """Whether what stands over a case may show something of it that isn't drawn anew by itself."""
    from ..forms import CoderForm
    from ..screens import TooSmall

    return isinstance(screen, ModalScreen) and not isinstance(screen, CoderForm | TooSmall)


def _looked_at(book: Casebook) -> bool:
    """Whether the case was changed outside; raises `Problem` where its file is gone."""
    changed = book.refresh()
    book.file.stay()
    return changed
