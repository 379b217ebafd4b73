"""The line over the tabs of an open case, and the one that says under what it is looked at."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from workbench.casebook import Casebook, waiting
from workbench.judgement import Findings, View

from ..kit.node import Node
from ..kit.plain import cell, pair, two_ends, way_back
from ..kit.theory import OBSERVED
from ..panels.apart import NARROW
from ..panels.reasons import sentences

_TITLE = 12
"""Columns of a title under which it isn't worth beginning."""
_NAMES = 20
"""Columns of the two names at the least."""


def head(book: Casebook, findings: Findings, node: Node) -> Text:
    """The line over every tab: the way back, the dyad, what counts, how much."""
    w, info = node.w, book.case.info
    width, said = node.room.width, Text()
    differ, wide = len(findings.differing), width >= NARROW
    if book.unsaved or book.read_only:
        mark = w.t("● unsaved") if book.unsaved else w.t("read-only")
        said.append(mark + " · ", "bold")
    candidates = len(waiting(book.case))
    if candidates:
        inbox = Style(bold=True, meta={"@click": "screen.inbox"})
        said.append(w.t("inbox {n}", n=candidates), inbox).append(" · ")
    settings = counting(findings.view, node)
    if wide:
        own = findings.view.threshold == "capable"
        facts = [node.theory.say("threshold", "capable"), *settings] if own else settings
        tried = Style(meta={"@click": "screen.threshold"})
        said.append("".join(f"{fact} · " for fact in facts), tried)
    acts = w.tn("{n} act", "{n} acts", len(findings.acts))
    if wide:
        acts = w.tn("{balancer}: {n} act", "{balancer}: {n} acts", len(findings.acts),
                    balancer=cell(info.balancer, 40).plain)  # fmt: skip
    if width >= 120:
        acts = w.t("{acts} of {events} events", acts=acts, events=len(findings.events))
    said.append(acts + " · ", "dim" if not differ else "")
    quarrel = Style(bold=bool(differ), dim=not differ, meta={"@click": "screen.differing"})
    said.append(w.tn("{n} differs", "{n} differ", differ), quarrel).append(" ")
    marks = Text(" · " + sentences(node).more_marks(), "dim")
    back, room = way_back("screen.home"), width - said.cell_len - marks.cell_len - 1
    names = min(max(room - back.cell_len, _NAMES), 60 if wide else 30)
    dyad = pair(info.balancer, info.target, names, "bold")
    title = cell(" · " + info.title)
    left = room - back.cell_len - dyad.cell_len
    if left > _TITLE:
        title.truncate(left, overflow="ellipsis")
    else:
        title = Text()
    return two_ends(Text.assemble(back, dyad, marks, title), said, width)


def counting(view: View, node: Node) -> list[str]:
    """What counts, in a few words, where it isn't Art's criterion as he has it."""
    w, said = node.w, []
    if view.threshold == "observed":
        said.append(f"{OBSERVED} {node.theory.say('threshold', view.threshold)}")
    if view.floor:
        said.append(w.t("floor {value}", value=view.floor))
    if view.interpretations == "left-out":
        said.append(w.t("interpretations left out"))
    return said


def looked_at(view: View, own: View, node: Node) -> Text:
    """That the view isn't the case's own, where they differ, and the way back."""
    w = node.w

    def words(one: View) -> str:
        parts = []
        if view.threshold != own.threshold:
            mark = f"{OBSERVED} " if one.threshold == "observed" else ""
            parts.append(mark + node.theory.say("threshold", one.threshold))
        if view.floor != own.floor:
            parts.append(w.t("floor {value}", value=one.floor) if one.floor
                         else w.t("no floor"))  # fmt: skip
        if view.interpretations != own.interpretations:
            parts.append(w.t("interpretations left out")
                         if one.interpretations == "left-out"
                         else w.t("interpretations counted"))  # fmt: skip
        return w.listed(parts)

    said = Text(" ").append(w.t("view: {view}", view=words(view)), "bold")
    said.append(w.semicolon)
    said.append(w.t("the case’s own: {own}", own=words(own)) + "  ")
    back = Text(
        node.hint("{O} goes back", {"O": "case.own-view"}),
        Style(bold=True, meta={"@click": "screen.own_view"}),
    )
    if said.cell_len + back.cell_len > node.room.width:
        said.append("\n ")
    return said.append_text(back)
