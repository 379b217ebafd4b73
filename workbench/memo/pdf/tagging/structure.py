"""The structure tree as objects of the file (ISO 32000-1, 14.7.2)."""

from __future__ import annotations

from typing import Any

from .elements import Element, Leading, Marked
from .marks import Marks
from .objects import string


def parents_of(page: int) -> int:
    """The key under which the elements of a page, from 1, are found; links have the odd ones."""
    return 2 * (page - 1)


class Structure:
    """Puts the elements below `root`, and where they are found from a page, into a document."""

    def __init__(self, pdf: Any, root: Element, marks: Marks) -> None:
        """`pdf` is ReportLab's document, whose pages have been added."""
        self._marks, self._objects = marks, marks.objects
        self._top = self._objects.add(self._root, root)
        pdf.Catalog.StructTreeRoot = f"{self._top} 0 R"
        pdf.Catalog.MarkInfo = "<</Marked true>>"
        written = [each for each in root.walk() if each is root or each.kids or _cell(each)]
        for number, each in enumerate(written, self._objects.add_each(self._element, written)):
            each.number = number
            for kid in each.kids:
                if isinstance(kid, Element):
                    kid.above = number

    def _root(self, root: Element) -> bytes:
        owners, links = self._marks.owners, self._marks.links
        found = [
            (parents_of(page), f"[{' '.join(_reference(each) for each in found)}]")
            for page, found in owners.items()
        ]
        found += [(2 * n + 1, _reference(element)) for n, element in enumerate(links)]
        numbers = " ".join(f"{n} {said}" for n, said in sorted(found))
        return (
            f"<</Type/StructTreeRoot/K {_reference(root)}/ParentTree<</Nums[{numbers}]>>"
            f"/ParentTreeNextKey {2 * max(len(links), max(owners, default=0)) + 1}>>"
        ).encode("ascii")

    def _element(self, element: Element) -> bytes:
        page = min(element.pages, default=0)
        said = f"<</S/{element.tag}/P {element.above or self._top} 0 R"
        if page:
            said += f"/Pg {self._objects.page(page)} 0 R"
        kids = [
            self._kid(kid, page)
            for kid in element.kids
            if not isinstance(kid, Element) or kid.number
        ]
        if kids:
            said += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        if element.tag == "Note":
            # Each has a name of its own (ISO 14289-1, 7.9).
            said += f"/ID(note{element.number})"
        if element.scope:
            said += f"/A<</O/Table/Scope/{element.scope}>>"
        alt = b"/Alt " + string(element.alt) if element.alt else b""
        return said.encode("ascii") + alt + b">>"

    def _kid(self, kid: Element | Marked | Leading, page: int) -> str:
        if isinstance(kid, Element):
            return _reference(kid)
        elsewhere = f"/Pg {self._objects.page(kid.page)} 0 R" if kid.page != page else ""
        if isinstance(kid, Marked):
            return f"<</Type/MCR{elsewhere}/MCID {kid.number}>>" if elsewhere else str(kid.number)
        return f"<</Type/OBJR{elsewhere}/Obj {kid.note} 0 R>>"


def _reference(element: Element) -> str:
    return f"{element.number} 0 R"


def _cell(element: Element) -> bool:
    """Whether an empty one still holds a place."""
    return element.tag in ("TH", "TD")
