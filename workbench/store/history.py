"""The history of a case: `SLUG.history.jsonl`, a line a revision, each chained to the one before.

A line holds the full image of every record that the revision touched, before and after it, so that
the file alone is the audit trail, the undo stack and the way back to a lost case file. `prev` is
the SHA-256 of the line before (FIPS 180-4), in hexadecimal. So two histories of one case are merged
by putting the lines of one behind those of the other: every line keeps its bytes and still follows
the one that it followed. What is appended then says `also` which other lines it follows.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from workbench.case import Problem

from .durable import Stat, stat_of, synced_folder, to_disk, whole
from .historylines import line_of, read_lines, whole_lines
from .lines import Rows
from .revisions import FIRST, ROOT, Kind, Past, Revision
from .rows import Kept, RowChange, Told
from .storage import NotWritten, check_size


def is_history(data: bytes) -> bool:
    """Whether these bytes begin as a history does."""
    return data.startswith(FIRST)


def united(ours: bytes, theirs: bytes) -> bytes:
    """The lines of two histories of one case, ours first; a line that a crash cut off is none."""
    mine, yours = (whole_lines(data)[0].split(b"\n")[:-1] for data in (ours, theirs))
    there = set(mine)
    return b"".join(line + b"\n" for line in [*mine, *(x for x in yours if x not in there)])


@dataclass(frozen=True)
class _Known:
    """What was read of a history, of what file, and the hash of those bytes where it is known."""

    stat: Stat | None
    past: Past
    hash: blake2b | None


def _read_on(
    known: _Known | None, stat: Stat | None, data: bytes, path: Path, held: Rows | None
) -> _Known:
    """What `data` of `path` says, read from where it goes on behind what is `known` of it."""
    if known and known.hash and known.past.ended:
        size = known.past.size
        hash_ = _hashed(data[:size])
        if hash_.digest() == known.hash.digest():
            past = read_lines(data[size:], known.past, held, path)
            return _Known(stat, past, _hashed(data[size : past.size], hash_))
    past = read_lines(data, held=held, path=path)
    return _Known(stat, past, _hashed(data[: past.size]))


def _hashed(data: bytes, before: blake2b | None = None) -> blake2b:
    """The hash of `data`, behind what was hashed before."""
    hash_ = before.copy() if before else blake2b()
    hash_.update(data)
    return hash_


class History:
    """The file beside a case file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: _Known | None = None

    def read(self, held: Rows | None = None) -> Past:
        """Every revision and every fault; a last line that a crash cut off is no revision.

        What was read stays, until the file is another one; what was only added to is read on.
        `held` are the lines of the case file, where they were read. Raises `Problem`.
        """
        try:
            stat = stat_of(self.path)
            if self._known is None or self._known.stat != stat:
                data = whole(self.path) or b""
                self._known = _read_on(self._known, stat, data, self.path, held)
        except OSError as error:
            raise Problem(
                "{path} can't be read: {why}", path=str(self.path), why=error.strerror
            ) from None
        return self._known.past

    def append(
        self,
        past: Past,
        rows: Sequence[RowChange],
        action: str,
        coder: str,
        kind: Kind = "edit",
        of: int | None = None,
    ) -> Past:
        """Add a revision, durably; raises `NotWritten`, and the file is then as it was.

        `of` is the number of the revision that it takes back or does again.
        """
        last = past.revisions[-1] if past.revisions else None
        now = datetime.now(UTC)
        revision = Revision(
            number=last.number + 1 if last else 1,
            time=now.replace(microsecond=now.microsecond // 1000 * 1000),
            coder=coder,
            action=action,
            kind=kind,
            of=of,
            told=Told(b""),
            prev=last.digest if last else ROOT,
            digest="",
            also=past.tips[:-1] if kind == "merged" else (),
            line=past.lines + 1,
        )
        line = line_of(revision, rows, None if of is None else past.digest_of(of))
        added = (b"" if past.ended else b"\n") + line + b"\n"
        check_size(self.path, past.size + len(added))
        try:
            self._write(past.size, added)
        except OSError as error:
            self.cut(past)
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        size = past.size + len(added)
        digest = hashlib.sha256(line).hexdigest()
        kept = Kept(self.path, size - len(line) - 1, len(line), digest)
        revision = replace(revision, told=Told.of(line, kept), digest=digest)
        after = Past((*past.revisions, revision), past.faults, size, revision.line)
        hash_ = self._known.hash if self._known and self._known.past is past else None
        hash_ = _hashed(added, hash_) if hash_ or not past.size else None
        self._known = _Known(stat_of(self.path), after, hash_)
        return after

    def _write(self, at: int, data: bytes) -> None:
        with contextlib.nullcontext() if self.path.exists() else synced_folder(self.path.parent):
            # Else Windows writes a line break as two bytes, and what is counted is wrong.
            binary = getattr(os, "O_BINARY", 0)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | binary, 0o666)
            try:
                # A line that a crash cut off ends where the next one begins.
                os.ftruncate(handle, at)
                os.lseek(handle, at, os.SEEK_SET)
                while data:
                    data = data[os.write(handle, data) :]
                to_disk(handle)
            finally:
                os.close(handle)

    def cut(self, past: Past) -> None:
        """Take back what was appended after `past`, as far as the disk lets us."""
        with contextlib.suppress(OSError):
            if past.size:
                os.truncate(self.path, past.size)
            else:
                self.path.unlink(missing_ok=True)
            self._known = _Known(stat_of(self.path), past, None)
