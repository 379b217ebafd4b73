"""How lists are written in each language of the memo, and the room that numbers take."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from workbench.locale import words


def listed(items: Iterable[str], lang: str) -> str:
    """A list in running text."""
    return words(lang).listed(items)


def gap(lang: str) -> str:
    """What stands between two sentences."""
    return words(lang).gap


def longer(numbered: Sized) -> int:
    """The room, in points, that numbers of more than three digits take beyond that of three."""
    return 5 * max(len(str(len(numbered))) - 3, 0)
