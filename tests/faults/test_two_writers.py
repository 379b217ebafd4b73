"""Two windows that write at once lose nothing of each other."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from workbench.case import Event
from workbench.casebook import Casebook, put
from workbench.store import CaseFile

EACH = 1000


def _insert(path: Path, name: str) -> None:
    book = Casebook(CaseFile(path))
    for number in range(EACH):
        book.apply("new event", put(book.case, Event(id=f"ev-{name}{number}", title=name)), name)


def test_two_writers_of_a_thousand_inserts(file: CaseFile) -> None:
    """Every acknowledged insert is in the case and in an unbroken history."""
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_insert, args=(file.path, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(1800)
        assert writer.exitcode == 0
    events = CaseFile(file.path).load().events
    assert {f"ev-{n}{i}" for n in "ab" for i in range(EACH)} <= set(events)
    past = CaseFile(file.path).past()
    assert not past.faults
    assert [r.coder for r in past.revisions].count("a") == EACH
    assert past.state()["events"].keys() == events.keys()
