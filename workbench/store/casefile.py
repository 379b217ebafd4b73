"""A case and its file: reading with every problem named, saving under a lock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import ValidationError
from tinydb import TinyDB

from workbench.case import RECORDS, Assessment, Case, Change, Problem, Record

from .storage import CaseStorage, Tables

FORMAT = "soft-balancing-case"
VERSION = 1
_META: dict[str, Any] = {"format": FORMAT, "version": VERSION}


@dataclass(frozen=True)
class Flaw:
    """One thing wrong in a case file: which record, which field, and what."""

    table: str
    id: str
    field: str
    why: str


def read_tables(path: Path) -> Tables:
    """The tables of a case file whose format this program knows; raises `Problem`."""
    tables = CaseStorage(path).read()
    if tables is None:
        raise Problem("there is no case file {path}", path=str(path))
    meta = tables.get("_meta", {}).get("1")
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise Problem("{path} isn't a case file: its _meta names no format", path=str(path))
    if meta.get("version") != VERSION:
        raise Problem(
            "{path} is of format version {version}; this program reads version {known}: "
            "use a newer workbench",
            path=str(path),
            version=meta.get("version"),
            known=VERSION,
        )
    return tables


def flaws(tables: Tables) -> tuple[dict[str, dict[str, Record]], list[Flaw]]:
    """The records that are sound, and what is wrong with the others."""
    found: dict[str, dict[str, Record]] = {}
    wrong: list[Flaw] = []
    for kind in RECORDS:
        rows = found.setdefault(kind.table, {})
        for key, row in tables.get(kind.table, {}).items():
            if not isinstance(row, dict):
                wrong.append(Flaw(kind.table, key, "", "a record is a JSON object"))
                continue
            try:
                rows[key] = kind.model_validate({**row, "id": key})
            except ValidationError as error:
                for each in error.errors():
                    place = ".".join(map(str, each["loc"]))
                    cause = each.get("ctx", {}).get("error")
                    wrong.append(Flaw(kind.table, key, place, str(cause or each["msg"])))
    if not tables.get("case", {}).get("case"):
        wrong.append(Flaw("case", "case", "", "the record that describes the case is missing"))
    for piece in found["evidence"].values():
        for name, table in (("event", "events"), ("reaction", "events"), ("source", "sources")):
            wanted = getattr(piece, name)
            if wanted is not None and wanted not in tables.get(table, {}):
                wrong.append(Flaw("evidence", piece.id, name, f"there is no {wanted} in {table}"))
    return found, wrong


def build(slug: str, tables: Tables, path: Path) -> Case:
    """The case in these tables; raises `Problem` for the first flaw."""
    found, wrong = flaws(tables)
    if wrong:
        first = wrong[0]
        raise Problem(
            "{path}: {table} {id} {field}: {why} ({count} in all; workbench check lists them)",
            path=str(path),
            table=first.table,
            id=first.id,
            field=first.field,
            why=first.why,
            count=len(wrong),
        )
    return Case(
        slug=slug,
        info=found["case"]["case"],  # type: ignore[arg-type]
        ratings=found["ratings"],  # type: ignore[arg-type]
        assessment=found["assessment"].get("assessment", Assessment()),  # type: ignore[arg-type]
        sources=found["sources"],  # type: ignore[arg-type]
        events=found["events"],  # type: ignore[arg-type]
        evidence=found["evidence"],  # type: ignore[arg-type]
        candidates=found["candidates"],  # type: ignore[arg-type]
    )


def as_row(record: Record) -> dict[str, Any]:
    """A record as it stands in the file: without its id, and without what says nothing."""
    return record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)


def as_tables(case: Case) -> Tables:
    """The whole case as the file holds it."""
    tables: Tables = {"_meta": {"1": dict(_META)}} | {kind.table: {} for kind in RECORDS}
    for record in case.records():
        tables[record.table][record.id] = as_row(record)
    return tables


class CaseFile:
    """One case file, through TinyDB; a change is read, checked and written under a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=5)

    def _db(self) -> TinyDB:
        return TinyDB(self.path, storage=CaseStorage)

    @property
    def slug(self) -> str:
        """The case's name in the workspace."""
        return self.path.stem

    def load(self) -> Case:
        """The case; raises `Problem` that says what is wrong and where."""
        return build(self.slug, read_tables(self.path), self.path)

    def digest(self) -> str:
        """The SHA-256 of the file's bytes, in hexadecimal."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def create(self, case: Case) -> None:
        """Write a new case; raises `Problem` where the file is there already."""
        with self._held():
            if self.path.exists():
                raise Problem("there is already a case {slug}", slug=self.slug)
            self._db().storage.write(as_tables(case))

    def commit(self, changes: Iterable[Change]) -> None:
        """Make the changes in the file as it is now, leaving other records untouched.

        Raises `Problem` where a record isn't what the change started from.
        """
        with self._held():
            db = self._db()
            tables = read_tables(self.path)
            for change in changes:
                self._apply(tables, change)
            db.storage.write(tables)

    def _apply(self, tables: Tables, change: Change) -> None:
        record = change.record
        rows = tables.setdefault(record.table, {})
        stored = rows.get(record.id)
        now = None if stored is None else type(record).model_validate({**stored, "id": record.id})
        if now != change.before:
            raise Problem(
                "{what} was changed elsewhere since it was opened; nothing was written. "
                "Reopen the case to see it",
                what=f"{record.table} {record.id}",
            )
        if change.after is None:
            rows.pop(record.id, None)
        else:
            rows[record.id] = as_row(change.after)

    @contextmanager
    def _held(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            raise Problem(
                "{path} is being written by another program; try again", path=str(self.path)
            ) from None
        except OSError as error:
            raise Problem(
                "{path} can't be written: {why}", path=str(self.path), why=error.strerror
            ) from None
        try:
            yield
        finally:
            self._lock.release()
