"""The shapes of the classes, drawn as paths so that no font has to hold them."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

LANES = ("hard", "weakening", "offsetting", "institutional", "uncoded")
"""From the most to the least confrontational, then what carries no strategy."""

_COLOURS = {
    "offsetting": HexColor("#0072B2"),
    "weakening": HexColor("#D55E00"),
    "institutional": HexColor("#009E73"),
    "hard": HexColor("#222222"),
    "uncoded": HexColor("#5F6B7A"),
}

_HOLLOW = HexColor("#FEFEFE")
"""White, but a colour of its own: on a dark page it is the page's."""


def colour_of(lane: str) -> Color:
    """The colour of a class, or of one of the two lanes beside the classes."""
    return _COLOURS.get(lane, _COLOURS["uncoded"])


def draw_mark(
    canvas: Canvas, lane: str, x: float, y: float, radius: float, *, hollow: bool = False
) -> None:
    """The shape of `lane` around the point x, y; hollow for what isn't counted."""
    canvas.setFillColor(_HOLLOW if hollow else colour_of(lane))
    canvas.setStrokeColor(colour_of(lane))
    canvas.setLineWidth(1.1)
    path = canvas.beginPath()
    r = radius
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
        canvas.circle(x, y, r, stroke=int(hollow), fill=1)
        return
    path.moveTo(x + points[0][0], y + points[0][1])
    for dx, dy in points[1:]:
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=int(hollow), fill=1)
