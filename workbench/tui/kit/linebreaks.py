"""Where lines end on the screen: Chinese with its prohibitions, as in the memo.

Textual and Rich know words between spaces only: a line of Chinese would end before each Latin word
in it, and begin with a full stop.
"""

from __future__ import annotations

import rich.text
import textual.content
from rich._wrap import divide_line
from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap

from workbench.locale.breaking import cuts, pieces


def line_ends(text: str, width: int, fold: bool = True) -> list[int]:
    """Where to cut a line of text that is wider than `width` columns: offsets into it."""
    if text.isascii() or width < 2:
        return divide_line(text, width, fold)
    found: list[int] = []
    at = used = 0
    for piece in pieces(text):
        size = cell_len(piece)
        parts = [piece]
        if not piece.isspace() and used + size > width:
            if used:
                found.append(at)
                used = 0
            if size > width and fold:
                parts = _small(piece, width)
        for part in parts:
            size = cell_len(part)
            # Spaces at the end of a line take no room on it.
            if used and not part.isspace() and used + size > width:
                found.append(at)
                used = 0
            used += size
            at += len(part)
    return found


def _small(piece: str, width: int) -> list[str]:
    return [p for part in cuts(piece) for p in ([part] if cell_len(part) <= width else part)]


def _least(content: Content, rules: RulesMap) -> int:
    """The columns of the widest piece of a text: as narrow as the column of a table may be."""
    widest = max((cell_len(piece) for piece in pieces(content.plain)), default=0)
    return widest + 2 * rules.get("line_pad", 0)


def keep_lines_whole() -> None:
    """Let every text on the screen be broken so; there is no other door to it in the libraries."""
    for module in (rich.text, textual.content):
        vars(module)["divide_line"] = line_ends
    Content.get_minimal_width = _least  # type: ignore[assignment]
