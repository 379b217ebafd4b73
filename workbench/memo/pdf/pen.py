"""A figure's pen on paper."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from workbench.memo.figures.pen import Point

from .looks import colour, figure_fonts
from .tagging import Element, Lead, marks_of
from .typesetting import Prose, ProseStyle, fonts
from .typesetting.text import clean

_EDGE = 1.1
_DASH = (1.7, 1.3)


class PaperPen:
    """Draws on a canvas of ReportLab's."""

    def __init__(self, canvas: Canvas, lang: str, element: Element) -> None:
        """The labels of a memo in `lang`, each character in a font that has it."""
        self._canvas, self._element = canvas, element
        self._fonts = figure_fonts(lang)

    def width(self, said: str, size: float, *, bold: bool = False) -> float:
        """As the fonts have it."""
        font = self._fonts[bold]
        if fonts.has_all(said, font):
            return fonts.width(said, font, size)
        return fonts.label_width(said, size, bold)

    def box(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        """A rectangle without an edge."""
        self._canvas.setFillColor(colour(fill))
        self._canvas.rect(x, y, wide, high, stroke=0, fill=1)

    def shape(
        self, points: Sequence[Point], fill: str, *, edge: str = "", dashed: bool = False
    ) -> None:
        """A closed path."""
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self._look(fill, edge, dashed)
        self._canvas.drawPath(path, stroke=int(bool(edge)), fill=1)
        self._canvas.setDash()

    def disc(
        self, x: float, y: float, radius: float, fill: str, *, edge: str = "", dashed: bool = False
    ) -> None:
        """A circle."""
        self._look(fill, edge, dashed)
        self._canvas.circle(x, y, radius, stroke=int(bool(edge)), fill=1)
        self._canvas.setDash()

    def _look(self, fill: str, edge: str, dashed: bool) -> None:
        self._canvas.setFillColor(colour(fill))
        if edge:
            self._canvas.setStrokeColor(colour(edge))
            self._canvas.setLineWidth(_EDGE)
        if dashed:
            self._canvas.setDash(*_DASH)

    def line(self, start: Point, end: Point, colour_: str, wide: float) -> None:
        """A line."""
        self._canvas.setStrokeColor(colour(colour_))
        self._canvas.setLineWidth(wide)
        self._canvas.line(*start, *end)

    def words(
        self,
        x: float,
        y: float,
        said: str,
        size: float,
        *,
        colour: str = "label",
        bold: bool = False,
        centred: bool = False,
    ) -> None:
        """In the order in which it is read."""
        if centred:
            x -= self.width(said, size, bold=bold) / 2
        font = self._fonts[bold]
        if fonts.has_all(said, font):
            self._canvas.setFillColor(_colour(colour))
            self._canvas.setFont(font, size)
            self._canvas.drawString(x, y, clean(said))
            return
        look = ProseStyle(face="sans", size=size, leading=size, colour=_colour(colour), bold=bold)
        prose = Prose(said, look)
        high = prose.wrap(fonts.label_width(said, size, bold) + 0.1, size)
        # Where `Prose` sets its baseline, above its own foot.
        prose.draw(self._canvas, x, y - (0.5 * high - 0.34 * size))

    def lead(self, to: str, said: str, low: Point, high: Point) -> None:
        """A link within the file."""
        link = Element("Link", self._element, alt=said)
        area = (*self._canvas.absolutePosition(*low), *self._canvas.absolutePosition(*high))
        marks_of(self._canvas).link(link, said, area, Lead(place=to))


_colour = colour
