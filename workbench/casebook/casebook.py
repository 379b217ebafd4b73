"""An open case: the one door to it. Every change goes through `apply`, whoever makes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.case import Case, Change, Event, Problem, check_codebook
from workbench.locale import N_
from workbench.store import CaseFile, Conflict, NewerFormat, NotWritten, Revision
from workbench.store.casetables import build
from workbench.store.format import ROUNDS
from workbench.store.revisions import Kind, Past

from .edits import met, restored, signed, undone

if TYPE_CHECKING:
    from workbench.judgement import View

    from .rounds import ByCoder, ToldRound

__all__ = ["Casebook", "Conflict", "NotWritten", "Revision", "Unsaved"]


@dataclass(frozen=True)
class Unsaved:
    """An edit that the disk refused, kept in memory to be tried again."""

    label: str
    changes: Sequence[Change]
    coder: str
    kind: Kind = "edit"
    of: int | None = None


class Casebook:
    """A case that is open for reading and editing, with its history and subscribers."""

    answers_of = ""
    """The round and the coder whose answers it holds, instead of what the case says."""

    def __init__(self, file: CaseFile, read_only: NewerFormat | None = None) -> None:
        """Open the case in `file`; raises `Problem`.

        `read_only` is why nothing may ever be written to it.
        """
        self.file = file
        self._newer = read_only
        self.case: Case = file.load(newer=read_only is not None)
        self.unsaved: Unsaved | None = None
        self._writing = threading.RLock()
        self._subscribers: list[Callable[[], None]] = []

    @property
    def read_only(self) -> Problem | None:
        """Why nothing may be written to it now."""
        return self._newer or self.file.closed

    def subscribe(self, told: Callable[[], None]) -> Callable[[], None]:
        """Have `told` called after every change; returns what ends the subscription."""
        self._subscribers.append(told)
        return lambda: self._subscribers.remove(told)

    def apply(self, label: str, changes: Sequence[Change], coder: str = "") -> None:
        """Write an edit to the file, then show it; raises `Problem`, and then nothing changed.

        `label` is the message id of what the edit is called, `coder` whoever makes it. A
        `Conflict` says that the same record was changed elsewhere; after a `NotWritten` the edit
        is kept as `unsaved`. Where what another coded is changed, it says so.
        """
        if changes:
            self._commit(Unsaved(label, signed(changes, coder), coder))

    def retry(self) -> None:
        """Try the unsaved edit again, putting the file back where it was deleted meanwhile."""
        with self._writing:
            unsaved = self.unsaved
            if unsaved is None:
                return
            if not self.file.path.exists():
                self.file.rewrite(self.case)
            self._commit(unsaved)

    def save_elsewhere(self, file: CaseFile, coder: str = "") -> None:
        """Write the case as it is here, its unsaved edit included, as a new case file.

        Raises `Problem` where it can't stand there or something does already; nothing is changed.
        """
        file.check_free()
        changes = self.unsaved.changes if self.unsaved else ()
        file.create(self.case.with_changes(changes), coder)

    def refresh(self) -> bool:
        """Take in what was changed from outside; gives whether something was."""
        with self._writing:
            if self._newer or not self.file.changed:
                return False
            self._reload(self.file.load())
            return True

    def settle(self) -> None:
        """Finish what a crash left and record hand edits; to be called once where one edits."""
        with self._writing:
            if not self.read_only and self.file.settle():
                self._reload(self.file.load())

    @property
    def has_rounds(self) -> bool:
        """Whether anybody began a coding round of the case."""
        return self.file.path.with_name(self.file.path.stem + ROUNDS).is_dir()

    def rounds(self) -> tuple[ToldRound, ...]:
        """The coding rounds of the case, compared where all have sealed and it may be seen."""
        if not self.has_rounds:
            return ()
        # Most cases have no rounds: what compares one is imported where one is.
        from .rounds import told_rounds

        return told_rounds(self.case, self.file.path, self.file.closed)

    def check_memo(self) -> None:
        """Raise `Problem` while an open round hides codes: a memo would say that there are none."""
        if closed := self.file.closed:
            raise Problem("{why}; so no memo of it is written", why=closed)

    @property
    def sealed_round(self) -> str:
        """The round that `by_coder` reads, by its name; empty where that gives None."""
        if not self.has_rounds or self.file.closed:
            return ""
        from .rounds import last_sealed

        found = last_sealed(self.file.path)
        return found.name if found else ""

    def by_coder(self, view: View) -> ByCoder | None:
        """The case by each coder of its last sealed round; None without one, or while an open one
        hides codes.
        """
        if not self.has_rounds or self.file.closed:
            return None
        from .rounds import by_coder

        return by_coder(self.case, self.file.path, view)

    def history(self) -> Sequence[Revision]:
        """Every revision of the case, oldest first; raises `Problem`."""
        return self.file.past().revisions

    def at(self, number: int) -> Case:
        """The case as it was after a revision; raises `Problem`."""
        return build(self.file.slug, self.file.then(number), self.file.path)

    def restore(self, event_id: str, number: int, coder: str = "") -> None:
        """Put an event back as it was after a revision, with its evidence; an edit like others."""
        self.apply(N_("a restored event"), restored(self.case, self.at(number), event_id), coder)

    def undo(self, coder: str = "") -> str | None:
        """Take the last edit back, were it of an earlier day; its label, or None without one."""
        return self._step("undo", coder)

    def redo(self, coder: str = "") -> str | None:
        """Do the last undone edit again; its label, or None where there is none."""
        return self._step("redo", coder)

    def _step(self, kind: Kind, coder: str) -> str | None:
        with self._writing:
            if closed := self.read_only:
                raise closed
            self._trusted(self.file.past())
            self.settle()
            done, again = self.file.past().stacks()
            stack = done if kind == "undo" else again
            if not stack:
                return None
            taken = stack[-1]
            if kind == "undo":
                changes = undone(self.case, taken.changes, taken.coder, coder)
            else:
                changes = [met(self.case, change) for change in taken.changes]
            # The record of the case itself is never taken away, except by a line that is damaged.
            without = any(c.after is None for c in changes if c.record.table == "case")
            if taken.unread or without:
                raise self._damaged(taken.line)
            self._commit(Unsaved(taken.action, changes, coder, kind, taken.number))
            return taken.action

    def _trusted(self, past: Past) -> None:
        wrong = [fault.line for fault in past.faults]
        wrong += [revision.line for revision in past.revisions[-1:] if revision.unread]
        if wrong:
            raise self._damaged(wrong[0])

    def _damaged(self, line: int) -> Problem:
        return Problem(
            "the history of {slug} is damaged in line {line}: nothing was undone or done again "
            "(workbench check says more)",
            slug=self.file.slug,
            line=line,
        )

    def _commit(self, edit: Unsaved) -> None:
        with self._writing:
            if closed := self.read_only:
                raise closed
            after = self.case.with_changes(edit.changes)
            check_codebook(_concerned(after, edit.changes), after.own)
            try:
                outside = self.file.commit(edit.changes, edit.label, edit.coder, edit.kind, edit.of)
            except NotWritten:
                self.unsaved = edit
                raise
            except Conflict:
                self._reload(self.file.load())
                raise
            self.unsaved = None
            self._reload(self.file.load() if outside else after)

    def _reload(self, case: Case) -> None:
        self.case = case
        for told in list(self._subscribers):
            told()


def _concerned(case: Case, changes: Sequence[Change]) -> Iterable[Event]:
    """The events whose tags an edit may leave without a strategy."""
    if any(change.record.table == "codebook" for change in changes):
        return case.events.values()
    return [change.after for change in changes if isinstance(change.after, Event)]
