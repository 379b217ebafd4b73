"""The cell that says which claims an absent effect denies."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.case import Case, Evidence, Problem
from workbench.casebook import check_denial, may_deny

NONE = "none"


def denied_by(
    piece: Evidence, cell: str, claim: Callable[[str], Evidence | None]
) -> tuple[str, ...]:
    """The ids of the claims that `cell` names by their keys; none for `none`, on purpose.

    Raises `Problem` for a piece that can't deny anything, and for a key that it can't deny.
    """
    if not may_deny(piece):
        raise Problem("only an absent effect on the target's advantage can deny claims")
    keys = list(dict.fromkeys(key.strip() for key in cell.split(";") if key.strip()))
    if [key.casefold() for key in keys] == [NONE]:
        return ()
    found = []
    for key in keys:
        named = claim(key)
        if key.casefold() == NONE:
            raise Problem("none can't stand beside a piece of evidence")
        if named is None:
            raise Problem("there is no piece of evidence with the key {key}", key=key)
        check_denial(piece, named)
        found.append(named.id)
    return tuple(found)


def claim_keys(case: Case) -> dict[str, str]:
    """A key within the sheet for each claim that another piece denies by name."""
    pieces = [piece for event in case.timeline for piece in case.evidence_of(event.id)]
    named = {claim for piece in pieces for claim in piece.denies or ()}
    return {p.id: f"p{n}" for n, p in enumerate((p for p in pieces if p.id in named), 1)}


def denies_cell(piece: Evidence, keys: Mapping[str, str]) -> str:
    """What stands in the column for a piece; a claim that is gone is named no more."""
    if piece.denies is None:
        return ""
    return ";".join(keys[claim] for claim in piece.denies if claim in keys) or NONE
