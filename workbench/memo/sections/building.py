"""The words in which sections are written: paragraphs, headings, tables, numbers that lead on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from workbench.codebook import StrategyClass
from workbench.memo.document import (
    SILENT,
    Anchor,
    Cell,
    Column,
    Entry,
    Heading,
    List,
    Node,
    Reference,
    Role,
    Shades,
    Span,
    Table,
    Text,
    Together,
)

from .context import Memo

Said = str | Sequence[Span]
"""What a paragraph says: plain text is data like everything else."""

Told = Said | Sequence[Text | Anchor]
"""What a cell holds."""

_MARKS = re.compile("(→|[▲◆■]\u00a0|◇)")
Look = Literal["cell", "tight", "compact"]


def _spans(said: Said) -> tuple[Span, ...]:
    return (Span(said),) if isinstance(said, str) else tuple(said)


def para(said: Said, role: Role = "body") -> Text:
    """A paragraph."""
    return Text(_spans(said), role)


def line(said: Said) -> Text:
    """A paragraph of a cell, beside others."""
    return Text(_spans(said), "cell")


def place(name: str, said: Said) -> tuple[Text | Anchor, ...]:
    """The mark of a row that references lead to."""
    return (Anchor(name), line(said))


def bold(said: str) -> tuple[Span, ...]:
    """Words that stand out, alone in their place."""
    return (Span(said, bold=True),)


def grey(said: str) -> Span:
    """Words that stand back."""
    return Span(said, tone="grey")


def class_mark(memo: Memo, group: StrategyClass) -> Span:
    """The mark of a class before one of its strategies, heard as the class's name."""
    said = group.name.in_(memo.lang) + memo.say.colon
    return Span(f"{group.symbol}\u00a0", tone=group.id, heard=said)


def marked(memo: Memo, said: str, arrow: str = "") -> list[Span]:
    """A sentence of the program's with its marks: silent beside their words, arrows by a word.

    `arrow` is how one is heard, where it doesn't lead from a condition to a verdict.
    """
    found = []
    for part in _MARKS.split(said):
        heard = (arrow or memo.t("gives")) if part == "→" else SILENT if _MARKS.match(part) else ""
        found.append(Span(part, heard=heard))
    return [span for span in found if span.text]


def who_to_whom(memo: Memo, said: str) -> list[Span]:
    """Who acts upon whom, the arrow heard as a word."""
    return marked(memo, said, memo.t("towards"))


def dotted(facts: Iterable[Said]) -> list[Span]:
    """Facts of one line, with dots between."""
    spans: list[Span] = []
    for fact in facts:
        if fact:
            spans += [Span(" · "), *_spans(fact)] if spans else _spans(fact)
    return spans


def heading(title: str) -> list[Node]:
    """The heading of a section."""
    return [Heading(_spans(title))]


def together(head: Sequence[Node], rest: Sequence[Node]) -> list[Node]:
    """A heading and its figure on one page, where a page has room for both."""
    return [Together((*head, *rest))]


def absent(title: str, said: str) -> list[Node]:
    """A section for which the case has nothing, said in one line."""
    return [*heading(title), para(said, "note")]


def numbered(
    n: int | str, spans: Sequence[Span], role: Role = "body", below: Sequence[Span] = ()
) -> Node:
    """A numbered entry, and what stands small below it."""
    return Entry(str(n), para(spans, role), (para(below, "computed"),) if below else ())


def bullets(said: Iterable[str]) -> list[Node]:
    """A list, where there is anything to list."""
    items = tuple(map(para, said))
    return [List(items)] if items else []


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[Told]],
    widths: Sequence[float | Column],
    *,
    look: Look = "cell",
    right: Iterable[int] = (),
    shades: Sequence[Shades] = (),
) -> Table:
    """A table whose head repeats; the column of width 0 takes the room that is left."""
    numbers = set(right)
    columns = (w if isinstance(w, Column) else Column(w) for w in widths)
    return Table(
        tuple(map(_cell, head)),
        tuple(tuple(map(_cell, row)) for row in rows),
        tuple(replace(c, right=True) if n in numbers else c for n, c in enumerate(columns)),
        look,
        tuple(shades),
    )


def field_grid(
    head: Sequence[Told], rows: Sequence[Sequence[Told]], shades: Sequence[Shades]
) -> Table:
    """The square: a label beside each row of two fields."""
    return Table(
        tuple(map(_cell, head)),
        tuple(tuple(map(_cell, row)) for row in rows),
        (Column(92), Column(), Column()),
        "fields",
        tuple(shades),
    )


def _cell(said: Told) -> Cell:
    if isinstance(said, str):
        return (Text((Span(said),), "cell"),) if said else ()
    blocks = tuple(item for item in said if not isinstance(item, Span))
    if blocks:
        return blocks
    return (Text(tuple(item for item in said if isinstance(item, Span)), "cell"),)


def event_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """Event numbers, each leading to its row."""
    known = sorted((memo.event_numbers[i], i) for i in ids if i in memo.event_numbers)
    return _leading(memo, ((str(n), memo.event_link(i)) for n, i in known), "events")


def evidence_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """Evidence numbers, each leading to its row in the annex."""
    known = sorted((memo.evidence_numbers[i], i) for i in ids if i in memo.evidence_numbers)
    return _leading(memo, ((f"E{n}", memo.evidence_link(i)) for n, i in known), "evidence")


def source_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """Source numbers in brackets, each leading to its entry."""
    known = sorted((memo.source_numbers[i], i) for i in ids if i in memo.source_numbers)
    return _leading(memo, ((f"[{n}]", memo.source_link(i)) for n, i in known), "sources")


def work_spans(memo: Memo, ids: Iterable[str]) -> list[Span]:
    """The marks of works behind the rules in brackets, each leading to its entry."""
    known = sorted((memo.work_numbers[i], i) for i in ids)
    return _leading(memo, ((f"[M{n}]", memo.work_link(i)) for n, i in known), "sources")


def _leading(memo: Memo, named: Iterable[tuple[str, str]], section: str) -> list[Span]:
    spans: list[Span] = []
    for said, anchor in named:
        if spans:
            spans.append(Span(memo.say.comma))
        spans.append(Reference(said, to=anchor) if section in memo.sections else Span(said))
    return spans
