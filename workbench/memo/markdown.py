"""The document as Markdown (CommonMark 0.31, with GitHub's tables); what was typed is data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.locale import printed, words
from workbench.locale.isolates import bare

from .document import (
    Across,
    Box,
    Cell,
    Document,
    Entry,
    Figure,
    Heading,
    List,
    Node,
    Table,
    Text,
    Together,
)

_MARKS = {"title": "# ", "eyebrow": "### "}
_LIVE = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:@=])")


def markdown(document: Document) -> str:
    """The document to be read as text; a figure is what it shows, in words and numbers."""
    colon = words(document.lang).colon
    found = (block for part in document.parts for block in _blocks(part.nodes, colon))
    return "\n\n".join(block for block in found if block.strip()) + "\n"


def _blocks(nodes: Iterable[Node], colon: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield _MARKS.get(node.role, "") + _data(node.plain)
        elif isinstance(node, Heading):
            yield "#" * (node.level + 1) + " " + _data(node.plain)
        elif isinstance(node, Table):
            yield _table(node)
        elif isinstance(node, List):
            yield "\n".join(f"- {_data(item.plain)}" for item in node.items)
        elif isinstance(node, Figure):
            yield _data(node.said)
            yield "\n".join(f"- {_data(label + colon + numbers)}" for label, numbers in node.listed)
        elif isinstance(node, Entry):
            yield _data(f"{node.mark} {node.body.plain}")
            yield from _blocks(node.below, colon)
        elif isinstance(node, Across):
            yield _data(f"{node.left.plain} {node.right.plain}")
        elif isinstance(node, Box):
            yield from _blocks(node.inside, colon)
        elif isinstance(node, Together):
            yield from _blocks(node.nodes, colon)


def _table(table: Table) -> str:
    head, *rows = [[_cell(cell) for cell in row] for row in (table.head, *table.rows)]
    rule = ["--:" if column.right else "---" for column in table.columns]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *rows))


def _cell(cell: Cell) -> str:
    return _data("\n".join(item.plain for item in cell if isinstance(item, Text)))


def _data(text: str) -> str:
    return _LIVE.sub(r"\\\1", printed(bare(text)))
