"""How wide a table's columns are: as they wish, but never too narrow for a word of theirs."""

from __future__ import annotations

from workbench.locale.breaking import pieces
from workbench.memo.document import Cell, Table, Text
from workbench.memo.measure import MEASURE, wide

from .styles import size_of

_BOLD = 1.14
"""How much wider bold letters are."""
_WORD = 4
"""Characters of a Chinese word in a head."""
_LONGEST = 120.0
"""A word longer than that, such as an address, is broken."""


def widths(table: Table, padding: float) -> list[float]:
    """In points, together as wide as the text."""
    least = [
        max(
            _longest(table, head, whole=_short(head)) * _BOLD,
            *(_longest(table, row[n], whole=table.columns[n].fit == "whole") for row in table.rows),
        )
        + padding
        for n, head in enumerate(table.head)
    ]
    wished = [max(c.width, low) for c, low in zip(table.columns, least, strict=True)]
    free = [n for n, column in enumerate(table.columns) if not column.width and not column.fit]
    rest = MEASURE - sum(width for n, width in enumerate(wished) if n not in free)
    for n in free:
        wished[n] = max(rest / len(free), least[n])
    over = sum(wished) - MEASURE
    slack = [width - low for width, low in zip(wished, least, strict=True)]
    if over > 0 and sum(slack) > 0:
        part = min(over / sum(slack), 1)
        wished = [width - more * part for width, more in zip(wished, slack, strict=True)]
    scale = MEASURE / sum(wished)
    return [width * scale for width in wished]


def _short(head: Cell) -> bool:
    """Whether a head is a word: Chinese has no space by which one would tell."""
    return all(len(item.plain) <= _WORD for item in head if isinstance(item, Text))


def _longest(table: Table, cell: Cell, *, whole: bool) -> float:
    """The widest of a cell's words, or of its texts where none may be broken."""
    return min(
        max(
            (
                wide(part, size_of(item, table)) * (_BOLD if bold else 1)
                for item in cell
                if isinstance(item, Text)
                for bold in [any(span.bold for span in item.spans)]
                for part in ([item.plain] if whole else set(pieces(item.plain)))
            ),
            default=0,
        ),
        _LONGEST,
    )
