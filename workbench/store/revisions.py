"""The revisions of a case: what a line of its history says, and what follows from all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from workbench.case import Change, Problem
from workbench.locale import N_

from .garbage import without_collection
from .lines import META, Rows, Tables
from .rows import HEAD, RowChange, Told, head_of, laid_out, others

Kind = Literal["begun", "edit", "undo", "redo", "outside", "merged"]
BEGUN = N_("the history begins")
OUTSIDE = N_("changed outside the workbench")
BEHIND = N_("the case file was found without the last edit")
MERGED = N_("two histories were merged")
ROOT = "0" * 64
FIRST = b'{"revision": '
"""How every line of a history begins."""


@dataclass(frozen=True)
class Revision:
    """One edit of the case: who made it, when, what it was, and what it changed."""

    number: int
    """Its place among all; where two histories were merged, not the one that its line names."""
    time: datetime
    coder: str
    action: str
    """The message id of what the edit is called."""
    kind: Kind
    of: int | None
    """The revision that an undo took back or a redo did again."""
    told: Told = field(compare=False, repr=False)
    prev: str
    digest: str
    """The SHA-256 of the revision's line."""
    also: tuple[str, ...] = ()
    """What else it follows: the last lines of the other histories that were merged."""
    line: int = 0

    @property
    def rows(self) -> tuple[RowChange, ...]:
        """What was changed, read anew at each call."""
        return self.told()

    def some(self, most: int) -> tuple[tuple[Change, ...], int]:
        """The changes in its first rows, `most` at most, and how many rows it has."""
        rows, count = self.told.some(most)
        return tuple(change for row in rows if (change := row.change)), count

    @property
    def changes(self) -> tuple[Change, ...]:
        """The same, as far as it can be read as records."""
        return tuple(change for row in self.rows if (change := row.change))

    @property
    def unread(self) -> RowChange | None:
        """The first of its rows that should be a record and isn't one."""
        return next((row for row in self.rows if row.unread), None)


@dataclass(frozen=True)
class Fault:
    """A line of the history that can't be trusted, and why."""

    line: int
    why: Problem


@dataclass(frozen=True)
class Past:
    """What the history file says: its revisions, its faults, and where its sound bytes end."""

    revisions: tuple[Revision, ...] = ()
    faults: tuple[Fault, ...] = ()
    size: int = 0
    lines: int = 0
    ended: bool = True
    """Whether the last line has its line break; an editor may have taken it away."""
    torn: Fault | None = None
    """The rest of a line that was cut off: the next one takes its place."""

    def digest_of(self, number: int) -> str | None:
        """The digest of a revision's line."""
        return next((r.digest for r in self.revisions if r.number == number), None)

    def state(self, last: int | None = None) -> Tables:
        """The records after revision `last` (of all of them where None)."""
        tables: Tables = {}
        for revision in self.revisions:
            if last is not None and revision.number > last:
                break
            replay(tables, revision.rows)
        return {name: rows for name, rows in tables.items() if rows}

    def latest(self) -> Tables:
        """The same as `state()`, in any order: of what was changed again only the last is read."""
        tables: Tables = {}
        known: set[bytes] = set()
        with without_collection():
            for revision in reversed(self.revisions):
                heads = [head[0] for head in HEAD.finditer(revision.told.line)]
                if heads and known.issuperset(heads):
                    continue
                for row in reversed(revision.rows):
                    head = head_of(row.table, row.id)
                    if head not in known and row.after is not None:
                        tables.setdefault(row.table, {})[row.id] = row.after
                    known.add(head)
        return tables

    def tells(self, held: Rows) -> bool:
        """Whether the last state is what the lines of a case file say, byte for byte.

        Nothing is read for that; where it isn't so, they may yet say the same.
        """
        known: set[tuple[bytes, bytes]] = set()
        there = 0
        for revision in reversed(self.revisions):
            try:
                rows = [*laid_out(revision.told.line, held)]
            except Problem:
                return False
            for row in reversed(rows):
                if row.place not in known:
                    if not row.leaves:
                        return False
                    known.add(row.place)
                    there += row.there
        return there == sum(len(lines) for name, lines in held.items() if name != META)

    def state_back(self, now: Tables, last: int) -> Tables:
        """The records after revision `last`, told back from those of `now`.

        What a damaged line did can't be taken back and stays; so does what was found changed behind
        it, for that is the same.
        """
        tables: Tables = {name: dict(rows) for name, rows in now.items() if name[:1] != "_"}
        first = min((fault.line for fault in self.faults), default=self.lines + 1)
        for revision in reversed(self.revisions):
            if revision.number <= last:
                break
            if revision.kind != "outside" or revision.line < first:
                before = [RowChange(r.table, r.id, r.after, r.before) for r in revision.rows]
                replay(tables, reversed(before))
        return {name: rows for name, rows in tables.items() if rows}

    def stacks(self) -> tuple[list[Revision], list[Revision]]:
        """The revisions that undo would take back and redo would do again, the next one last.

        What was done before a merge stays done: the other side's work may rest on it.
        """
        done: dict[int, Revision] = {}
        undone: dict[int, Revision] = {}
        for revision in self.revisions:
            of = revision.of or 0
            if revision.kind == "undo" and of in done:
                undone[of] = done.pop(of)
            elif revision.kind == "redo" and of in undone:
                done[of] = undone.pop(of)
            elif revision.kind in ("edit", "outside"):
                done[revision.number] = revision
                undone.clear()
            elif revision.kind == "merged":
                done.clear()
                undone.clear()
        return list(done.values()), list(undone.values())

    @cached_property
    def tips(self) -> tuple[str, ...]:
        """The lines that no other follows: one of each history that was merged, the last last."""
        followed = {d for r in self.revisions for d in (r.prev, *r.also)}
        return tuple(r.digest for r in self.revisions if r.digest not in followed)

    @property
    def merging(self) -> bool:
        """Whether git merged another history in, and no revision says so yet."""
        return not self.faults and len(self.tips) > 1

    def damage(self, sound: Rows) -> list[Fault]:
        """All that is wrong with its lines, the first first; a slow look, for whoever checks.

        `sound` are the lines of its case file, where all of them are known to be records.
        """
        torn = [self.torn] if self.torn else []
        found = [*self.faults, *self._unread(sound), *torn]
        return sorted(found, key=lambda fault: fault.line)

    def _unread(self, sound: Rows) -> Iterator[Fault]:
        for revision in self.revisions:
            try:
                rows = others(revision.told.line, sound)
            except Problem as problem:
                yield Fault(revision.line, problem)
                continue
            row = next((r for r in rows if r.unread), None)
            if row:
                why = Problem("its {table} {id} can't be read", table=row.table, id=row.id)
                yield Fault(revision.line, why)


def replay(tables: Tables, rows: Iterable[RowChange]) -> None:
    """Make the changes in `tables`."""
    for row in rows:
        if row.after is None:
            tables.get(row.table, {}).pop(row.id, None)
        else:
            tables.setdefault(row.table, {})[row.id] = row.after


def difference(before: Tables, after: Tables) -> tuple[RowChange, ...]:
    """What turns one state into the other, a later version's tables included."""
    return tuple(
        RowChange(table, key, mine.get(key), theirs.get(key))
        for table in {**before, **after}
        if not table.startswith("_")
        for mine, theirs in [(before.get(table, {}), after.get(table, {}))]
        for key in {**mine, **theirs}
        if mine.get(key) != theirs.get(key)
    )
