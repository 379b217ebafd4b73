"""Where lines end on the screen: Chinese with its prohibitions, as in the memo.

Textual and Rich know words between spaces only: a line of Chinese would end before each Latin word
in it, and begin with a full stop.
"""

from __future__ import annotations

import rich.text
import textual.content
from rich._wrap import divide_line
from rich.cells import cell_len

from workbench.locale.breaking import cuts, pieces


def line_ends(text: str, width: int, fold: bool = True) -> list[int]:
    """Where to cut a line of text that is wider than `width` columns: offsets into it."""
    if text.isascii() or not fold or width < 2:
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
            if size > width:
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


def keep_lines_whole() -> None:
    """Let every text on the screen be broken so; there is no other door to it in the libraries."""
    for module in (rich.text, textual.content):
        vars(module)["divide_line"] = line_ends
