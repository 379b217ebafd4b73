"""Rounds sealed without sheets: what coders answered, put straight into their layers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from workbench.casebook import Casebook
from workbench.casebook.rounds import (
    Layer,
    Settled,
    Standing,
    begin,
    compared,
    now,
    settled_step,
    settlement,
)

Given = Mapping[str, Mapping[str, Any]]
"""By the id of an event or of a piece, what a coder says of it."""
ANN: Given = {
    "ev001": {"tags": [{"strategy": "binding"}, {"strategy": "balking"}]},
    "ev002": {"tags": [{"strategy": "balking"}]},
    "ev003": {"tags": [{"strategy": "balking"}]},
    "pi001": {"bearings": [{"motive": "balancing", "says": "supports"}]},
    "pe001": {"kind": "raises-cost", "status": "observed"},
    "pi002": {"bearings": []},
    "pe002": {"kind": "raises-cost", "status": "observed"},
}
BEN: Given = {
    "ev001": {"tags": [{"strategy": "binding"}]},
    "ev002": {"coded_none": True},
    "pi001": {"bearings": [{"motive": "balancing", "says": "supports"}]},
    "pe001": {"kind": "raises-cost", "status": "absent"},
    "pi002": {"bearings": []},
    "pe002": {"kind": "raises-cost", "status": "observed"},
}


def sealed(
    book: Casebook, name: str, answers: Mapping[str, Given], *, pilot: bool = False
) -> Standing:
    """A round whose coders answered and sealed."""
    begin(book.case, book.file.path, name, list(answers), "Dan", seed=1, pilot=pilot)
    for coder, given in answers.items():
        standing = Standing.of(book.file.path, name)
        frozen = standing.round.frozen
        events = {id_: dict(said) for id_, said in given.items() if id_.startswith("ev")}
        pieces = {id_: dict(said) for id_, said in given.items() if id_.startswith("p")}
        layer = Layer(round=name, coder=coder, codebook=frozen.codebook, by=coder, at=now(),
                      nonce=secrets.token_hex(32), events=events, evidence=pieces)  # fmt: skip
        standing.put(layer)
        standing.seal(coder, coder)
    return Standing.of(book.file.path, name)


def settles(book: Casebook, standing: Standing, chosen: Mapping[str, Any]) -> None:
    """Every disagreement settled by Dan: as `chosen` says by unit and variable."""
    differ, _, _ = compared(standing)
    made = [
        Settled(d.unit, d.variable, chosen[f"{d.unit} {d.variable.id}"], "The record says so.")
        for d in differ
    ]
    found = settlement(book.case, standing, made, "Dan")
    book.apply("a settled coding round", found.changes, "Dan")
    standing.take(settled_step(found, "Dan", book.history()))


DIFFER = {
    "ev001 strategies": frozenset({"binding", "balking"}),
    "ev002 strategies": frozenset({"diplomatic-coordination"}),
    "pe001 status": "absent",
}
"""What Ann and Ben differ on, and a settlement: Ann's (as both together), another, Ben's."""
