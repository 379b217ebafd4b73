"""Every reading of a case, and the flip: 10,000 events, and 37 after an edit."""

from __future__ import annotations

import json
from functools import partial
from itertools import cycle, islice

from workbench.case import Case, Change, Event, Evidence, OutcomeRule
from workbench.casebook import worked_cases
from workbench.judgement import Findings, flip_of, judge_case, read_case

from .figures import Figure, in_turns

_RULE = OutcomeRule(rule="share", share=0.5, unclear="counts")
_GRADES = [letter + number for letter in "ABCDEF" for number in "123456"]


def worked(count: int) -> Case:
    """The worked case over and over, graded from A1 to F6, so that every floor makes a reading."""
    [file] = (file for file in worked_cases() if file.slug == "france-us-iraq-2003")
    case = file.load()
    grades = cycle(_GRADES)
    events: dict[str, Event] = {}
    evidence: dict[str, Evidence] = {}
    for n, event in enumerate(islice(cycle(case.timeline), count)):
        events[f"ev-{n}"] = event.model_copy(update={"id": f"ev-{n}"})
        for piece in case.evidence_of(event.id):
            denies = piece.denies and tuple(f"{each}-{n}" for each in piece.denies)
            said = {"id": f"{piece.id}-{n}", "event": f"ev-{n}", "grade": next(grades)}
            evidence[f"{piece.id}-{n}"] = piece.model_copy(update={**said, "denies": denies})
    return Case("many", case.info, events=events, evidence=evidence)


def figures() -> list[Figure]:
    """The readings with what moves them, and the flip, against reading the evidence as JSON."""
    found = []
    for count, target in ((10_000, 2.0), (37, 0.05)):
        case = worked(count)
        before = judge_case(case)
        [event, *_] = case.timeline
        edit = Change(event, event.model_copy(update={"note": "edited"}))
        rows = json.dumps([piece.model_dump() for piece in case.evidence.values()])

        def ours(case: Case = case, edit: Change = edit, before: Findings = before) -> None:
            findings = judge_case(case.with_changes([edit]), before=before)
            readings = read_case(findings, _RULE)
            assert readings.moves_most
            flip_of(findings, _RULE)

        taken, floor = in_turns(5, ours, partial(json.loads, rows))
        what = f"every reading of {count:,} events and the flip, after an edit"
        found.append(Figure(what, taken, floor, "`json.loads` of the evidence", target / floor))
    return found
