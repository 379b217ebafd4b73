"""Runs of text of one look, and the lines that are filled with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from workbench.locale.breaking import NO_END, NO_START, clusters, cuts
from workbench.memo.document import Span

from . import fonts
from .text import is_shaped

_SHORT = 12
"""More pieces than a character and its marks make."""
_FEW = 2
"""The characters that a line of Chinese keeps at least; one of words keeps one."""
_HAIR = 0.01
"""By how much a line may be wider than its room: sums of widths are no exact numbers."""


class Look(NamedTuple):
    """What neighbours have in common that are one run."""

    font: str
    number: int
    """Of the span, among those of its paragraph."""
    level: int
    """Odd where it runs from right to left."""


class Bit(NamedTuple):
    """Text of one look within a piece; a width in points."""

    text: str
    look: Look
    width: float


_LOOK = attrgetter("look")


class Piece(NamedTuple):
    """What stands together on one line."""

    text: str
    bits: tuple[Bit, ...]
    wide: float
    space: bool
    """Whether it is a space, or the end of a line."""


class Run(NamedTuple):
    """Text in one font, of one span and one direction; lengths in points."""

    text: str
    font: str
    size: float
    span: Span
    width: float
    level: int = 0
    """Odd where it runs from right to left."""


class Line(NamedTuple):
    """A line of a paragraph, the `last` before a break that somebody made among them."""

    runs: tuple[Run, ...]
    last: bool
    leftward: bool = False
    """Whether its paragraph reads from right to left, and so stands at the right."""
    spaced: bool = False
    """Whether it ends where a space or a break was, which keeps words apart for a reader."""

    @property
    def width(self) -> float:
        """How wide its runs are together."""
        return sum(run.width for run in self.runs)


def piece_of(bits: Iterable[Bit]) -> Piece:
    """What stays together."""
    held = tuple(bits)
    text = "".join(bit.text for bit in held)
    return Piece(text, held, sum(bit.width for bit in held), text.isspace())


@lru_cache(maxsize=16384)
def piece(said: str, face: str, size: float, number: int) -> Piece:
    """A piece of one span, measured; a text of Chinese is a few hundred of them, over and over."""
    return piece_of(bits(said, face, size, number))


def bits(said: str, face: str, size: float, number: int, level: int = 0) -> list[Bit]:
    """Text of one span and one direction, each part in a font that has all of it."""
    if said == "\n":
        return [Bit("\n", _look("TC", number, 0), 0)]
    return [
        Bit(part, _look(font, number, level), 0.001 * size * wide)
        for font, part, wide in fonts.measured(said, face)
    ]


# Looks are compared for every character, and the same ones are alike at once.
_look = lru_cache(maxsize=4096)(Look)


class Lines:
    """Lines that are being filled with the pieces of a paragraph."""

    def __init__(self, room: float, size: float) -> None:
        """In points: how wide a line may be, and how high letters are."""
        self._room, self._size = room, size
        self._line: list[Piece] = []
        self._ended: list[tuple[list[Piece], bool]] = []

    def fill(self, pieces: Iterable[Piece]) -> None:
        """With a whole paragraph."""
        room, most = self._room, self._room + _HAIR
        line, used = self._line, 0.0
        for piece in pieces:
            wide = piece.wide
            if piece.space:
                if piece.text == "\n":
                    line, used = self._end(last=True), 0.0
                elif line:
                    line.append(piece)
                    used += wide
            elif wide <= room:
                if used + wide > most and line:
                    line, used = self._end(last=False), 0.0
                line.append(piece)
                used += wide
            else:
                # Nothing to break at: fill line after line with as much of it as goes in.
                for part in self._cut_up(piece):
                    if used + part.wide > most and line:
                        line, used = self._end(last=False), 0.0
                    line.append(part)
                    used += part.wide
        self._end(last=True)

    def _end(self, *, last: bool) -> list[Piece]:
        """What comes next stands on a new line, which is returned."""
        if last:
            self._keep_company()
        self._ended.append((self._line, last))
        self._line = []
        return self._line

    def _keep_company(self) -> None:
        """No character or number stands alone on the last line: what is before it comes along."""
        if not self._ended or self._ended[-1][1] or not _alone(self._line):
            return
        above = self._ended[-1][0]
        kept = [n for n, piece in enumerate(above) if not piece.space]
        if not kept:
            return
        if len(kept) > (_FEW if any(map(fonts.wide, above[kept[-1]].text)) else 1):
            # What stands behind it comes too: a space between a number and its measure word.
            company = above[kept[-1] :]
            used = sum(piece.wide for piece in (*self._line, *company))
            if used <= self._room + _HAIR:
                self._line[:0] = company
                del above[kept[-1] :]

    def _cut_up(self, piece: Piece) -> list[Piece]:
        """A piece too wide for a line, in parts of which each has room on one."""
        found: list[list[Bit]] = []
        for bit in piece.bits:
            for part in cuts(bit.text):
                fits = fonts.width(part, bit.look.font, self._size) <= self._room
                for said in [part] if fits else clusters(part):
                    wide = fonts.width(said, bit.look.font, self._size)
                    one = Bit(said, bit.look, wide)
                    used = sum(each.width for each in found[-1]) if found else 0.0
                    if found and said in NO_START and used + wide <= self._room:
                        found[-1].append(one)
                    else:
                        found.append([one])
        return list(map(piece_of, found))

    def set_in(self, spans: Sequence[Span]) -> list[Line]:
        """The lines, of the spans of the paragraph; without the spaces at their ends."""
        final = len(self._ended) - 1
        return [
            Line(
                tuple(self._runs(line, spans)),
                last,
                spaced=bool(line) and (n < final if last else line[-1].space),
            )
            for n, (line, last) in enumerate(self._ended)
        ]

    def _runs(self, line: list[Piece], spans: Sequence[Span]) -> Iterator[Run]:
        """Neighbours of one look as one run."""
        bits = [bit for piece in line for bit in piece.bits]
        while bits and bits[-1].text.isspace():
            bits.pop()
        for (font, number, level), same in groupby(bits, _LOOK):
            alike = list(same)
            text = "".join([bit.text for bit in alike])
            wide = (
                fonts.width(text, font, self._size)
                if len(alike) > 1 and is_shaped(text)
                else sum([bit.width for bit in alike])
            )
            yield Run(text, font, self._size, spans[number], wide, level)


def _alone(line: list[Piece]) -> bool:
    """Whether a line is a character or two, and marks; of two Chinese ones none is alone."""
    if len(line) > _SHORT:
        return False
    said = "".join(piece.text for piece in line if not piece.space)
    seen = [each for each in said if each not in NO_START and each not in NO_END]
    return len(seen) == 1 or (len(seen) == 2 and not all(map(fonts.wide, seen)))
