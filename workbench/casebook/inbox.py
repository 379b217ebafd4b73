"""The inbox: what came in as a candidate is accepted, merged or rejected, by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.case import (
    Candidate,
    Case,
    Change,
    Event,
    Problem,
    Record,
    Source,
    Tag,
    new_id,
)

from .edits import put, same_source


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


def as_event(candidate: Candidate, coder: str) -> Event:
    """The event that a candidate becomes: what its row says, uncoded, its origin in the note."""
    return Event(
        id=new_id("ev"),
        date=candidate.date,
        title=candidate.title,
        description=candidate.description,
        initiator=candidate.initiator,
        target=candidate.target,
        coder=coder,
        note=candidate.origin,
    )


def data_set(case: Case, candidate: Candidate) -> Source | None:
    """The data set as a source: the case's own, else a new one; None where the candidate has none.

    It is the data set and not the article behind the row, which nobody here has read. No evidence
    is made either: that a row exists is no finding about intent or effect. The row's id, classes
    and address stand in the event's note, from where a person who read the article cites it.
    """
    if not candidate.source:
        return None
    made = Source(
        id=new_id("so"), title=candidate.source, source_type="event data", csl_type="dataset"
    )
    return same_source(case.sources.values(), made) or made


def accepted(candidate: Candidate, event: Event, coder: str) -> Candidate:
    """A candidate that became `event`; raises `Problem`."""
    _undecided(candidate)
    return _decided(candidate, coder, state="accepted", event=event.id)


def accept(
    case: Case, candidate: Candidate, strategies: Sequence[str], coder: str
) -> tuple[list[Change], Event]:
    """Make an event of a candidate, with the strategies that the coder chose; raises `Problem`."""
    tags = tuple(Tag(strategy=s, coder=coder) for s in dict.fromkeys(strategies))
    event = as_event(candidate, coder).model_copy(update={"tags": tags})
    source = data_set(case, candidate)
    told: list[Record] = [source] if source else []
    return put(case, *told, event, accepted(candidate, event, coder)), event


def accept_all(case: Case, candidates: Iterable[Candidate], coder: str) -> list[Change]:
    """Make an uncoded event of each; raises `Problem`."""
    found: list[Change] = []
    for candidate in candidates:
        changes, _ = accept(case, candidate, (), coder)
        case = case.with_changes([c for c in changes if c.record.table == "sources"])
        found += changes
    return found


def merge(case: Case, candidate: Candidate, event: Event, coder: str) -> list[Change]:
    """Add a candidate's origin to an event that is there already; raises `Problem`.

    The event gains a line of its note and nothing else: no evidence, no coding.
    """
    _undecided(candidate)
    note = "\n".join(part for part in (event.note, candidate.origin) if part)
    source = data_set(case, candidate)
    return put(
        case,
        *([source] if source else []),
        event.model_copy(update={"note": note}),
        _decided(candidate, coder, state="merged", event=event.id),
    )


def reject(case: Case, candidates: Iterable[Candidate], reason: str, coder: str) -> list[Change]:
    """Turn candidates down; they stay in the case with the reason. Raises `Problem`."""
    if not reason.strip():
        raise Problem("a rejection needs its reason")
    told = []
    for candidate in candidates:
        _undecided(candidate)
        told.append(_decided(candidate, coder, state="rejected", reason=reason.strip()))
    return put(case, *told)


def _undecided(candidate: Candidate) -> None:
    if candidate.state != "waiting":
        raise Problem("candidate {id} has been decided about already", id=candidate.id)


def _decided(candidate: Candidate, coder: str, **fields: str) -> Candidate:
    return candidate.model_copy(update={**fields, "coder": coder})
