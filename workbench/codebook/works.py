"""The works that the codebook cites, and the paper that it follows."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .rows import Row, Text


class Cited(Row):
    """Where the paper cites a work, and which of its pages; none where it cites the whole."""

    section: str
    pages: str = ""


class Reference(Row):
    """A work of the literature, in the style of its language.

    Western works stand in Chicago's author-date style, Chinese ones as the journal's footnotes.
    """

    id: str
    group: Literal["theory", "application", "balancing", "context"]
    """What the paper needs it for."""
    label: str
    """Authors and year, as one names it in a text."""
    authors: list[str]
    year: str
    text: str
    """The whole entry; its pages are the work's own."""
    italic: str = ""
    """What of the entry stands in italics."""
    lang: str = "en"
    cited: list[Cited] = Field(default_factory=list)
    note: Text | None = None
    """Where the paper has a slip that isn't repeated here, or what couldn't be found out."""
    verified: bool = False
    """Whether the entry was found elsewhere; else it stands as the paper gives it."""


class Origin(Row):
    """The paper that the codebook follows."""

    id: str
    """Its id in the bibliography."""
    author: Text
    year: str
    title: Text
    journal: Text
    volume: str
    pages: str
    doi: str
