"""How the text of a cell is written so that it comes back exactly, and no spreadsheet reckons it.

White space around a cell isn't the cell's own, and an empty cell may stand for something: what is
meant so stands between apostrophes. One apostrophe before what looks like a formula is a guard.
"""

from __future__ import annotations

GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for a formula, and the guard itself, so that the guard comes off."""
EMPTY = "''"
"""A cell that is empty on purpose, where an empty one stands for something."""
_NUL = "␀"
"""NUL can stand in no sheet; what becomes of it is named with what the sheet leaves out."""


def _exact(text: str) -> bool:
    """Whether a text has white space at an end, were it between apostrophes, or nothing else."""
    core = text.strip("'")
    return core != core.strip() or not core


def guarded(text: str) -> str:
    """A text as its cell holds it."""
    if not text:
        return ""
    text = text.replace("\0", _NUL)
    if _exact(text):
        return f"'{text}'"
    return f"'{text}" if text.startswith(GUARDED) else text


def unguarded(cell: str) -> str:
    """The text of a cell: as it was written, else without the white space around it."""
    bare = cell.strip()
    if bare[:1] != "'" or len(bare) < 2:
        return bare
    if bare.endswith("'") and _exact(bare[1:-1]):
        return bare[1:-1]
    return bare[1:] if bare[1] in GUARDED else bare
