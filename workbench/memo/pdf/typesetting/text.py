"""What a person typed, made fit for paper: data and nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from workbench.locale.isolates import bare

JOINERS = {"\u200c", "\u200d"}
"""What keeps two letters apart, and what joins them: seen in their forms alone."""

_SHAPING = "\u0600-\u109f\u1780-\u18af\ua8e0-\ua8ff\ua9e0-\ua9ff\uaa60-\uaa7f"
# Controls, marks of direction, variants, fillers: nothing of it is to be seen (UAX #44,
# Default_Ignorable_Code_Point), the line break alone is kept; a joiner where it joins letters.
_IGNORED = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2067\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{_IGNORED}]|(?<![{_SHAPING}\u200c\u200d])[\u200c\u200d]+")
# Few texts have any of it, which one look tells.
_ODD = re.compile(f"[{_IGNORED}\u200c\u200d\u2028\u2029\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufb1e\ufe20-\ufe2f"
)
_SHAPED = re.compile(
    f"[{_SHAPING}][{_SHAPING}{_MARKS}\u200c\u200d]*|[^{_SHAPING}{_MARKS}][{_MARKS}\u200c\u200d]+"
)
_FORMED = re.compile(f"[{_SHAPING}{_MARKS}\u200c\u200d]")


def clean(said: str) -> str:
    """`said` in NFC and without what isn't seen, in the order in which it was written."""
    return bare(clean_but_isolates(said))


def clean_but_isolates(said: str) -> str:
    """The same with the marks of isolates, which tell the directions of its parts."""
    if _ODD.search(said):
        kept = _BREAK.sub("\n", _SURROGATE.sub("\ufffd", said)).replace("\t", " ")
        said = _UNSEEN.sub("", kept)
    return unicodedata.normalize("NFC", said)


def is_shaped(text: str) -> bool:
    """Whether letters of `text` take their forms and places from one another."""
    return _FORMED.search(text) is not None and _SHAPED.search(text) is not None


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in parts, and whether each is shaped."""
    at = 0
    for match in _SHAPED.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def is_mark(character: str) -> bool:
    """Whether it stands with the character before it."""
    return character in JOINERS or unicodedata.category(character)[0] == "M"
