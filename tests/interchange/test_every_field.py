"""Every field that has a column, filled with something of its own, through the sheet and back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest

from workbench.case import Case, CaseInfo, Event, Evidence, Source
from workbench.case.fields import EVENT, EVIDENCE, SOURCE, FieldRow, nested
from workbench.interchange.sheet import read_sheet, write_sheet

EMPTY = Case("c", CaseInfo(title="T", balancer="A", target="B"))
_number = count()


def sample(row: FieldRow) -> Any:
    """A value that no other field has; a kind that isn't known here is a `KeyError`."""
    n = next(_number)
    said = f" {row.path} {n}|\\\n=\u3000"
    of_kind: dict[str, Any] = {
        "line": said, "text": said, "actor": said, "coder": said, "overruling": said,
        "tag-notes": said, "choice": row.values[-1:], "date": f"{1900 + n}-03",
        "names": (f"one {n}", f"two {n}"), "grade": "ABCDEF"[n % 6] + "123456"[n % 5],
        "strategies": "binding", "bearings": "supports", "effect": row.values[-1:],
        "event": "e2", "source": "s", "claims": ("p3",), "id": "",
        "tests": "balancing" if row.last == "motive" else bool(n % 2), "nothing": True,
    }  # fmt: skip
    value = of_kind[row.kind]
    return value[0] if row.kind in ("choice", "effect") else value


def told(rows: Iterable[FieldRow]) -> dict[str, Any]:
    """What the fields of these rows hold, the parts of tags and bearings as one of each."""
    whole = {row.path for row in rows}
    rows = [row for row in rows if row.column]
    parts = [row for row in rows if row.path != row.name and row.name in whole]
    lists: dict[str, dict[str, Any]] = {}
    for row in parts:
        lists.setdefault(row.name, {})[row.last] = row.values[-1] if row.values else sample(row)
    found = nested((row.path, sample(row)) for row in rows if row not in parts)
    return found | {name: [part] for name, part in lists.items()}


def event(key: str) -> Event:
    """An event of which every field is filled."""
    verdict = next(row for row in EVENT if row.path == "overruled.verdict")
    ruled = told(EVENT)["overruled"] | {"verdict": verdict.values[1]}
    return Event(**told(EVENT) | {"id": key, "key": key, "overruled": ruled, "coded_none": False})


def full() -> Case:
    """Two events; the first has pieces of either side that say everything, and a claim."""
    source = Source(**told(SOURCE) | {"id": "s"})
    said = {"event": "e1", "source": "s"}
    effect = ("kind", "status", "reaction", "refuted_by", "denies")
    intent = {n: v for n, v in told(EVIDENCE).items() if n not in effect} | said
    motive = {"bearings": [{"motive": "balancing", "says": "supports"}]}
    pieces = (
        Evidence(**intent | motive | {"id": "p1", "side": "intent"}),
        Evidence(**told(EVIDENCE) | said | {"id": "p2", "side": "effect", "bearings": (),
                                            "tests": ({"expected": False},),
                                            "kind": "raises-cost", "status": "absent"}),
        Evidence(id="p3", event="e1", side="effect", kind="raises-cost", status="observed"),
        Evidence(id="p4", event="e1", side="intent", bears_on_nothing=True),
        Evidence(id="p5", event="e1", side="intent"),
    )  # fmt: skip
    late = event("e2").model_copy(update={"date": "2009"})
    first = event("e1").model_copy(update={"date": "1999"})
    return Case("c", EMPTY.info, events={"e1": first, "e2": late}, sources={"s": source},
                evidence={p.id: p for p in pieces})  # fmt: skip


@pytest.mark.parametrize("table", ["events", "evidence", "sources"])
def test_what_every_row_holds_comes_back(table: str) -> None:
    """A row whose column nobody writes or reads is named here."""
    case = full()
    again = read_sheet(write_sheet(case), EMPTY, "the importer")
    assert not again.faults, again.faults
    back = EMPTY.with_changes(again.changes)
    names = {one.id: other.id for one, other in zip(_in_order(case), _in_order(back), strict=True)}
    rows = {"events": EVENT, "evidence": EVIDENCE, "sources": SOURCE}[table]
    for row in (row for row in rows if row.column):
        filled = False
        for before in getattr(case, table).values():
            after = getattr(back, table)[names[before.id]]
            was, now = getattr(before, row.name), getattr(after, row.name)
            if row.kind in ("event", "source", "claims") and was:
                was = names[was] if isinstance(was, str) else tuple(names[each] for each in was)
            assert now == was, row.path
            filled |= bool(was) or row.path == "coded_none"
        assert filled, f"nothing was in {row.path}"


def _in_order(case: Case) -> list[Any]:
    pieces = [p for e in case.timeline for p in case.evidence_of(e.id)]
    return [*case.timeline, *pieces, *case.sources.values()]


def test_what_is_empty_stays_empty() -> None:
    """Whoever imports it; an empty cell stands for something, nothing on purpose doesn't."""
    bare = Event(id="e", key="e", title="T", overruled={"verdict": "contested", "reason": "",
                                                        "coder": ""})  # fmt: skip
    piece = Evidence(id="p", event="e", side="intent", coder="PH")
    case = Case("c", EMPTY.info, events={"e": bare}, evidence={"p": piece})
    for one in (case, case.with_changes([]), Case("c", EMPTY.info, events={"e": bare})):
        again = read_sheet(write_sheet(one), EMPTY, "the importer")
        assert not again.faults, again.faults
        (back,) = EMPTY.with_changes(again.changes).events.values()
        assert back.model_copy(update={"id": "e"}) == bare
    filled = read_sheet(b"title,coder,initiator\nT,,\n", EMPTY, "the importer")
    (said,) = EMPTY.with_changes(filled.changes).events.values()
    assert (said.coder, said.initiator, said.target) == ("the importer", "A", "B")
