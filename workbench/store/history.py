"""The history of a case: `SLUG.history.jsonl`, a line a revision, each chained to the one before.

A line holds the full image of every record that the revision touched, before and after it, so that
the file alone is the audit trail, the undo stack and the way back to a lost case file. `prev` is
the SHA-256 of the line before (FIPS 180-4), in hexadecimal.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from workbench.case import RECORDS, Change, Problem, Record
from workbench.locale import N_

from .files import synced_folder
from .lines import Tables, encoded
from .storage import NotWritten

Kind = Literal["begun", "edit", "undo", "redo", "outside"]
_TABLES = {kind.table: kind for kind in RECORDS}
BEGUN = N_("the history begins")
OUTSIDE = N_("changed outside the workbench")
BEHIND = N_("the case file was found without the last edit")
_ROOT = "0" * 64


@dataclass(frozen=True)
class RowChange:
    """A record as the file holds it, before and after; None stands for «not there»."""

    table: str
    id: str
    before: Any
    after: Any


def as_record(table: str, id_: str, row: Any) -> Record | None:
    """A row as its record; raises `pydantic.ValidationError`."""
    return None if row is None else _TABLES[table].model_validate({**row, "id": id_})


@dataclass(frozen=True)
class Revision:
    """One edit of the case: who made it, when, what it was, and what it changed."""

    number: int
    time: datetime
    coder: str
    action: str
    """The message id of what the edit is called."""
    kind: Kind
    of: int | None
    """The revision that an undo took back or a redo did again."""
    rows: tuple[RowChange, ...]
    prev: str
    digest: str
    """The SHA-256 of the revision's line."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, as records; tables of a later version are left out."""
        return tuple(
            Change(as_record(r.table, r.id, r.before), as_record(r.table, r.id, r.after))
            for r in self.rows
            if r.table in _TABLES
        )


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

    def state(self, last: int | None = None) -> Tables:
        """The records after revision `last` (of all of them where None)."""
        tables: Tables = {}
        for revision in self.revisions:
            if last is not None and revision.number > last:
                break
            replay(tables, revision.rows)
        return {name: rows for name, rows in tables.items() if rows}

    def stacks(self) -> tuple[list[Revision], list[Revision]]:
        """The revisions that undo would take back and redo would do again, the next one last."""
        done: list[Revision] = []
        undone: list[Revision] = []
        by_number = {r.number: r for r in self.revisions}
        for revision in self.revisions:
            of = by_number.get(revision.of or 0)
            if revision.kind == "undo" and of in done:
                done.remove(of)
                undone.append(of)
            elif revision.kind == "redo" and of in undone:
                undone.remove(of)
                done.append(of)
            elif revision.kind in ("edit", "outside"):
                done.append(revision)
                undone.clear()
        return done, undone


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


class History:
    """The file beside a case file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Past:
        """Every revision and every fault; a last line that a crash cut off is no revision."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return Past()
        except OSError as error:
            raise Problem(
                "{path} can't be read: {why}", path=str(self.path), why=error.strerror
            ) from None
        revisions: list[Revision] = []
        faults: list[Fault] = []
        whole = data[: data.rfind(b"\n") + 1]
        known = {_ROOT}
        for number, line in enumerate(whole.split(b"\n")[:-1], 1):
            digest = hashlib.sha256(line).hexdigest()
            try:
                revision = _revision(line, digest)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                faults.append(Fault(number, Problem("the line can't be read")))
                continue
            if revision.prev not in known:
                faults.append(
                    Fault(number, Problem("the line before it was changed or taken away"))
                )
            known.add(digest)
            revisions.append(revision)
        return Past(tuple(revisions), tuple(faults), len(whole))

    def append(
        self,
        past: Past,
        rows: Sequence[RowChange],
        action: str,
        coder: str,
        kind: Kind = "edit",
        of: int | None = None,
    ) -> Past:
        """Add a revision, durably; raises `NotWritten`, and the file is then as it was."""
        last = past.revisions[-1] if past.revisions else None
        now = datetime.now(UTC)
        revision = Revision(
            number=last.number + 1 if last else 1,
            time=now.replace(microsecond=now.microsecond // 1000 * 1000),
            coder=coder,
            action=action,
            kind=kind,
            of=of,
            rows=tuple(rows),
            prev=last.digest if last else _ROOT,
            digest="",
        )
        line = _line(revision)
        try:
            self._write(past.size, line + b"\n")
        except OSError as error:
            self.cut(past)
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        revision = replace(revision, digest=hashlib.sha256(line).hexdigest())
        return Past((*past.revisions, revision), past.faults, past.size + len(line) + 1)

    def _write(self, at: int, data: bytes) -> None:
        with contextlib.nullcontext() if self.path.exists() else synced_folder(self.path.parent):
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                # A line that a crash cut off ends where the next one begins.
                os.ftruncate(handle, at)
                os.lseek(handle, at, os.SEEK_SET)
                while data:
                    data = data[os.write(handle, data) :]
                os.fsync(handle)
            finally:
                os.close(handle)

    def cut(self, past: Past) -> None:
        """Take back what was appended after `past`, as far as the disk lets us."""
        with contextlib.suppress(OSError):
            if past.size:
                os.truncate(self.path, past.size)
            else:
                self.path.unlink(missing_ok=True)


def _line(revision: Revision) -> bytes:
    r = revision
    return encoded(
        {
            "revision": r.number,
            "time": r.time.isoformat(timespec="milliseconds"),
            "coder": r.coder,
            "action": r.action,
            "kind": r.kind,
            **({} if r.of is None else {"of": r.of}),
            "changes": [
                {"table": c.table, "id": c.id, "before": c.before, "after": c.after} for c in r.rows
            ],
            "prev": r.prev,
        }
    )


def _revision(line: bytes, digest: str) -> Revision:
    said = json.loads(line)
    return Revision(
        number=int(said["revision"]),
        time=datetime.fromisoformat(said["time"]),
        coder=str(said["coder"]),
        action=str(said["action"]),
        kind=said["kind"],
        of=said.get("of"),
        rows=tuple(
            RowChange(c["table"], c["id"], c["before"], c["after"]) for c in said["changes"]
        ),
        prev=said["prev"],
        digest=digest,
    )
