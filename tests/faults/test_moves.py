"""Every system call of a rename, a copy and a deletion killed, or failed, by strace."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable

import pytest

from tests.store.test_moving import OPERATIONS, carried, files
from workbench.casebook import Casebook, Workspace
from workbench.store import CaseFile

from .conftest import count
from .test_syscalls import CALLS, FAILING, run_traced

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace isn't installed")


def _operation(name: str) -> Callable[[CaseFile, int], None]:
    def operation(file: CaseFile, _: int) -> None:
        OPERATIONS[name][0](Workspace(file.path.parent.parent))

    return operation


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_call_killed_or_failed(
    file: CaseFile, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """All of it here or all of it there, and a refusal leaves it here; then work goes on."""
    place, spare = file.path.parent.parent, tmp_path_factory.mktemp("spare") / "place"
    # What is imported late is imported before: no file of the program's own is to fail.
    count(Workspace(place).open(file.slug), 1)
    before = files(place)
    to = OPERATIONS[name][1]
    whole = carried(before, to, name == "duplicate")
    shutil.copytree(place, spare)
    log, word = run_traced(_operation(name), file.path, 0)
    assert word == "done"
    seen = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    trials = [(call, n, "signal=KILL") for call in CALLS for n in range(1, seen[call] + 1)]
    trials += [
        (call, n, f"error={error}")
        for error in ("EIO", "ENOSPC")
        for call in FAILING
        for n in range(1, seen[call] + 1)
    ]
    words: Counter[str] = Counter()
    for call, n, how in trials:
        shutil.rmtree(place)
        shutil.copytree(spare, place)
        _, word = run_traced(_operation(name), file.path, 0, "-e", f"inject={call}:{how}:when={n}")
        where = f"{call} {n} {how}: {word}"
        words[word] += 1
        assert word != "failed", where
        Workspace(place).shelf()
        now = {path: data for path, data in files(place).items() if path != "strace.log"}
        assert now == whole if word == "done" else now in (before, whole), where
        assert word != "refused" or now == before, where
        book = Casebook(CaseFile(place / (f"{to}.json" if now == whole else "cases/dyad.json")))
        assert book.undo() == "edit", where
        assert not book.file.past().faults, where
    assert words["killed"] > 10
    assert words["refused"] > 5
