"""The column of every page, filled from the top down."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reportlab.pdfgen.canvas import Canvas

from .block import Block, Room, Together

HEADED = 116.0
"""The room that a heading asks for with what stands below it."""
_HAIR = 1e-6


class _Column:
    """What is left of a page."""

    def __init__(self, canvas: Canvas, x: float, foot: float, wide: float, high: float) -> None:
        self._canvas, self._x, self._foot = canvas, x, foot
        self.wide, self.high = wide, high
        self.fresh()

    def fresh(self) -> None:
        """A page with nothing on it."""
        self._y, self.empty, self._last = self._foot + self.high, True, 0.0

    def forget(self) -> None:
        """What comes next keeps its own room from what stands above."""
        self._last = 0.0

    def left(self, block: Block) -> float:
        """The room for a block, without what it keeps from the one above."""
        between = 0.0 if self.empty else max(block.above - self._last, 0.0)
        return self._y - self._foot - between

    def put(self, block: Block) -> bool:
        """Show a block, where there is room for it."""
        room = self.left(block)
        if room <= 0:
            return False
        high = block.wrap(self.wide, room)
        between = self._y - self._foot - room
        y = self._y - (high + between)
        if y < self._foot - _HAIR:
            return False
        block.draw(self._canvas, self._x, y)
        y -= block.below
        self.empty = self.empty and y == self._y
        self._y, self._last = y, block.below
        return True


def fill(
    story: Iterable[Block],
    canvas: Canvas,
    column: tuple[float, float, float, float],
    ended: Callable[[], None],
) -> None:
    """Show a story on as many pages as it takes; `column` is its left, foot, width and height.

    A block is made when its turn has come, and held no longer than that. `ended` is called at the
    end of every page.
    """
    page, coming = _Column(canvas, *column), iter(story)
    waiting: list[Block] = []
    begun, refused = False, None

    def turn() -> None:
        nonlocal begun
        canvas.showPage()
        page.fresh()
        begun = False
        ended()

    while block := waiting.pop() if waiting else next(coming, None):
        if isinstance(block, Room):
            if page.left(block) < block.high:
                turn()
            page.forget()
            continue
        if isinstance(block, Together) and page.left(block) > 0:
            if _apart(block, page):
                turn()
            waiting += reversed(block.inside)
            continue
        if not isinstance(block, Together) and page.put(block):
            begun = True
            continue
        parts = block.split(page.wide, page.left(block)) if page.left(block) > 0 else []
        if parts and page.put(parts[0]):
            begun = True
            waiting += reversed(parts[1:])
            continue
        if block is refused:
            raise ValueError(f"{block!r} has room on no page")
        refused = block
        waiting.append(block)
        turn()
    if begun:
        turn()


def _apart(block: Together, page: _Column) -> bool:
    """Whether it begins on a page of its own, so that it stands on one."""
    room, whole = page.left(block), block.whole(page.wide)
    if whole <= room or page.empty:
        return False
    return room < HEADED or whole <= page.high
