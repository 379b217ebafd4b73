"""The names in a source's free-text author; in doubt a name stays as it was typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PARTICLES = {"de", "der", "den", "van", "von", "la", "le", "du", "da", "di", "bin", "al"}
_BODIES = re.compile(
    r"\b(nations?|united|ministry|department|office|council|committee|government|university|"
    r"institute|agency|organi[sz]ation|union|bank|press|house|assembly|commission|association|"
    r"secretar\w+|embassy|senate|congress|parliament|group|times|news|reuters|cent(?:er|re)|state|"
    r"foundation|corporation|the|of|for|and|on)\b|[&\d/]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Name:
    """A person with a family name, or whatever was typed as `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """What stands in an author-date label."""
        return self.literal or self.family

    @property
    def inverted(self) -> str:
        """«Family, Given», as the first author of an entry."""
        return self.literal or (f"{self.family}, {self.given}" if self.given else self.family)

    @property
    def straight(self) -> str:
        """«Given Family», as every later author."""
        return self.literal or f"{self.given} {self.family}".strip()


def is_chinese(text: str) -> bool:
    """Whether the text holds a Han character."""
    return any("CJK" in unicodedata.name(char, "") for char in text[:400])


def read_names(author: str) -> tuple[Name, ...]:
    """The names of an author field, `;` (in Chinese also 、) between them."""
    marks = r"[;；、]" if is_chinese(author) else r"[;；]"
    return tuple(_name(part.strip()) for part in re.split(marks, author) if part.strip())


def _name(typed: str) -> Name:
    if is_chinese(typed):
        family, _, given = (part.strip() for part in typed.partition(","))
        # «吳, 玉山» is how reference managers write 吳玉山.
        whole = is_chinese(family) and is_chinese(given) and "," not in given
        return Name(literal=family + given if whole else typed)
    if typed.count(",") == 1:
        family, given = (part.strip() for part in typed.split(","))
        # «Ministry of X, France» is a body; only «Family, Given» without such a word is a person.
        if family and given and not _BODIES.search(typed):
            return Name(family, given)
        return Name(literal=typed)
    words = typed.split()
    # Without an initial, «Deutsche Welle» and «Hu Jintao» look like «Robert Pape».
    initials = [bool(re.fullmatch(r"(?:[^\W\d_]\.-?)+", word)) for word in words]
    if not any(initials) or initials[-1] or _BODIES.search(typed):
        return Name(literal=typed)
    if len(words) - sum(initials) > 2 or any(word.casefold() in _PARTICLES for word in words):
        return Name(literal=typed)
    return Name(words[-1], " ".join(words[:-1]))
