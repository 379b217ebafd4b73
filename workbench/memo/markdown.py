"""The memo’s sections as Markdown (CommonMark 0.31), read off the story that the PDF is laid of."""

from __future__ import annotations

import re
from typing import Unpack

from workbench.case import Case
from workbench.locale import shown

from .document import Asked, memo_story
from .parts import Part, parts

_MARKS = {"title": "# ", "heading": "## ", "subhead": "### "}
_LIVE = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@=])")


def memo_markdown(case: Case, lang: str, **asked: Unpack[Asked]) -> str:
    """The memo to be read as text; what was typed is data. Figures are tables or left out."""
    _, story = memo_story(case, lang, **asked)
    blocks = [_block(part) for part in parts(story, lang)]
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _block(part: Part) -> str:
    if part.kind == "table":
        head, *rows = [[_data(cell) for cell in row] for row in part.rows]
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    if part.kind == "list":
        return "\n".join(f"- {_data(row[0])}" for row in part.rows)
    return _MARKS.get(part.kind, "") + _data(f"{part.mark} {part.text}".strip())


def _data(text: str) -> str:
    return _LIVE.sub(r"\\\1", shown(text))
