"""The edits of a case: each gives the changes that `Casebook.apply` writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from workbench.case import (
    Case,
    Change,
    Event,
    Evidence,
    Overruling,
    Problem,
    Rating,
    Record,
    reach,
)

Coded = TypeVar("Coded", Event, Evidence, Rating, Overruling)
"""What somebody codes, and another may change."""


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


def coded(before: Coded | None, after: Coded, coder: str) -> Coded:
    """What a form was saved with: whoever coded it stays; where nobody did, `coder` has.

    What is as it was is nobody's edit.
    """
    if after == before or after.coder.strip():
        return after
    return after.model_copy(update={"coder": coder})


def signed(changes: Sequence[Change], coder: str) -> list[Change]:
    """The changes with `coder` named where they change what another coded.

    A record keeps who coded it; the latest who isn't the same one stands in `changed_by`, also
    after the first one has changed it again: something of the other's may still stand there.
    """
    return [_signed(change, coder.strip()) for change in changes]


def _signed(change: Change, coder: str) -> Change:
    before, after = change.before, change.after
    if isinstance(after, Event | Evidence | Rating) and _by_another(before, after, coder):
        after = after.model_copy(update={"changed_by": coder})
    return _ruled(before, after, coder)


def _ruled(before: Record | None, after: Record | None, coder: str) -> Change:
    """The change with `coder` named where another's overruling is changed."""
    if isinstance(before, Event) and isinstance(after, Event) and before.overruled:
        was, ruling = before.overruled, after.overruled
        if ruling and was.coder == ruling.coder and _by_another(was, ruling, coder):
            ruling = ruling.model_copy(update={"changed_by": coder})
            after = after.model_copy(update={"overruled": ruling})
    return Change(before, after)


def _by_another(before: Any, after: Any, coder: str) -> bool:
    if before is None or before == after:
        return False
    return bool(coder) and before.coder.strip() not in ("", coder)


def undone(case: Case, changes: Sequence[Change], by: str, coder: str) -> list[Change]:
    """What takes an edit of `by` back, when `coder` does so.

    The records come back as they were, with who had changed them then. Where whoever coded one
    changed it and another takes that back, this is a change like any other's.
    """
    found = []
    for change in reversed(changes):
        back = met(case, change.undone())
        own = getattr(back.record, "coder", "").strip() == by.strip()
        found.append(_signed(back, coder.strip()) if own else back)
    return found


def met(case: Case, change: Change) -> Change:
    """A change of the past, from what stands there now where but who changed it is another."""
    now, before = stored(case, change.record), change.before
    if now is None or before is None or _unmarked(now) != _unmarked(before):
        return change
    return Change(now, change.after)


def _unmarked(record: Record) -> Record:
    if not isinstance(record, Event | Evidence | Rating):
        return record
    nobody: dict[str, Any] = {"changed_by": ""}
    if isinstance(record, Event) and record.overruled:
        nobody["overruled"] = record.overruled.model_copy(update={"changed_by": ""})
    return record.model_copy(update=nobody)


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


def reactions(pieces: Iterable[Evidence]) -> dict[str, set[str]]:
    """The events that claims of effect name as reactions, by the event that they react to."""
    onward: dict[str, set[str]] = {}
    for piece in pieces:
        if piece.reaction:
            onward.setdefault(piece.event, set()).add(piece.reaction)
    return onward


def circular(onward: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The part of the reactions in which one may lead back: empty where none does.

    What nothing leads to, or what leads to nothing, is taken away until all that is left does both.
    """
    left = _led_to({event: set(reactions) for event, reactions in onward.items()})
    back: dict[str, set[str]] = {}
    for event, reactions in left.items():
        for reaction in reactions:
            back.setdefault(reaction, set()).add(event)
    kept = _led_to(back).keys()
    return {event: onward[event] & kept for event in kept}


def _led_to(onward: dict[str, set[str]]) -> dict[str, set[str]]:
    """Without what nothing leads to, and then without what only that had led to, and so on."""
    many = Counter(reaction for reactions in onward.values() for reaction in reactions)
    todo = [event for event in onward if not many[event]]
    while todo:
        for reaction in onward.pop(todo.pop()):
            many[reaction] -= 1
            if not many[reaction] and reaction in onward:
                todo.append(reaction)
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
    begins, ends = reach(here.date), reach(there.date)
    if begins and ends and ends[1] < begins[0]:
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
    begins = (reach(event.date) or (None, None))[0]
    found = [
        e for e in case.timeline
        if e.id != event.id
        and not (begins and (days := reach(e.date)) and days[1] < begins)
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
