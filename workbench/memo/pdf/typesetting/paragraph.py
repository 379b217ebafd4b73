"""A paragraph of styled text that keeps the rules of both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, repeat
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from workbench.locale.breaking import pieces
from workbench.locale.isolates import bare
from workbench.memo.colours import COLOURS, named
from workbench.memo.document import Reference, Span
from workbench.memo.pdf.layout.block import Block, Gap
from workbench.memo.pdf.tagging import Told, leads, marks_of

from . import fonts
from .direction import base_of, levels, ordered, turned
from .penned import Pen
from .runs import Bit, Line, Lines, Piece, bits, piece, piece_of
from .text import clean_but_isolates

Align = Literal["left", "justify", "right", "center"]
_INK = HexColor(f"#{COLOURS['ink']}")
# More than a fifth of an em between characters reads as a gap, not as a justified line.
_MOST_STRETCH = 0.2
_STRETCHING = {"TC", "TC-Bold", "SC", "JP", "KR"}


@dataclass(frozen=True)
class ProseStyle:
    """The look of a paragraph; lengths in points."""

    face: Literal["serif", "sans"] = "serif"
    size: float = 10
    leading: float = 14
    colour: Color = _INK
    align: Align = "left"
    bold: bool = False
    left: float = 0
    space_before: float = 0
    space_after: float = 0


def _face(span: Span, style: ProseStyle) -> str:
    bold = span.bold or style.bold
    # Words that stand back, and marks, are in the face of tables wherever they stand.
    face = ("sans" if span.tone in ("grey", "navy") else style.face) + ("-bold" if bold else "")
    return "serif-italic" if span.italic and face == "serif" else face


def _cleaned(span: Span) -> Span:
    return _as(span, clean_but_isolates(span.text))


def _as(span: Span, text: str) -> Span:
    return span if text == span.text else replace(span, text=text)


class Prose(Block):
    """A paragraph. Lines are broken by `breaking`; a line that no piece fits is cut anywhere."""

    def __init__(
        self, spans: str | Sequence[Span], style: ProseStyle, told: Told | None = None
    ) -> None:
        """`told` is its part in the structure of the file; what has none is part of another's."""
        self._told = told
        said = [Span(spans)] if isinstance(spans, str) else spans
        self._spans = tuple(map(_cleaned, said))
        self.style = style
        self.above, self.below = style.space_before, style.space_after
        self._lines: list[Line] | None = None
        self._broken_at = -1.0
        self._leading = style.leading

    def wrap(self, wide: float, high: float) -> float:
        """Break into lines for `wide` points."""
        self._wide = wide
        self.height = len(self._break(wide)) * self._leading
        return self.height

    def split(self, wide: float, high: float) -> list[Block]:
        """The part that fits into `high` points, and the rest; no line of either stands alone."""
        lines = self._break(wide)
        fit = int((high + 0.01) // self._leading)
        if fit >= len(lines):
            # A table cell that is a hair too high asks too, and takes the second part for granted.
            return [self, Gap(0)]
        if len(lines) - fit == 1:
            fit -= 1
        if fit < 2 and not (fit == 1 and len(lines) > 40):
            return []
        head, tail = (Prose([], self.style, self._told) for _ in range(2))
        head._lines, tail._lines = lines[:fit], lines[fit:]
        head._leading = tail._leading = self._leading
        head._broken_at = tail._broken_at = wide
        return [head, tail]

    def _break(self, wide: float) -> list[Line]:
        if self._lines is None or (self._broken_at != wide and self._spans):
            room = wide - self.style.left
            self._lines, self._broken_at = _broken(self._spans, self.style, room), wide
            used = {run.font for line in self._lines for run in line.runs}
            highest = max((fonts.HIGH.get(font, 0.0) for font in used), default=0.0)
            self._leading = max(self.style.leading, highest * self.style.size)
        return self._lines

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Set the lines, from the top down."""
        style = self.style
        y += self.height - self._leading * 0.5 - style.size * 0.34
        pen = Pen(canvas, self._told)
        for line in self._lines or []:
            self._set(pen, line, x + style.left, y)
            y -= self._leading
        if self._told:
            marks_of(canvas).end()

    def _set(self, pen: Pen, line: Line, x: float, y: float) -> None:
        style = self.style
        slack = self._wide - style.left - line.width
        stretch = 0.0
        if style.align == "right" or (line.leftward and style.align != "center"):
            x += slack
        elif style.align == "center":
            x += slack / 2
        elif style.align == "justify" and not line.last and slack > 0:
            gaps = sum(len(run.text) for run in line.runs if run.font in _STRETCHING)
            if gaps and slack / gaps <= style.size * _MOST_STRETCH:
                stretch = slack / gaps
        ends = 0 if line.leftward else len(line.runs) - 1
        for n, run in enumerate(line.runs):
            spread = stretch if run.font in _STRETCHING else 0.0
            wide = run.width + spread * len(run.text)
            said = fonts.on_paper(run.text, run.font, leftward=run.level % 2 == 1)
            said = f"{said} " if line.spaced and n == ends else said
            pen.set(run, said, x, y, _colour(run.span, style), spread)
            if self._told and (lead := leads(run.span)):
                area = (x, y - style.size * 0.2, x + wide, y + style.size * 0.9)
                pen.link(run.span, lead, area)
            x += wide
        pen.lift()


@lru_cache(maxsize=4096)
def _broken(spans: tuple[Span, ...], style: ProseStyle, room: float) -> list[Line]:
    """The lines of a paragraph; a table says the same words in many of its cells."""
    isolated = "".join(span.text for span in spans)
    parts = isolated.split("\n")
    ways: list[int] | None = None
    if turned(isolated):
        told = [n for part in parts for n in (*levels(part), 0)]
        ways = [n for n, char in zip(told, f"{isolated}\n", strict=True) if bare(char)]
    spans = tuple(_as(span, bare(span.text)) for span in spans)
    laid = Lines(room, style.size)
    if ways is None and len(spans) == 1:
        [face] = (_face(span, style) for span in spans)
        found = pieces(spans[0].text)
        laid.fill(map(piece, found, repeat(face), repeat(style.size), repeat(0)))
    else:
        laid.fill(_pieces(spans, bare(isolated), ways, style))
    lines = laid.set_in(spans)
    if ways is None:
        return lines
    bases = [base_of(part) for part in parts]
    # A line stands in the paragraph after as many as have ended above it.
    ended = accumulate((line.last for line in lines), initial=0)
    return [_turned(line, bases[n] == 1) for line, n in zip(lines, ended, strict=False)]


def _pieces(
    spans: tuple[Span, ...], whole: str, ways: Sequence[int] | None, style: ProseStyle
) -> Iterator[Piece]:
    size = style.size
    ends = list(accumulate(len(span.text) for span in spans))
    faces = [_face(span, style) for span in spans]
    place = number = 0
    for said in pieces(whole):
        stop = place + len(said)
        while ends[number] <= place:
            number += 1
        if stop <= ends[number] and not ways:
            yield piece(said, faces[number], size, number)
            place = stop
            continue
        found: list[Bit] = []
        while place < stop:
            while ends[number] <= place:
                number += 1
            upto = min(stop, ends[number])
            if ways:
                upto = next((n for n in range(place, upto) if ways[n] != ways[place]), upto)
            level = ways[place] if ways else 0
            found += bits(whole[place:upto], faces[number], size, number, level)
            place = upto
        yield piece_of(found)


def _colour(span: Span, style: ProseStyle) -> Color:
    if span.tone:
        return _tone(span.tone)
    return _tone("link") if isinstance(span, Reference) and not span.bold else style.colour


@lru_cache(maxsize=64)
def _tone(name: str) -> Color:
    return HexColor(f"#{named(name)}")


def _turned(line: Line, leftward: bool) -> Line:
    """The line as it is read: of right-to-left parts the last comes first."""
    runs = ordered(line.runs, lambda run: run.level)
    return line._replace(runs=tuple(runs), leftward=leftward)
