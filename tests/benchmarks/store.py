"""The case log: a durable save of one event, and loading a case."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
from pathlib import Path

from tinydb import JSONStorage, TinyDB

from workbench.case import Case, CaseInfo, Event, new_id
from workbench.casebook import Casebook, put, worked_cases
from workbench.store import CaseFile

from .figures import Figure, in_turns


def events(count: int) -> dict[str, Event]:
    """Events as researchers write them: those of the worked case, over and over."""
    [worked] = (file for file in worked_cases() if file.slug == "france-us-iraq-2003")
    known = itertools.cycle(worked.load().timeline)
    made = (
        event.model_copy(update={"id": new_id("ev"), "key": f"e{n}"})
        for n, event in zip(range(count), known, strict=False)
    )
    return {event.id: event for event in made}


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


def saving(count: int, target: float, folder: Path) -> list[Figure]:
    """One event saved durably into a case of `count`, against TinyDB as it comes, and the disk."""
    file = CaseFile(folder / f"c{count}.json")
    case = Case(f"c{count}", CaseInfo(title="T", balancer="A", target="B"), events=events(count))
    file.create(case)
    book = Casebook(file)
    book.settle()
    stock = TinyDB(folder / f"stock{count}.json", storage=JSONStorage, encoding="utf-8")
    stock.table("events").insert_multiple(e.model_dump() for e in case.events.values())
    data, numbers = file.path.read_bytes(), itertools.count()

    def ours() -> None:
        event = Event(id=new_id("ev"), title=f"new {next(numbers)}")
        book.apply("new event", put(book.case, event), "CKM")

    def theirs() -> None:
        stock.table("events").insert({"title": f"new {next(numbers)}"})

    saved, tiny, bare = in_turns(
        15, ours, theirs, lambda: _bare(folder / f"bare{count}.json", data)
    )
    what = f"one event saved durably among {count:,}"
    return [
        Figure(what, saved, tiny, "stock TinyDB", target),
        Figure(what, saved, bare, "bare write, sync, replace", 2),
    ]


def loading(count: int, folder: Path) -> Figure:
    """A case read and validated, against `json.loads` of its bytes."""
    file = CaseFile(folder / f"l{count}.json")
    file.create(
        Case(f"l{count}", CaseInfo(title="T", balancer="A", target="B"), events=events(count))
    )
    data = file.path.read_bytes()
    ours, floor = in_turns(
        9, lambda: CaseFile(file.path).load(), lambda: json.loads(data.decode("utf-8"))
    )
    return Figure(f"{count:,} events loaded and validated", ours, floor, "json.loads", 3)


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
