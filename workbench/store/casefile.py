"""A case and its files: reading with every problem named, saving under a lock."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case import Case, Change, Problem, Rating, Record, check_periods
from workbench.locale import N_

from .casetables import as_row, as_tables, build
from .direct import direct_case
from .durable import Stat, replace_file, stat_of, sweep
from .format import ENDINGS, VERSION, read_tables, version_of
from .garbage import give_back, without_collection
from .history import History
from .lines import META, Lines, Rows, Tables, Written, encoded
from .measured import read_case
from .revisions import BEGUN, BEHIND, MERGED, OUTSIDE, Kind, Past, difference, replay
from .rows import RowChange, as_record, written_by
from .seen import Seen
from .storage import CaseStorage, NotWritten

if TYPE_CHECKING:
    from filelock import BaseFileLock


_MANY = 500
"""Changes in one edit, from which it is an import."""
_LOOKS_EVERY = 0.005
"""Seconds between two looks whether another has let go."""


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


class CaseFile:
    """One case file with its history; a change is read, checked and written under a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._history = History(path.with_name(f"{path.stem}.history.jsonl"))
        self._backup = path.with_name(f"{path.name}.bak")
        self._lines: Lines | None = None
        self._seen: Seen | None = None
        self._past: Past | None = None
        self._agreed = False

    @cached_property
    def _lock(self) -> BaseFileLock:
        return self._locked("")

    @cached_property
    def _turn(self) -> BaseFileLock:
        # A lock alone goes to the quickest: who writes without pause queues behind who waits.
        return self._locked(".next")

    def _locked(self, kind: str) -> BaseFileLock:
        from filelock import FileLock

        # One file has one lock, by whatever link it is reached.
        path = Path(os.path.realpath(self.path))
        return FileLock(path.with_name(f".{path.name}{kind}.lock"), timeout=5)

    @property
    def slug(self) -> str:
        """The case's name in the workspace."""
        return self.path.stem

    partial = False
    """Whether what was last read is less than the file holds."""

    @property
    def closed(self) -> Problem | None:
        """Why nothing is written to it now, if anything keeps one from that."""
        return None

    @property
    def companions(self) -> tuple[Path, ...]:
        """The files beside the case file that belong to it and are there now."""
        named = (self.path.with_name(f"{self.path.stem}{ending}") for ending in ENDINGS[1:])
        return tuple(path for path in named if path.exists())

    def _storage(self) -> CaseStorage:
        return CaseStorage(self.path, backup=self._backup)

    def stat(self) -> Stat | None:
        """How its file stands, None where there is none; raises `NotWritten` for no file."""
        try:
            return stat_of(self.path)
        except OSError as error:
            raise NotWritten(
                "{path} can't be read: {why}", path=str(self.path), why=error.strerror
            ) from None

    def load(self, newer: bool = False) -> Case:
        """The case; raises `Problem` that says what is wrong and where.

        `newer` reads what this program understands of a later format.
        """
        stat, data = self.stat(), read_case(self.path)
        if data is None or stat is None:
            raise Problem("there is no case file {path}", path=str(self.path))
        with without_collection():
            lines, case = direct_case(self.slug, data) or (Lines.parse(data, self.path), None)
            version_of(lines, self.path, newer=newer)
            if self._bytes != data:
                self._agreed = False
            self._seen = Seen.now(stat, None if case else data)
            self._lines = lines
            return case or build(self.slug, lines.tables(), self.path)

    @property
    def version(self) -> int:
        """The version of the format in which the file stood when it was last read or written."""
        return VERSION if self._lines is None else version_of(self._lines, self.path, newer=True)

    def digest(self) -> str:
        """The SHA-256 of the file as it was last read or written, in hexadecimal."""
        data = self._bytes
        return hashlib.sha256(self.path.read_bytes() if data is None else data).hexdigest()

    @property
    def _bytes(self) -> bytes | None:
        """The file as it was last read or written, None before."""
        if self._seen is None or self._lines is None:
            return None
        return self._lines.data() if self._seen.data is None else self._seen.data

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
            if self.path.read_bytes() != self._bytes:
                return True
        except OSError:
            return False
        self._seen = Seen.now(stat, seen.data)
        return False

    def check_free(self) -> None:
        """Raise `Problem` where a new case can't stand at this place without taking another's."""
        folder = next(filter(os.path.lexists, self.path.parents), None)
        # Of a drive of Windows that isn't there the system says so.
        if folder and not folder.is_dir():
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
            rows = difference({}, tables)
            self._past = self._history.append(Past(), rows, BEGUN, coder, "begun")
            written = {(META, "1"): encoded(tables[META]["1"])} | written_by(rows)
            empty = Lines({name: {} for name in tables})
            try:
                self._lines = self._storage().put(empty, written)
            except NotWritten:
                self._history.cut(Past())
                raise
            self._remember()

    def _remember(self) -> None:
        stat = stat_of(self.path)
        assert stat is not None
        self._seen = Seen.written(stat)
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
            if any(row.table == "ratings" for row in rows):
                changed = {row.id: row.after for row in rows if row.table == "ratings"}
                ratings = lines.tables()["ratings"] | changed
                check_periods(Rating(**row, id=id_) for id_, row in ratings.items() if row)
            after = self._history.append(past, rows, action, coder, kind, of)
            try:
                self._put(lines, written_by(rows))
            except BaseException:
                self._history.cut(past)
                raise
            self._past = after
            return outside

    def _put(self, lines: Lines, written: Written) -> None:
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
        self._lines = self._storage().put(lines, written)
        self._remember()

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
            self.load()
        assert self._lines is not None
        past = self._history.read(self._lines.rows)
        if past is not self._past:
            self._past = past
            self._agreed = False
        if not self._agreed:
            self._agree(past, self._lines)
            self._agreed = True
            give_back()
        return outside

    def _agree(self, past: Past, lines: Lines) -> None:
        sweep(self.path)
        if past.revisions and not past.merging and past.tells(lines.rows):
            return
        now = {k: rows for k, rows in lines.tables().items() if k != META}
        if not past.revisions:
            self._past = self._history.append(past, difference({}, now), BEGUN, "", "begun")
            return
        told = past.latest()
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
            meta = encoded(tables.pop(META)["1"])
            rows = difference(lines.tables(), tables)
            begun = {} if lines.rows[META] else {(META, "1"): meta}
            self._lines = self._storage().put(lines, begun | written_by(rows))
            self._remember()
            self._agreed = False

    def past(self, held: Rows | None = None) -> Past:
        """What the history says, read with the case file's lines `held`; raises `Problem`."""
        return self._history.read(held)

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
            if wait and not self._lock.is_locked:
                with self._turn.acquire(poll_interval=_LOOKS_EVERY):
                    self._lock.acquire(poll_interval=_LOOKS_EVERY)
            else:
                self._lock.acquire(timeout=0)
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
