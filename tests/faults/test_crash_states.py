"""What a power cut may leave, enumerated from the log of what was written and what was synced.

The model of the disk: a file's bytes are safe once it was synced, its name once its folder was.
Until then any part of either may be lost. A mutant leaves one sync out, and must be caught.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest

from workbench.case import Problem
from workbench.casebook import Casebook
from workbench.store import CaseFile

from .conftest import count, number

Names = dict[str, int]


@dataclass
class Disk:
    """What the folder holds for programs, what of it is safe, and every state a cut may leave."""

    folder: Path
    safe: dict[int, bytes] = field(default_factory=dict)
    now: dict[int, bytes] = field(default_factory=dict)
    safe_names: Names = field(default_factory=dict)
    pending: list[Names] = field(default_factory=list)
    left: list[tuple[bool, dict[str, bytes]]] = field(default_factory=list)
    confirmed: bool = False

    def __post_init__(self) -> None:
        self._look()
        self.safe, self.safe_names, self.pending = dict(self.now), self.pending[-1], []

    def _look(self) -> None:
        names: Names = {}
        for path in self.folder.iterdir():
            if not path.name.endswith(".lock"):
                names[path.name] = path.stat().st_ino
                self.now[names[path.name]] = path.read_bytes()
        if not self.pending or self.pending[-1] != names:
            self.pending.append(names)

    def step(self) -> None:
        """Put down every state that a cut at this moment may leave."""
        self._look()
        for names in (self.safe_names, *self.pending):
            choices = []
            for inode in names.values():
                new, old = self.now[inode], self.safe.get(inode, b"")
                torn = new[: (len(old) + len(new)) // 2] if new.startswith(old) else old
                choices.append({old, new, torn})
            for contents in product(*choices):
                state = dict(zip(names, contents, strict=True))
                if (self.confirmed, state) not in self.left:
                    self.left.append((self.confirmed, state))

    def synced(self, handle: int) -> None:
        """A sync came back: the file's bytes, or the folder's names, are safe."""
        inode = os.fstat(handle).st_ino
        if inode == self.folder.stat().st_ino:
            self.safe_names, self.pending = self.pending[-1], [self.pending[-1]]
        else:
            self.safe[inode] = self.now[inode]


@contextlib.contextmanager
def watched(disk: Disk, leave_out: int | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Log what is done to the disk; the sync numbered `leave_out` is left out."""
    sync, replace, truncate, link = os.fsync, Path.replace, os.ftruncate, os.link
    syncs = iter(range(1000))

    def fsync(handle: int) -> None:
        disk.step()
        if next(syncs) != leave_out:
            sync(handle)
            disk.synced(handle)
            disk.step()

    def after(real):  # type: ignore[no-untyped-def]
        def call(*arguments: object) -> object:
            disk.step()
            done = real(*arguments)
            disk.step()
            return done

        return call

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        patch.setattr(Path, "replace", after(replace))
        patch.setattr(os, "ftruncate", after(truncate))
        patch.setattr(os, "link", after(link))
        yield


def _wrong(states: list[tuple[bool, dict[str, bytes]]], before: int, where: Path) -> list[str]:
    """The states in which something confirmed is lost or nothing can be read."""
    found = []
    for confirmed, state in states:
        shutil.rmtree(where, ignore_errors=True)
        where.mkdir()
        for name, data in state.items():
            (where / name).write_bytes(data)
        file = CaseFile(where / "dyad.json")
        try:
            at = number(file)
            book = Casebook(file)
            book.settle()
            count(book, at + 1)
            number(file)
            if file.past().faults:
                found.append("the history is broken")
        except (Problem, AssertionError) as problem:
            found.append(f"not readable: {problem}")
            continue
        if at != before + 1 and (confirmed or at != before):
            found.append(f"stands at {at}")
    return found


def _cut(
    file: CaseFile, leave_out: int | None, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], int]:
    book = Casebook(file)
    count(book, 1)
    disk = Disk(file.path.parent)
    with watched(disk, leave_out, monkeypatch):
        count(book, 2)
        disk.confirmed = True
        disk.step()
    return _wrong(disk.left, 1, file.path.parent.parent / "cut"), len(disk.left)


def test_no_power_cut_loses_anything(file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every moment of a save, whatever wasn't synced being lost or torn."""
    wrong, states = _cut(file, None, monkeypatch)
    assert not wrong
    assert states >= 10


@pytest.mark.parametrize("sync", [1, 2])
def test_a_missing_sync_is_caught(
    file: CaseFile, monkeypatch: pytest.MonkeyPatch, sync: int
) -> None:
    """Without the case file's sync, or its folder's, some cut loses what was confirmed."""
    wrong, _ = _cut(file, sync, monkeypatch)
    assert wrong


def test_a_history_that_isnt_synced_is_caught(
    file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the history's sync, a confirmed edit may stand in the case and not in its history."""
    book = Casebook(file)
    count(book, 1)
    disk = Disk(file.path.parent)
    with watched(disk, 0, monkeypatch):
        count(book, 2)
        disk.confirmed = True
        disk.step()
    lines = {state["dyad.history.jsonl"].count(b"\n") for sure, state in disk.left if sure}
    assert len(lines) == 2
