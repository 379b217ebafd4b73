"""Whoever changes what another coded has coded too."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.case import Case, CaseInfo, Event, Evidence, KeyJudgement, Overruling, Rating
from workbench.judgement import doubts, judge_case
from workbench.memo import memo_markdown

EVENT = Event(id="e", title="T", initiator="A", target="B", coder="PH")
PIECE = Evidence(id="p", event="e", side="intent", coder="PH")
RULED = Overruling(verdict="contested", reason="w", coder="MK")


@pytest.mark.parametrize(
    ("records", "one"),
    [
        ((EVENT, PIECE), True),
        ((EVENT.model_copy(update={"changed_by": "MK"}), PIECE), False),
        ((EVENT, PIECE.model_copy(update={"changed_by": "MK"})), False),
        ((EVENT.model_copy(update={"overruled": RULED}), PIECE), False),
        ((EVENT, PIECE, Rating(id="threat", value="acute", coder="PH", changed_by="MK")), False),
    ],
)
def test_a_single_coder_is_single(
    records: tuple[Event | Evidence | Rating, ...], one: bool
) -> None:
    """The memo says so only where nobody else coded, changed, rated or overruled anything."""
    tables: dict[str, dict[str, object]] = {"events": {}, "evidence": {}, "ratings": {}}
    for record in records:
        tables[record.table][record.id] = record
    case = Case("c", CaseInfo(title="T", balancer="A", target="B"), **tables)  # type: ignore[arg-type]
    memo = memo_markdown(case, "en", digest="", today=date(2026, 1, 1))
    assert ("A single coder" in memo) == one
    assert case.coders == (("PH",) if one else ("MK", "PH"))
    doubted = {d.kind for d in doubts(KeyJudgement(text="J", events=("e",)), judge_case(case))}
    assert ("one-coder" in doubted) == (case.evidence["p"].changed_by == "")
