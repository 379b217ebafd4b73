"""A figure as a picture, for formats that can't draw: as on paper, rastered by PDFium."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from workbench.memo.document import Figure, Timeline, Zipper

from .blocks import Drawn
from .looks import ROOM, table_font
from .tagging import Element
from .typesetting import fonts

_DOTS = 240 / 72
"""Of the picture to a point."""
_MARGIN = 2.0


@dataclass(frozen=True)
class Picture:
    """A PNG and its size in points."""

    data: bytes
    width: float
    height: float


def picture(figure: Figure, lang: str) -> Picture:
    """The figure as wide as the text of a page."""
    fonts.register()
    if isinstance(figure, Timeline):
        # A picture leads nowhere.
        marks = tuple(replace(mark, to="") for mark in figure.marks)
        figure = replace(figure, marks=marks)
    elif isinstance(figure, Zipper):
        figure = replace(figure, teeth=tuple(replace(tooth, to="") for tooth in figure.teeth))
    drawn = Drawn(figure, lang, ROOM, Element("Figure"))
    width, height = drawn.width, drawn.height
    stream = BytesIO()
    size = (width + 2 * _MARGIN, height + 2 * _MARGIN)
    canvas = Canvas(stream, pagesize=size, invariant=1)
    canvas.setFont(table_font(lang), 8)
    drawn.draw(canvas, _MARGIN, _MARGIN)
    canvas.save()
    with pypdfium2.PdfDocument(stream.getvalue()) as pdf:
        image = pdf[0].render(scale=_DOTS).to_pil()
    png = BytesIO()
    image.convert("P", palette=1, colors=128).save(png, "PNG", optimize=True)
    return Picture(png.getvalue(), *size)
