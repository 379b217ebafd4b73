"""Names of another direction within the program's sentences, apart from them (UAX #9, isolates)."""

from __future__ import annotations

import re
from functools import lru_cache

from .words import Words

FSI, PDI = "\u2068", "\u2069"
"""What begins and ends a part whose direction is its own; nothing of it is seen."""
LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
"""A letter that runs from right to left."""
_MARK = re.compile(f"([{FSI}{PDI}])")


def bare(text: str) -> str:
    """`text` without the marks of such parts."""
    return text.replace(FSI, "").replace(PDI, "")


def outside(text: str) -> str:
    """What of `text` is in no such part, and so says which way all of it runs."""
    kept: list[str] = []
    opened: list[int] = []
    for part in _MARK.split(text):
        if part == PDI and opened:
            del kept[opened.pop() :]
            continue
        if part == FSI:
            opened.append(len(kept))
        kept.append(part)
    return "".join(kept)


class _Isolating(Words):
    def t(self, message: str, **fields: object) -> str:
        return super().t(message, **{name: _apart(value) for name, value in fields.items()})

    def tn(self, one: str, many: str, n: int, **fields: object) -> str:
        return super().tn(one, many, n, **{name: _apart(value) for name, value in fields.items()})


@lru_cache(maxsize=4)
def isolating(lang: str) -> Words:
    """The words of `lang` for paper: a field that runs to the left doesn't turn its sentence.

    Raises `ValueError` for a language without a catalogue.
    """
    return _Isolating(lang)


def _apart(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_apart, value))
    if isinstance(value, str) and LEFTWARD.search(outside(value)):
        return f"{FSI}{value}{PDI}"
    return value
