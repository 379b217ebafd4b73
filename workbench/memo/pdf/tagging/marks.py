"""What is drawn, marked with the element of which it is a part, or as decoration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from .elements import Element, Leading, Marked
from .objects import Objects, string
from .told import PLAIN, Lead, Voice

Area = tuple[float, float, float, float]
_ESCAPED = {code: f"\\{code:03o}" for code in range(256) if not 32 <= code < 127} | {
    ord(mark): f"\\{mark}" for mark in "\\()"
}
"""How the bytes of a string are written that don't stand for themselves (7.3.4.2)."""


class Marks:
    """The marks of a canvas, page by page (ISO 32000-1, 14.6 and 14.7.4)."""

    def __init__(self, canvas: Canvas) -> None:
        """Nothing is marked yet."""
        self._canvas = canvas
        self._pdf: Any = canvas._doc  # type: ignore[attr-defined]
        self.objects = Objects(self._pdf)
        self.page = 1
        """The page that is being drawn, from 1."""
        self.owners: dict[int, list[Element]] = {}
        """For each page, the elements of its marked stretches by number."""
        self.links: list[Element] = []
        """The elements of the annotations, by number."""
        self.notes: dict[int, list[int]] = {}
        """For each page, the objects of its annotations."""
        self._places: dict[str, tuple[int, float, float]] = {}
        self._subsets: dict[tuple[str, int], str] = {}
        self.coded = lru_cache(maxsize=4096)(self._coded)
        """What shows a text in a font: the fonts of the file, and the operators (9.4.3)."""
        self._open: tuple[Element, Voice] | None = None
        self._closing = ""
        self._firsts: dict[int, int] = {}

    def mark(self, element: Element, voice: Voice = PLAIN) -> None:
        """What is drawn from here on is part of `element`, and said so."""
        if self._open == (element, voice):
            return
        self.end()
        self._open, self._closing = (element, voice), "EMC"
        if element.repeated and self._firsts.setdefault(id(element), self.page) != self.page:
            self._say("/Artifact BMC")
            return
        owners = self.owners.setdefault(self.page, [])
        element.kids.append(Marked(self.page, len(owners)))
        self._say(f"/{element.tag} <</MCID {len(owners)}>> BDC")
        owners.append(element)
        if voice != PLAIN:
            lang = f"/Lang({voice.lang})" if voice.lang else ""
            heard = f"/Alt {string(voice.heard).decode('ascii')}" if voice.heard else ""
            self._say(f"/Span <<{lang}{heard}>> BDC")
            self._closing = "EMC EMC"

    def end(self) -> None:
        """What is drawn from here on is part of nothing yet."""
        if self._open:
            self._say(self._closing)
            self._open = None

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn within says nothing: rules, backgrounds, running lines."""
        self.end()
        self._say("/Artifact BMC")
        yield
        self._say("EMC")

    def place(self, name: str, x: float, y: float) -> None:
        """What links to `name` lead to, on this page."""
        self._places[name] = (self.page, x, y)

    def link(self, element: Element, said: str, area: Area, lead: Lead) -> None:
        """A link of `element` over an area of the page."""
        key = 2 * len(self.links) + 1
        note = self.objects.add(self._note, said, area, lead, key)
        self.links.append(element)
        self.notes.setdefault(self.page, []).append(note)
        element.kids.append(Leading(self.page, note))

    def _note(self, said: str, area: Area, lead: Lead, key: int) -> bytes:
        if lead.address:
            where = b"/A<</S/URI/URI %s>>" % string(lead.address)
        else:
            page, x, y = self._places[lead.place]
            where = b"/Dest[%d 0 R/XYZ %.0f %.0f 0]" % (self.objects.page(page), x, y)
        return (
            b"<</Type/Annot/Subtype/Link/Rect[%.1f %.1f %.1f %.1f]/Border[0 0 0]" % area
            + b"/Contents %s/StructParent %d%s>>" % (string(said), key, where)
        )

    def _coded(self, said: str, font: str) -> list[tuple[str, str]]:
        return list(self._shown(said, getFont(font)))

    def _shown(self, said: str, face: Any) -> Iterator[tuple[str, str]]:
        if said.isascii() and said.isprintable():
            # These have their own codes in a font's first subset.
            kept = said.translate(_ESCAPED)
            yield self._subset(face, 0), f"({kept}) Tj"
            return
        for subset, codes in face.splitString(said, self._pdf):
            kept = codes.decode("latin-1").translate(_ESCAPED)
            yield self._subset(face, subset), f"({kept}) Tj"

    def _subset(self, face: Any, subset: int) -> str:
        key = (face.fontName, subset)
        if key not in self._subsets:
            self._subsets[key] = face.getSubsetInternalName(subset, self._pdf)
        return self._subsets[key]

    def _say(self, code: str) -> None:
        self._canvas.addLiteral(code)


def marks_of(canvas: Canvas) -> Marks:
    """The marks of a canvas; of one that keeps none, marks that nobody reads."""
    found = getattr(canvas, "marks", None)
    if found is None:
        found = canvas.marks = Marks(canvas)  # type: ignore[attr-defined]
    return found
