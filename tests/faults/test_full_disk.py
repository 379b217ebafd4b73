"""A full disk at any byte: a sentence, the old case, and the edit kept for another try."""

from __future__ import annotations

import errno
import io
import os
import random
from collections.abc import Callable

import pytest

from workbench.casebook import Casebook
from workbench.store import CaseFile, NotWritten, read_tables

from .conftest import count, number


class Disk:
    """A disk with room for so many more bytes; the rest is written in part, then refused."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._write: Callable[[int, bytes], int] = os.write

    def write(self, handle: int, data: bytes) -> int:
        """Like `os.write` on that disk."""
        part = bytes(data)[: self.room]
        if data and not part:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= len(part)
        return self._write(handle, part)

    def fdopen(self, handle: int, mode: str) -> io.BufferedWriter:
        """Like `os.fdopen` on that disk."""
        disk = self

        class Raw(io.FileIO):
            def write(self, data: bytes) -> int:  # type: ignore[override]
                return disk.write(self.fileno(), data)

        return io.BufferedWriter(Raw(handle, mode))


def test_two_hundred_full_disks(file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the room ends, in the history or in the case file."""
    dice, at, refused = random.Random(2015), 0, 0
    for _ in range(200):
        book = Casebook(CaseFile(file.path))
        size = file.path.stat().st_size
        with monkeypatch.context() as patch:
            disk = Disk(dice.randrange(size + 3000))
            patch.setattr(os, "write", disk.write)
            patch.setattr(os, "fdopen", disk.fdopen)
            try:
                count(book, at + 1)
                at += 1
            except NotWritten as problem:
                refused += 1
                assert "No space left" in str(problem)
        assert number(file) == at
        assert not CaseFile(file.path).past().faults
        if book.unsaved and dice.random() < 0.5:
            book.retry()
            at += 1
            assert number(file) == at
    assert refused > 50
    past = CaseFile(file.path).past()
    assert past.state()["events"] == read_tables(file.path)["events"]
