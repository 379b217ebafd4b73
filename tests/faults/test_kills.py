"""Kill -9 at any moment: what was confirmed is there; the file stands before or after an edit."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from workbench.casebook import Casebook
from workbench.store import CaseFile

from .conftest import count, number

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def _edit_for_ever(file: CaseFile, start: int, told: int) -> None:
    book = Casebook(CaseFile(file.path))
    book.settle()
    os.write(told, b"%d\n" % start)
    while True:
        start += 1
        count(book, start)
        os.write(told, b"%d\n" % start)


def test_a_thousand_kills(file: CaseFile) -> None:
    """After each kill the case stands at the last confirmed edit or at the one under way."""
    dice, at, under_way = random.Random(2015), 0, 0
    for _ in range(1000):
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                _edit_for_ever(file, at, told)
            finally:
                os._exit(1)
        os.close(told)
        said = os.read(heard, 1 << 16)
        time.sleep(dice.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while part := os.read(heard, 1 << 16):
            said += part
        os.close(heard)
        confirmed = int(said.split()[-1])
        now = number(file)
        assert now in (confirmed, confirmed + 1)
        under_way += now == confirmed + 1
        at = now
    book = Casebook(CaseFile(file.path))
    book.settle()
    assert not book.file.past().faults
    assert at > 300, "the children hardly came to write"
    left = [p.name for p in file.path.parent.iterdir() if p.name.endswith(".tmp")]
    assert not left, "what killed writes left behind was swept"
