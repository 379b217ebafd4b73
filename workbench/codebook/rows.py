"""What every row of the codebook is made of: words in both languages, terms, whose word it is."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Standing = Literal["paper", "reading"]
"""Whether the paper says so or the workbench reads it so."""


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


class Term(Row):
    """An entry of a closed vocabulary."""

    id: str
    name: Text
    meaning: Text | None = None
