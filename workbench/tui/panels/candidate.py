"""A candidate in full: what the data says, what may be thought of it, and what was decided."""

from __future__ import annotations

from rich.text import Text

from workbench.case import Candidate
from workbench.locale import N_, shown

from ..node import Node
from ..plain import cell, prose

STATES = {
    "waiting": N_("waiting"),
    "accepted": N_("accepted"),
    "merged": N_("merged"),
    "rejected": N_("rejected"),
}
_CELL = 400
"""Letters of a raw field that are shown; copying gives all of them."""


def told(candidate: Candidate, node: Node, whole: bool = False) -> Text:
    """All of it, the row as it was read last; raw fields are cut short unless `whole`."""
    w, c, said = node.w, candidate, Text()
    said.append_text(prose(c.title, "bold")).append("\n")
    line = f"{c.date or w.t('undated')} · {w.t(STATES[c.state])}"
    said.append(line + (f" · {shown(c.coder)}" if c.coder else "") + "\n", "dim")
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
    for hint in c.suggestions:
        name = node.theory.strategy(hint.strategy)
        said.append("\n" + w.t("A suggestion, not a coding: {name}", name=name), "italic bold")
        said.append("\n").append_text(prose(hint.in_(node.theory.lang), "italic")).append("\n")
    said.append("\n").append(w.t("source") + "  ", "dim")
    said.append_text(cell(c.source or c.dataset, 300)).append("\n")
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


def node_event(node: Node, event_id: str) -> str:
    """The event that a candidate became a part of, in a line."""
    book = getattr(node, "book", None)
    event = book.case.events.get(event_id) if book else None
    return f"{event.date or '—'}  {event.title}" if event else event_id
