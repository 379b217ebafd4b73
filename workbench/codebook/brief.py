"""The page “The theory in brief” as data: its parts, their sentences, and the works behind each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.guide import page

from .load import codebook
from .pages import anchor

_LINK = re.compile(r"\[(?P<label>[^\]]+)\]\(works\.md#(?P<anchor>[^)]+)\)")
PAGE = "theory"
"""The page of the guide."""


@dataclass(frozen=True)
class Sentence:
    """Something that the paper says, its section and labels of works behind it."""

    text: str
    works: tuple[str, ...]
    """The works, by id."""


@dataclass(frozen=True)
class Part:
    """What stands under one heading of the page."""

    title: str
    sentences: tuple[Sentence, ...]

    @property
    def works(self) -> tuple[str, ...]:
        """Every work that is cited in it, once."""
        return tuple(dict.fromkeys(work for each in self.sentences for work in each.works))


@cache
def brief(lang: str) -> tuple[Part, ...]:
    """The parts of the page; raises `KeyError` for a link to a work that isn't there."""
    known = {anchor(work.label): work.id for work in codebook().bibliography}

    def sentence(line: str) -> Sentence:
        works = tuple(known[found["anchor"]] for found in _LINK.finditer(line))
        return Sentence(_LINK.sub(r"\g<label>", line).replace("*", ""), works)

    parts = []
    for part in page(PAGE, lang).split("\n## ")[1:]:
        title, *lines = part.splitlines()
        said = (sentence(line[2:]) for line in lines if line.startswith("- "))
        parts.append(Part(title, tuple(said)))
    return tuple(parts)
