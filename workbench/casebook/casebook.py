"""An open case: the one door to it. Every change goes through `apply`, whoever makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.case import Case, Change, check_codebook
from workbench.store import CaseFile


class Casebook:
    """A case that is open for reading and editing, with undo and subscribers."""

    def __init__(self, file: CaseFile) -> None:
        """Open the case in `file`; raises `Problem`."""
        self.file = file
        self.case: Case = file.load()
        self._done: list[tuple[str, Sequence[Change]]] = []
        self._undone: list[tuple[str, Sequence[Change]]] = []
        self._subscribers: list[Callable[[], None]] = []

    def subscribe(self, told: Callable[[], None]) -> Callable[[], None]:
        """Have `told` called after every change; returns what ends the subscription."""
        self._subscribers.append(told)
        return lambda: self._subscribers.remove(told)

    def apply(self, label: str, changes: Sequence[Change], coder: str = "") -> None:
        """Write an edit to the file, then show it; raises `Problem`, and then nothing changed.

        `label` is the message id of what the edit is called, `coder` whoever makes it.
        """
        if not changes:
            return
        self._commit(changes)
        self._done.append((label, changes))
        self._undone.clear()

    @property
    def can_undo(self) -> str | None:
        """What `undo` would take back, in the words of the edit."""
        return self._done[-1][0] if self._done else None

    @property
    def can_redo(self) -> str | None:
        """What `redo` would do again."""
        return self._undone[-1][0] if self._undone else None

    def undo(self) -> str | None:
        """Take the last edit back; returns its label, or None where there is none."""
        return self._move(self._done, self._undone)

    def redo(self) -> str | None:
        """Do the last undone edit again; returns its label, or None where there is none."""
        return self._move(self._undone, self._done)

    def _move(
        self,
        taken: list[tuple[str, Sequence[Change]]],
        given: list[tuple[str, Sequence[Change]]],
    ) -> str | None:
        if not taken:
            return None
        label, changes = taken[-1]
        back = [change.undone() for change in reversed(changes)]
        self._commit(back)
        taken.pop()
        given.append((label, back))
        return label

    def _commit(self, changes: Sequence[Change]) -> None:
        after = self.case.with_changes(changes)
        check_codebook(after.events.values(), after.own)
        self.file.commit(changes)
        self.case = after
        for told in list(self._subscribers):
            told()
