"""TinyDB's doors to one case file: `CaseStorage` for the workbench, `CaseDB` for others' scripts.

A storage replaces the file whole and keeps the bytes of records that nobody touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from workbench.case import Problem, new_id

from . import durable
from .durable import replace_by_parts
from .lines import MOST_RECORDS, NULL, Lines, Tables, Written, encoded
from .measured import read_case


class NotWritten(Problem):
    """An edit that the disk refused; it can be tried again."""


def check_size(path: Path, size: int, most: int = 0) -> None:
    """Raise `NotWritten` where a file of `size` bytes, more than `most`, would never be read again.

    Without `most` it is what a case or its history may have.
    """
    most = most or durable.MOST
    if size > most:
        raise NotWritten(
            "{path} would have more than {n} MB, and couldn't be opened again: nothing was written",
            path=str(path),
            n=most // 10**6,
        )


def check_records(path: Path, lines: Lines) -> None:
    """Raise `NotWritten` where a case of these records would never be read again."""
    if sum(map(len, lines.rows.values())) > MOST_RECORDS:
        raise NotWritten(
            "{path} would have more than {n} records, and couldn't be opened again: nothing was "
            "written",
            path=str(path),
            n=f"{MOST_RECORDS:,}",
        )


class CaseStorage(Storage):
    """A TinyDB storage (tinydb.storages.Storage) whose file is never half written."""

    def __init__(self, path: Path | str, backup: Path | None = None) -> None:
        """Read and write `path`; `backup` keeps the generation before the last write."""
        self.path = Path(path)
        self.backup = backup

    def lines(self) -> Lines | None:
        """The file as it is now, or None where there is none; raises `Problem`."""
        data = read_case(self.path)
        if data is None:
            return None
        return Lines.parse(data, self.path)

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet; raises `Problem`."""
        found = self.lines()
        return None if found is None else found.tables()

    def write(self, data: Any) -> None:
        """Replace the file by these tables; raises `NotWritten`, and the old file then stands."""
        before = self.lines() or Lines({})
        wanted: dict[tuple[str, str], bytes] = {}
        for table, rows in data.items():
            given = {str(key): value for key, value in rows.items()}
            gone = before.rows.get(table, {}).keys() - given.keys()
            wanted |= {(table, key): NULL for key in gone}
            wanted |= {
                (table, key): encoded(value)
                for key, value in given.items()
                if before.get(table, key) != value
            }
        self.put(Lines({name: before.rows.get(name, {}) for name in data}), wanted)

    def put(self, before: Lines, written: Written) -> Lines:
        """Write a change of the file whose records are `before`; raises `NotWritten`."""
        after = before.put(written)
        check_records(self.path, after)
        parts = list(after.parts())
        check_size(self.path, sum(map(len, parts)))
        try:
            replace_by_parts(self.path, parts, self.backup)
        except OSError as error:
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        return after


class CaseTable(Table):
    """A TinyDB table whose ids are ours: time-ordered and random, never the largest plus one."""

    document_id_class = str  # type: ignore[assignment]

    def _get_next_id(self) -> str:
        return new_id("id")


class CaseDB(TinyDB):
    """A case file as TinyDB has it: the door for scripts, whose tables hold plain dictionaries.

    `CaseDB("cases/SLUG.json").table("events")` is searched, inserted into and updated as any table
    of TinyDB; `tables()` names them all. A write replaces the file whole, and checks nothing but
    that it is a case file: `workbench check` does, and the workbench takes the change into the
    history as one from outside. Write while nobody else does: it holds no lock. Raises `Problem`
    where the file is none, `NotWritten` where the disk refuses.
    """

    table_class = CaseTable
    default_storage_class = CaseStorage  # type: ignore[assignment]
