"""About how much room words take, for what isn't the renderer's to measure or has no fonts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MEASURE = 495.0
"""The width of the text of a page, in points, that columns share."""


def wide(said: str, size: float) -> float:
    """About the width of `said` in a sans-serif at `size`: rather too much than too little."""
    return size * sum(map(_ems, said))


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character in "→←–—…":
        return 1.0
    if character in "iljtfrI.,:;’'|!()[] ":
        return 0.36
    if character in "mwMW@%":
        return 0.94
    return 0.69 if character.isupper() else 0.58
