"""How long a tag of XML is (XML 1.0, 3.1), before a parser meets it: its time grows with the square
of the attributes.
"""

from __future__ import annotations

import re

MOST_TAG = 100_000
"""Bytes of one tag with its attributes."""
_LONG = re.compile(rb"<[^<]{%d,}" % MOST_TAG)
_TAG = re.compile(rb"""<(?:!\[CDATA\[|(?:[^<>"']|"[^"<]*"|'[^'<]*')*>)""")


def closes(tag: bytes) -> bool:
    """Whether the tag that begins here has its end; what follows that is text."""
    return bool(_TAG.match(tag))


def too_long(block: bytes) -> bool:
    """Whether there is a tag that doesn't end in time."""
    return not all(closes(found[0][:MOST_TAG]) for found in _LONG.finditer(block))
