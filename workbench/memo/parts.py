"""The memo's story as plain parts, for the formats that lay themselves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reportlab.platypus import Flowable, KeepTogether, Table

from .figures import Bars, Timeline
from .sections.blocks import Rows
from .sections.looks import look_of
from .typesetting import Prose

Kind = Literal["title", "heading", "subhead", "text", "list", "table"]


@dataclass(frozen=True)
class Part:
    """A stretch of the memo; what was typed is data in all of it."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """A table's cells, its head first; the lines of a list, one cell each."""


def parts(story: Iterable[object], lang: str) -> Iterator[Part]:
    """Everything that the PDF says, in its order; figures are given in numbers."""
    kinds: dict[object, Kind] = {
        look_of("title", lang): "title",
        look_of("heading", lang): "heading",
        look_of("subhead", lang): "subhead",
    }
    for flowable in story:
        if isinstance(flowable, Prose):
            yield Part(kinds.get(flowable.style, "text"), flowable.text)
        elif isinstance(flowable, Rows):
            yield Part("table", rows=tuple(map(_row, (flowable.head, *flowable.rows))))
        elif isinstance(flowable, Bars):
            yield _listed(f"{label}: {count}" for label, count in flowable.counts())
        elif isinstance(flowable, Timeline):
            yield _listed(f"{lane}: {numbers}" for lane, numbers in flowable.listed())
        elif isinstance(flowable, KeepTogether):
            yield from parts(flowable._content, lang)  # type: ignore[attr-defined]
        elif isinstance(flowable, Table):
            for row in flowable._cellvalues:  # type: ignore[attr-defined]
                inside = [_cell(cell) for cell in row]
                yield Part("text", " ".join(part for part in inside if part))


def _listed(lines: Iterable[str]) -> Part:
    return Part("list", rows=tuple((line,) for line in lines))


def _row(cells: Iterable[object]) -> tuple[str, ...]:
    return tuple(_cell(cell) for cell in cells)


def _cell(cell: object) -> str:
    if isinstance(cell, Flowable):
        cell = [cell]
    said = [f.text for f in cell if isinstance(f, Prose)] if isinstance(cell, list) else [str(cell)]
    return " ".join(said)
