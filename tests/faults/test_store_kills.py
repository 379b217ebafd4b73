"""Kill -9 at every step of an addition: the store is whole, and what was committed is there."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.benchmarks.gdeltrows import gdelt_files
from workbench.eventstore import EventStore, add_files, adding, ask, holdings
from workbench.interchange.eventdata import Wanted, collect

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

DYAD = Wanted(("FRA", "USA"))


def _add_until(store: EventStore, folder: Path, steps: int) -> int:
    """Add in a process that is killed at its so-manyth step; gives how it ended."""
    child = os.fork()
    if child == 0:
        left = steps

        def step(event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event.startswith(("open", "os.", "shutil.")):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(step)
            add_files(store, collect([folder]))
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_kill_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is in it whole or not at all; the next addition takes away what was half done."""
    monkeypatch.setattr(adding, "ROWS", 150)
    files = gdelt_files(tmp_path / "files", 800, 4)
    whole = EventStore(tmp_path / "whole")
    add_files(whole, collect(files))
    wanted = ask(whole, DYAD).candidates
    assert len(wanted) > 3
    ends, seen = [], set[int]()
    for steps in range(1, 400, 3):
        store = EventStore(tmp_path / f"killed-{steps}")
        ends.append(_add_until(store, tmp_path / "files", steps))
        assert not store.flaws()
        there = {file.name for file in store.known().values()}
        seen.add(len(there))
        if there:
            found = ask(store, DYAD).candidates
            assert [c for c in wanted if c.file in there] == list(found)
        if ends[-1] == 0:
            break
    assert ends[-1] == 0 and set(ends[:-1]) == {-signal.SIGKILL} and len(ends) > 10
    assert seen > {0, 4} and len(seen) > 2, "it was killed between commits too"
    # The last that was killed is gone on with.
    store = EventStore(tmp_path / f"killed-{steps - 3}")
    done = add_files(store, collect(files))
    assert len(done.added) + len(done.again) == 4
    assert list(ask(store, DYAD).candidates) == list(wanted)
    assert not store.leftovers() and holdings(store)[0].files == 4
