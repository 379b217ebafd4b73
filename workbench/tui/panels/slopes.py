"""The flip on the screen: how many acts go from which verdict to which between two criteria."""

from __future__ import annotations

from collections import Counter
from itertools import product

from rich.text import Text

from workbench.judgement import VERDICTS, Verdict

from ..kit.plain import cell, widest
from ..kit.theory import VERDICT_STYLE, Theory

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a braille character (Unicode, U+2800), four rows of two."""
_BLANK = 0x2800
_NUMBER = 4
"""Columns of a count beside its mark."""


def slopes(
    pairs: Counter[tuple[Verdict, Verdict]],
    heads: tuple[str, str],
    theory: Theory,
    size: tuple[int, int],
) -> Text:
    """Verdicts left and right, a line for each way that acts go, its count upon it.

    `size`: columns and lines, of which the first names the two criteria; eight lines or more.
    """
    width, height = size
    step = max((height - 2) // (len(VERDICTS) - 1), 1)
    side = widest(map(theory.verdict, VERDICTS)) + _NUMBER + 2
    canvas = _Canvas(max(width - 2 * side, 12), step * (len(VERDICTS) - 1) + 1)
    ways = [(one, two) for one, two in product(range(len(VERDICTS)), repeat=2)
            if pairs[VERDICTS[one], VERDICTS[two]]]  # fmt: skip
    for one, two in ways:
        if one != two:
            canvas.line(one * step, two * step)
    for one, two in ways:
        moves = "dim" if one == two else "bold"
        canvas.label(one * step, two * step, str(pairs[VERDICTS[one], VERDICTS[two]]), moves)
    left, right = cell(heads[0], width // 2 - 1), cell(heads[1], width // 2 - 1)
    between_ = " " * (width - left.cell_len - right.cell_len)
    said = Text.assemble((left.plain + between_ + right.plain, "dim"), no_wrap=True)
    for y in range(canvas.height):
        said.append("\n")
        place, between = divmod(y, step)
        verdict = None if between else VERDICTS[place]
        stays = "┄" if verdict and pairs[verdict, verdict] else " "
        said.append_text(_end(pairs, verdict, 0, theory, side))
        said.append_text(canvas.row(y, stays))
        said.append_text(_end(pairs, verdict, 1, theory, side))
    return said


def _end(
    pairs: Counter[tuple[Verdict, Verdict]],
    verdict: Verdict | None,
    of: int,
    theory: Theory,
    side: int,
) -> Text:
    if verdict is None:
        return Text(" " * side)
    n = sum(count for way, count in pairs.items() if way[of] == verdict)
    mark = theory.verdict(verdict)
    said = f"{mark} {n:>{_NUMBER}}" if not of else f"{n:<{_NUMBER}} {mark}"
    found = Text(said if of else f"{said} ", VERDICT_STYLE[verdict])
    if of:
        return Text(" ") + found
    found.pad_right(max(side - found.cell_len, 0))
    return found


class _Canvas:
    """Lines of dots from the left edge to the right, and numbers upon them."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._dots = [[0] * width for _ in range(height)]
        self._labels: dict[tuple[int, int], tuple[str, str]] = {}

    def _at(self, one: int, two: int, column: float) -> float:
        """The line's height at a column, in rows from the middle of the first."""
        return one + (two - one) * column / (self.width - 1)

    def line(self, one: int, two: int) -> None:
        """From a row at the left to one at the right."""
        for dot in range(2 * self.width):
            y = round((self._at(one, two, dot / 2) + 0.5) * 4 - 0.5)
            row, part = divmod(min(max(y, 0), 4 * self.height - 1), 4)
            self._dots[row][dot // 2] |= _DOTS[part][dot % 2]

    def label(self, one: int, two: int, said: str, style: str) -> None:
        """A number on a line, at the first place where no other stands beside it."""
        first = min(2 + two, self.width - len(said))
        for column in (*range(first, self.width - len(said)), *range(first)):
            row = round(self._at(one, two, column + len(said) / 2))
            around = range(column - 1, column + len(said) + 1)
            if not any((row, each) in self._labels for each in around):
                for n, letter in enumerate(said):
                    self._labels[row, column + n] = letter, style
                return

    def row(self, y: int, under: str) -> Text:
        """A row of characters, and `under` them where nothing is drawn."""
        said = Text()
        for x, dots in enumerate(self._dots[y]):
            if (y, x) in self._labels:
                said.append(*self._labels[y, x])
            else:
                said.append(*((chr(_BLANK + dots), "") if dots else (under, "dim")))
        return said
