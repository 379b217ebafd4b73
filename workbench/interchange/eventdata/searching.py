"""Many files searched for one question, on every core, with one result however many there are.

A file is a whole: what stopped, or failed in its middle, brings nothing of that file.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any, Literal

from workbench.case import Candidate, Problem
from workbench.casebook import sha256_of

from .collecting import Meant
from .contents import Part, data_parts
from .datalines import kept_open
from .fitting import Progress, Wanted, read_candidates

_WORTH = 16 << 20
"""Bytes of files below which other processes take longer to start than to help."""
_TICK = 0.1
"""Seconds between two looks at how far the others are."""
_FIELDS = 3
_SOON = 4 << 20
"""Bytes of files of which a process has several before it, so that it is never idle."""
_AHEAD = 3
"""Files that it has before it, as long as they are so small."""

Outcome = Literal["searched", "known", "twin", "other", "failed"]
"""Searched whole; known from an earlier search, or from another file of this one, by the hash of
its content, however that is packed; no event data; damaged, or none of what it was said to be."""


@dataclass
class PartSearched:
    """What was found in a data set of a file."""

    dataset: str
    label: str
    candidates: list[Candidate]
    progress: Progress


@dataclass
class FileSearched:
    """A file, and what came of it."""

    path: Path
    outcome: Outcome
    named: bool = True
    sha256: str = ""
    parts: list[PartSearched] = field(default_factory=list)
    why: Problem | None = None
    again: list[tuple[str, Outcome]] = field(default_factory=list)
    """Files of an archive, of which others were searched, that were known, or twins."""

    def drop(self, seen: Collection[str], outcome: Outcome) -> None:
        """Leave out what was seen before; a file with nothing else is known, or a twin."""
        left: dict[str, PartSearched] = {}
        gone: list[tuple[str, Outcome]] = []
        for part in self.parts:
            if (key := self.key(part)) in seen:
                gone.append((part.label, outcome))
            elif left.setdefault(key, part) is not part:
                gone.append((part.label, "twin"))
        self.parts = list(left.values())
        if left:
            self.again += gone
        else:
            self.outcome = outcome

    def key(self, part: PartSearched) -> str:
        """What makes a data set in it the same, wherever it is."""
        return part.progress.content or self.sha256

    @property
    def rows(self) -> int:
        """All of its rows."""
        return sum(part.progress.rows for part in self.parts)


@dataclass
class Reached:
    """How far a search is."""

    files: int
    """Of all files."""
    size: int
    """Bytes of all files."""
    done: int = 0
    """Files that are done with."""
    read: int = 0
    """Bytes that were read."""
    rows: int = 0
    fitting: int = 0


Told = Callable[[Reached], None]


class Stopped(Exception):
    """The search was called off."""


@dataclass(frozen=True)
class Task:
    """What each file is searched for."""

    wanted: Wanted
    dataset: str = ""
    """What all files are said to be; empty: as their content says."""
    known: Collection[str] = frozenset()
    """The hashes of files, and of what is packed in them, that the same question was asked of."""


def search_files(
    files: Sequence[Meant],
    task: Task,
    told: Told = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    workers: int | None = None,
) -> list[FileSearched]:
    """What came of each file, in their order; without those that `stop` left unsearched.

    `told` hears how far it is, many times a second, and may raise what ends the search, which is
    no `Problem`. Raises `Problem` where a process of it was ended from outside.
    """
    reached = Reached(len(files), sum(each.size for each in files))
    many = min(workers or _cores(), len(files))
    if workers is None and reached.size < _WORTH:
        many = 1
    search = _here if many < 2 else _everywhere
    found = sorted(search(files, task, reached, told, stop, many), key=lambda item: item[0])
    seen: set[str] = set()
    for _, file in found:
        if file.outcome == "searched":
            file.drop(seen, "twin")
            seen |= {file.key(part) for part in file.parts}
    return [file for _, file in found]


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


Placed = tuple[int, FileSearched]


def _here(
    files: Sequence[Meant],
    task: Task,
    reached: Reached,
    told: Told,
    stop: Callable[[], bool],
    _many: int,
) -> Iterator[Placed]:
    for place, meant in enumerate(files):
        before = replace(reached)

        def heard(
            rows: int, fitting: int, size: int, before: Reached = before, meant: Meant = meant
        ) -> None:
            if stop():
                raise Stopped
            reached.rows, reached.fitting = before.rows + rows, before.fitting + fitting
            reached.read = before.read + min(size, meant.size)
            told(reached)

        try:
            if stop():
                return
            found = _search_file(meant, task, heard)
        except Stopped:
            return
        _add(reached, before, found, meant)
        told(reached)
        yield place, found


def _add(reached: Reached, before: Reached, found: FileSearched, meant: Meant) -> None:
    reached.done, reached.read = before.done + 1, before.read + meant.size
    reached.rows = before.rows + found.rows
    reached.fitting = before.fitting + sum(len(part.candidates) for part in found.parts)


def _search_file(meant: Meant, task: Task, heard: Callable[[int, int, int], None]) -> FileSearched:
    found = FileSearched(meant.path, "other", meant.named)
    try:
        with kept_open(meant.path):
            parts = data_parts(meant.path, task.dataset)
            if not parts:
                return found
            found.sha256 = sha256_of(meant.path)
            if found.sha256 in task.known:
                found.outcome = "known"
                return found
            found.parts = _search_parts(meant.path, parts, task, heard)
    except Problem as problem:
        found.outcome, found.parts, found.why = "failed", [], problem
        return found
    except OSError as error:
        why = error.strerror or str(error)
        found.outcome, found.parts = "failed", []
        found.why = Problem("{path} can't be read: {why}", path=str(meant.path), why=why)
        return found
    found.outcome = "searched"
    found.drop(task.known, "known")
    return found


def _search_parts(
    path: Path, parts: Iterable[Part], task: Task, heard: Callable[[int, int, int], None]
) -> list[PartSearched]:
    found = []
    rows = fitting = 0
    for part in parts:
        progress, before = Progress(), (rows, fitting)

        def told(now: Progress, before: tuple[int, int] = before) -> None:
            heard(before[0] + now.rows, before[1] + now.fitting, now.size)

        read = read_candidates(
            path, part.dataset, task.wanted, progress, told, part.member, part.label
        )
        found.append(PartSearched(part.dataset, part.label, list(read), progress))
        rows, fitting = rows + progress.rows, fitting + len(found[-1].candidates)
    return found


# What a process of the pool was told when it began.
_task: Task
_slots: Any
_slot: int
_called_off: Any


def _begin(task: Task, slots: Any, taken: Any, called_off: Any) -> None:
    global _task, _slots, _slot, _called_off
    # Ctrl+C reaches every process of a terminal; the first one says what becomes of the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with taken.get_lock():
        _slot = taken.value * _FIELDS
        taken.value += 1
    _task, _slots, _called_off = task, slots, called_off
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _in_process(meant: Meant) -> FileSearched | None:
    def heard(*now: int) -> None:
        if _called_off.value:
            raise Stopped
        _slots[_slot : _slot + _FIELDS] = now

    try:
        return None if _called_off.value else _search_file(meant, _task, heard)
    except Stopped:
        return None
    finally:
        _slots[_slot : _slot + _FIELDS] = [0] * _FIELDS


@contextmanager
def _pool(task: Task, many: int) -> Iterator[tuple[ProcessPoolExecutor, Any, Any]]:
    context = get_context("spawn")
    slots = context.Array("q", many * _FIELDS, lock=False)
    taken, called_off = context.Value("i", 0), context.Value("i", 0, lock=False)
    pool = ProcessPoolExecutor(many, context, _begin, (task, slots, taken, called_off))
    try:
        yield pool, slots, called_off
    finally:
        called_off.value = 1
        pool.shutdown(cancel_futures=True)


def _everywhere(
    files: Sequence[Meant],
    task: Task,
    reached: Reached,
    told: Told,
    stop: Callable[[], bool],
    many: int,
) -> Iterator[Placed]:
    with _pool(task, many - 1) as pool:
        search = _Shared(files, task, reached, told, stop, *pool)
        yield from search.placed(many - 1)


class _Shared:
    """A search of this process and of others, which begin while it is at work."""

    def __init__(
        self,
        files: Sequence[Meant],
        task: Task,
        reached: Reached,
        told: Told,
        stop: Callable[[], bool],
        pool: ProcessPoolExecutor,
        slots: Any,
        called_off: Any,
    ) -> None:
        self.files, self.task, self.reached = files, task, reached
        self.told, self.stop = told, stop
        self.pool, self.slots, self.called_off = pool, slots, called_off
        # The largest first would end sooner; by their order what is whole is a beginning.
        self.todo = iter(enumerate(files))
        self.waiting: dict[Future[FileSearched | None], int] = {}
        self.done = replace(reached)
        self.mine = [0] * _FIELDS
        """How far this process is with its own file."""
        self.last = 0.0

    def placed(self, others: int) -> Iterator[Placed]:
        """What came of each file, with its place; `others` are at work too."""
        while (item := self._next()) or self.waiting:
            self._hand_out(others)
            if item and (found := self._search(item[1], others)):
                yield self._counted(item[0], found)
            ready, _ = wait(self.waiting, 0 if item else _TICK, FIRST_COMPLETED)
            for each in ready:
                place = self.waiting.pop(each)
                try:
                    theirs = each.result()
                except BrokenProcessPool:
                    raise Problem(
                        "a process that searched was ended from outside, as for want of memory; "
                        "nothing was written"
                    ) from None
                if theirs:
                    yield self._counted(place, theirs)
            self._tell()

    def _next(self) -> tuple[int, Meant] | None:
        return None if self.called_off.value else next(self.todo, None)

    def _hand_out(self, others: int) -> None:
        """Give each of the others something to do, and more of what is done soon."""
        while (
            len(self.waiting) < others
            or (
                len(self.waiting) < others * _AHEAD
                and sum(self.files[place].size for place in self.waiting.values()) < others * _SOON
            )
        ) and (item := self._next()):
            self.waiting[self.pool.submit(_in_process, item[1])] = item[0]

    def _search(self, meant: Meant, others: int) -> FileSearched | None:
        def heard(*now: int) -> None:
            self.mine[:] = now
            if time.monotonic() - self.last >= _TICK:
                self._hand_out(others)
                self._tell()
            if self.called_off.value:
                raise Stopped

        try:
            return _search_file(meant, self.task, heard)
        except Stopped:
            return None
        finally:
            self.mine[:] = [0] * _FIELDS

    def _counted(self, place: int, found: FileSearched) -> Placed:
        _add(self.done, replace(self.done), found, self.files[place])
        return place, found

    def _tell(self) -> None:
        self.last = time.monotonic()
        self.called_off.value = self.called_off.value or self.stop()
        now = [sum(self.slots[n::_FIELDS]) + self.mine[n] for n in range(_FIELDS)]
        reached, done = self.reached, self.done
        reached.done = done.done
        reached.rows, reached.fitting = done.rows + now[0], done.fitting + now[1]
        reached.read = min(done.read + now[2], reached.size)
        self.told(reached)
