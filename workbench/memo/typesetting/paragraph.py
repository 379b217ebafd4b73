"""A paragraph of styled text that keeps the rules of both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable, Spacer

from workbench.locale.breaking import NO_START, cuts, pieces

from . import fonts
from .direction import backwards, base_of, levels, ordered, turned
from .text import joined, link

Align = Literal["left", "justify", "right", "center"]
_INK = HexColor("#1B2430")
# More than a fifth of an em between characters reads as a gap, not as a justified line.
_MOST_STRETCH = 0.2
_STRETCHING = {"TC", "TC-Bold", "SC", "JP", "KR"}


@dataclass(frozen=True)
class Span:
    """A stretch of text in one look; `text` is data, cleaned and shown as it is."""

    text: str
    bold: bool = False
    colour: Color | None = None
    link: str | None = None
    """An http(s) address, or `#anchor` within the document."""
    sup: bool = False
    italic: bool = False
    """For titles in the serif face; Chinese characters stay upright."""
    face: Literal["serif", "sans"] | None = None


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
    keep_with_next: bool = False


class _Run(NamedTuple):
    text: str
    font: str
    size: float
    span: Span
    width: float
    level: int = 0
    """Odd where it runs from right to left."""


class _Line(NamedTuple):
    runs: tuple[_Run, ...]
    last: bool
    leftward: bool = False
    """Whether its paragraph reads from right to left, and so stands at the right."""

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)


def _run(text: str, font: str, size: float, span: Span, level: int = 0) -> _Run:
    return _Run(text, font, size, span, fonts.width(text, font, size), level)


def _runs(text: str, span: Span, style: ProseStyle, level: int) -> list[_Run]:
    bold = span.bold or style.bold
    face = (span.face or style.face) + ("-bold" if bold else "")
    if span.italic and face == "serif":
        face = "serif-italic"
    size = style.size * 0.65 if span.sup else style.size
    return [_run(part, font, size, span, level) for font, part in fonts.runs(text, face)]


class Prose(Flowable):
    """A paragraph. Lines are broken by `breaking`; a line that no piece fits is cut anywhere."""

    def __init__(self, spans: str | Sequence[Span], style: ProseStyle) -> None:
        super().__init__()
        self.said = [Span(spans)] if isinstance(spans, str) else list(spans)
        """What was given, for formats in which the reader's program orders the characters."""
        self._spans = [replace(span, text=joined(span.text)) for span in self.said]
        self._whole = "".join(span.text for span in self._spans)
        self.style = style
        self.keepWithNext = style.keep_with_next
        self._lines: list[_Line] | None = None
        self._broken_at = -1.0

    @property
    def text(self) -> str:
        """What the paragraph says, in the order in which it was written."""
        return "".join(span.text for span in self.said)

    def getSpaceBefore(self) -> float:
        """The room above, in points."""
        return self.style.space_before

    def getSpaceAfter(self) -> float:
        """The room below, in points."""
        return self.style.space_after

    def minWidth(self) -> float:
        """The narrowest column that makes sense: four characters."""
        return self.style.size * 4 + self.style.left

    def wrap(self, aw: float, ah: float) -> tuple[float, float]:
        """Break into lines for `aw` points of width."""
        self.width = aw
        self.height = len(self._break(aw)) * self.style.leading
        return aw, self.height

    def split(self, aw: float, ah: float) -> list[Flowable]:
        """The part that fits into `ah` points, and the rest; no line of either stands alone."""
        if self._lines is not None:
            # ReportLab forgets a cell's padding here; the paragraph was wrapped to what it leaves.
            aw = min(aw, self._broken_at)
        lines = self._break(aw)
        fit = int((ah + 0.01) // self.style.leading)
        if fit >= len(lines):
            # A table cell that is a hair too high asks too, and takes the second part for granted.
            return [self, Spacer(0, 0)]
        if len(lines) - fit == 1:
            fit -= 1
        if fit < 2 and not (fit == 1 and len(lines) > 40):
            return []
        head, tail = Prose([], self.style), Prose([], self.style)
        head._lines, tail._lines = lines[:fit], lines[fit:]
        head._broken_at = tail._broken_at = aw
        return [head, tail]

    def _break(self, aw: float) -> list[_Line]:
        if self._lines is not None and (self._broken_at == aw or not self._spans):
            return self._lines
        self._lines, self._broken_at = self._broken(aw - self.style.left), aw
        return self._lines

    def _broken(self, room: float) -> list[_Line]:
        lines: list[_Line] = []
        line: list[_Run] = []
        used = 0.0
        for piece in self._pieces():
            text = "".join(run.text for run in piece)
            if text == "\n":
                lines.append(_Line(_trimmed(line), True))
                line, used = [], 0.0
                continue
            wide = sum(run.width for run in piece)
            if text.isspace():
                if line:
                    line += piece
                    used += wide
                continue
            if line and used + wide > room + 0.01:
                lines.append(_Line(_trimmed(line), False))
                line, used = [], 0.0
            if wide > room:
                # Nothing to break at: fill line after line with as much of it as goes in.
                for part in _cut(piece, room):
                    wide = sum(run.width for run in part)
                    if line and used + wide > room + 0.01:
                        lines.append(_Line(_trimmed(line), False))
                        line, used = [], 0.0
                    line += part
                    used += wide
                continue
            line += piece
            used += wide
        lines.append(_Line(_trimmed(line), True))
        merged = [_Line(_merged(each.runs), each.last) for each in lines]
        if not turned(self._whole):
            return merged
        bases = [base_of(part) for part in self._whole.split("\n")]
        # A line stands in the paragraph after as many as have ended above it.
        ended = accumulate((line.last for line in merged), initial=0)
        return [_turned(line, bases[n] == 1) for line, n in zip(merged, ended, strict=False)]

    def _pieces(self) -> list[list[_Run]]:
        whole = self._whole
        ways = [n for part in whole.split("\n") for n in (*levels(part), 0)]
        ends, at = [], 0
        for span in self._spans:
            at += len(span.text)
            ends.append(at)
        found, place, number = [], 0, 0
        for piece in pieces(whole):
            runs: list[_Run] = []
            stop = place + len(piece)
            while place < stop:
                while ends[number] <= place:
                    number += 1
                upto = min(stop, ends[number])
                upto = next((n for n in range(place, upto) if ways[n] != ways[place]), upto)
                span, said = self._spans[number], whole[place:upto]
                if said == "\n":
                    runs.append(_Run("\n", "TC", self.style.size, span, 0))
                else:
                    runs += _runs(said, span, self.style, ways[place])
                place = upto
            found.append(runs)
        return found

    def draw(self) -> None:
        """Set the lines, from the top down."""
        style = self.style
        y = self.height - style.leading * 0.5 - style.size * 0.34
        for line in self._lines or []:
            self._set(line, style.left, y)
            y -= style.leading

    def _set(self, line: _Line, x: float, y: float) -> None:
        style = self.style
        slack = self.width - style.left - line.width
        stretch = 0.0
        if style.align == "right" or (line.leftward and style.align != "center"):
            x += slack
        elif style.align == "center":
            x += slack / 2
        elif style.align == "justify" and not line.last and slack > 0:
            gaps = sum(len(run.text) for run in line.runs if run.font in _STRETCHING)
            if gaps and slack / gaps <= style.size * _MOST_STRETCH:
                stretch = slack / gaps
        for run in line.runs:
            spread = stretch if run.font in _STRETCHING else 0.0
            wide = run.width + spread * len(run.text)
            text = self.canv.beginText(x, y + (style.size * 0.36 if run.span.sup else 0))
            text.setFont(run.font, run.size)
            text.setFillColor(run.span.colour or style.colour)
            text.setCharSpace(spread)
            text.textOut(run.text)
            text.setCharSpace(0)
            self.canv.drawText(text)
            self._link(run.span.link, (x, y - style.size * 0.2, x + wide, y + style.size * 0.9))
            x += wide

    def _link(self, target: str | None, area: tuple[float, float, float, float]) -> None:
        if not target:
            return
        if target.startswith("#"):
            self.canv.linkRect("", target[1:], area, relative=1, thickness=0, Border="[0 0 0]")
        elif address := link(target):
            self.canv.linkURL(address, area, relative=1)


def _cut(piece: Iterable[_Run], room: float) -> list[list[_Run]]:
    """A piece too wide for a line, in parts of which each has room on one."""
    found: list[list[_Run]] = []
    for run in piece:
        for part in cuts(run.text):
            for said in [part] if fonts.width(part, run.font, run.size) <= room else part:
                one = run._replace(text=said, width=fonts.width(said, run.font, run.size))
                if (
                    found
                    and said in NO_START
                    and sum(r.width for r in found[-1]) + one.width <= room
                ):
                    found[-1].append(one)
                else:
                    found.append([one])
    return found


def _trimmed(line: list[_Run]) -> tuple[_Run, ...]:
    kept = list(line)
    while kept and kept[-1].text.isspace():
        kept.pop()
    return tuple(kept)


def _merged(runs: tuple[_Run, ...]) -> tuple[_Run, ...]:
    """Neighbours of one look as one run; each is measured once, however many there are."""
    found: list[_Run] = []
    for (font, size, _, level), same in groupby(
        runs, lambda run: (run.font, run.size, id(run.span), run.level)
    ):
        first, *rest = same
        if rest:
            text = first.text + "".join(run.text for run in rest)
            first = _run(text, font, size, first.span, level)
        found.append(first)
    return tuple(found)


def _turned(line: _Line, leftward: bool) -> _Line:
    """The line as it is read; right-to-left parts are turned, and the last of them comes first."""
    runs = ordered(line.runs, lambda run: run.level)
    read = (run._replace(text=backwards(run.text)) if run.level % 2 else run for run in runs)
    return _Line(tuple(read), line.last, leftward)
