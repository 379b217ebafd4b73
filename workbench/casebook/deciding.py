"""The inbox: what came in as a candidate is accepted, merged or rejected, by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from workbench.case import (
    Candidate,
    Case,
    Change,
    Event,
    Problem,
    Search,
    Source,
    Tag,
    new_id,
)

from .edits import put
from .rules import rationale, suggestions
from .sources import identity


def find_candidate(case: Case, id_: str) -> Candidate:
    """A candidate by its id or the beginning of it; raises `Problem`."""
    if id_ in case.candidates:
        return case.candidates[id_]
    found = [c for c in case.candidates.values() if id_ and c.id.startswith(id_)]
    if len(found) != 1:
        raise Problem("there is no one candidate {id} in the inbox", id=id_)
    return found[0]


def receive(
    case: Case, candidates: Iterable[Candidate], search: Search | None = None
) -> list[Change]:
    """Put new candidates into the inbox; one that was there before stays as it was decided.

    The search that found them comes first, with how many of each data set were new. Of a row that
    was found twice the first counts.
    """
    fresh: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.id not in case.candidates:
            fresh.setdefault(candidate.id, candidate)
    if search is None:
        return [Change(None, candidate) for candidate in fresh.values()]
    added = Counter(candidate.dataset for candidate in fresh.values())
    data = tuple(d.model_copy(update={"added": added[d.dataset]}) for d in search.data)
    return [
        Change(None, search.model_copy(update={"data": data})),
        *(Change(None, c.model_copy(update={"search": search.id})) for c in fresh.values()),
    ]


def as_event(candidate: Candidate, coder: str, others: Iterable[Candidate] = ()) -> Event:
    """The event that a candidate becomes: what its row says, uncoded, its origin in the note.

    So do the origins of `others`, which report the same event.
    """
    return Event(
        id=new_id("ev"),
        date=candidate.date,
        title=candidate.title,
        description=candidate.description,
        initiator=candidate.initiator,
        target=candidate.target,
        coder=coder,
        note=_noted("", (candidate, *others)),
    )


def _noted(note: str, candidates: Iterable[Candidate]) -> str:
    return "\n".join(part for part in (note, *(c.origin for c in candidates)) if part)


def data_sets(case: Case, candidates: Iterable[Candidate]) -> list[Source]:
    """The data sets of candidates as sources, each once: the case's own, else a new one.

    It is the data set and not the article behind the row, which nobody here has read. No evidence
    is made either: that a row exists is no finding about intent or effect. The row's id, classes
    and address stand in the event's note, from where a person who read the article cites it.
    """
    known = {identity(source): source for source in reversed(list(case.sources.values()))}
    found = []
    for title in dict.fromkeys(c.source for c in candidates if c.source):
        made = Source(id=new_id("so"), title=title, source_type="event data", csl_type="dataset")
        found.append(known.get(identity(made), made))
    return found


def accepted(candidate: Candidate, event: Event, coder: str) -> Candidate:
    """A candidate that became `event`; raises `Problem`."""
    _undecided(candidate)
    return _decided(candidate, coder, state="accepted", event=event.id)


def merged(candidate: Candidate, event: Event, coder: str) -> Candidate:
    """A candidate that became a part of `event`; raises `Problem`."""
    _undecided(candidate)
    return _decided(candidate, coder, state="merged", event=event.id)


def accept(
    case: Case, candidate: Candidate, strategies: Sequence[str], coder: str
) -> tuple[list[Change], Event]:
    """Make an event of a candidate, with the strategies that the coder chose; raises `Problem`."""
    changes, (event,) = accept_all(case, [(candidate,)], coder, strategies)
    return changes, event


def accept_all(
    case: Case, groups: Iterable[Sequence[Candidate]], coder: str, strategies: Sequence[str] = ()
) -> tuple[list[Change], list[Event]]:
    """Make an event of the first of each group and merge the others into it; raises `Problem`.

    The events carry the strategies that the coder chose: none where they aren't coded yet. Where a
    rule had suggested one, its tag says so.
    """
    rows = [tuple(group) for group in groups]
    events, told = [], []
    for first, *others in rows:
        hints = suggestions(case, (first, *others)) if strategies else []
        tags = tuple(
            Tag(strategy=s, rationale=rationale(case, hints, s), coder=coder)
            for s in dict.fromkeys(strategies)
        )
        event = as_event(first, coder, others).model_copy(update={"tags": tags})
        events.append(event)
        told += [accepted(first, event, coder), *(merged(each, event, coder) for each in others)]
    return put(case, *data_sets(case, chain.from_iterable(rows)), *events, *told), events


def merge(case: Case, candidates: Sequence[Candidate], event: Event, coder: str) -> list[Change]:
    """Add candidates' origins to an event that is there already; raises `Problem`.

    The event gains a line of its note for each and nothing else: no evidence, no coding.
    """
    told = [merged(each, event, coder) for each in candidates]
    note = _noted(event.note, candidates)
    sources = data_sets(case, candidates)
    return put(case, *sources, event.model_copy(update={"note": note}), *told)


def split_off(case: Case, candidate: Candidate) -> list[Change]:
    """Let a candidate stand apart from all groups, or take that back; raises `Problem`."""
    _undecided(candidate)
    return put(case, candidate.model_copy(update={"apart": not candidate.apart}))


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
