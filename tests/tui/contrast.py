"""What a screen shows, with the colours it is shown in: from the picture that Textual exports."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from textual.color import Color
from textual.geometry import Region

_RULES = re.compile(r"\.(\S+) \{ (.*?)\s*\}")
_RECT = re.compile(
    r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
)
_TEXT = re.compile(
    r'<text class="(\S+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"[^>]*>(.*?)</text>'
)
_FILL = re.compile(r"fill: (#\w+)")
_CELL = (12.2, 24.4)
"""Points that a column and a line have."""
_ROOM = 2.0
"""Points within which a background is that of a text: the picture rounds."""


@dataclass(frozen=True)
class Shown:
    """A run of letters in one style."""

    text: str
    colour: str
    ground: str

    @property
    def ratio(self) -> float:
        """The contrast (WCAG 2.2, relative luminance), from 1 to 21."""
        one, two = sorted((_luminance(self.colour), _luminance(self.ground)), reverse=True)
        return (one + 0.05) / (two + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).rgb]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def shown(svg: str, ground: str, within: Region) -> Iterator[Shown]:
    """Every run of letters in a part of the screen; `ground` is what nothing else lies on."""
    fills = {name: found[1] for name, rule in _RULES.findall(svg) if (found := _FILL.search(rule))}
    body = svg[svg.index("</defs>") :]
    rects = [(f, *map(float, place)) for f, *place in _RECT.findall(body)]
    for name, *place, said in _TEXT.findall(body):
        text = html.unescape(said).replace("\xa0", " ").strip()
        x, y, wide = map(float, place)
        at = int((x + _ROOM) / _CELL[0]), int(y / _CELL[1])
        if not text or name not in fills or at not in within:
            continue
        behind = [
            fill
            for fill, left, top, width, height in rects
            if left - _ROOM <= x + wide / 2 <= left + width + _ROOM and top <= y - 6 <= top + height
        ]
        yield Shown(text, fills[name], behind[-1] if behind else ground)


def apart(one: Color, other: Color) -> float:
    """The contrast of two grounds, from 1 to 21."""
    return Shown("", one.hex6, other.hex6).ratio
