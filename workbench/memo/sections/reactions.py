"""Action and reaction: who did what, answered by what, after how long; nothing is inferred."""

from __future__ import annotations

from dataclasses import replace

from workbench.case import Event
from workbench.case.dates.printed import date_in_print
from workbench.judgement import Answered, answered_acts
from workbench.memo.document import Node

from .building import Told, event_spans, evidence_spans, grey, grid, heading, line, para, together
from .context import Memo
from .profile import drawn, event_marks


def reactions(memo: Memo) -> list[Node]:
    """The figure and a row an answer; a case that names none has no such section."""
    steps = answered_acts(memo.findings)
    if not steps:
        return []
    t = memo.t
    head = [t("What"), t("Answered by"), t("After how long"), t("Said by")]
    rows = [_row(memo, step) for step in steps]
    widths = (190, 0, 72, 44)
    note = t(
        "An answer is an event that a claim of effect names as the target’s reaction: the coder "
        "says so, and nothing is inferred from the order of events. Time runs from the day on "
        "which the one begins to that on which the other does."
    )
    return [
        *together(heading(t("Action and reaction")), _figure(memo, steps)),
        grid(head, rows, widths, look="tight"),
        para(note, "note"),
    ]


def _figure(memo: Memo, steps: tuple[Answered, ...]) -> list[Node]:
    """The events of the sequence along time, an arrow from each act to its answer."""
    named = {event.id for step in steps for event in (step.act, step.answer)}
    marks, _ = event_marks(memo, (f for f in memo.findings.events if f.event.id in named))
    if not marks:
        return []
    dated = {mark.number for mark in marks}
    numbers = memo.event_numbers
    pairs = [(numbers[step.act.id], numbers[step.answer.id]) for step in steps]
    arrows = tuple(pair for pair in pairs if dated.issuperset(pair))
    said = memo.t("Acts and what answers them, by number: arrows lead from the one to the other.")
    listed = ((memo.t("Action and reaction"), memo.say.listed(f"{a} → {b}" for a, b in arrows)),)
    figure = drawn(memo, marks)
    return [replace(figure, arrows=arrows, said=said, listed=(*figure.listed, *listed))]


def _row(memo: Memo, step: Answered) -> list[Told]:
    return [
        _event(memo, step.act),
        _event(memo, step.answer),
        memo.sentences.after(step),
        evidence_spans(memo, step.pieces),
    ]


def _event(memo: Memo, event: Event) -> Told:
    """Number, day, who acted, and what it was."""
    when = date_in_print(event.date, memo.lang, short=True) or memo.t("undated")
    acted = memo.findings.dyad.initiator(event)
    return [
        line([*event_spans(memo, [event.id]), grey(f"  {when}  {acted}")]),
        line(event.title),
    ]
