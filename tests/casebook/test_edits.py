"""What an edit takes along, and what undo brings back."""

from __future__ import annotations

from workbench.casebook import Workspace, copy_worked_case, put, remove_event, remove_evidence


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
    assert name not in book.case.assessment.judgements[0].events
    assert book.case.assessment.judgements[0].evidence == ()
    book.undo()
    assert book.case == named
