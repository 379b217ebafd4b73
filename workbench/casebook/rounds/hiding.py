"""The one place where an open round hides codes: the case file as whoever codes may see it.

Everything above it, screens, exports and commands, reads a case through its file. While a round is
open its coders, and whoever gave no name, are shown the case without coding fields, and nothing
else of it: no history, no earlier state. It guards against accident, not against intent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.case import Case, Change, Problem
from workbench.store import CaseFile
from workbench.store.format import rounds_of
from workbench.store.lines import Rows, Tables
from workbench.store.revisions import Kind, Past

# Most cases have no rounds: what reads one is imported where one is.


def hidden(case: Path, reader: Callable[[], str]) -> Problem | None:
    """Why whoever `reader` names sees no codes of the case whose file is `case`.

    None where nothing hides them.
    """
    if not rounds_of(case).is_dir():
        return None
    from .standing import hidden_from

    return hidden_from(case, reader)


class SeenFile(CaseFile):
    """A case file as its reader may see it, whoever that is at the time."""

    def __init__(self, path: Path, reader: Callable[[], str]) -> None:
        """The case file at `path`, for the coder whom `reader` names when it is asked."""
        super().__init__(path)
        self._reader = reader

    @property
    def closed(self) -> Problem | None:
        """Why its codes are hidden, and nothing is written to it."""
        return hidden(self.path, self._reader)

    def load(self, newer: bool = False) -> Case:
        """The case, or while a round hides its codes what is left of it; raises `Problem`."""
        case = super().load(newer)
        self.partial = self.closed is not None
        if not self.partial:
            return case
        from .units import projected

        return projected(case)

    @property
    def changed(self) -> bool:
        """Whether it is another than was last read, or its reader sees more or less of it."""
        return super().changed or self.partial != (self.closed is not None)

    def _check(self) -> None:
        if closed := self.closed:
            raise closed

    def past(self, held: Rows | None = None) -> Past:
        """What the history says; raises `Problem` while that would tell of codes."""
        self._check()
        return super().past(held)

    def then(self, number: int) -> Tables:
        """The records as they were; raises `Problem` while that would tell of codes."""
        self._check()
        return super().then(number)

    def commit(
        self,
        changes: Sequence[Change],
        action: str,
        coder: str = "",
        kind: Kind = "edit",
        of: int | None = None,
    ) -> bool:
        """Make the changes; raises `Problem` while they would be made without seeing the case."""
        self._check()
        return super().commit(changes, action, coder, kind, of)

    def rewrite(self, case: Case) -> None:
        """Put the case back; raises `Problem` where it would lack its codes."""
        self._check()
        super().rewrite(case)
