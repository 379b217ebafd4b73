"""What might become an event: it waits in the inbox until a person decides."""

from __future__ import annotations

import hashlib
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from .model import EdtfDate, Record


class Suggestion(BaseModel):
    """A strategy that a code of the data set may point to, and why; it codes nothing."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    strategy: str
    reason: str
    reason_zh: str = ""

    def in_(self, lang: str) -> str:
        """The reason in `lang`."""
        return self.reason_zh if lang == "zh-Hant" and self.reason_zh else self.reason


class Candidate(Record):
    """A row of event data, or a coded passage, with its origin and what was decided about it."""

    table: ClassVar[str] = "candidates"
    dataset: str
    row: str
    title: str
    date: EdtfDate = ""
    description: str = ""
    initiator: str = ""
    target: str = ""
    url: str = ""
    codes: tuple[str, ...] = ()
    source: str = ""
    """The data set with its version and file, as a source is titled."""
    record: dict[str, str] = Field(default_factory=dict)
    """The row as it was read, column by column; columns that were empty are left out."""
    suggestions: tuple[Suggestion, ...] = ()
    state: Literal["waiting", "accepted", "merged", "rejected"] = "waiting"
    event: str | None = None
    reason: str = ""
    coder: str = ""

    @property
    def origin(self) -> str:
        """Where it comes from, for the note of the event that it becomes."""
        named = f"{self.source}, {self.row}" if self.source else f"{self.dataset} {self.row}"
        parts = (named.strip(), "; ".join(self.codes), self.url)
        return " · ".join(part for part in parts if part)


def candidate_id(dataset: str, *identity: str) -> str:
    """The id of a candidate: the same row has the same id, however often it is read."""
    text = "\x1f".join((dataset, *identity)).encode("utf-8", "surrogatepass")
    return f"ca-{hashlib.sha256(text).hexdigest()[:24]}"
