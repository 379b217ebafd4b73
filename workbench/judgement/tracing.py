"""What a verdict rests on: process-tracing tests, named, and origins, counted.

After Van Evera (1997), Collier (2011), Bennett and Checkel (2015); an addition of the workbench.
No verdict, count or rule depends on a test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.case import Case, Evidence, Motive, against, answers, takers
from workbench.codebook import codebook

from .lenses import Judged

Test = Literal[
    "doubly-decisive", "smoking-gun", "hoop", "straw",
    "failed-doubly-decisive", "failed-hoop", "failed-smoking-gun", "straw-against",
]  # fmt: skip
TESTS: tuple[Test, ...] = (
    "doubly-decisive", "smoking-gun", "hoop", "straw",
    "failed-doubly-decisive", "failed-hoop", "failed-smoking-gun", "straw-against",
)  # fmt: skip
"""The kinds of test, passed and failed, the more decisive first."""
_FAILED: Mapping[Test, Test] = {
    "doubly-decisive": "failed-doubly-decisive",
    "hoop": "failed-hoop",
    "smoking-gun": "failed-smoking-gun",
    "straw": "straw-against",
}
FAILURES: tuple[Test, ...] = ("failed-doubly-decisive", "failed-hoop")
"""The failures that count heavily against what was tested."""


def named_test(piece: Evidence, motive: Motive | None) -> Test | None:
    """The kind of test that a piece is of a motive, or of its effect; None while unset."""
    given = answers(piece, motive)
    if given.expected is None or given.surprising is None:
        return None
    passed: dict[tuple[bool, bool], Test] = {
        (True, True): "doubly-decisive",
        (True, False): "hoop",
        (False, True): "smoking-gun",
        (False, False): "straw",
    }
    test = passed[given.expected, given.surprising]
    return _FAILED[test] if against(piece, motive) else test


def named_tests(piece: Evidence) -> dict[Motive | None, Test]:
    """The tests of a piece by what they are of; without those that are unset."""
    return {motive: test for motive in takers(piece) if (test := named_test(piece, motive))}


def origin_of(piece: Evidence) -> tuple[str, str]:
    """What a piece goes back to: its label; without one its source; without that itself."""
    if label := " ".join(piece.origin.split()).casefold():
        return "origin", label
    return ("source", piece.source) if piece.source else ("piece", piece.id)


def origins(pieces: Iterable[Evidence]) -> int:
    """How many origins pieces go back to."""
    return len({origin_of(piece) for piece in pieces})


def traced(case: Case) -> bool:
    """Whether anybody has named an origin or a test in the case."""
    return any(piece.origin or piece.tests for piece in case.evidence.values())


@dataclass(frozen=True)
class Ground:
    """What a verdict rests on, of the pieces that decided it."""

    pieces: int
    origins: int
    tests: Mapping[Test, int]
    """How many of which kind, of what the lens reads, in the order of `TESTS`."""
    unset: int
    """The pieces of which nobody has said what kind of test they are."""


def ground(case: Case, lens: str, judged: Judged) -> Ground:
    """What the verdict of `lens` rests on."""
    pieces = [case.evidence[i] for i in judged.decided]
    reads = {motive for motive, _ in codebook().lens_rules[lens].reads}
    found: Counter[Test] = Counter()
    unset = 0
    for piece in pieces:
        tests = [t for m, t in named_tests(piece).items() if m is None or m in reads]
        found.update(tests)
        unset += not tests
    counted = {test: found[test] for test in TESTS if found[test]}
    return Ground(len(pieces), origins(pieces), counted, unset)
