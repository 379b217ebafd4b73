"""Bringing data files into the store: each once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from workbench.case import Problem
from workbench.casebook import sha256_of
from workbench.interchange.duck import duck, literal, name, need_duck, place
from workbench.interchange.eventdata import Meant
from workbench.interchange.eventdata.contents import Part as DataPart
from workbench.interchange.eventdata.contents import data_parts
from workbench.interchange.eventdata.datalines import kept_open
from workbench.interchange.eventdata.searching import Stopped

from .cleaning import ESCAPES, Cleaned, Cleaner
from .manifest import COLUMNS, Part, Piece, StoredFile, columns_of
from .store import EventStore

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS = 200_000
"""Rows that are sorted and written at once."""
_BYTES = 96 << 20
"""Bytes of them, where the rows are long."""
_GROUP = 61_440
"""Rows of a Parquet file that are read or passed over together."""
_MANY = 1000
"""Lines that are written together."""
_LINE = 8 << 20
"""The longest line that DuckDB must take, in bytes: a megabyte, escaped."""


@dataclass
class Adding:
    """How far an addition is, and what came of it."""

    files: int = 0
    """How many were named."""
    seen: int = 0
    """How many of them have been gone through."""
    now: str = ""
    """The file that is read."""
    bytes_all: int = 0
    bytes_read: int = 0
    """Bytes of the files as they lie there that have been gone through."""
    rows: int = 0
    """Rows that were read."""
    misshapen: int = 0
    stopped: bool = False
    """Whether it was called off before the last file."""
    waiting: bool = False
    """Whether another program adds, and this one waits."""
    added: list[StoredFile] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    """Files that the store had already."""
    others: list[Meant] = field(default_factory=list)
    """Files that are no event data."""
    refused: list[tuple[str, Problem]] = field(default_factory=list)
    """Files that couldn't be read, and why."""
    cleaned: list[Path] = field(default_factory=list)
    """What an addition that was stopped had left behind."""


Told = Callable[[Adding], None]


