"""Whether a settlement still stands in the case: the history says so, no round remembers it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.case import Problem
from workbench.locale import N_
from workbench.store import CaseFile, Revision

from .layers import Step

SETTLED = N_("a settled coding round")
"""What the edit is called by which a round is settled."""


def settling_edit(history: Sequence[Revision]) -> str:
    """The digest of the last edit that settled a round; empty where the history has none."""
    found = (each.digest for each in reversed(history) if each.action == SETTLED)
    return next(found, "")


def taken_back(case: Path, step: Step) -> bool:
    """Whether the edit of a settlement was undone, and not done again.

    What the history can't tell counts as standing: it can't be read, or has no such edit.
    """
    if not step.edit:
        return False
    try:
        history = CaseFile(case).past().revisions
    except Problem:
        return False
    number = next((each.number for each in history if each.digest == step.edit), None)
    later = [each.kind for each in history if each.of == number and each.kind in ("undo", "redo")]
    return number is not None and later[-1:] == ["undo"]
