"""What an edit takes along, and what undo brings back."""

from __future__ import annotations

from pathlib import Path

from workbench.case import Candidate, Case, CaseInfo, Event, Evidence, Overruling, Rating
from workbench.casebook import (
    Casebook,
    Search,
    Workspace,
    copy_worked_case,
    merge,
    put,
    remove_event,
    remove_evidence,
)
from workbench.judgement import judge_case


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


def test_what_another_takes_back_of_the_coder_is_a_change(home: Path) -> None:
    """Undo of the coder's own edit by another signs; of another's edit it gives back what was."""
    book = coded(home)
    book.apply("b", put(book.case, renamed(book.case, "Mine")), "PH")
    book.apply("c", put(book.case, renamed(book.case, "Theirs")), "MK")
    book.undo("TR")
    assert (book.case.events["ev-1"].title, by(book)) == ("Mine", ["", ""])
    book.undo("TR")
    assert (book.case.events["ev-1"].title, by(book)) == ("One", ["TR", ""])
    assert book.redo("PH") == "b"
    assert (book.case.events["ev-1"].title, by(book)) == ("Mine", ["", ""])
    assert book.redo("PH") == "c"
    assert (book.case.events["ev-1"].title, by(book)) == ("Theirs", ["MK", ""])
    book.undo("MK")
    book.undo("MK")
    assert by(book) == ["MK", ""]
    book.undo("PH")
    assert not book.case.events
    book.redo("PH")
    assert Casebook(book.file).case == book.case


def test_ratings_and_overrulings_keep_who_made_them(home: Path) -> None:
    """By the same rule: the author stays, the last of the others stands beside."""
    book = coded(home)
    rating = Rating(id="threat", value="latent", coder="PH")
    ruled = Overruling(verdict="contested", reason="w", coder="TR")
    event = book.case.events["ev-1"].model_copy(update={"overruled": ruled})
    book.apply("b", put(book.case, rating, event), "PH")
    other = ruled.model_copy(update={"reason": "because"})
    event = book.case.events["ev-1"].model_copy(update={"overruled": other})
    acute = rating.model_copy(update={"value": "acute"})
    book.apply("c", put(book.case, acute, event), "MK")
    now = book.case.events["ev-1"].overruled
    assert now and (now.coder, now.changed_by) == ("TR", "MK")
    rated = book.case.ratings["threat"]
    assert (rated.coder, rated.changed_by) == ("PH", "MK")
    assert book.case.coders == ("MK", "PH", "TR")
    search = Search(judge_case(book.case), book.case.codebook)
    assert [e.id for e in search.events("coder:TR")] == ["ev-1"]
    assert [e.id for e in search.events("coder:MK")] == ["ev-1"]


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
    found = merge(book.case, [candidate], book.case.events["ev-1"], "MK")
    book.apply("c", found, "MK")
    assert by(book) == ["MK", ""]
