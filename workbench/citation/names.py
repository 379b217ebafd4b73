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
    r"foundation|corporation|company|inc|ltd|llc|corp|society|academy|college|bureau|forum|league|"
    r"party|alliance|network|authority|watch|the|of|for|and|on)\b|[&\d/]",
    re.IGNORECASE,
)


_MARKS, _CHINESE_MARKS = ";；", ";；、"
_ET_AL = re.compile(r"(?:et al\.?|(?:and )?others)", re.IGNORECASE)
ET_AL = "et al."


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

    @property
    def typed(self) -> str:
        """How an author field says this name: a group that would pass for a person in braces."""
        said = self.inverted
        if not self.literal or read_names(said) == (self,) or re.search(r"[{}]", said):
            return said
        return f"{{{said}}}"


def is_chinese(text: str) -> bool:
    """Whether the text holds a Han character."""
    return not text.isascii() and any("CJK" in unicodedata.name(char, "") for char in text[:400])


def is_body(name: str) -> bool:
    """Whether a word of the name is one that bodies have, and persons don't."""
    return bool(_BODIES.search(name))


def read_names(author: str) -> tuple[Name, ...]:
    """The names of an author field, `;` (in Chinese also 、) between them.

    What stands in braces is one name as it is, as in BibTeX.
    """
    marks = _CHINESE_MARKS if is_chinese(author) else _MARKS
    parts = (part.strip() for part in apart(author, marks))
    return tuple(name for part in parts if part for name in _names(part))


def apart(text: str, marks: str) -> list[str]:
    """The parts of a text between these marks, of which those in braces part nothing."""
    found = [""]
    pieces = [*re.split(r"([{}])", text), ""]
    for piece, brace in zip(pieces[::2], pieces[1::2], strict=True):
        first, *more = [piece] if brace == "}" else re.split(f"[{marks}]", piece)
        found[-1] += first
        found += more
        found[-1] += brace
    return found


def _names(typed: str) -> list[Name]:
    """«Stephen G. Brooks and William C. Wohlforth» are two, if one of them shows an initial."""
    if " and " in typed and not is_chinese(typed):
        found = [_straight(each) for each in re.split(r",? and |, ", typed)]
        if len(found) > 1 and all(found) and any("." in each.given for each in found if each):
            return [each for each in found if each]
    return [_name(typed)]


def _straight(typed: str) -> Name | None:
    """«Given Family» in two to four capitalised words, none of them a body's."""
    words = typed.split()
    fits = 1 < len(words) < 5 and all(word[0].isupper() for word in words)
    if not fits or _BODIES.search(typed) or words[-1].endswith(".") or "," in typed:
        return None
    return Name(words[-1], " ".join(words[:-1]))


def _name(typed: str) -> Name:
    if re.fullmatch(r"\{[^{}]*[^{}\s][^{}]*\}", typed):
        return Name(literal=typed[1:-1].strip())
    if _ET_AL.fullmatch(typed):
        return Name(literal=ET_AL)
    if is_chinese(typed):
        family, _, given = (part.strip() for part in typed.partition(","))
        # «吳, 玉山» is how reference managers write 吳玉山.
        whole = is_chinese(family) and is_chinese(given) and "," not in given
        return Name(literal=family + given if whole else typed)
    if typed.count(",") == 1:
        # EndNote ends a body's name with a comma.
        if typed[:-1].strip() and typed.endswith(","):
            return Name(literal=typed[:-1].strip())
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
