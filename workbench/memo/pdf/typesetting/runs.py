"""Runs of text of one look, and the lines that are filled with them."""

from __future__ import annotations

from typing import NamedTuple

from workbench.locale.breaking import NO_END, NO_START, clusters, cuts
from workbench.memo.document import Span

from . import fonts
from .text import is_shaped

_SHORT = 12
"""More pieces than a character and its marks make."""
_FEW = 2
"""The pieces that a line keeps at least."""


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
    """Whether it ends where a space was, which keeps the words apart for a reader."""

    @property
    def width(self) -> float:
        """How wide its runs are together."""
        return sum(run.width for run in self.runs)


class Piece(NamedTuple):
    """What stands together on one line."""

    text: str
    runs: list[Run]
    wide: float


def piece_of(runs: list[Run]) -> Piece:
    """Runs that stay together, measured."""
    if len(runs) == 1:
        return Piece(runs[0].text, runs, runs[0].width)
    return Piece("".join(run.text for run in runs), runs, sum(run.width for run in runs))


class Lines:
    """Lines that are being filled with the pieces of a paragraph."""

    def __init__(self, room: float) -> None:
        self.line: list[Piece] = []
        self._room, self._used = room, 0.0
        self._ended: list[tuple[list[Piece], bool]] = []

    @property
    def lines(self) -> list[Line]:
        """Without the spaces at their ends."""
        return [
            Line(
                _trimmed([run for piece in line for run in piece.runs]),
                last,
                spaced=not last and bool(line) and line[-1].text.isspace(),
            )
            for line, last in self._ended
        ]

    def put(self, piece: Piece) -> None:
        """On this line, or the next where this one has too little room."""
        if self._used + piece.wide > self._room and self.line:
            self.end(last=False)
        self.line.append(piece)
        self._used += piece.wide

    def add(self, piece: Piece) -> None:
        """On this line."""
        self.line.append(piece)
        self._used += piece.wide

    def end(self, *, last: bool) -> None:
        """The next piece stands on a new line."""
        if last:
            self._keep_company()
        self._ended.append((self.line, last))
        self.line, self._used = [], 0.0

    def _keep_company(self) -> None:
        """No Chinese character stands alone on the last line: the one before it comes along."""
        if not self._ended or self._ended[-1][1] or not _alone(self.line):
            return
        above = self._ended[-1][0]
        kept = [n for n, piece in enumerate(above) if not piece.text.isspace()]
        if len(kept) > _FEW:
            # What stands behind it comes too: a space between a number and its measure word.
            company = above[kept[-1] :]
            if self._used + sum(piece.wide for piece in company) <= self._room:
                self.line[:0] = company
                del above[kept[-1] :]


def _alone(line: list[Piece]) -> bool:
    """Whether a line of Chinese is one character and marks."""
    if len(line) > _SHORT:
        return False
    said = "".join(piece.text for piece in line).strip()
    seen = [each for each in said if each not in NO_START and each not in NO_END]
    return len(seen) == 1 and any(map(fonts.wide, said))


def cut_up(piece: Piece, room: float) -> list[Piece]:
    """A piece too wide for a line, in parts of which each has room on one."""
    found: list[list[Run]] = []
    for run in piece.runs:
        for part in cuts(run.text):
            for said in [part] if fonts.width(part, run.font, run.size) <= room else clusters(part):
                one = run._replace(text=said, width=fonts.width(said, run.font, run.size))
                if (
                    found
                    and said in NO_START
                    and sum(r.width for r in found[-1]) + one.width <= room
                ):
                    found[-1].append(one)
                else:
                    found.append([one])
    return list(map(piece_of, found))


def _trimmed(line: list[Run]) -> tuple[Run, ...]:
    kept = list(line)
    while kept and kept[-1].text.isspace():
        kept.pop()
    return tuple(kept)


def merged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Neighbours of one look as one run."""
    found: list[Run] = []
    same: list[Run] = []
    for run in runs:
        if same and (
            run.font != same[0].font or run.span is not same[0].span or run.level != same[0].level
        ):
            found.append(_joined(same))
            same = []
        same.append(run)
    if same:
        found.append(_joined(same))
    return tuple(found)


def _joined(runs: list[Run]) -> Run:
    if len(runs) == 1:
        return runs[0]
    text = "".join(run.text for run in runs)
    first = runs[0]
    if is_shaped(text):
        return first._replace(text=text, width=fonts.width(text, first.font, first.size))
    return Run(text, first.font, first.size, first.span, sum(r.width for r in runs), first.level)
