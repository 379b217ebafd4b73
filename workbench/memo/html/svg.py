"""The memo's figures as SVG (2), drawn by the same code as on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workbench.locale import printed
from workbench.locale.isolates import bare
from workbench.memo.colours import named
from workbench.memo.document import Figure
from workbench.memo.figures import drawing_of
from workbench.memo.figures.pen import Point
from workbench.memo.measure import MEASURE, wide

_PLAIN, _BOLD = 0.9, 0.96
"""How wide letters commonly are beside the widest that there are."""


class _SvgPen:
    """y grows upwards, as on paper; colours are classes, so that a dark page has its own."""

    def __init__(self, height: float) -> None:
        self.drawn: list[str] = []
        self._height = height

    def width(self, said: str, size: float, *, bold: bool = False) -> float:
        """About: whose program shows it has its own fonts."""
        return wide(said, size) * (_BOLD if bold else _PLAIN)

    def box(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        self._put(f'<rect x="{x:.1f}" y="{self._height - y - high:.1f}" width="{wide:.1f}" '
                  f'height="{high:.1f}" {_filled(fill)}/>')  # fmt: skip

    def shape(
        self, points: Sequence[Point], fill: str, *, edge: str = "", dashed: bool = False
    ) -> None:
        line = "L".join(f"{x:.1f} {self._height - y:.1f}" for x, y in points)
        self._put(f'<path d="M{line}Z" {_filled(fill)}{_edged(edge, dashed)}/>')

    def disc(
        self, x: float, y: float, radius: float, fill: str, *, edge: str = "", dashed: bool = False
    ) -> None:
        self._put(f'<circle cx="{x:.1f}" cy="{self._height - y:.1f}" r="{radius:.1f}" '
                  f"{_filled(fill)}{_edged(edge, dashed)}/>")  # fmt: skip

    def line(self, start: Point, end: Point, colour: str, wide: float) -> None:
        path = "L".join(f"{x:.1f} {self._height - y:.1f}" for x, y in (start, end))
        self._put(f'<path d="M{path}" class="s-{colour}" stroke="#{named(colour)}" '
                  f'stroke-width="{wide}"/>')  # fmt: skip

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
        look = (' font-weight="700"' if bold else "") + (' text-anchor="middle"' if centred else "")
        self._put(f'<text x="{x:.1f}" y="{self._height - y:.1f}" font-size="{size}"{look} '
                  f"{_filled(colour)}>{_data(said)}</text>")  # fmt: skip

    def lead(self, to: str, said: str, low: Point, high: Point) -> None:
        self._put(f'<a href="#{escape(to)}"><title>{_data(said)}</title>'
                  f'<rect x="{low[0]:.1f}" y="{self._height - high[1]:.1f}" '
                  f'width="{high[0] - low[0]:.1f}" height="{high[1] - low[1]:.1f}" '
                  'fill-opacity="0"/></a>')  # fmt: skip

    def _put(self, element: str) -> None:
        self.drawn.append(element)


def _filled(colour: str) -> str:
    return f'class="f-{colour}" fill="#{named(colour)}"'


def _edged(edge: str, dashed: bool) -> str:
    if not edge:
        return ""
    dash = ' stroke-dasharray="1.7 1.3"' if dashed else ""
    return f' stroke="#{named(edge)}" stroke-width="1.1"{dash}'


def figure(figure: Figure) -> str:
    """A figure, what it shows for who can't see it, and its numbers for who asks."""
    drawing = drawing_of(figure, MEASURE)
    pen = _SvgPen(drawing.height)
    drawing.draw(pen)
    rows = "".join(
        f'<dt dir="auto">{_data(label)}</dt><dd dir="auto">{_data(numbers)}</dd>'
        for label, numbers in figure.listed
    )
    return (
        f'<figure><div class="scroll figure"><svg viewBox="0 0 {drawing.width:.0f} '
        f'{drawing.height:.0f}" role="group" aria-label="{_data(figure.said)}">'
        f"{''.join(pen.drawn)}</svg></div>"
        f"<figcaption><details><summary>{_data(figure.said)}</summary>"
        f"<dl>{rows}</dl></details></figcaption></figure>"
    )


def _data(text: str) -> str:
    return escape(printed(bare(text)))
