"""The document as a whole, and everything that is said in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .blocks import Across, Box, Entry, List, Node, Table, Together
from .figures import Figure
from .text import Heading, Text


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the memo under its heading; the first is what stands above all of them."""

    name: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A memo in one language."""

    lang: str
    title: str
    author: str
    subject: str
    day: date
    """The memo's day."""
    keyword: str
    foot: str
    """What stands at the foot of every page: of what file it is."""
    brief: bool
    """The short form, which is set close."""
    parts: tuple[Part, ...]


def texts(nodes: Iterable[Node]) -> Iterator[str]:
    """Every paragraph, heading, cell and figure's sentence, in their order."""
    for node in nodes:
        if isinstance(node, Text | Heading):
            yield node.plain
        elif isinstance(node, List):
            yield from (item.plain for item in node.items)
        elif isinstance(node, Entry):
            yield node.mark
            yield from texts((node.body, *node.below))
        elif isinstance(node, Across):
            yield from texts((node.left, node.right))
        elif isinstance(node, Table):
            for row in (node.head, *node.rows):
                for cell in row:
                    yield from texts(cell)
        elif isinstance(node, Figure):
            yield node.said
            for label, numbers in node.listed:
                yield from (label, numbers)
        elif isinstance(node, Box):
            yield from texts(node.inside)
        elif isinstance(node, Together):
            yield from texts(node.nodes)
