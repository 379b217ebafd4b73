"""The looks of the memo's text, and its colours."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from reportlab.lib.colors import Color, HexColor

from workbench.memo.colours import named
from workbench.memo.measure import MEASURE

from .typesetting import ProseStyle, fonts


@lru_cache(maxsize=64)
def colour(name: str) -> Color:
    """A colour of the palette."""
    return HexColor(f"#{named(name)}")


NAVY, GREY, WHITE = map(colour, ("navy", "grey", "white"))
ROOM = MEASURE
"""The width of the text on the page."""

_LOOKS = {
    "title": ProseStyle(
        size=21, leading=26, face="sans", bold=True, colour=NAVY, space_before=4, space_after=4
    ),
    "eyebrow": ProseStyle(size=8.4, leading=12, face="sans", bold=True, colour=NAVY),
    "date": ProseStyle(size=8.4, leading=12, face="sans", colour=GREY, align="right"),
    "meta": ProseStyle(size=8.2, leading=11.6, face="sans", colour=GREY),
    "lead": ProseStyle(size=11, leading=14.2, face="serif", space_after=3),
    "computed": ProseStyle(size=8.4, leading=11.6, face="sans", colour=GREY),
    "heading": ProseStyle(
        size=12.4, leading=16, face="sans", bold=True, colour=NAVY, space_before=9, space_after=4
    ),
    "heading-close": ProseStyle(
        size=12.4, leading=16, face="sans", bold=True, colour=NAVY, space_before=5, space_after=3
    ),
    "subhead": ProseStyle(size=9.2, leading=13, face="sans", space_after=3),
    "body": ProseStyle(size=10.2, leading=14, face="serif", space_after=3),
    "small": ProseStyle(size=8.2, leading=11.4, face="sans", space_before=3, space_after=3),
    "footnote": ProseStyle(size=8.2, leading=11.4, face="sans", space_before=3, space_after=3),
    "note": ProseStyle(size=8, leading=11, face="sans", colour=GREY, space_before=3, space_after=3),
    "source": ProseStyle(size=9, leading=12.2, face="serif"),
    "cell": ProseStyle(size=8.4, leading=11.2, face="sans"),
    "cell-head": ProseStyle(size=8.2, leading=11, face="sans", bold=True, colour=WHITE),
    "tight": ProseStyle(size=7.6, leading=10, face="sans"),
    "tight-head": ProseStyle(size=7.4, leading=9.8, face="sans", bold=True, colour=WHITE),
    "compact": ProseStyle(size=6.8, leading=8, face="sans"),
    "compact-head": ProseStyle(size=6.8, leading=8.3, face="sans", bold=True, colour=WHITE),
    "aside": ProseStyle(size=7.2, leading=9.6, face="sans", colour=GREY, space_before=1),
    "verdict": ProseStyle(size=7.2, leading=10, face="sans"),
    "numbers": ProseStyle(size=11, leading=15, face="sans", bold=True, space_before=4),
    "foot": ProseStyle(size=7.4, leading=10, face="sans", colour=GREY),
    "foot-right": ProseStyle(size=7.4, leading=10, face="sans", colour=GREY, align="right"),
}


_AIRY = ("meta", "computed", "note")
"""What is led widely enough for Chinese as it is."""


@lru_cache(maxsize=128)
def look_of(name: str, lang: str) -> ProseStyle:
    """The style of a look in one language; Chinese takes more leading, and is justified.

    Its Latin letters and figures are of the design of its characters, which have no serifs; the
    sources keep their own, for an entry in a Western language is all Latin.
    """
    look = _LOOKS[name]
    if lang != "zh-Hant":
        return look
    align = "justify" if look.face == "serif" and look.align == "left" else look.align
    face = look.face if name == "source" else "sans"
    leading = look.leading if name in _AIRY else look.leading * 1.08
    return replace(look, leading=leading, align=align, face=face)


@lru_cache(maxsize=32)
def number_look(name: str, lang: str) -> ProseStyle:
    """A look for numbers: at the right, and as bold as a head."""
    return replace(look_of(name, lang), bold=True, align="right")


def table_font(lang: str) -> str:
    """The font of a table's empty cells and of the first page: never ReportLab's Helvetica."""
    return figure_fonts(lang)[0]


def figure_fonts(lang: str) -> tuple[str, str]:
    """The plain and the bold font of the figures' labels."""
    names = ("TC", "TC-Bold") if lang == "zh-Hant" else ("Sans", "Sans-Bold")
    for name in names:
        fonts.face_of(name)
    return names
