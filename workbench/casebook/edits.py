"""The edits of a case: each gives the changes that `Casebook.apply` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from workbench.case import Case, Change, Event, Evidence, Problem, Record, Source, date_order


def stored(case: Case, record: Record) -> Record | None:
    """The record as the case holds it now; None where it isn't there."""
    if record.table == "case":
        return case.info
    if record.table == "assessment":
        return case.assessment if case.assessment.model_fields_set - {"id"} else None
    rows: Mapping[str, Record] = getattr(
        case, "own" if record.table == "codebook" else record.table
    )
    return rows.get(record.id)


def put(case: Case, *records: Record) -> list[Change]:
    """Add or replace whole records; those that are the same already change nothing."""
    changes = [Change(stored(case, record), record) for record in records]
    return [change for change in changes if change.before != change.after]


def signed(changes: Sequence[Change], coder: str) -> list[Change]:
    """The changes with `coder` named where they change what another coded.

    A record keeps who coded it; the latest who isn't the same one stands in `changed_by`.
    """
    return [_signed(change, coder.strip()) for change in changes]


def _signed(change: Change, coder: str) -> Change:
    before, after = change.before, change.after
    if (
        isinstance(before, Event | Evidence)
        and isinstance(after, Event | Evidence)
        and before != after
        and coder
        and before.coder.strip() not in ("", coder)
    ):
        return Change(before, after.model_copy(update={"changed_by": coder}))
    return change


def remove_evidence(case: Case, piece: Evidence) -> list[Change]:
    """Take a piece out of the case, out of the judgements and of the denials that name it."""
    return [
        *_forgotten(case, {piece.id}),
        *undenied(case.evidence_of(piece.event), {piece.id}),
        Change(case.evidence[piece.id], None),
    ]


def undenied(pieces: Iterable[Evidence], gone: Collection[str]) -> list[Change]:
    """The denials without the pieces that are `gone`; one that named nothing else denies none."""
    return [
        Change(p, p.model_copy(update={"denies": tuple(d for d in p.denies if d not in gone)}))
        for p in pieces
        if p.denies and p.id not in gone and set(p.denies) & set(gone)
    ]


def _forgotten(case: Case, gone: set[str]) -> list[Change]:
    """The assessment without the events and pieces that are `gone`."""
    judgements = tuple(
        judgement.model_copy(
            update={
                "events": tuple(e for e in judgement.events if e not in gone),
                "evidence": tuple(p for p in judgement.evidence if p not in gone),
            }
        )
        for judgement in case.assessment.judgements
    )
    if judgements == case.assessment.judgements:
        return []
    return put(case, case.assessment.model_copy(update={"judgements": judgements}))


def remove_event(case: Case, event: Event) -> list[Change]:
    """Take an event out with its evidence; claims that pointed to it as a reaction lose that.

    Key judgements no longer name it or its evidence. Candidates that became the event, or part of
    it, wait in the inbox again. What is gone already, as a second answer finds it, changes nothing.
    """
    if event.id not in case.events:
        return []
    pieces = case.evidence_of(event.id)
    changes = [Change(piece, None) for piece in pieces]
    changes += _forgotten(case, {event.id, event.name, *(piece.id for piece in pieces)})
    changes += [
        Change(piece, piece.model_copy(update={"reaction": None}))
        for piece in case.evidence.values()
        if piece.reaction == event.id and piece.event != event.id
    ]
    changes += [
        Change(c, c.model_copy(update={"state": "waiting", "event": None}))
        for c in case.candidates.values()
        if c.event == event.id
    ]
    return [*changes, Change(case.events[event.id], None)]


def same_source(sources: Iterable[Source], wanted: Source) -> Source | None:
    """The source of the case with the same title, author and published."""
    key = (wanted.title, wanted.author, wanted.published)
    return next((s for s in sources if (s.title, s.author, s.published) == key), None)


def reactions(pieces: Iterable[Evidence]) -> dict[str, set[str]]:
    """The events that claims of effect name as reactions, by the event that they react to."""
    onward: dict[str, set[str]] = {}
    for piece in pieces:
        if piece.reaction:
            onward.setdefault(piece.event, set()).add(piece.reaction)
    return onward


def check_reaction(
    events: Mapping[str, Event], onward: Mapping[str, set[str]], event_id: str, reaction: str
) -> None:
    """Raise `Problem` where a reaction isn't there, is the event itself, earlier, or circular.

    `onward` are the reactions that are named already, by event.
    """
    if reaction not in events:
        raise Problem("there is no event {key} to be the reaction", key=reaction)
    if reaction == event_id:
        raise Problem("an event can't be the reaction to itself")
    here, there = events[event_id], events[reaction]
    if here.date and there.date and date_order(there.date)[1] < date_order(here.date)[0]:
        raise Problem("the reaction {key} ends before this event begins", key=there.name)
    seen, todo = set[str](), [reaction]
    while todo:
        at = todo.pop()
        if at == event_id:
            raise Problem("the reaction {key} leads back to this event", key=there.name)
        if at not in seen:
            seen.add(at)
            todo.extend(onward.get(at, ()))


def possible_reactions(case: Case, event: Event) -> list[Event]:
    """The events that may be a reaction to this one, those by its target first.

    Left out are those that end before it begins, and further acts of its initiator.
    """
    begins = date_order(event.date)[0] if event.date else None
    found = [
        e for e in case.timeline
        if e.id != event.id
        and not (begins and e.date and date_order(e.date)[1] < begins)
        and not (e.initiator and e.initiator == event.initiator)
    ]  # fmt: skip
    return sorted(found, key=lambda e: e.initiator != event.target)


def restored(case: Case, then: Case, event_id: str) -> list[Change]:
    """What puts an event with its evidence back as it was in `then`; raises `Problem`."""
    event = then.events.get(event_id)
    if event is None:
        raise Problem("the event wasn't in the case then")
    pieces = then.evidence_of(event_id)
    kept = {piece.id for piece in pieces}
    sources = [then.sources[p.source] for p in pieces if p.source and p.source not in case.sources]
    there = {*case.events, event_id}
    return [
        *put(case, event, *{s.id: s for s in sources}.values()),
        *put(
            case,
            *(
                piece
                if piece.reaction is None or piece.reaction in there
                else piece.model_copy(update={"reaction": None})
                for piece in pieces
            ),
        ),
        *(Change(p, None) for p in case.evidence_of(event_id) if p.id not in kept),
    ]
