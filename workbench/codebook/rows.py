"""What every row of the codebook is made of: words in both languages, terms, whose word it is."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Standing = Literal["paper", "reading", "case"]
"""Whether the paper says so, the workbench reads it so, or a case says it of its own."""


class Row(BaseModel):
    """A row of the codebook."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Text(Row):
    """The same words in both languages."""

    en: str
    zh_hant: str = Field(alias="zh-Hant")

    def in_(self, lang: str) -> str:
        """The words in `lang`."""
        return self.zh_hant if lang == "zh-Hant" else self.en


class Said(Text):
    """A sentence about the theory: whose it is, and the section of the paper that it is about."""

    standing: Standing
    section: str
    """Which section says it, or which one is read so; empty where a case says it."""


class Term(Row):
    """An entry of a closed vocabulary."""

    id: str
    name: Text
    meaning: Text | None = None
    letter: Text | None = None
    """What stands for it where there is no room for its name, and the terminal has no `mark`."""
    mark: str = ""
    """The shape that stands for it where there is no room for its name."""
