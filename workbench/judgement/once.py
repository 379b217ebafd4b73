"""What is found of a judged case is worked out once, however many ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from .findings import Findings

Found = TypeVar("Found")


def once(make: Callable[[Findings], Found]) -> Callable[[Findings], Found]:
    """Keep what `make` finds with the findings; it may not hold them, or they'd hold themselves."""

    @wraps(make)
    def known(found: Findings) -> Found:
        if make not in found.kept:
            found.kept[make] = make(found)
        return cast(Found, found.kept[make])

    return known
