"""What stands on the page beside paragraphs and tables."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from workbench.memo.document import Figure
from workbench.memo.figures import BarsDrawing, drawing_of

from .layout import Block
from .looks import NAVY
from .pen import PaperPen
from .tagging import Element, marks_of


class Place(Block):
    """A place in the document that links lead to; it takes no room."""

    def __init__(self, name: str) -> None:
        """The anchor `name`."""
        self._name = name

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Where a link to this place leads: a little above it."""
        marks_of(canvas).place(self._name, x, y + 24)


class Outlined(Block):
    """An entry of the document's outline at this place."""

    def __init__(self, title: str) -> None:
        """The entry `title`, of the program's own words."""
        self._title = title

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Bookmark and entry."""
        key = f"section-{self._title}"
        canvas.bookmarkHorizontal(key, x, y + 30)
        canvas.addOutlineEntry(self._title, key, 0)


class Rule(Block):
    """The thick rule across the top of the memo."""

    height = 4.0

    def wrap(self, wide: float, high: float) -> float:
        """As wide as there is room."""
        self._wide = wide
        return self.height

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """A bar, not a line: its edges are sharp in every viewer."""
        with marks_of(canvas).decoration():
            canvas.setFillColor(NAVY)
            canvas.rect(x, y, self._wide, self.height, stroke=0, fill=1)


class Drawn(Block):
    """A figure."""

    def __init__(self, figure: Figure, lang: str, width: float, element: Element) -> None:
        """The figure as wide as the text; `element` says what it shows."""
        self._lang, self._element = lang, element
        self._drawing = drawing_of(figure, width)
        self.width, self.height = self._drawing.width, self._drawing.height

    def split(self, wide: float, high: float) -> list[Block]:
        """Bars that no page holds go on, on the same scale."""
        parts = self._drawing.split(high) if isinstance(self._drawing, BarsDrawing) else None
        return [self._of(part) for part in parts] if parts else []

    def _of(self, part_: BarsDrawing) -> Drawn:
        part = Drawn.__new__(Drawn)
        part._lang, part._drawing, part._element = self._lang, part_, self._element
        part.width, part.height = part_.width, part_.height
        return part

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """From its lower left."""
        marks = marks_of(canvas)
        canvas.saveState()
        canvas.translate(x, y)
        marks.mark(self._element)
        self._drawing.draw(PaperPen(canvas, self._lang, self._element))
        marks.end()
        canvas.restoreState()
