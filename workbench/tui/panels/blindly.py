"""What a tab says while somebody codes blind: how far the answers are, and nothing judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from workbench.case import QUESTIONS, Event, Evidence
from workbench.locale import Words

from ..kit.commands import Command
from ..kit.node import Node
from ..kit.plain import cell, two_ends
from .panel import Panel

if TYPE_CHECKING:
    from workbench.casebook.coding import AnswerBook

ANSWERED, UNANSWERED, NOTHING = "✓", "?", "∅"
"""A unit with its main answer, one without, and a piece that bears on nothing."""


def left_said(coding: AnswerBook, w: Words) -> str:
    """How many units have no answer yet."""
    return w.t("{n} of {of} units left", n=len(coding.left), of=len(coding.units))


def onward(w: Words, *, blind: bool) -> list[Command]:
    """How the tagger is left for what comes next: an event, or whatever a blind coder has left."""
    if not blind:
        return [Command("ctrl+n", "next", w.t("save, next"),
                        w.t("Save and go to the next event that isn't coded"))]  # fmt: skip
    return [
        Command("ctrl+n", "next", w.t("save, next"),
                w.t("Save and go to the next event or piece that you haven’t answered")),
        Command("ctrl+g", "screen", w.t("screening"),
                w.t("Save and answer the screening questions")),
    ]  # fmt: skip


def blind_line(panel: Panel, fitting: Sequence[Event], coding: AnswerBook) -> Text:
    """The line above the log: what is shown, and what the marks of answers mean."""
    w, whole, shown = panel.w, len(panel.case.events), len(fitting)
    said = Text(" ")
    if shown == whole:
        said.append(w.tn("{n} event", "{n} events", whole))
    else:
        said.append(w.t("{shown} of {n} events", shown=shown, n=whole), "bold")
    if panel.of.marked:
        said.append(" · ").append(w.t("{n} marked", n=len(panel.of.marked)), "bold")
    mine = len({unit.event for unit in coding.units})
    if mine < whole:
        said.append(" · ").append(w.t("{n} of them in the round", n=mine))
    key = Text(w.t("answered: units with an answer") + " ", "dim")
    return two_ends(said, key, panel.of.room.width)


def blind_legend(panel: Panel) -> Text:
    """What the marks of the evidence tab mean, as many as fit."""
    w = panel.w
    said = w.t("✓ answered  ? no answer  + supports  − undermines  · silent  ∅ on none")
    return Text(" " + said, no_wrap=True)


def answered_cell(event: Event, coding: AnswerBook) -> Text:
    """How many of an event's units have their main answer; nothing for one out of the round."""
    mine = [unit.id for unit in coding.units_of(event.id)]
    if not mine:
        return Text()
    done = sum(not coding.unanswered(id_) for id_ in mine)
    whole = done == len(mine)
    return Text(f"{ANSWERED if whole else ' '} {done}/{len(mine)}", "" if whole else "bold")


def still_open(event: Event, coding: AnswerBook) -> int | None:
    """How many of an event's units have no main answer, to sort by; None out of the round."""
    mine = coding.units_of(event.id)
    return sum(coding.unanswered(unit.id) for unit in mine) if mine else None


def screening(event: Event, node: Node) -> Text:
    """The screening questions as they are answered."""
    said, theory = Text(), node.theory
    for question in QUESTIONS:
        answer = getattr(event.screen, question)
        told = theory.say("answer", answer) if answer else UNANSWERED
        said.append("\n").append_text(cell(theory.say("screening_question", question), 60, "dim"))
        said.append(f"  {told}")
    return said


def bare_answer(piece: Evidence, coding: AnswerBook) -> str:
    """What stands in the cells of a piece of intent that bears on no motive."""
    if "bearings" not in coding.said(piece.id):
        return UNANSWERED
    return "" if piece.bearings else NOTHING
