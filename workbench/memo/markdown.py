"""The memo’s sections as Markdown (CommonMark 0.31), read off the story that the PDF is laid of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from reportlab.platypus import Flowable, KeepTogether, Table

from workbench.case import Case
from workbench.judgement import Findings
from workbench.locale import shown

from .document import memo_story
from .figures import Bars, Timeline
from .sections.blocks import Rows
from .sections.looks import look_of
from .typesetting import Prose

_LIVE = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@=])")


def memo_markdown(
    case: Case,
    lang: str,
    *,
    digest: str,
    today: date,
    findings: Findings | None = None,
    sections: Collection[str] | None = None,
) -> str:
    """The memo to be read as text; what was typed is data. Figures are tables or left out."""
    _, story = memo_story(
        case, lang, digest=digest, today=today, findings=findings, sections=sections
    )
    blocks = [block for flowable in story for block in _blocks(flowable, lang)]
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _blocks(flowable: object, lang: str) -> Iterator[str]:
    if isinstance(flowable, Prose):
        marks = {look_of("title", lang): "# ", look_of("heading", lang): "## "}
        marks[look_of("subhead", lang)] = "### "
        yield marks.get(flowable.style, "") + _said(flowable)
    elif isinstance(flowable, Rows):
        yield _table(flowable)
    elif isinstance(flowable, Bars):
        yield "\n".join(f"- {_data(label)}: {count}" for label, count in flowable.counts())
    elif isinstance(flowable, Timeline):
        lines = (f"- {_data(lane)}: {numbers}" for lane, numbers in flowable.listed())
        yield "\n".join(lines)
    elif isinstance(flowable, KeepTogether):
        for inner in flowable._content:  # type: ignore[attr-defined]
            yield from _blocks(inner, lang)
    elif isinstance(flowable, Table):
        for row in flowable._cellvalues:  # type: ignore[attr-defined]
            inside = [_cell(cell) for cell in row]
            if any(inside):
                yield " ".join(part for part in inside if part)


def _table(rows: Rows) -> str:
    head = [_cell(cell) for cell in rows.head]
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows.rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: list[Flowable]) -> str:
    return " ".join(_said(part) for part in cell if isinstance(part, Prose))


def _said(prose: Prose) -> str:
    return _data(prose.text)


def _data(text: str) -> str:
    return _LIVE.sub(r"\\\1", shown(text))
