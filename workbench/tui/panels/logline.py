"""The line above the log: how many events are shown and marked, and what stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from workbench.case import Event

from ..kit.plain import cell, two_ends
from .apart import key_to_verdicts
from .blindly import blind_line
from .panel import Panel
from .reasons import sentences

_LINES = 3
"""Lines at most of what stands apart."""


def log_line(panel: Panel, fitting: Sequence[Event]) -> Text:
    """What is said of the events that fit, beside the key to the verdicts or above it."""
    w, found, width = panel.w, panel.of.findings, panel.of.room.width
    if panel.of.coding:
        return blind_line(panel, fitting, panel.of.coding)
    whole, shown = len(panel.case.events), len(fitting)
    said = Text(" ")
    if shown == whole:
        said.append(w.tn("{n} event", "{n} events", whole))
    else:
        said.append(w.t("{shown} of {n} events", shown=shown, n=whole), "bold")
    if panel.of.marked:
        said.append(" · ").append(w.t("{n} marked", n=len(panel.of.marked)), "bold")
    if not whole:
        return Text()
    tell = sentences(panel)
    beside = (f for e in fitting if not (f := found.by_id[e.id]).counts)
    apart = tell.apart(found) if shown == whole else tell.apart_of(found, beside)
    if apart:
        said.append(" · ").append_text(cell(apart, 400))
    verdicts = key_to_verdicts(panel)
    if said.cell_len + verdicts.cell_len + 3 <= width:
        return two_ends(said, verdicts + Text(" "), width)
    lines = said.wrap(panel.app.console, width - 2)[:_LINES]
    return Text("\n ").join([*lines, verdicts])
