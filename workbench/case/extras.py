"""What a later version of the program wrote, which this one keeps and doesn't understand."""

from __future__ import annotations

from math import isfinite
from typing import Any

from .problems import Problem

_DEPTH = 100
"""Levels of nesting: what is deeper can be read here, but not be written again everywhere."""


def kept(value: Any) -> Any:
    """A value that can be kept as it is; raises `Problem` for one that couldn't be written again.

    Those are numbers beyond a float, names that UTF-8 can't say, and what is nested too deeply.
    """
    level = [value]
    for _ in range(_DEPTH):
        for each in level:
            if isinstance(each, float) and not isfinite(each):
                raise Problem("{number} is not a value that a case can hold", number=each)
            if isinstance(each, dict) and not all(map(_sayable, each)):
                raise Problem("it has a name that can't be written in UTF-8")
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return value
    raise Problem("it is nested more than {depth} levels deep", depth=_DEPTH)


def _sayable(name: object) -> bool:
    try:
        str(name).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
