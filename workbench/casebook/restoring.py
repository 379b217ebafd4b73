"""The way back: a case as it was, even where its file is lost or can't be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.case import Change, Problem
from workbench.locale import N_
from workbench.store import CaseFile
from workbench.store.casetables import build

from .casebook import Casebook


@dataclass(frozen=True)
class Restored:
    """How a case was put back."""

    anew: bool
    """Whether there was no file that could be read: what the history lacks is not in it."""
    aside: Path | None = None
    """Where the file is kept that couldn't be read."""


def restore_case(file: CaseFile, number: int, coder: str = "") -> Restored:
    """Put a case back as it was after revision `number`; raises `Problem`.

    Where its file can be read that is an edit, which undo takes back. Where it can't, the file is
    set aside; where it is gone, it is written anew.
    """
    then = build(file.slug, file.then(number), file.path)
    try:
        book = Casebook(file)
    except Problem:
        aside = _set_aside(file.path) if file.path.exists() else None
        file.rewrite(then)
        return Restored(True, aside)
    mine = {(r.table, r.id): r for r in book.case.records()}
    wanted = {(r.table, r.id): r for r in then.records()}
    changes = [Change(mine.get(key), wanted.get(key)) for key in {**mine, **wanted}]
    book.apply(N_("a restored case"), [c for c in changes if c.before != c.after], coder)
    return Restored(False)


def _set_aside(path: Path) -> Path:
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not aside.exists():
            path.replace(aside)
            return aside
    raise Problem("{path} can't be set aside: there are too many damaged copies", path=str(path))
