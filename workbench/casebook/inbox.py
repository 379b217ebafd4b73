"""The inbox: what came in as a candidate is accepted, merged or rejected, by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.case import Candidate, Case, Change, Event, Problem, Tag, new_id

from .edits import put


def waiting(case: Case) -> list[Candidate]:
    """The candidates that nobody has decided about, by date, the undated last."""
    open_ = (c for c in case.candidates.values() if c.state == "waiting")
    return sorted(open_, key=lambda c: (not c.date, c.date, c.id))


def find_candidate(case: Case, id_: str) -> Candidate:
    """A candidate by its id or the beginning of it; raises `Problem`."""
    found = [c for c in case.candidates.values() if id_ and c.id.startswith(id_)]
    exact = [c for c in found if c.id == id_]
    if len(exact or found) != 1:
        raise Problem("there is no one candidate {id} in the inbox", id=id_)
    return (exact or found)[0]


def receive(case: Case, candidates: Iterable[Candidate]) -> list[Change]:
    """Put new candidates into the inbox; one that was there before stays as it was decided."""
    fresh = {c.id: c for c in candidates if c.id not in case.candidates}
    return [Change(None, candidate) for candidate in fresh.values()]


def accept(
    case: Case, candidate: Candidate, strategies: Sequence[str], coder: str
) -> tuple[list[Change], Event]:
    """Make an event of a candidate, with the strategies that the coder chose; raises `Problem`."""
    _undecided(candidate)
    event = Event(
        id=new_id("ev"),
        date=candidate.date,
        title=candidate.title,
        description=candidate.description,
        initiator=candidate.initiator,
        target=candidate.target,
        tags=tuple(Tag(strategy=s, coder=coder) for s in dict.fromkeys(strategies)),
        coder=coder,
        note=candidate.origin,
    )
    return put(case, event, _decided(candidate, coder, state="accepted", event=event.id)), event


def merge(case: Case, candidate: Candidate, event: Event, coder: str) -> list[Change]:
    """Add a candidate's origin to an event that is there already; raises `Problem`."""
    _undecided(candidate)
    note = "\n".join(part for part in (event.note, candidate.origin) if part)
    return put(
        case,
        event.model_copy(update={"note": note}),
        _decided(candidate, coder, state="merged", event=event.id),
    )


def reject(case: Case, candidate: Candidate, reason: str, coder: str) -> list[Change]:
    """Turn a candidate down; it stays in the case with the reason. Raises `Problem`."""
    _undecided(candidate)
    if not reason.strip():
        raise Problem("a rejection needs its reason")
    return put(case, _decided(candidate, coder, state="rejected", reason=reason.strip()))


def _undecided(candidate: Candidate) -> None:
    if candidate.state != "waiting":
        raise Problem("candidate {id} has been decided about already", id=candidate.id)


def _decided(candidate: Candidate, coder: str, **fields: str) -> Candidate:
    return candidate.model_copy(update={**fields, "coder": coder})
