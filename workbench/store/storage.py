"""TinyDB's door to one case file: a storage that replaces the file and keeps untouched bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from workbench.case import Problem, new_id

from .files import replace_file
from .lines import Lines, Tables, Wanted, read_bytes


class NotWritten(Problem):
    """An edit that the disk refused; it can be tried again."""


class CaseStorage(Storage):
    """A TinyDB storage (tinydb.storages.Storage) whose file is never half written."""

    def __init__(self, path: Path | str, backup: Path | None = None) -> None:
        """Read and write `path`; `backup` keeps the generation before the last write."""
        self.path = Path(path)
        self.backup = backup
        self.data = b""
        """The bytes last read or written."""

    def lines(self) -> Lines | None:
        """The file as it is now, or None where there is none; raises `Problem`."""
        data = read_bytes(self.path)
        if data is None:
            return None
        self.data = data
        return Lines.parse(data, self.path)

    def read(self) -> Tables | None:
        """The tables, or None where there is no file yet; raises `Problem`."""
        found = self.lines()
        return None if found is None else found.tables()

    def write(self, data: Any) -> None:
        """Replace the file by these tables; raises `NotWritten`, and the old file then stands."""
        before = self.lines() or Lines({})
        wanted: dict[tuple[str, str], Any] = {}
        for table, rows in data.items():
            given = {str(key): value for key, value in rows.items()}
            gone = before.rows.get(table, {}).keys() - given.keys()
            wanted |= {(table, key): None for key in gone}
            wanted |= {
                (table, key): value
                for key, value in given.items()
                if before.get(table, key) != value
            }
        self.put(Lines({name: before.rows.get(name, {}) for name in data}), wanted)

    def put(self, before: Lines, wanted: Wanted) -> Lines:
        """Write a change of the file whose records are `before`; raises `NotWritten`."""
        after = before.changed(wanted)
        data = after.data()
        try:
            replace_file(self.path, data, self.backup)
        except OSError as error:
            raise NotWritten(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        self.data = data
        return after


class CaseTable(Table):
    """A TinyDB table whose ids are ours: time-ordered and random, never the largest plus one."""

    document_id_class = str  # type: ignore[assignment]

    def _get_next_id(self) -> str:
        return new_id("id")


class CaseDB(TinyDB):
    """A case file as TinyDB has it."""

    table_class = CaseTable
    default_storage_class = CaseStorage  # type: ignore[assignment]
