"""Labels of figures: in whatever script somebody named a strategy of the case's own."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from workbench.memo.typesetting import Prose, ProseStyle, fonts
from workbench.memo.typesetting.text import joined

_INK = HexColor("#1F2933")


def label_width(said: str, size: float, bold: bool) -> float:
    """How wide a label is, in points."""
    face = "sans-bold" if bold else "sans"
    return sum(fonts.width(part, font, size) for font, part in fonts.runs(joined(said), face))


def draw_label(canvas: Any, x: float, y: float, said: str, size: float, bold: bool) -> None:
    """Each character in a font that has it, in the order in which it is read."""
    if not isinstance(canvas, Canvas):
        # A browser finds the fonts and the order itself.
        canvas.setFillColor(_INK)
        canvas.setFont("Sans-Bold" if bold else "Sans", size)
        canvas.drawString(x, y, said)
        return
    look = ProseStyle(face="sans", size=size, leading=size, colour=_INK, bold=bold)
    prose = Prose(said, look)
    prose.wrapOn(canvas, label_width(said, size, bold) + 0.1, size)
    # Where `Prose` sets its baseline, above its own foot.
    prose.drawOn(canvas, x, y - (0.5 - 0.34) * size)
