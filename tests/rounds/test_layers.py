"""Random layers of two to four coders: alpha as another implementation has it, from raw answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agreement.test_alpha import naive
from tests.steps import steps
from workbench.agreement import Measure
from workbench.casebook.rounds import Layer, Standing, agree, begin, now

from .coding import started

EVENTS = 4
_ANSWER = st.none() | st.sampled_from(["yes", "no", "unclear"])
_TAGS = st.none() | st.frozensets(st.sampled_from(["binding", "balking", "blackmail"]))
_SAYS = st.none() | st.sampled_from([(), ("supports",), ("undermines",),
                                     ("supports", "undermines")])  # fmt: skip
_STATUS = st.none() | st.sampled_from(["observed", "capable", "absent"])
_GRADE = st.none() | st.builds("".join, st.tuples(st.sampled_from("ABF"), st.sampled_from("126")))
_CODER = st.tuples(*[st.tuples(_TAGS, _ANSWER, _SAYS, _STATUS, _GRADE)] * EVENTS)


def layer(number: int, codebook: str, said: tuple[tuple[Any, ...], ...]) -> Layer:
    """One coder's answers, as a filled sheet would give them."""
    # A note is no answer to compare; without anything a layer can't be sealed.
    events: dict[str, dict[str, Any]] = {"ev001": {"note": "x"}}
    pieces: dict[str, dict[str, Any]] = {}
    for n, (tags, answer, says, status, grade) in enumerate(said, 1):
        event, intent, effect = (f"{kind}{n:03}" for kind in ("ev", "pi", "pe"))
        if tags is not None:
            told = [{"strategy": tag} for tag in sorted(tags)]
            events.setdefault(event, {}).update({"tags": told} if tags else {"coded_none": True})
        if answer:
            events.setdefault(event, {})["screen"] = {"avoids_confrontation": answer}
        if n == EVENTS:
            continue
        if says is not None:
            bearings = [{"motive": "balancing", "says": each} for each in says]
            pieces.setdefault(intent, {})["bearings"] = bearings
        if status:
            pieces.setdefault(effect, {}).update(status=status, kind="raises-cost")
        if grade:
            pieces.setdefault(effect, {})["grade"] = grade
    return Layer(round="R1", coder=f"C{number}", codebook=codebook, nonce=f"{number:064x}", by="x",
                 at=now(), events=events, evidence=pieces)  # fmt: skip


def ranks(order: str) -> Callable[[Any], Any]:
    return lambda value: order.index(value) if value and value in order else None


@settings(max_examples=8)
@given(coders=st.lists(_CODER, min_size=2, max_size=4))
def test_alpha_of_random_layers(coders: list[tuple[tuple[Any, ...], ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = started(Path(folder), EVENTS)
        names = [f"C{number}" for number in range(len(coders))]
        begin(book.case, book.file.path, "R1", names, "x", seed=1)
        standing = Standing.of(book.file.path, "R1")
        for number, said in enumerate(coders):
            standing.put(layer(number, standing.round.frozen.codebook, said))
            standing.seal(f"C{number}", "x")
        found = agree(book.case, Standing.of(book.file.path, "R1"), every=True)
        rows = {row.id: row for row in found.rows}

    def units(place: int, read: Callable[[Any], Any], events: int = EVENTS) -> list[list[Any]]:
        return [[read(said[n][place]) for said in coders] for n in range(events)]

    def bearing(says: Any) -> Any:
        return None if says is None else {0: "silent", 2: "both"}.get(len(says)) or says[0]

    expected: dict[str, tuple[list[list[Any]], Measure]] = {
        "strategies": (units(0, lambda tags: tags), "sets"),
        "avoids_confrontation": (units(1, lambda answer: answer), "nominal"),
        "bearing:balancing": (units(2, bearing, EVENTS - 1), "nominal"),
        "status": (
            units(3, lambda s: s and ["absent", "capable", "observed"].index(s), EVENTS - 1),
            "ordinal",
        ),
        "grade_reliability": (
            units(4, lambda grade: grade and ranks("ABCDE")(grade[0]), EVENTS - 1), "ordinal"
        ),
        "grade_credibility": (
            units(4, lambda grade: grade and ranks("12345")(grade[1]), EVENTS - 1), "ordinal"
        ),
    }  # fmt: skip
    for name, (answers, measure) in expected.items():
        alpha = naive(answers, measure)
        if alpha is None:
            assert rows[name].alpha is None and rows[name].why, name
        else:
            assert rows[name].alpha == pytest.approx(alpha, abs=1e-12), name
        several = [unit for unit in answers if sum(one is not None for one in unit) > 1]
        assert rows[name].units == len(several), name


@pytest.mark.long
def test_300_events_by_three_coders_cost_little(tmp_path: Path) -> None:
    """With every interval: in steps that don't depend on the machine."""
    book = started(tmp_path, 300)
    begin(book.case, book.file.path, "R1", ["C0", "C1", "C2"], "x", seed=1)
    standing = Standing.of(book.file.path, "R1")
    for number in range(3):
        said = tuple(
            (frozenset({"binding", "balking", "blackmail"} if (n * 7 + number) % 5 else ()),
             ("yes", "no", "unclear")[(n + number * (n % 4)) % 3],
             ((), ("supports",), ("undermines",))[(n * n + number) % 3],
             ("observed", "capable", "absent")[(n + number * (n % 3)) % 3], "B2")
            for n in range(299)
        )  # fmt: skip
        standing.put(layer(number, standing.round.frozen.codebook, said))
        standing.seal(f"C{number}", "x")
    standing = Standing.of(book.file.path, "R1")
    case = book.case
    assert sum(row.interval is not None for row in agree(case, standing).rows) >= 6
    assert steps(lambda: agree(case, standing)) < 1_500_000
