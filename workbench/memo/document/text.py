"""Words: spans of them, paragraphs, headings, and the places that references lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from unicodedata import category
from urllib.parse import quote, urlsplit

from workbench.locale import words

Tone = str
"""The name of a colour: `grey` for what stands back, `navy` for a mark, or a class's id."""

Role = Literal[
    "title", "eyebrow", "date", "meta", "lead", "computed",
    "body", "small", "note", "footnote", "source", "cell", "aside", "verdict", "numbers",
]  # fmt: skip
"""What a paragraph is; a renderer knows how that looks. `cell` is a table's plain text.

A `footnote` belongs to what its mark, †, stands at.
"""

_ADDRESS = re.compile(r"(https?)://([^\s/?#]+)((?:[/?#].*)?)", re.IGNORECASE)
_HOST = re.compile(r"(\[[^\[\]]+\]|[^\[\]:]+)(:[0-9]*)?")
_SECOND = re.compile(r"\shttps?://", re.IGNORECASE)
_BARE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""What stands in an address as it is (RFC 3986), escapes among them."""


SILENT = " "
"""What is heard of a mark that only repeats the words beside it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one look; `text` is data, whoever typed it."""

    text: str
    bold: bool = False
    italic: bool = False
    """For titles; Chinese characters stay upright."""
    tone: Tone = ""
    quoted: bool = False
    """Whether these are the words of a source."""
    link: str = ""
    """An address on the web, where the text leads to one (`web_address`)."""
    lang: str = ""
    """The language (BCP 47) where somebody said it; else its script tells (`stretches`)."""
    heard: str = ""
    """What a mark says to who has it read aloud, in the language of the document.

    `SILENT` where the words beside it say all.
    """


def heard(span: Span, lang: str) -> str:
    """What is heard in a document of this language for what is a mark; empty for words.

    A dash alone stands for nothing, and many a reader is silent at it.
    """
    return words(lang).t("none") if span.text == "–" else span.heard


@dataclass(frozen=True, slots=True)
class Reference(Span):
    """Text that leads to an anchor of the same document."""

    to: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    spans: tuple[Span, ...]
    role: Role = "body"

    @property
    def plain(self) -> str:
        """What it says, in the order in which it was written."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of a section (level 1), or of a part of one (level 2)."""

    spans: tuple[Span, ...]
    level: Literal[1, 2] = 1

    @property
    def plain(self) -> str:
        """What it says."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that references lead to; it takes no room."""

    name: str


def web_address(text: str) -> str:
    """`text` where it is an http or https address, as every format can hold it; else nothing.

    What an address can't hold is escaped (RFC 3986, 2.1; RFC 3987, 3.1), a host as IDNA has it.
    Of two addresses in one text neither is taken.
    """
    found = _ADDRESS.fullmatch(text.strip())
    if (
        not found
        or any(category(each) in ("Cc", "Cf") for each in found[0])
        or _SECOND.search(found[0])
    ):
        return ""
    scheme, host, rest = found.groups()
    user, at, where = host.rpartition("@")
    if not (parted := _HOST.fullmatch(where)):
        return ""
    name, port = parted[1], parted[2] or ""
    try:
        named = name if name.isascii() else name.encode("idna").decode("ascii")
        address = f"{scheme.lower()}://" + quote(
            _BARE.sub("%25", f"{user}{at}{named}{port}{rest}"), safe=_KEPT
        )
        # A port may be too high, and what is in brackets no address: both raise.
        return address if urlsplit(address).port != 0 else ""
    except ValueError:
        return ""
