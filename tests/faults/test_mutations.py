"""Files that something damaged: each is refused in a sentence, or opens as what `check` says."""

from __future__ import annotations

import random

from workbench.case import Problem
from workbench.cli.check import flaws_of
from workbench.store import CaseFile


def _mutated(data: bytes, dice: random.Random) -> bytes:
    at, to = sorted(dice.randrange(len(data)) for _ in range(2))
    kinds = [
        lambda: data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :],
        lambda: data[:at],
        lambda: data[:at] + data[to:],
        lambda: data[:to] + data[at:],
        lambda: data[:at] + bytes(dice.randrange(256) for _ in range(4)) + data[at:],
        lambda: b"\n".join(dice.sample(data.split(b"\n"), len(data.split(b"\n")))),
        lambda: data[:at] + b"\0" * (to - at) + data[to:],
    ]
    return dice.choice(kinds)()


def test_two_thousand_mutated_files(file: CaseFile) -> None:
    """None is opened wrong without `check` saying so, and none is a traceback."""
    whole, original = file.path.read_bytes(), file.load()
    dice, refused, told = random.Random(2015), 0, 0
    for _ in range(2000):
        file.path.write_bytes(_mutated(whole, dice))
        found = flaws_of(file.path)
        try:
            case = CaseFile(file.path).load()
        except Problem as problem:
            refused += 1
            assert str(problem).count("\n") == 0
            assert found
            continue
        if case != original:
            told += 1
            assert found, "opened otherwise than it was, and check is silent"
    assert refused > 1000
    assert told > 50
