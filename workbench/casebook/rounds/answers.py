"""A coder's answers on a unit: as a layer keeps them, and as a record of the case shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from workbench.case import QUESTIONS, Event, Evidence
from workbench.case.fields import EVENT, EVIDENCE, GIVEN, FieldRow
from workbench.case.model import Side

from .layers import same_coder
from .standing import Standing
from .variables import Said, main_answers

Coded = TypeVar("Coded", Event, Evidence)
BY_WHOM = ("coder", "changed_by")


def _asked(rows: Iterable[FieldRow]) -> tuple[str, ...]:
    asked = (
        row.name
        for row in rows
        if row.column not in ("", *GIVEN, *BY_WHOM) and row.name != "overruled"
    )
    return tuple(dict.fromkeys(asked))


ASKED = {"events": _asked(EVENT), "evidence": _asked(EVIDENCE)}
"""The fields of a record that a round asks for, by its table: those of the blind sheet."""


def answered(record: Coded, said: Said) -> Coded:
    """A record with what a coder says of it."""
    nothing = {"bears_on_nothing": True} if said.get("bearings") == [] else {}
    return (
        type(record).model_validate({**record.model_dump(), **nothing, **said}) if said else record
    )


def answers_of(record: Event | Evidence, before: Said, coder: str) -> dict[str, Any]:
    """What a layer keeps of a record that a coder has answered; `before` is what it kept so far.

    What is empty was never answered, but for bearings that once stood there: then none are borne.
    """
    told = record.model_dump(mode="json", include=set(ASKED[record.table]))
    found = {name: value for name, value in told.items() if value or name == "denies"}
    if isinstance(record, Event):
        found["tags"] = [
            {**tag, "coder": coder if same_coder(tag["coder"], coder) else tag["coder"] or coder}
            for tag in told["tags"]
        ]
        found["screen"] = {name: value for name, value in told["screen"].items() if value}
    elif record.side == "intent" and ("bearings" in before or found.pop("bears_on_nothing", False)):
        # A layer says by bearings that are there and none that a piece bears on nothing.
        found["bearings"] = told["bearings"]
        found.pop("bears_on_nothing", None)
    return {
        name: value
        for name, value in found.items()
        if value or (name in ("bearings", "denies") and value is not None)
    }


def unanswered(said: Said, side: Side | None = None) -> bool:
    """Whether the main answer on a unit is missing: an event's strategies, what a piece of intent
    bears on, an effect's kind or status. `side` is that of a piece, None of an event."""
    if side is None:
        return not (said.get("tags") or said.get("coded_none"))
    return not all(name in said for name in main_answers(side))


def unfinished(standing: Standing, coder: str) -> tuple[list[str], list[str]]:
    """The ids of the units that a coder began to answer, without the main answer; and of the
    events of the round on which a screening question is open."""
    layer, begun, unscreened = standing.layer(coder), list[str](), list[str]()
    events, pieces = (layer.events, layer.evidence) if layer else ({}, {})
    for unit in standing.round.frozen.units:
        said = events.get(unit.id, {})
        unscreened += [unit.id] * any(name not in said.get("screen", {}) for name in QUESTIONS)
        begun += [unit.id] if said and unanswered(said) else []
        begun += [
            p.id for p in unit.evidence
            if (answers := pieces.get(p.id)) and unanswered(answers, p.side)
        ]  # fmt: skip
    return begun, unscreened
