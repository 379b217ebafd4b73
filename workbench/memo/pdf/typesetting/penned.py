"""The pen that sets the runs of a line."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color

from workbench.memo.document import Span
from workbench.memo.pdf.tagging import Area, Element, Lead, Told, Voice, marks_of

from .runs import Run


class Pen:
    """Sets the runs of a line, saying font, colour and place only where they change."""

    def __init__(self, canvas: Any, told: Told | None) -> None:
        """`told` is what the runs are part of in the structure of the file, if of anything."""
        self._canvas, self._told = canvas, told
        self._marks = marks_of(canvas)
        self._code: list[str] = []
        self._part: tuple[Element, Voice] | None = None
        self._font, self._spread = "", 0.0
        self._colour: Color | None = None

    def set(self, run: Run, said: str, x: float, y: float, colour: Color, spread: float) -> None:
        """A run behind the one before it; what is part of something else is a text of its own."""
        part = None
        if self._told:
            part = self._told.part(run.span), self._told.voice(run.span, run.text)
        code = self._code
        if not code or part != self._part:
            self.lift()
            if part:
                self._marks.mark(*part)
            code.append(f"BT 1 0 0 1 {x:.4f} {y:.4f} Tm")
            self._part, self._font, self._colour = part, "", None
        if colour is not self._colour:
            code.append(_filling(colour))
            self._colour = colour
        if spread != self._spread:
            code.append(f"{spread:.4f} Tc")
            self._spread = spread
        for name, coded in self._marks.coded(said, run.font):
            if (font := f"{name} {run.size:g} Tf") != self._font:
                code.append(font)
                self._font = font
            code.append(coded)

    def link(self, span: Span, lead: Lead, area: Area) -> None:
        """The run that was set leads somewhere."""
        if self._told:
            part = self._told.part(span)
            self._marks.link(part, lead.address or span.text, area, lead)

    def lift(self) -> None:
        """What was set is on the canvas."""
        if not self._code:
            return
        if self._spread:
            self._code.append("0 Tc")
            self._spread = 0.0
        self._code.append("ET")
        self._canvas.addLiteral(" ".join(self._code))
        self._code.clear()


@lru_cache(maxsize=64)
def _filling(colour: Color) -> str:
    return f"{colour.red:.6g} {colour.green:.6g} {colour.blue:.6g} rg"
