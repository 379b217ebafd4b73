"""Undo and redo: the two keys, and what they do to an open case."""

from __future__ import annotations

from functools import partial

from workbench.case import Problem
from workbench.casebook import Casebook

from .commands import Command
from .node import Node


class Undoing(Node):
    """A screen of an open case on which the last change is taken back and done again."""

    book: Casebook

    @property
    def edited(self) -> Casebook:
        """Where an edit goes: the case, unless a screen knows better."""
        return self.book

    def undo_command(self, *, show: bool = True) -> Command:
        """The key that undoes; the footer shows it where it has the room."""
        w = self.w
        return Command("u", "undo", w.t("undo"), w.t("Take the last change back"), show=show)

    def redo_command(self, key: str = "ctrl+r", *, show: bool = False) -> Command:
        """The key that redoes: `r` only where nothing else has that letter."""
        w = self.w
        return Command(key, "redo", w.t("redo"), w.t("Do it again"), show=show)

    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._step(back=True)

    async def action_redo(self) -> None:
        """Do the last undone change again."""
        await self._step(back=False)

    async def _step(self, *, back: bool) -> None:
        """Say which change that was, or why it wasn't done."""
        w, book = self.w, self.edited
        try:
            do = partial(book.undo if back else book.redo, self.bench.coder)
            label = await self.attempt(book, do)
        except (Problem, OSError) as problem:
            self.bench.refuse(problem)
            return
        if label is None:
            self.bench.say(w.t("Nothing to undo") if back else w.t("Nothing to redo"))
        elif back:
            self.bench.say(w.t("Undone: {label}", label=w.t(label)))
        else:
            self.bench.say(w.t("Done again: {label}", label=w.t(label)))
