"""The shapes of the classes, drawn as paths so that no font has to hold them."""

from __future__ import annotations

from math import cos, hypot, pi, sin

from workbench.memo.document import Whose

from .pen import Pen, Point

_NUMERAL = 8.0
"""Points of a number on a mark."""
_EYE = 0.78
"""The part of a cross's radius that a number has room in."""


def draw_mark(
    pen: Pen, lane: str, x: float, y: float, radius: float, whose: Whose = "counted"
) -> None:
    """The shape of `lane` around a point.

    Filled for an act that counts, hollow for the target's, dashed for a third party's, tinted for a
    joint one.
    """
    r, apart = radius, whose != "counted"
    fill = {"counted": lane, "joint": f"{lane}-tint"}.get(whose, "paper")
    edge, dashed = (lane if apart else ""), whose == "third"
    if lane == "offsetting":
        points = [(0, 1.32 * r), (1.32 * r, -0.88 * r), (-1.32 * r, -0.88 * r)]
    elif lane == "weakening":
        points = [(0, 1.3 * r), (1.3 * r, 0), (0, -1.3 * r), (-1.3 * r, 0)]
    elif lane == "institutional":
        points = [(-r, -r), (-r, r), (r, r), (r, -r)]
    elif lane == "hard":
        a, b = 0.62 * r, 1.25 * r
        arm = [(0, a), (b - a, b), (b, b - a), (a, 0), (b, a - b), (b - a, -b)]
        points = arm + [(-x, -y) for x, y in arm]
    else:
        pen.disc(x, y, r, fill, edge=edge, dashed=dashed)
        return
    pen.shape([(x + dx, y + dy) for dx, dy in points], fill, edge=edge, dashed=dashed)


def draw_numbered(
    pen: Pen, lane: str, x: float, y: float, radius: float, number: int, whose: Whose
) -> None:
    """A mark with the event's number on it."""
    draw_mark(pen, lane, x, y, radius, whose)
    eyed = lane == "hard"
    if eyed:
        # The arms of a cross are too narrow to read a number on.
        eye = radius * (_EYE if len(str(number)) < 3 else 1)
        pen.disc(x, y, eye, "paper", edge=lane, dashed=whose == "third")
    said, size = str(number), _NUMERAL
    drop = 0.36 * size + (1.2 if lane == "offsetting" else 0)
    colour = "white" if whose == "counted" and not eyed else "label"
    pen.words(x, y - drop, said, size, colour=colour, bold=True, centred=True)


def draw_arrow(pen: Pen, start: Point, end: Point, radius: float) -> None:
    """An arrow from one mark to another, as far as the edge of either."""
    across, up = end[0] - start[0], end[1] - start[1]
    long = hypot(across, up)
    if long <= 2 * radius:
        return
    x, y = across / long, up / long
    begin = (start[0] + x * radius, start[1] + y * radius)
    tip = (end[0] - x * radius, end[1] - y * radius)
    pen.line(begin, tip, "grey", 0.9)
    for side in (-1, 1):
        pen.line(
            tip, (tip[0] - 4 * x + side * 2.2 * y, tip[1] - 4 * y - side * 2.2 * x), "grey", 0.9
        )


def draw_verdict(pen: Pen, verdict: str, x: float, y: float, radius: float) -> None:
    """A verdict as on the screens: ● ◐ ○ ·, and a stroke where there is no evidence."""
    if verdict == "balancing":
        pen.disc(x, y, radius, "ink", edge="ink")
    elif verdict in ("contested", "not-balancing"):
        pen.disc(x, y, radius, "paper", edge="ink")
        if verdict == "contested":
            half = [(x + radius * cos(t * pi / 12), y + radius * sin(t * pi / 12))
                    for t in range(6, 19)]  # fmt: skip
            pen.shape(half, "ink")
    elif verdict == "insufficient":
        pen.disc(x, y, 0.9, "ink")
    else:
        pen.line((x - 1.8, y), (x + 1.8, y), "ink", 0.8)
