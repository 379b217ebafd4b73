"""The memo's figures as SVG (2), drawn by the same code as on paper."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from reportlab.lib.colors import Color

from workbench.locale import shown
from workbench.memo.figures import Bars, Timeline, label_width
from workbench.memo.sections.looks import ROOM


class _Path:
    """A closed line through points."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.steps: list[str] = []

    def moveTo(self, x: float, y: float) -> None:
        self.steps.append(f"M{x:.1f} {self.height - y:.1f}")

    def lineTo(self, x: float, y: float) -> None:
        self.steps.append(f"L{x:.1f} {self.height - y:.1f}")

    def close(self) -> None:
        self.steps.append("Z")


class _Canvas:
    """What the figures ask of a canvas, and no more; y grows upwards, as on paper."""

    def __init__(self, height: float, named: Mapping[str, str]) -> None:
        self.height, self._named = height, named
        self.drawn: list[str] = []
        self._fill = self._stroke = ""
        self._font, self._size, self._wide = "", 8.0, 1.0

    def setFillColor(self, colour: Color) -> None:
        self._fill = colour.hexval()[2:]

    def setStrokeColor(self, colour: Color) -> None:
        self._stroke = colour.hexval()[2:]

    def setLineWidth(self, width: float) -> None:
        self._wide = width

    def setFont(self, font: str, size: float) -> None:
        self._font, self._size = font, size

    def rect(self, x: float, y: float, w: float, h: float, **_: Any) -> None:
        self._put(f'<rect x="{x:.1f}" y="{self.height - y - h:.1f}" width="{w:.1f}" '
                  f'height="{h:.1f}" {self._filled()}/>')  # fmt: skip

    def circle(self, x: float, y: float, r: float, *, stroke: int, **_: Any) -> None:
        self._put(f'<circle cx="{x:.1f}" cy="{self.height - y:.1f}" r="{r:.1f}" '
                  f"{self._filled()}{self._edged(stroke)}/>")  # fmt: skip

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self._put(f'<path d="M{x:.1f} {self.height - y:.1f}L{to_x:.1f} {self.height - to_y:.1f}" '
                  f'class="s{self._stroke}" stroke="#{self._stroke}" '
                  f'stroke-width="{self._wide}"/>')  # fmt: skip

    def beginPath(self) -> _Path:
        return _Path(self.height)

    def drawPath(self, path: _Path, *, stroke: int, **_: Any) -> None:
        self._put(f'<path d="{"".join(path.steps)}" {self._filled()}{self._edged(stroke)}/>')

    def drawString(self, x: float, y: float, said: str) -> None:
        # The width on paper keeps labels in their places in whatever font the reader has.
        wide = label_width(said, self._size, self._font.endswith("Bold"))
        length = f' textLength="{wide:.1f}" lengthAdjust="spacingAndGlyphs"' if said[1:] else ""
        weight = ' font-weight="700"' if self._font.endswith("Bold") else ""
        self._put(f'<text x="{x:.1f}" y="{self.height - y:.1f}" font-size="{self._size}"{weight}'
                  f"{length} {self._filled()}>{escape(shown(said))}</text>")  # fmt: skip

    def linkRect(self, _: str, to: str, box: tuple[float, float, float, float], **__: Any) -> None:
        left, low, right, high = box
        title = escape(shown(self._named.get(to, "")))
        self._put(f'<a href="#{to}"><title>{title}</title><rect x="{left:.1f}" '
                  f'y="{self.height - high:.1f}" width="{right - left:.1f}" '
                  f'height="{high - low:.1f}" fill-opacity="0"/></a>')  # fmt: skip

    def _filled(self) -> str:
        return f'class="f{self._fill}" fill="#{self._fill}"'

    def _edged(self, stroke: int) -> str:
        return f' stroke="#{self._stroke}" stroke-width="{self._wide}"' if stroke else ""

    def _put(self, element: str) -> None:
        self.drawn.append(element)


def figure(flowable: Bars | Timeline, label: str, named: Mapping[str, str]) -> str:
    """A figure of the memo; `named` has what stands at each link."""
    width, height = flowable.wrap(ROOM, 0)
    canvas = _Canvas(height, named)
    flowable.canv = canvas  # type: ignore[assignment]
    flowable.draw()
    return (
        f'<div class="scroll figure"><svg viewBox="0 0 {width:.0f} {height:.0f}" role="group" '
        f'aria-label="{escape(label)}">{"".join(canvas.drawn)}</svg></div>'
    )
