"""A paragraph's part in the structure: whose words its runs are, and in which language."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from workbench.locale.isolates import bare
from workbench.memo.document import Reference, Span, heard, stretches, web_address

from .elements import Element


class Lead(NamedTuple):
    """Where a link leads: to a place of the file, or to an address."""

    place: str = ""
    address: str = ""


def leads(span: Span) -> Lead | None:
    """Where a span leads, if anywhere."""
    if isinstance(span, Reference):
        return Lead(place=span.to) if span.to else None
    if not span.link:
        return None
    address = _address(span.link)
    return Lead(address=address) if address else None


_address = lru_cache(maxsize=4096)(web_address)


class Voice(NamedTuple):
    """How a stretch is said: in which language, if another; and a mark, by which words."""

    lang: str = ""
    heard: str = ""


class Told:
    """Shared by all parts of a paragraph, on however many pages they stand."""

    def __init__(self, element: Element, lang: str) -> None:
        """Words of `element`, in `lang` but for those that say otherwise."""
        self.element, self._lang = element, lang
        self._links: dict[int, Element] = {}

    def part(self, span: Span) -> Element:
        """The element of a span: the paragraph's own, or a link within it."""
        if not leads(span):
            return self.element
        if id(span) not in self._links:
            self._links[id(span)] = Element("Link", self.element)
        return self._links[id(span)]

    def voice(self, span: Span, text: str) -> Voice:
        """How a run is said."""
        if said := heard(span, self._lang):
            return Voice(heard=bare(said))
        lang = span.lang or _spoken(text, self._lang)
        return PLAIN if lang == self._lang else Voice(lang)


PLAIN = Voice()
"""In the document's language, as it stands."""


@lru_cache(maxsize=16384)
def _spoken(text: str, lang: str) -> str:
    """What all of a text is in, so far as its script tells."""
    spoken = {said for part, said in stretches(text, lang) if not part.isspace()}
    return spoken.pop() if len(spoken) == 1 else lang
