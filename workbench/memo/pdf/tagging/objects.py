"""Objects of the file that are written as bytes, thousands of them (ISO 32000-1, 7.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Of = TypeVarTuple("Of")


class Objects:
    """Those that ReportLab's document doesn't know, numbered along with its own."""

    def __init__(self, pdf: Any) -> None:
        """`pdf` is the document."""
        self._pdf = pdf
        self._written: dict[int, tuple[Callable[..., bytes], tuple[Any, ...]]] = {}
        self._alike: dict[range, tuple[Callable[[Any], bytes], Sequence[Any]]] = {}

    def add(self, written: Callable[[*Of], bytes], *of: *Of) -> int:
        """The number of a new object; it is `written` when the numbers of all others are known."""
        self._pdf.objectcounter += 1
        number: int = self._pdf.objectcounter
        self._written[number] = (written, of)
        return number

    def add_each(self, written: Callable[[T], bytes], of: Sequence[T]) -> int:
        """The number of the first of as many objects as these; a tree of them takes no room."""
        first: int = self._pdf.objectcounter + 1
        self._pdf.objectcounter += len(of)
        self._alike[range(first, first + len(of))] = (written, of)
        return first

    def known(self, name: str) -> int:
        """The number of an object of the document's own."""
        number: int = self._pdf.idToObjectNumberAndVersion[name][0]
        return number

    def page(self, number: int) -> int:
        """The object of a page, from 1."""
        return self.known(f"Page{number}")

    def __contains__(self, number: int) -> bool:
        return number in self._written or any(number in numbers for numbers in self._alike)

    def taken(self, number: int) -> bytes:
        """An object as it is written, which is asked for once."""
        for numbers, (alike, of) in self._alike.items():
            if number in numbers:
                return alike(of[number - numbers.start])
        written, args = self._written.pop(number)
        return written(*args)


@lru_cache(maxsize=8192)
def string(said: str) -> bytes:
    """A text string (7.9.2.2)."""
    if said.isascii() and said.isprintable():
        kept = said.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%s)" % kept.encode("ascii")
    return b"<FEFF%s>" % said.encode("utf-16-be", "surrogatepass").hex().encode("ascii")
