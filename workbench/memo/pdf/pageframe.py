"""What stands on every page: the running head, the foot, and the number of the page of how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from workbench.locale import words
from workbench.memo.document import Document, Span

from .compact import compact
from .looks import ROOM, colour, look_of
from .tagging import Element, Marks, Structure, about, parents_of
from .typesetting import Prose
from .typesetting.text import clean

PAGE = A4
MARGIN = (A4[0] - ROOM) / 2
"""What `memo/measure.py` leaves at each side; Word's margins stand in `memo/word/file.py`."""
TOP = 52.0
BOTTOM = 54.0
_LONGEST = 120
"""The characters of a title that a running head may begin with."""
MADE_BY = "Soft Balancing Workbench"


def plain(said: str) -> str:
    """Typed text for places that take a plain string, such as the metadata."""
    return clean(said).replace("\n", " ")


def numbered_canvas(
    document: Document, root: Element, done: Callable[[float], None]
) -> Callable[..., Canvas]:
    """A canvas that holds its pages back until it knows how many there are.

    `root` is the structure of what is drawn on them; `done` is told which share of them is.
    """

    class Numbered(Canvas):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._held: list[dict[str, Any]] = []
            self.marks = Marks(self)
            _date(self._doc, document)  # type: ignore[attr-defined]

        def showPage(self) -> None:
            # As one text: its lines would take twice the room.
            self._code: list[str] = ["\n".join(self._code)]
            self._held.append(dict(self.__dict__))
            # The place that a link leads to is one of the page that is being drawn.
            self._doc.pageCounter += 1  # type: ignore[attr-defined]
            self.marks.page += 1
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            pdf: Any = self._doc  # type: ignore[attr-defined]
            pdf.pageCounter = 1
            held = self._held[::-1]
            many = len(held)
            for number in range(1, many + 1):
                self.__dict__.update(held.pop())
                with self.marks.decoration():
                    _edges(self, document, number, many)
                super().showPage()
                _structured(pdf.Pages.pages[-1], number, self.marks.notes.get(number, []))
                done(number / many)
            Structure(pdf, root, self.marks)
            self.setViewerPreference("DisplayDocTitle", "true")
            pdf.Catalog.Metadata = _about(document)
            self._filename.write(compact(pdf, self, self.marks.objects))  # type: ignore[attr-defined]

    return Numbered


def _structured(page: Any, number: int, notes: Sequence[int]) -> None:
    """The page says where its stretches are found, and in which order a key goes through it."""
    page.Annots = [f"{note} 0 R" for note in notes]
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = parents_of(number)
    page.Tabs = PDFName("S")


def _about(document: Document) -> PDFStream:
    return about(
        title=plain(document.title),
        author=plain(document.author),
        subject=document.subject,
        keyword=document.keyword,
        lang=document.lang,
        made=_made(document),
        by=MADE_BY,
    )


def _made(document: Document) -> datetime:
    """The memo's day, whenever that was written to disk."""
    return datetime.combine(document.day, time(), UTC)


def _date(pdf: Any, document: Document) -> None:
    made = _made(document)
    stamp = pdf._timeStamp
    stamp.t, stamp.lt = made.timestamp(), made.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]


def _edges(canvas: Canvas, document: Document, number: int, of: int) -> None:
    if number > 1:
        title = plain(document.title)
        if len(title) > _LONGEST:
            title = title[: _LONGEST - 1].rstrip() + "…"
        _line(canvas, document.lang, title, "meta", PAGE[1] - 40)
    canvas.setStrokeColor(colour("hair"))
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, 44, MARGIN + ROOM, 44)
    _line(canvas, document.lang, document.foot, "foot", 28)
    right = words(document.lang).t("Page {n} of {of}", n=number, of=of)
    _line(canvas, document.lang, right, "foot-right", 28)


def _line(canvas: Canvas, lang: str, said: str, look: str, y: float) -> None:
    """One line of text at height `y`; what would be a second line isn't shown."""
    height = 1000.0
    while True:
        prose = Prose([Span(said)], look_of(look, lang))
        height = prose.wrap(ROOM, 1000)
        if height <= 18:
            break
        said = said[: len(said) * 9 // 10 - 1].rstrip() + "…"
    prose.draw(canvas, MARGIN, y + 10 - height)
