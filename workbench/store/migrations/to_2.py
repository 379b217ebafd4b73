"""Version 2: each table opens with the same line, and a deleted record leaves a tombstone."""

from __future__ import annotations

from ..lines import META, Lines


def to_2(lines: Lines) -> Lines:
    """The records are what they were; only how the file lays them out is new."""
    meta = dict(lines.get(META, "1"))
    return lines.changed({(META, "1"): {**meta, "version": 2}})
