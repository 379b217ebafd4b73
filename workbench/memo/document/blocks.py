"""What a section is made of beside its headings and paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .figures import Figure
from .text import Anchor, Heading, Text

Cell: TypeAlias = tuple[Text | Anchor, ...]
"""What stands in a table's cell: paragraphs, and the places that references lead to."""

Shades: TypeAlias = Mapping[int, str]
"""The names of the shades of a row's columns: verdicts' ids."""


@dataclass(frozen=True, slots=True)
class List:
    """Entries of a list, none before another."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered entry, and what stands small below it."""

    mark: str
    body: Text
    below: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """Two texts at the two ends of one line."""

    left: Text
    right: Text


@dataclass(frozen=True, slots=True)
class Column:
    """What a column wishes for: a width, or as much as some of its words need."""

    width: float = 0
    """In points of a text 495 points wide; 0 takes the room that is left."""
    fit: Literal["", "whole", "words"] = ""
    """`whole`: no text of it is broken. `words`: no word of its head is, within the limits."""
    most: float = 0
    """The most that `words` may take; `width` is the least."""
    right: bool = False
    """Whether it holds numbers, which stand at the right."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a head that every page repeats."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[Column, ...]
    look: Literal["cell", "tight", "compact", "fields"] = "cell"
    """How close it is set; `fields` is a square of fields beside their labels."""
    shades: tuple[Shades, ...] = ()
    """For each of `rows`, where there are any."""


@dataclass(frozen=True, slots=True)
class Box:
    """What is set apart in a box."""

    inside: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """What stands on one page, where a page has room for it."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Heading | Text | List | Entry | Across | Table | Figure | Box | Anchor | Together
