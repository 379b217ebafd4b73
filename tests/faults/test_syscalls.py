"""Every system call of two operations killed, or failed with EIO and ENOSPC, by strace."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.case import Problem
from workbench.casebook import Casebook
from workbench.store import CaseFile

from .conftest import count, number

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace isn't installed")
CALLS = (
    "openat", "write", "fsync", "ftruncate", "truncate", "lseek", "rename", "link", "unlink",
    "chmod", "close", "flock", "read",
)  # fmt: skip
_WORDS = ("done", "refused", "failed")
FAILING = ("openat", "write", "fsync", "ftruncate", "rename", "link", "chmod")


def save(file: CaseFile, at: int) -> None:
    """The first operation: an edit."""
    count(Casebook(file), at + 1)


def undo(file: CaseFile, at: int) -> None:
    """The second: taking it back, whose history is read anew."""
    Casebook(file).undo()


def run_traced(
    operation: Callable[[CaseFile, int], None], path: Path, at: int, *inject: str
) -> tuple[str, str]:
    """Do it in a child under strace; gives what strace saw and how it ended."""
    go, ready = os.pipe()
    child = os.fork()
    if child == 0:
        ended = _WORDS.index("failed")
        try:
            os.read(go, 1)
            operation(CaseFile(path), at)
            ended = _WORDS.index("done")
        except Problem:
            ended = _WORDS.index("refused")
        finally:
            os._exit(ended)
    log = path.parent.parent / "strace.log"
    command = ["strace", "-f", "-o", str(log), "-p", str(child), "-e", f"trace={','.join(CALLS)}"]
    tracer = subprocess.Popen([*command, *inject], stderr=subprocess.PIPE)
    assert tracer.stderr
    tracer.stderr.readline()
    os.write(ready, b"!")
    _, status = os.waitpid(child, 0)
    tracer.wait()
    os.close(go)
    os.close(ready)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return log.read_text("utf-8", "replace"), (
        "killed" if killed else _WORDS[os.waitstatus_to_exitcode(status)]
    )


@pytest.mark.parametrize("operation", [save, undo])
def test_every_call_killed_or_failed(
    file: CaseFile, operation: Callable[[CaseFile, int], None]
) -> None:
    """The case stands before or after the operation; a refusal leaves it before."""
    count(Casebook(file), 1)
    count(Casebook(file), 2)
    folder, spare = file.path.parent, file.path.parent.parent / "spare"
    shutil.copytree(folder, spare)
    seen = Counter(
        re.findall(r"^\d+ +(\w+)\(", run_traced(operation, file.path, 2)[0], re.MULTILINE)
    )
    after = number(file)
    trials = [(call, n, "signal=KILL") for call in seen for n in range(1, seen[call] + 1)]
    trials += [
        (call, n, f"error={error}")
        for error in ("EIO", "ENOSPC")
        for call in FAILING
        for n in range(1, seen[call] + 1)
    ]
    words: Counter[str] = Counter()
    for call, n, how in trials:
        shutil.rmtree(folder)
        shutil.copytree(spare, folder)
        _, word = run_traced(operation, file.path, 2, "-e", f"inject={call}:{how}:when={n}")
        where = f"{call} {n} {how}: {word}"
        words[word] += 1
        now = number(file)
        assert now in (2, after), where
        if word == "done":
            assert now == after, where
        if word == "refused":
            assert now == 2, where
        assert word != "failed", where
        assert not CaseFile(file.path).past().faults, where
        count(Casebook(CaseFile(file.path)), number(file) + 1)
    assert words["killed"] > 10
    assert words["refused"] > 5
