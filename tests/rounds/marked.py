"""A case in which every field that somebody codes tells of itself, and the same one uncoded."""

from __future__ import annotations

from pathlib import Path

from workbench.case import (
    Alternative,
    Assessment,
    Bearing,
    Candidate,
    Case,
    CaseInfo,
    Event,
    Evidence,
    KeyJudgement,
    Overruling,
    ProcessTest,
    Rating,
    Record,
    Screen,
    Search,
    SearchedData,
    Source,
    Suggestion,
    SuggestionRule,
    Tag,
)
from workbench.casebook import Casebook, Workspace, put
from workbench.casebook.rounds import begin, projected

SLUG = "marked"
MARK = "zqxmark"


def records() -> list[Record]:
    """Events, pieces, ratings, an assessment and a candidate with `MARK` wherever a text goes."""
    screen = Screen(avoids_confrontation="yes", indirect_or_covert="yes",
                    limits_power_or_intent="yes", note=MARK)  # fmt: skip
    found: list[Record] = [Source(id="so1", title="A paper", author="Someone", note=MARK)]
    for n in range(1, 4):
        found += [
            Event(
                id=f"ev{n}", key=f"e{n}", date=f"2003-0{n}-05", title=f"Act {n}",
                description="What was reported.", screen=screen, coder=MARK, changed_by=MARK,
                tags=(Tag(strategy="salami-tactic", rationale=MARK, coder=MARK),), note=MARK,
                overruled=Overruling(verdict="contested", reason=MARK, coder=MARK),
            ),
            Evidence(
                id=f"pi{n}", event=f"ev{n}", side="intent", finding="Words.", source="so1",
                bearings=(Bearing(motive="balancing", says="supports"),), grade="A1", coder=MARK,
                basis="record", note=MARK, changed_by=MARK, origin=MARK, excerpt="The words.",
                tests=(ProcessTest(motive="balancing", expected=True, surprising=True),),
            ),
            Evidence(
                id=f"pe{n}", event=f"ev{n}", side="effect", finding="Deeds.", kind="raises-cost",
                status="observed", refuted_by=MARK, reaction=f"ev{n + 1}" if n < 3 else None,
                grade="B2", coder=MARK, note=MARK,
            ),
        ]  # fmt: skip
    return [
        *found,
        Rating(id="threat", value="limited", note=MARK, coder=MARK),
        Assessment(
            bottom_line=MARK, limitations=MARK, watch=MARK,
            judgements=(KeyJudgement(text=MARK, likelihood="likely", events=("ev1",)),),
            alternatives=(Alternative(title=MARK, text=MARK),),
        ),
        Candidate(id="ca-1", dataset="x", row="1", title="A candidate", codes=(MARK,), reason=MARK,
                  suggestions=(Suggestion(strategy="salami-tactic", reason=MARK),), search="se-1"),
        Search(id="se-1", when="2026-01-01T00:00:00+00:00", query=MARK,
               data=(SearchedData(dataset=MARK, rows=1),)),
        SuggestionRule(id="ru-1", name=MARK, words=(MARK,), strategies=("salami-tactic",),
                       reason=MARK),
    ]  # fmt: skip


def marked(folder: Path, coded: bool = True) -> Casebook:
    """The case with codes, or as it is without any; Ann and Ben code in its round R1."""
    info = CaseInfo(title="A dyad", balancer="North", target="South", threshold="capable",
                    note=MARK if coded else "")  # fmt: skip
    whole = Case(SLUG, info)
    whole = whole.with_changes(put(whole, *records()))
    place = Workspace(folder)
    book = place.create(SLUG, info)
    case = whole if coded else projected(whole)
    book.apply(MARK if coded else "begun", put(book.case, *_new(case)), MARK if coded else "")
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1)
    return book


def _new(case: Case) -> list[Record]:
    return [record for record in case.records() if record.table != "case"]
