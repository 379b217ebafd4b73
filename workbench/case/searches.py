"""What was asked of event data, and how much of it was looked through: the denominator."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from .model import EdtfDate, Record

How = Literal["files", "store", "engine"]
"""Read from files as they lie there, from the store, or by an engine elsewhere."""
_PACKED = re.compile(r"\.(zip|gz)$", re.IGNORECASE)
Count = Annotated[int, Field(ge=0)]


class SearchedFile(NamedTuple):
    """A file that was searched whole; a list in the case file, since there may be thousands."""

    name: str
    sha256: str = ""
    rows: Count = 0
    """Its rows, those of another width among them."""
    misshapen: Count = 0
    content: str = ""
    """The SHA-256 of what is packed in it, or of this file of an archive; empty: nothing is."""

    @property
    def key(self) -> str:
        """What makes it the same file, however it is called and packed."""
        if self.content or not self.sha256:
            return self.content or self.name
        _, mark, member = self.name.partition("/")
        return f"{self.sha256}{mark}{member}"

    @property
    def uncompared(self) -> bool:
        """Whether it was packed, and searched before the hash of what is packed was kept."""
        return not self.content and ("/" in self.name or self._unpacked != self.name)

    @property
    def look(self) -> tuple[str, int, int]:
        """What it has in common with itself in another packing: name, rows, those left out."""
        return self._unpacked.rpartition("/")[2].casefold(), self.rows, self.misshapen

    @property
    def _unpacked(self) -> str:
        return _PACKED.sub("", self.name)


class Question(BaseModel):
    """What was asked, so that it can be asked again."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    actors: tuple[str, ...] = ()
    """The two states, as the table of states calls them in English; in either direction."""
    begins: EdtfDate = ""
    ends: EdtfDate = ""
    classes: tuple[str, ...] = ()
    dates: Literal["", "day", "month"] = ""
    """What stands first in 3/1/2003; empty: as the rows of each file show."""
    per_month: int | None = Field(default=None, ge=1)
    """Rows drawn of each month; None: every one that fits."""
    seed: int | None = None
    """What the sample follows from."""


class SearchedData(BaseModel):
    """How much of one data set was searched, and what came of it."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    dataset: str
    versions: tuple[str, ...] = ()
    rows: Count | None = 0
    """All rows, those of another width among them; None: not known, as of an engine's result."""
    dyad: Count | None = 0
    """Rows of the two states, whatever their date and class; None: not known."""
    fit: Count = 0
    """Rows that fit all that was asked."""
    drawn: Count | None = None
    """Those of them that a sample drew; None: all."""
    undated: Count | None = 0
    """Rows of the two states whose date can't be read; None: not known."""
    misshapen: Count = 0
    """Rows of another width than the data set's, which were left out."""
    added: Count = 0
    """Candidates that were new to the inbox."""
    files: tuple[SearchedFile, ...] = ()


class Search(Record):
    """One question that was asked of event data, with what was searched for it."""

    table: ClassVar[str] = "searches"
    when: str
    """UTC, as ISO 8601 writes it, to the second."""
    coder: str = ""
    how: How = "files"
    question: Question = Question()
    query: str = ""
    """The text of the query, where a store or an engine was asked in one."""
    query_sha256: str = ""
    """The SHA-256 of that text in UTF-8."""
    engine: str = ""
    """Which engine was asked, where it was one elsewhere."""
    data: tuple[SearchedData, ...] = ()
    """By data set."""