def add_files(
    store: EventStore,
    files: Sequence[Meant],
    dataset: str = "",
    told: Told = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> Adding:
    """Bring files into the store; one that can't be read is passed over and named.

    `dataset` says what they are; by default each says it itself. Where `stop` calls it off, what
    was read whole comes in. Raises `Problem` where DuckDB isn't installed or has no room, where the
    folder is somebody's and no store, or a file is the store's own; `OSError` for a full disk.
    """
    need_duck()
    store.need_own_folder()
    if own := next((file for file in files if file.named and store.owns(file.path)), None):
        raise Problem(
            "{path} belongs to the store: name the files that were downloaded; nothing was written",
            path=str(own.path),
        )
    files = [file for file in files if not store.owns(file.path)]
    adding = Adding(len(files), bytes_all=sum(file.size for file in files))

    def waiting() -> None:
        adding.waiting = True
        told(adding)

    with store.locked(waiting):
        adding.waiting = False
        adding.cleaned = store.clean()
        with duck(store.unfinished) as connection:
            _each(files, dataset, _Writer(store, connection, adding, told, stop))
        shutil.rmtree(store.unfinished, ignore_errors=True)
    return adding


def _each(files: Sequence[Meant], dataset: str, writer: _Writer) -> None:
    adding = writer.adding
    read = 0
    for file in files:
        adding.now, adding.bytes_read = file.path.name, read
        try:
            for part, sha256 in _parts(file, dataset, adding):
                writer.take(file.path, part, sha256)
        except Stopped:
            adding.stopped = True
            break
        read += file.size
        adding.seen, adding.bytes_read = adding.seen + 1, read
        writer.told(adding)
    writer.finish()


def _parts(file: Meant, dataset: str, adding: Adding) -> Iterator[tuple[DataPart, str]]:
    """The data sets of a file, with its hash; what can't be read is refused."""
    try:
        parts = data_parts(file.path, dataset)
        sha256 = sha256_of(file.path) if parts else ""
    except Problem as problem:
        adding.refused.append((str(file.path), problem))
        return
    except OSError as error:
        why = error.strerror or str(error)
        unread = Problem("{path} can't be read: {why}", path=str(file.path), why=why)
        adding.refused.append((str(file.path), unread))
        return
    if not parts:
        adding.others.append(file)
        return
    with kept_open(file.path):
        for part in parts:
            yield part, sha256


class _Rows:
    """Rows that wait to be written, by year and then by their states."""

    def __init__(self) -> None:
        self.by_year: dict[str, dict[bytes, list[bytes]]] = {}
        self.days: dict[str, tuple[str, str]] = {}
        """The first and the last day of each year; both empty where it has none."""
        self.count = self.size = 0

    def add(self, rows: list[Cleaned]) -> None:
        for year, pair, line in rows:
            self.by_year.setdefault(year, {}).setdefault(pair, []).append(line)
            self.size += len(line)
        self.count += len(rows)

    def dated_as(self, file: Cleaner) -> None:
        """Its rows have dates of a file."""
        for year, dates in file.dates.items():
            self._dated(year, dates)

    def _dated(self, year: str, dates: Iterable[str]) -> None:
        found = [date for date in (*self.days.get(year, ()), *dates) if date]
        self.days[year] = (min(found), max(found)) if found else ("", "")

    def take(self, other: _Rows) -> None:
        for year, rows in other.by_year.items():
            mine = self.by_year.setdefault(year, {})
            for pair, lines in rows.items():
                mine.setdefault(pair, []).extend(lines)
        for year, days in other.days.items():
            self._dated(year, days)
        self.count += other.count
        self.size += other.size

    def sorted(self) -> Iterator[tuple[str, list[bytes], tuple[str, str]]]:
        """The lines of each year, those of two states together, and its first and last day."""
        for year, rows in sorted(self.by_year.items()):
            lines = [line for _, some in sorted(rows.items()) for line in some]
            yield year, lines, self.days[year]

    @property
    def full(self) -> bool:
        return self.count >= ROWS or self.size >= _BYTES


@dataclass
class _Open:
    """Files of one layout that aren't committed yet, and their rows."""

    dataset: str
    headed: bool
    names: tuple[str, ...]
    files: list[StoredFile] = field(default_factory=list)
    rows: _Rows = field(default_factory=_Rows)
    misshapen: list[tuple[str, int, int]] = field(default_factory=list)


class _Writer:
    """Gathers files into parts, and commits them."""

    def __init__(
        self,
        store: EventStore,
        connection: DuckDBPyConnection,
        adding: Adding,
        told: Told,
        stop: Callable[[], bool],
    ) -> None:
        self.store, self.connection = store, connection
        known = store.known()
        self.known = {*known, *(file.key for file in known.values())}
        self.adding, self.told, self.stop = adding, told, stop
        self.open: dict[tuple[str, bool, tuple[str, ...]], _Open] = {}
        store.unfinished.mkdir(parents=True, exist_ok=True)

    def take(self, path: Path, data: DataPart, sha256: str) -> None:
        """A file, or one in an archive, with all its rows or none of them; raises `Stopped`."""
        if self.stop():
            raise Stopped
        try:
            self._take(path, data, sha256)
        except Problem as problem:
            self.adding.refused.append((str(path.with_name(data.label)), problem))

    def _take(self, path: Path, data: DataPart, sha256: str) -> None:
        whole = f"{sha256}/{data.member}" if "/" in data.label else sha256
        id_ = sha256[:16] if whole == sha256 else hashlib.sha256(whole.encode()).hexdigest()[:16]
        if id_ in self.known or whole in self.known:
            self.adding.again.append(data.label)
            return
        before = replace(self.adding)

        def heard(size: int) -> None:
            if self.stop():
                raise Stopped
            self.adding.bytes_read = before.bytes_read + size
            self._heard(before, file)

        file = Cleaner(path, data, id_, heard)
        form = file.data.form
        key = (data.dataset, form.headed, form.names)
        batch = self.open.setdefault(key, _Open(*key))
        alone = _Pieces(self.store, self.connection, batch)
        rows = _Rows()
        try:
            for many in file.cleaned():
                rows.add(many)
                if rows.full:
                    rows.dated_as(file)
                    alone.write(rows)
                    rows = _Rows()
        except BaseException:
            self.adding.rows, self.adding.misshapen = before.rows, before.misshapen
            alone.drop()
            raise
        stored = StoredFile(
            id_, data.label, sha256, file.rows, len(file.misshapen), file.numbered,
            tuple(file.versions), file.data.content,
        )  # fmt: skip
        if stored.key in self.known:
            self.adding.rows, self.adding.misshapen = before.rows, before.misshapen
            self.adding.again.append(data.label)
            alone.drop()
            return
        rows.dated_as(file)
        self._heard(before, file)
        rejects = [(id_, *row) for row in file.misshapen]
        self.known |= {id_, stored.key}
        if alone.pieces:
            alone.write(rows)
            alone.commit([stored], rejects)
            self.adding.added.append(stored)
            return
        batch.files.append(stored)
        batch.rows.take(rows)
        batch.misshapen += rejects
        if batch.rows.full:
            self._flush(batch)

    def _heard(self, before: Adding, file: Cleaner) -> None:
        self.adding.rows = before.rows + file.rows
        self.adding.misshapen = before.misshapen + len(file.misshapen)
        self.told(self.adding)

    def finish(self) -> None:
        """Commit what waits."""
        for batch in self.open.values():
            self._flush(batch)

    def _flush(self, batch: _Open) -> None:
        if not batch.files:
            return
        pieces = _Pieces(self.store, self.connection, batch)
        pieces.write(batch.rows)
        pieces.commit(batch.files, batch.misshapen)
        self.adding.added += batch.files
        batch.files, batch.rows, batch.misshapen = [], _Rows(), []


class _Pieces:
    """The Parquet files of a part, written where nobody looks for them."""

    def __init__(self, store: EventStore, connection: DuckDBPyConnection, layout: _Open) -> None:
        self.store, self.connection, self.layout = store, connection, layout
        self.id = uuid4().hex[:16]
        self.pieces: list[Piece] = []
        self.fresh: dict[str, Path] = {}

    def write(self, rows: _Rows) -> None:
        """Rows into a file for each year, sorted by their states."""
        for year, lines, days in rows.sorted():
            path = f"{self.layout.dataset}/{year}/{self.id}-{len(self.pieces) + 1}.parquet"
            text = self.store.unfinished / f"{self.id}.tsv"
            escaped = False
            with text.open("wb") as stream:
                for place in range(0, len(lines), _MANY):
                    many = b"\n".join(lines[place : place + _MANY])
                    escaped = escaped or b"\x1e" in many
                    stream.write(many + b"\n")
            size, sha256 = self._parquet(self._selected(text, escaped), path)
            text.unlink()
            self.pieces.append(Piece(path, size, len(lines), year, sha256, days))

    def _selected(self, text: Path, escaped: bool) -> str:
        names = [*COLUMNS, *columns_of(self.layout.names)]
        columns = {f"c{n}": "VARCHAR" for n in range(len(names))}
        columns["c1"] = "BIGINT"

        def cell(place: int) -> str:
            said = f"c{place}"
            if escaped and place != 1:
                for mark, stands in (*ESCAPES, ("\x1e", "\x1e0")):
                    said = f"replace({said}, {literal(stands)}, {literal(mark)})"
            return f"{said} AS {name(names[place])}"

        return (
            f"SELECT {', '.join(map(cell, range(len(names))))} FROM read_csv("
            f"{place(text)}, columns = {columns}, delim = '\t', quote = '', escape = '', "
            "comment = '', header = false, auto_detect = false, new_line = '\\n', "
            f"max_line_size = {_LINE})"
        )

    def _parquet(self, select: str, path: str) -> tuple[int, str]:
        fresh = self.store.unfinished / path.replace("/", "-")
        self.connection.execute(
            f"COPY ({select}) TO {literal(str(fresh))} "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})"
        )
        with fresh.open("rb") as stream:
            os.fsync(stream.fileno())
        self.fresh[path] = fresh
        return fresh.stat().st_size, sha256_of(fresh)

    def commit(self, files: list[StoredFile], misshapen: list[tuple[str, int, int]]) -> None:
        """Make all of it part of the store."""
        rejects = None
        if misshapen:
            text = self.store.unfinished / f"{self.id}.tsv"
            with text.open("w", encoding="utf-8") as stream:
                stream.writelines(f"{file}\t{line}\t{wide}\n" for file, line, wide in misshapen)
            path = f"rejects/{self.id}.parquet"
            columns = "{'_file': 'VARCHAR', '_line': 'BIGINT', 'columns': 'BIGINT'}"
            select = (
                f"SELECT *, 'width' AS reason FROM read_csv({place(text)}, "
                f"columns = {columns}, delim = '\t', header = false, auto_detect = false)"
            )
            size, sha256 = self._parquet(select, path)
            rejects = Piece(path, size, len(misshapen), "", sha256)
            text.unlink()
        layout = self.layout
        part = Part(
            self.id, layout.dataset, layout.headed, layout.names, tuple(files),
            tuple(self.pieces), rejects,
        )  # fmt: skip
        self.store.commit(part, self.fresh)

    def drop(self) -> None:
        """Take away what was written."""
        for path in self.fresh.values():
            path.unlink(missing_ok=True)
