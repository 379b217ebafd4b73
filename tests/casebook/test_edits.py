"""What an edit takes along, and what undo brings back."""

from __future__ import annotations

from pathlib import Path

from workbench.case import Candidate, Case, CaseInfo, Event, Evidence
from workbench.casebook import (
    Casebook,
    Workspace,
    copy_worked_case,
    merge,
    put,
    remove_event,
    remove_evidence,
)


def test_judgements_forget_what_is_deleted(home: object) -> None:
    """In the same edit, so that undo brings event, evidence and judgement back together."""
    book = copy_worked_case(Workspace.find(None), "france-us-iraq-2003")
    before = book.case
    name = before.assessment.judgements[0].events[0]
    event = before.by_name[name]
    piece = before.evidence_of(event.id)[0]
    first = before.assessment.judgements[0].model_copy(update={"evidence": (piece.id,)})
    judged = (first, *before.assessment.judgements[1:])
    book.apply("a", put(before, before.assessment.model_copy(update={"judgements": judged})))
    named = book.case
    book.apply("b", remove_evidence(named, piece))
    assert book.case.assessment.judgements[0].evidence == ()
    book.undo()
    book.apply("c", remove_event(book.case, event))
    assert not remove_event(book.case, event)  # as a second answer finds it
    assert name not in book.case.assessment.judgements[0].events
    assert book.case.assessment.judgements[0].evidence == ()
    book.undo()
    assert book.case == named


def coded(home: Path) -> Casebook:
    """A case with an event and a piece that PH coded, and an event that nobody did."""
    book = Workspace.find(None).create("c", CaseInfo(title="T", balancer="A", target="B"), "PH")
    by_ph = Event(id="ev-1", title="One", coder="PH")
    piece = Evidence(id="pc-1", event="ev-1", side="intent", coder="PH")
    book.apply("a", put(book.case, by_ph, piece, Event(id="ev-2", title="Two")), "PH")
    return book


def by(book: Casebook) -> list[str]:
    """Who changed what another coded, of the event and of the piece."""
    return [book.case.events["ev-1"].changed_by, book.case.evidence["pc-1"].changed_by]


def renamed(case: Case, title: str, event: str = "ev-1") -> Event:
    """The event under another title."""
    return case.events[event].model_copy(update={"title": title})


def test_who_changes_what_another_coded_is_kept(home: Path) -> None:
    """Whatever made the edit; undo and redo give back what was there."""
    book = coded(home)
    book.apply("b", put(book.case, renamed(book.case, "Mine")), "PH")
    assert by(book) == ["", ""]
    noted = book.case.evidence["pc-1"].model_copy(update={"note": "x"})
    book.apply("c", put(book.case, renamed(book.case, "[bold]"), noted), "=MK")
    assert by(book) == ["=MK", "=MK"]
    book.apply("d", put(book.case, renamed(book.case, "Mine again")), "PH")
    assert by(book) == ["=MK", "=MK"]
    book.apply("e", put(book.case, renamed(book.case, "Theirs")), "TR")
    assert by(book) == ["TR", "=MK"]
    for _ in range(2):
        book.undo("PH")
    assert by(book) == ["=MK", "=MK"]
    book.undo("PH")
    assert by(book) == ["", ""]
    book.redo("PH")
    assert by(book) == ["=MK", "=MK"]
    assert Casebook(book.file).case == book.case


def test_nobody_changes_what_nobody_coded(home: Path) -> None:
    """Nor does somebody without a name, or an edit that changes nothing."""
    book = coded(home)
    book.apply("b", put(book.case, renamed(book.case, "Two!", "ev-2")), "MK")
    book.apply("c", put(book.case, renamed(book.case, "One!")), " ")
    book.apply("d", put(book.case, book.case.evidence["pc-1"]), "MK")
    assert by(book) == ["", ""] and not book.case.events["ev-2"].changed_by


def test_a_merged_candidate_changes_what_another_coded(home: Path) -> None:
    """An import that adds to an event is an edit like others."""
    book = coded(home)
    candidate = Candidate(id="ca-1", dataset="d", row="1", title="One")
    book.apply("b", put(book.case, candidate), "MK")
    found = merge(book.case, candidate, book.case.events["ev-1"], "MK")
    book.apply("c", found, "MK")
    assert by(book) == ["MK", ""]
