"""A case and its files: reading with every problem named, saving under a lock."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case import Case, Change, Problem, Record
from workbench.locale import N_

from .files import Stat, replace_file, stat_of, sweep
from .format import ENDINGS, VERSION, read_tables, version_of
from .garbage import without_collection
from .history import History
from .lines import META, Lines, Tables, Wanted
from .reading import as_row, as_tables, build
from .revisions import (
    BEGUN,
    BEHIND,
    MERGED,
    OUTSIDE,
    Kind,
    Past,
    RowChange,
    as_record,
    difference,
    replay,
)
from .storage import CaseDB, CaseStorage, NotWritten

if TYPE_CHECKING:
    from filelock import BaseFileLock


_MANY = 500
"""Changes in one edit, from which it is an import."""
_TICK = 20_000_000
"""Nanoseconds within which two changes of a file may carry one time."""


class Conflict(Problem):
    """An edit of a record that was changed elsewhere meanwhile; nothing was written."""

    def __init__(self, change: Change, theirs: Record | None) -> None:
        record = change.record
        super().__init__(
            N_("{what} was changed elsewhere since it was opened; nothing was written"),
            what=f"{record.table} {record.id}",
        )
        self.base = change.before
        self.mine = change.after
        self.theirs = theirs


@dataclass(frozen=True)
class _Seen:
    """How a file was when it was last read or written."""

    stat: Stat
    data: bytes
    sure: bool
    """Whether a change since then must show in `stat`: not where it was as new as the clock is."""

    @classmethod
    def now(cls, stat: Stat, data: bytes) -> _Seen:
        """A file with this `stat`, taken before its bytes were."""
        return cls(stat, data, time.time_ns() - max(stat[3:]) > _TICK)


class CaseFile:
    """One case file with its history; a change is read, checked and written under a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._history = History(path.with_name(f"{path.stem}.history.jsonl"))
        self._backup = path.with_name(f"{path.name}.bak")
        self._lines: Lines | None = None
        self._seen: _Seen | None = None
        self._past: Past | None = None
        self._agreed = False

    @cached_property
    def _lock(self) -> BaseFileLock:
        from filelock import FileLock

        return FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=5)

    @property
    def slug(self) -> str:
        """The case's name in the workspace."""
        return self.path.stem

    @property
    def companions(self) -> tuple[Path, ...]:
        """The files beside the case file that belong to it and are there now."""
        named = (self.path.with_name(f"{self.path.stem}{ending}") for ending in ENDINGS[1:])
        return tuple(path for path in named if path.exists())

    def _storage(self) -> CaseStorage:
        storage = CaseDB(self.path, backup=self._backup).storage
        assert isinstance(storage, CaseStorage)
        return storage

    def stat(self) -> Stat | None:
        """How its file stands, None where there is none; raises `NotWritten` for no file."""
        try:
            return stat_of(self.path)
        except OSError as error:
            raise NotWritten(
                "{path} can't be read: {why}", path=str(self.path), why=error.strerror
            ) from None

    def _read(self, newer: bool = False) -> Lines:
        """The lines of the file as it is now, in the newest format; raises `Problem`."""
        stat = self.stat()
        storage = self._storage()
        lines = storage.lines()
        if lines is None or stat is None:
            raise Problem("there is no case file {path}", path=str(self.path))
        version_of(lines, self.path, newer=newer)
        if self._seen is None or self._seen.data != storage.data:
            self._agreed = False
        self._seen = _Seen.now(stat, storage.data)
        self._lines = lines
        return lines

    def load(self, newer: bool = False) -> Case:
        """The case; raises `Problem` that says what is wrong and where.

        `newer` reads what this program understands of a later format.
        """
        with without_collection():
            return build(self.slug, self._read(newer).tables(), self.path)

    @property
    def version(self) -> int:
        """The version of the format in which the file stood when it was last read or written."""
        return VERSION if self._lines is None else version_of(self._lines, self.path, newer=True)

    def digest(self) -> str:
        """The SHA-256 of the file as it was last read or written, in hexadecimal."""
        data = self.path.read_bytes() if self._seen is None else self._seen.data
        return hashlib.sha256(data).hexdigest()

    @property
    def changed(self) -> bool:
        """Whether the file isn't the one last read: by its place and times, then by its bytes.

        One that can't be had now is no other one.
        """
        seen = self._seen
        if seen is None:
            return True
        try:
            stat = stat_of(self.path)
            if stat is None or (stat == seen.stat and seen.sure):
                return False
            if self.path.read_bytes() != seen.data:
                return True
        except OSError:
            return False
        self._seen = _Seen.now(stat, seen.data)
        return False

    def check_free(self) -> None:
        """Raise `Problem` where a new case can't stand at this place without taking another's."""
        folder = next(each for each in self.path.parents if os.path.lexists(each))
        if not folder.is_dir():
            raise NotWritten(
                "{path} can't be written: {folder} is no folder",
                path=str(self.path),
                folder=str(folder),
            )
        for path in (self.path, self._history.path):
            if path.is_symlink() and not path.exists():
                raise Problem("{path} is a link that leads nowhere", path=str(path))
            if path.exists():
                raise Problem("there is already a file {path}", path=str(path))

    def create(self, case: Case, coder: str = "") -> None:
        """Write a new case and begin its history; raises `Problem` where there is one already."""
        with self.held():
            if os.path.lexists(self.path):
                raise Problem("there is already a case {slug}", slug=self.slug)
            if os.path.lexists(self._history.path):
                raise Problem(
                    "there is the history of a case {slug} without its file: "
                    "workbench restore {slug} brings it back",
                    slug=self.slug,
                )
            tables = as_tables(case)
            self._past = self._history.append(Past(), difference({}, tables), BEGUN, coder, "begun")
            storage = self._storage()
            wanted = {(t, k): row for t, rows in tables.items() for k, row in rows.items()}
            empty = Lines({name: {} for name in tables})
            try:
                self._lines = storage.put(empty, wanted)
            except NotWritten:
                self._history.cut(Past())
                raise
            self._remember(storage)

    def _remember(self, storage: CaseStorage) -> None:
        stat = stat_of(self.path)
        assert stat is not None
        self._seen = _Seen.now(stat, storage.data)
        self._agreed = True

    def commit(
        self,
        changes: Sequence[Change],
        action: str,
        coder: str = "",
        kind: Kind = "edit",
        of: int | None = None,
    ) -> bool:
        """Make the changes in the file as it is now, leaving other records untouched.

        Gives whether the file had been changed from outside meanwhile. Raises `Conflict` where a
        record isn't what the change started from, `NotWritten` where the disk refuses, and then
        nothing is changed.
        """
        with self.held(), without_collection() if len(changes) > _MANY else nullcontext():
            outside = self._catch_up()
            lines, past = self._lines, self._past
            assert lines is not None and past is not None
            rows = [self._checked(lines, change) for change in changes]
            after = self._history.append(past, rows, action, coder, kind, of)
            try:
                self._put(lines, {(row.table, row.id): row.after for row in rows})
            except BaseException:
                self._history.cut(past)
                raise
            self._past = after
            return outside

    def _put(self, lines: Lines, wanted: Wanted) -> None:
        known = version_of(lines, self.path)
        if known != VERSION:
            kept = self.path.with_name(f"{self.path.name}.v{known}.bak")
            try:
                replace_file(kept, self.path.read_bytes())
            except OSError as error:
                raise NotWritten(
                    "{path} can't be written: {why}", path=str(kept), why=error.strerror
                ) from None
            from .migrations import STEPS

            for step in range(known, VERSION):
                lines = STEPS[step](lines)
        storage = self._storage()
        self._lines = storage.put(lines, wanted)
        self._remember(storage)

    def _checked(self, lines: Lines, change: Change) -> RowChange:
        record = change.record
        stored = lines.get(record.table, record.id)
        now = as_record(record.table, record.id, stored)
        if now != change.before:
            raise Conflict(change, now)
        after = None if change.after is None else as_row(change.after)
        return RowChange(record.table, record.id, stored, after)

    def settle(self) -> bool:
        """Finish what a crash left and record what was changed by hand; raises `Problem`.

        Gives whether the file had been changed since it was last read.
        """
        with self.held():
            return self._catch_up()

    def stay(self) -> None:
        """Raise `NotWritten` where the file that was opened is none any more."""
        if self.stat() is None:
            raise NotWritten(
                "{path} was deleted or moved while it was open; the case is still here in memory",
                path=str(self.path),
            )

    def _catch_up(self) -> bool:
        """Have the file, what was read of it, and its history agree; the lock is held."""
        self.stay()
        outside = self._lines is not None and self.changed
        if outside or self._lines is None:
            # What can't be opened is no state of the case: the history doesn't take it in.
            build(self.slug, self._read().tables(), self.path)
        past = self._history.read()
        if past is not self._past:
            self._past = past
            self._agreed = False
        if not self._agreed:
            self._agree(past)
            self._agreed = True
        return outside

    def _agree(self, past: Past) -> None:
        assert self._lines is not None
        sweep(self.path)
        now = {k: rows for k, rows in self._lines.tables().items() if k != META}
        if not past.revisions:
            self._past = self._history.append(past, difference({}, now), BEGUN, "", "begun")
            return
        told = past.state()
        missed = difference(told, now)
        if past.merging:
            self._past = self._history.append(past, missed, MERGED, "", "merged")
            return
        if not missed:
            return
        last = past.revisions[-1]
        before: Tables = {name: dict(rows) for name, rows in told.items()}
        replay(before, [RowChange(r.table, r.id, r.after, r.before) for r in last.rows])
        # The machine may have stopped between the two writes, or someone put an older file back:
        # the screen confirmed neither, so the file is right and the history says what was found.
        action = OUTSIDE if difference(before, now) else BEHIND
        self._past = self._history.append(past, missed, action, "", "outside")

    def rewrite(self, case: Case) -> None:
        """Put a case back whose file was deleted while it was open; raises `NotWritten`."""
        with self.held():
            tables = as_tables(case)
            lines = self._lines or Lines({name: {} for name in tables})
            meta = {(META, "1"): tables.pop(META)["1"]} if not lines.rows[META] else {}
            rows = difference(lines.tables(), tables)
            storage = self._storage()
            self._lines = storage.put(lines, meta | {(r.table, r.id): r.after for r in rows})
            self._remember(storage)
            self._agreed = False

    def past(self) -> Past:
        """What the history says, as it stands on disk; raises `Problem`."""
        return self._history.read()

    @property
    def history_path(self) -> Path:
        """Where the history is."""
        return self._history.path

    def then(self, number: int) -> Tables:
        """The records as they were after a revision; raises `Problem` where that can't be read.

        Where lines of the history are damaged they are told back from the file, if that can be
        read: what those lines hold stands nowhere else.
        """
        past = self.past()
        if not past.faults:
            return past.state(number)
        try:
            now = read_tables(self.path)
        except Problem:
            now = past.state()
        return past.state_back(now, number)

    @contextmanager
    def held(self, wait: bool = True) -> Iterator[None]:
        """Hold the case's lock; raises `NotWritten` where it can't be had, now or in a while."""
        from filelock import Timeout

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=None if wait else 0)
        except Timeout:
            if not Path(self._lock.lock_file).exists():
                # Where no file can be made, such as in /proc, one waits for it in vain.
                raise NotWritten(
                    "{path} can't be written: no file can be made in its folder",
                    path=str(self.path),
                ) from None
            raise NotWritten(
                "{path} is being written by another program; try again", path=str(self.path)
            ) from None
        except OSError as error:
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        try:
            yield
        except OSError as error:
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        finally:
            self._lock.release()
