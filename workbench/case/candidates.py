"""What might become an event: it waits in the inbox until a person decides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from .model import Domain, EdtfDate, Record


class Suggestion(BaseModel):
    """A strategy that a code of the data set may point to, and why; it codes nothing."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    strategy: str
    reason: str
    reason_zh: str = ""
    rule: str = ""
    """The name of the case's rule that suggests it; empty where the workbench does."""
    domain: Domain | None = None
    """The domain that the rule suggests; it may suggest that alone, and no strategy."""

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
    """The data set with its version, as a source is titled; before `file` was kept, with that."""
    record: dict[str, str] = Field(default_factory=dict)
    """The row as it was read, column by column; columns that were empty are left out."""
    suggestions: tuple[Suggestion, ...] = ()
    state: Literal["waiting", "accepted", "merged", "rejected"] = "waiting"
    event: str | None = None
    reason: str = ""
    coder: str = ""
    apart: bool = False
    """Somebody split it off a group: it is no other row's event."""
    search: str = ""
    """The id of the search that brought it in; empty where none was kept."""
    version: str = ""
    """The version of the data set, where its files say one."""
    file: str = ""
    """The file that it stands in; of several in one archive «ARCHIVE/MEMBER»."""
    line: int | None = Field(default=None, ge=1)
    """The line of that file, the first being 1."""

    @property
    def origin(self) -> str:
        """Where it comes from, for the note of the event that it becomes."""
        within = ", ".join(part for part in (self.source, self.file, self.row) if part)
        named = within if self.source else f"{self.dataset} {self.row}"
        parts = (named.strip(), "; ".join(self.codes), self.url)
        return " · ".join(part for part in parts if part)


def is_class(codes: Iterable[str], wanted: str) -> bool:
    """Whether codes are of a class: by its first digits, or by its whole name."""
    if wanted.isdigit():
        return any(code.startswith(wanted) for code in codes)
    return any(code.casefold() == wanted.casefold() for code in codes)


def candidate_id(dataset: str, *identity: str) -> str:
    """The id of a candidate: the same row has the same id, however often it is read."""
    text = "\x1f".join((dataset, *identity)).encode("utf-8", "surrogatepass")
    return f"ca-{hashlib.sha256(text).hexdigest()[:24]}"
