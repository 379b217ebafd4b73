"""A candidate in full: what the data says, what may be thought of it, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.case import Candidate, Suggestion
from workbench.casebook import CHOICES, suggestions
from workbench.locale import shown

from ..kit.node import Node
from ..kit.plain import cell, prose

if TYPE_CHECKING:
    from workbench.interchange.eventdata import Group

STATES = CHOICES["state"]
_CELL = 400
"""Letters of a raw field that are shown; copying gives all of them."""


def told_group(group: Group, node: Node, whole: bool = False) -> Text:
    """Why candidates may be one event, each of them in a line, and the best of them in full."""
    w, said = node.w, Text()
    n = len(group)
    head = w.tn("{n} candidate may report one event", "{n} candidates may report one event", n)
    said.append(head, "bold")
    said.append("\n").append_text(prose(group.why(w), "italic")).append("\n")
    for each in group.members:
        said.append_text(cell(f"{each.date}  {each.dataset}  {each.row}  {each.title}", 300))
        said.append("\n")
    first = w.t("The first of them, of which the event is made; the others are merged into it:")
    said.append(first + "\n\n", "dim")
    return said.append_text(told(group.best, node, whole, beside=group.members))


def told(
    candidate: Candidate,
    node: Node,
    whole: bool = False,
    group: Group | None = None,
    beside: Sequence[Candidate] = (),
) -> Text:
    """All of it, the row as it was read last; raw fields are cut short unless `whole`.

    `group` is the one that it belongs to, where candidates are grouped; what is suggested is that
    for all of `beside` where they are given.
    """
    w, c, said = node.w, candidate, Text()
    said.append_text(prose(c.title, "bold")).append("\n")
    line = f"{c.date or w.t('undated')} · {w.t(STATES[c.state])}"
    said.append(line + (f" · {shown(c.coder)}" if c.coder else "") + "\n", "dim")
    if c.apart:
        said.append(
            node.hint("Split off: it stands in no group; {x} takes that back", {"x": "inbox.split"})
            + "\n",
            "dim",
        )
    if group and len(group) > 1:
        n = len(group) - 1
        said.append(
            w.tn("In a group with {n} other", "In a group with {n} others", n) + "  ", "dim"
        )
        said.append_text(prose(group.why(w), "italic")).append("\n")
    if c.event:
        event = node_event(node, c.event)
        said.append(w.t("event") + "  ", "dim").append_text(cell(event, 200)).append("\n")
    if c.reason:
        said.append(w.t("reason") + "  ", "dim").append_text(prose(c.reason)).append("\n")
    if c.initiator or c.target:
        said.append_text(prose(f"{c.initiator or '—'} → {c.target or '—'}")).append("\n")
    elif c.dataset == "acled":
        said.append(w.t("The data set names two actors, not who acted.") + "\n", "dim")
    if c.description:
        said.append_text(prose(c.description)).append("\n")
    for hint in hints_of(node, beside or (c,)):
        domain = [node.theory.say("domain", hint.domain)] if hint.domain else []
        strategy = [node.theory.strategy(hint.strategy)] if hint.strategy else []
        name = w.parted([*domain, *strategy])
        said.append("\n" + w.t("A suggestion, not a coding: {name}", name=name), "italic bold")
        said.append("\n").append_text(hinted(hint, node)).append("\n")
    said.append("\n").append(w.t("source") + "  ", "dim")
    said.append_text(cell(c.source or c.dataset, 300)).append("\n")
    if c.file:
        place = w.t("{file}, line {line}", file=c.file, line=c.line) if c.line else c.file
        said.append(w.t("file") + "  ", "dim").append_text(cell(place, 300)).append("\n")
    said.append(w.t("its id") + "  ", "dim").append_text(cell(c.row, 200)).append("\n")
    if c.codes:
        said.append(w.t("event classes") + "  ", "dim")
        said.append_text(cell("; ".join(c.codes), 300)).append("\n")
    if c.url:
        said.append(w.t("address") + "  ", "dim").append_text(cell(c.url, 2000)).append("\n")
    if c.record:
        said.append("\n" + w.t("The row as it was read") + "\n", "bold")
    for name, value in c.record.items():
        said.append_text(cell(name, 60, "dim")).append("  ")
        said.append_text(Text(shown(value if whole else value[:_CELL]))).append("\n")
    return said


def hints_of(node: Node, candidates: Sequence[Candidate]) -> list[Suggestion]:
    """What may be thought of candidates, by their classes and the rules of their case."""
    book = getattr(node, "book", None)
    return suggestions(book.case, candidates) if book else []


def hinted(hint: Suggestion, node: Node) -> Text:
    """Why something is suggested, and by which rule of the case."""
    said = prose(hint.in_(node.theory.lang), "italic")
    if hint.rule:
        said.append_text(prose(node.w.bracketed(node.w.t("rule “{rule}”", rule=hint.rule)), "bold"))
    return said


def node_event(node: Node, event_id: str) -> str:
    """The event that a candidate became a part of, in a line."""
    book = getattr(node, "book", None)
    event = book.case.events.get(event_id) if book else None
    return f"{event.date or '—'}  {event.title}" if event else event_id
