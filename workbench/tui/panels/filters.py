"""The log's filter line: words, fields and spans of time, all of which must fit."""

from __future__ import annotations

from workbench.case import Event, span
from workbench.judgement import Finding, Findings

from ..theory import Theory


def _in_time(event: Event, word: str) -> bool:
    first, _, last = word.partition("..")
    mine, low, high = span(event.date), span(first), span(last)
    if mine is None:
        return False
    return (low is None or mine[1] >= low[0]) and (high is None or mine[0] <= high[1])


def _fits(word: str, finding: Finding, theory: Theory) -> bool:
    event = finding.event
    field, colon, value = word.partition(":")
    if colon and field == "class":
        return any(theory.class_of(t.strategy).startswith(value) for t in event.tags)
    if colon and field == "lens":
        verdicts = {j.verdict for j in finding.verdicts.values()}
        return finding.differs if value.startswith("diff") else value in verdicts
    if colon and field in ("actor", "strategy", "domain"):
        there: dict[str, list[str]] = {
            "actor": [event.initiator, event.target, *event.partners],
            "strategy": [t.strategy + " " + theory.strategy(t.strategy) for t in event.tags],
            "domain": [event.domain or ""],
        }
        return any(value in name.casefold() for name in there[field])
    if word in ("uncoded", "未編碼"):
        return not event.coded
    if ".." in word:
        return _in_time(event, word)
    text = f"{event.date} {event.title} {event.description} {event.note} {event.key}"
    return word in text.casefold()


def matching(text: str, findings: Findings, theory: Theory) -> list[Event]:
    """The events that fit every word of the filter, by date."""
    asked = text.casefold().split()
    return [f.event for f in findings.events if all(_fits(word, f, theory) for word in asked)]
