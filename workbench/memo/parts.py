"""The memo's story as plain parts, for the formats that lay themselves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reportlab.platypus import KeepTogether, Table

from .figures import Bars, Timeline
from .sections.blocks import Rows
from .sections.looks import look_of
from .typesetting import Prose

Kind = Literal["title", "heading", "subhead", "text", "small", "entry", "list", "table"]
_SMALL = ("eyebrow-right", "meta", "computed", "note", "small")


@dataclass(frozen=True)
class Part:
    """A stretch of the memo; what was typed is data in all of it."""

    kind: Kind
    text: str = ""
    mark: str = ""
    """What stands before an entry: its number, or a dot."""
    rows: tuple[tuple[str, ...], ...] = ()
    """A table's cells, its head first, a paragraph a line; the lines of a list, one cell each."""
    widths: tuple[float, ...] = ()
    """Of a table's columns, in points."""


def parts(story: Iterable[object], lang: str) -> Iterator[Part]:
    """Everything that the PDF says, in its order; figures are given in numbers."""
    kinds: dict[object, Kind] = {look_of(name, lang): "small" for name in _SMALL}
    kinds[look_of("title", lang)] = "title"
    kinds[look_of("heading", lang)] = "heading"
    kinds[look_of("subhead", lang)] = kinds[look_of("eyebrow", lang)] = "subhead"
    for flowable in story:
        if isinstance(flowable, Prose):
            yield Part(kinds.get(flowable.style, "text"), flowable.text)
        elif isinstance(flowable, Rows):
            yield _table((flowable.head, *flowable.rows), flowable.widths)
        elif isinstance(flowable, Bars):
            yield _listed(f"{label}: {count}" for label, count in flowable.counts())
        elif isinstance(flowable, Timeline):
            yield _listed(f"{lane}: {numbers}" for lane, numbers in flowable.listed())
        elif isinstance(flowable, KeepTogether):
            yield from parts(flowable._content, lang)  # type: ignore[attr-defined]
        elif isinstance(flowable, Table):
            yield from _framed(flowable, lang)


def _framed(table: Table, lang: str) -> Iterator[Part]:
    """A box around paragraphs, an entry behind its number, or a square of fields."""
    rows: list[list[object]] = table._cellvalues  # type: ignore[attr-defined]
    columns = len(rows[0])
    if columns == 1:
        for [cell] in rows:
            yield from parts(_list(cell), lang)
    elif columns == 2:
        mark, (first, *below) = _cell(rows[0][0]), _list(rows[0][1])
        over_the_title = getattr(first, "style", None) == look_of("eyebrow-right", lang)
        yield Part("small" if over_the_title else "entry", _cell(first), mark)
        yield from parts(below, lang)
    else:
        yield _table(rows, table._colWidths)  # type: ignore[attr-defined]


def _table(rows: Iterable[Iterable[object]], widths: Iterable[float]) -> Part:
    return Part("table", rows=tuple(tuple(map(_cell, row)) for row in rows), widths=tuple(widths))


def _listed(lines: Iterable[str]) -> Part:
    return Part("list", rows=tuple((line,) for line in lines))


def _cell(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    return "\n".join(f.text for f in _list(cell) if isinstance(f, Prose))


def _list(cell: object) -> list[object]:
    return cell if isinstance(cell, list) else [cell]
