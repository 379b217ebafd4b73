"""Who waits to write has its turn before whoever wrote last writes again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import sleep

from filelock import FileLock, Timeout

from workbench.store import CaseFile


def _queued(file: CaseFile) -> bool:
    """Whether somebody stands in line."""
    line = FileLock(file.path.with_name(f".{file.path.name}.next.lock"))
    with suppress(Timeout), line.acquire(timeout=0):
        return False
    return True


def test_who_writes_without_pause_lets_the_other_in(tmp_path: Path) -> None:
    """The one that lets go and asks again at once comes after the one that waits."""
    file = CaseFile(tmp_path / "dyad.json")
    order: list[str] = []

    def wait() -> None:
        with CaseFile(file.path).held():
            order.append("the one that waits")

    other = Thread(target=wait)
    with file.held():
        other.start()
        while not _queued(file):
            sleep(0.001)
    with file.held():
        order.append("the one that wrote")
    other.join()
    assert order == ["the one that waits", "the one that wrote"]
