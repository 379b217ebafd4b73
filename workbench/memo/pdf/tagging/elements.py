"""The tree of what the memo is made of: headings, paragraphs, tables, figures, links.

After ISO 32000-1, 14.7 and 14.8.4. It grows in the order of the document, not of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

Tag = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
    "TD", "Figure", "Link", "Note",
]  # fmt: skip
Scope = Literal["", "Column", "Row"]


class Marked(NamedTuple):
    """A stretch of a page's content."""

    page: int
    number: int


class Leading(NamedTuple):
    """A link's annotation on a page."""

    page: int
    note: int
    """Its object."""


class Element:
    """A part of the document, and where on paper it stands."""

    __slots__ = ("above", "alt", "kids", "number", "repeated", "scope", "tag")

    def __init__(self, tag: Tag, parent: Element | None = None, *, alt: str = "") -> None:
        """The last part of `parent` so far; `alt` is what a figure shows."""
        self.tag, self.alt = tag, alt
        self.scope: Scope = ""
        self.kids: list[Kid] = []
        self.repeated = False
        """Whether it is a table's head, which stands on every page but is said once."""
        self.number = self.above = 0
        """Its object and that of its parent in the file; zero as long as there is none."""
        if parent is not None:
            parent.kids.append(self)

    def walk(self) -> Iterator[Element]:
        """It, and all that is in it, from the top down."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    @property
    def pages(self) -> set[int]:
        """On which pages it stands itself."""
        return {kid.page for kid in self.kids if not isinstance(kid, Element)}


Kid: TypeAlias = Element | Marked | Leading
