"""The figures' drawing, by one code for paper, page and picture; each brings a pen."""

from __future__ import annotations

from workbench.memo.document import Bars, Figure, Slopes, Timeline, Zipper

from .bars import BarsDrawing
from .pen import Drawing, Pen
from .slopes import SlopesDrawing
from .specification import SpecificationDrawing
from .timeline import TimelineDrawing
from .zipper import ZipperDrawing

__all__ = ["BarsDrawing", "Drawing", "Pen", "drawing_of"]


def drawing_of(figure: Figure, width: float) -> Drawing:
    """A figure `width` points wide."""
    if isinstance(figure, Bars):
        return BarsDrawing(figure.groups, width)
    if isinstance(figure, Timeline):
        return TimelineDrawing(figure, width)
    if isinstance(figure, Zipper):
        return ZipperDrawing(figure, width)
    if isinstance(figure, Slopes):
        return SlopesDrawing(figure, width)
    return SpecificationDrawing(figure, width)
