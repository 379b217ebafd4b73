"""The case log: a durable save of one event, and loading a case."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import tempfile
from functools import partial
from pathlib import Path

from tinydb import JSONStorage, TinyDB

from workbench.case import Case, CaseInfo, Event, new_id
from workbench.casebook import Casebook, put
from workbench.store import CaseFile, read_tables, without_collection
from workbench.store.lines import Tables

from .cases import large_case
from .figures import Figure, in_turns


def _bare(path: Path, data: bytes) -> None:
    spare = path.with_suffix(".spare")
    with spare.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    spare.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _sqlite(path: Path, tables: Tables) -> sqlite3.Connection:
    """The records in SQLite, a row each, written ahead and synced at each commit."""
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE records (name TEXT, id TEXT, row TEXT, PRIMARY KEY (name, id))")
    rows = (
        (name, id, json.dumps(row)) for name, rows in tables.items() for id, row in rows.items()
    )
    base.executemany("INSERT INTO records VALUES (?, ?, ?)", rows)
    base.commit()
    return base


def saving(count: int, target: float, folder: Path) -> list[Figure]:
    """One event saved durably into a case of `count`, against TinyDB as it comes, SQLite, and the
    disk.
    """
    file = CaseFile(folder / f"c{count}.json")
    case = large_case(f"c{count}", count)
    file.create(case)
    book = Casebook(file)
    book.settle()
    stock = TinyDB(folder / f"stock{count}.json", storage=JSONStorage, encoding="utf-8")
    stock.table("events").insert_multiple(e.model_dump() for e in case.events.values())
    base = _sqlite(folder / f"base{count}.sqlite", read_tables(file.path))
    data, numbers = file.path.read_bytes(), itertools.count()

    def ours() -> None:
        event = Event(id=new_id("ev"), title=f"new {next(numbers)}")
        book.apply("new event", put(book.case, event), "CKM")

    def theirs() -> None:
        stock.table("events").insert({"title": f"new {next(numbers)}"})

    def appended() -> None:
        row = json.dumps({"title": f"new {next(numbers)}"})
        base.execute("INSERT INTO records VALUES ('events', ?, ?)", (new_id("ev"), row))
        base.commit()

    bare = partial(_bare, folder / f"bare{count}.json", data)
    saved, tiny, sqlite, least = in_turns(15, ours, theirs, appended, bare)
    base.close()
    what = f"one event saved durably among {count:,} with evidence"
    return [
        Figure(what, saved, tiny, "stock TinyDB, of the events alone", target),
        Figure(what, saved, least, "bare write, sync, replace", 1.2),
        Figure(what, saved, sqlite, "SQLite, WAL, synchronous FULL, which appends", 1.2),
    ]


def loading(count: int, folder: Path) -> Figure:
    """A case read and validated, against `json.loads` of its bytes."""
    file = CaseFile(folder / f"l{count}.json")
    file.create(large_case(f"l{count}", count))
    data = file.path.read_bytes()
    with without_collection():
        ours, floor = in_turns(
            9, lambda: CaseFile(file.path).load(), lambda: json.loads(data.decode("utf-8"))
        )
    what = f"{count:,} events with evidence loaded and validated"
    return Figure(what, ours, floor, "json.loads, without collection", 2)


def undoing(count: int, folder: Path) -> Figure:
    """The last edit of so many taken back, against making one."""
    file = CaseFile(folder / f"u{count}.json")
    file.create(Case(f"u{count}", CaseInfo(title="T", balancer="A", target="B")))
    book, numbers = Casebook(file), itertools.count()
    book.settle()

    def edited() -> None:
        event = Event(id="ev-1", title=f"title {next(numbers)}")
        book.apply("edit", put(book.case, event), "CKM")

    for _ in range(count):
        edited()
    ours, floor = in_turns(15, book.undo, edited)
    return Figure(f"an edit undone at {count:,} revisions", ours, floor, "an edit", 5)


def figures() -> list[Figure]:
    """Every figure of the case log."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [
            *saving(1_000, 1 / 5, folder),
            *saving(10_000, 1 / 15, folder),
            loading(10_000, folder),
            undoing(5_000, folder),
        ]


if __name__ == "__main__":
    for figure in figures():
        print(figure.row)  # noqa: T201
