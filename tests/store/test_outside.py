"""What another program did to the file of an open case is noticed, however it did it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from workbench.case import CaseInfo, Event
from workbench.casebook import Casebook, Workspace, put
from workbench.store import CaseFile, casefile


@pytest.fixture
def book(home: Path) -> Casebook:
    """A case of one event."""
    made = Workspace(home).create("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    made.apply("new event", put(made.case, Event(id="ev-1", title="One")))
    return made


def edited_in_place(path: Path) -> None:
    """Other words of the same length in the same file, and its time set back."""
    before = path.stat()
    data = path.read_bytes().replace(b'"One"', b'"Uno"')
    with path.open("r+b") as stream:
        stream.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size, before.st_mtime_ns, before.st_ino,
    )  # fmt: skip


def test_an_edit_of_the_same_size_and_time_is_noticed(book: Casebook) -> None:
    """On looking, and before an edit, which then leaves it."""
    edited_in_place(book.file.path)
    assert book.refresh()
    assert book.case.events["ev-1"].title == "Uno"
    assert not book.refresh()


def test_before_an_edit_it_is_put_down(book: Casebook) -> None:
    """In the history, as what was changed from outside."""
    edited_in_place(book.file.path)
    book.apply("new event", put(book.case, Event(id="ev-2", title="Two")))
    assert book.case.events["ev-1"].title == "Uno"
    assert [r.kind for r in book.history()] == ["begun", "edit", "outside", "edit"]


@pytest.mark.parametrize(
    ("changed", "ticks"), [(0, 1), (-1, 0)], ids=["no older than its name", "as new as the clock"]
)
def test_times_that_are_as_new_as_the_clock_are_not_trusted(
    book: Casebook, monkeypatch: pytest.MonkeyPatch, changed: int, ticks: int
) -> None:
    """A clock ticks slower than two programs write: then the bytes are looked at."""
    now = time.time_ns() | 1
    monkeypatch.setattr(casefile, "stat_of", lambda _: (1, 1, 1, now + changed, now))
    monkeypatch.setattr(time, "time_ns", lambda: now + 1_000_000)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda _: now + ticks)
    book.apply("edit", put(book.case, Event(id="ev-2", title="Two")))
    edited_in_place(book.file.path)
    assert book.refresh()
    assert book.case.events["ev-1"].title == "Uno"


def test_what_was_just_written_isnt_read_again(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its times say that nobody wrote into it and that whoever does from now on shows."""
    now = time.time_ns() | 1
    monkeypatch.setattr(casefile, "stat_of", lambda _: (1, 1, 1, now - 1, now))
    monkeypatch.setattr(time, "time_ns", lambda: now + 1_000_000_000)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda _: now + 1)
    book.apply("edit", put(book.case, Event(id="ev-2", title="Two")))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read again"))
    assert not book.file.changed


def test_what_was_broken_outside_doesnt_enter_the_history(book: Casebook) -> None:
    """An edit is refused with the flaw's place until the file is mended; then it is one again."""
    path = book.file.path
    whole, history = path.read_bytes(), path.with_name("dyad.history.jsonl").read_bytes()
    path.write_bytes(whole.replace(b'"title": "One"', b'"title": 3333'))
    with pytest.raises(ValueError, match="events ev-1 title"):
        book.apply("edit", put(book.case, Event(id="ev-2", title="Two")))
    assert path.with_name("dyad.history.jsonl").read_bytes() == history
    path.write_bytes(whole)
    book.apply("edit", put(book.case, Event(id="ev-2", title="Two")))
    assert set(book.case.events) == {"ev-1", "ev-2"}


@pytest.mark.parametrize("gone", ["loop", "folder", "nothing"])
def test_a_file_that_cant_be_had_is_a_sentence(book: Casebook, gone: str) -> None:
    """What was open stays in memory; opening and editing say why they can't."""
    path = book.file.path
    aside = path.with_name("aside")
    path.rename(aside)
    if gone == "loop":
        path.symlink_to(path)
    elif gone == "folder":
        path.mkdir()
    assert not book.refresh()
    with pytest.raises(ValueError, match=r"dyad\.json"):
        Casebook(CaseFile(path))
    with pytest.raises(ValueError, match=r"dyad\.json"):
        book.apply("edit", put(book.case, Event(id="ev-2", title="Two")))
    assert book.case.events["ev-1"].title == "One"
