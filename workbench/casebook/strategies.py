"""The edits of a case's own codebook, and of the strategies of many events at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from workbench.case import Case, Change, Event, OwnStrategy, Problem, Tag, entry_problem, new_id
from workbench.locale import first_of

from .edits import put


def own_id(case: Case, name: str) -> str:
    """An id for a strategy that the case adds, made of its English name where it has one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40]
    taken = {s.id for s in case.codebook.strategies}
    return stem if stem and stem not in taken and stem != "none" else new_id("st")


def put_strategy(case: Case, entry: OwnStrategy) -> list[Change]:
    """Add or change an entry of the case's own codebook; raises `Problem` where it can't stand."""
    wrong = entry_problem(entry, case.own.values())
    if wrong:
        raise wrong
    return put(case, entry)


def carriers_of_each(case: Case) -> dict[str, tuple[Event, ...]]:
    """The events that carry a strategy, along the timeline, for all that any event carries."""
    found: dict[str, dict[str, Event]] = {}
    for event in case.timeline:
        for tag in event.tags:
            found.setdefault(tag.strategy, {})[event.id] = event
    return {strategy: tuple(events.values()) for strategy, events in found.items()}


def remove_strategy(case: Case, strategy: str) -> list[Change]:
    """Take an entry out of the case's own codebook; raises `Problem` where events carry it."""
    entry = case.own[strategy]
    on = carriers_of_each(case).get(strategy, ()) if entry.kind == "added" else ()
    if on:
        named = first_of([event.title[:40] for event in on], 4)
        raise Problem(
            "“{name}” can't be removed: {n} event(s) carry it: {events}. Untag them first",
            name=entry.name_en or entry.name_zh,
            n=len(on),
            events=named,
        )
    return [Change(entry, None)]


def repeat_tags(case: Case, from_: Event, onto: Iterable[Event], coder: str) -> list[Change]:
    """Code events as another is coded, reasons included; tags that they have stay as they are."""
    changed = []
    for event in onto:
        mine = {tag.strategy: tag for tag in event.tags}
        theirs = {t.strategy: t.model_copy(update={"coder": coder}) for t in from_.tags}
        tags: tuple[Tag, ...] = tuple({**theirs, **mine}.values())
        if from_.coded_none and tags:
            raise Problem("“{title}” carries strategies: none stands alone", title=event.title[:80])
        update = {"tags": tags, "coded_none": from_.coded_none}
        changed.append(event.model_copy(update=update))
    return put(case, *changed)
