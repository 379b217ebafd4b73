"""The memo's fonts: vendored, static TrueType, every character from the first font that has it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import reportlab.rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FOLDER = Path(__file__).parent.parent / "fonts"
FILES = {
    "Serif": "SourceSerif4_400Regular",
    "Serif-Italic": "SourceSerif4_400Regular_Italic",
    "Serif-Bold": "SourceSerif4_600SemiBold",
    "Sans": "NotoSans_400Regular",
    "Sans-Bold": "NotoSans_600SemiBold",
    "TC": "NotoSansTC_400Regular",
    "TC-Bold": "NotoSansTC_700Bold",
    "SC": "NotoSansSC_400Regular",
    "JP": "NotoSansJP_400Regular",
    "KR": "NotoSansKR_400Regular",
    "Hebrew": "NotoSansHebrew_400Regular",
    "Arabic": "NotoSansArabic_400Regular",
}
_REST = ("SC", "JP", "KR", "Hebrew", "Arabic")
_CHAINS = {
    "serif": ("Serif", "TC", "Sans", *_REST),
    "serif-italic": ("Serif-Italic", "TC", "Sans", *_REST),
    "serif-bold": ("Serif-Bold", "TC-Bold", "Sans-Bold", *_REST),
    "sans": ("Sans", "TC", *_REST),
    "sans-bold": ("Sans-Bold", "TC-Bold", *_REST),
}
MISSING = "□"
# Shared punctuation: it follows the script of its neighbours.
_SHARED = set("“”‘’—…·•–")


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to ReportLab, and let it open nothing that a text names."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_FOLDER / f"{file}.ttf")))
    reportlab.rl_config.trustedHosts = []
    reportlab.rl_config.trustedSchemes = []
    # ReportLab's own default is Helvetica, which it never embeds.
    reportlab.rl_config.canvas_basefontname = "Sans"


@lru_cache(maxsize=65536)
def _font_of(character: str, face: str, wide: bool) -> str | None:
    chain = _CHAINS[face]
    if wide and character in _SHARED:
        chain = ("TC-Bold" if face.endswith("bold") else "TC", *chain)
    for name in chain:
        face_of: Any = pdfmetrics.getFont(name)
        if ord(character) in face_of.face.charToGlyph:
            return name
    return None


def _wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef"


@lru_cache(maxsize=65536)
def runs(text: str, face: str) -> tuple[tuple[str, str], ...]:
    """`text` as (font, part), each part in a font that has all of it; else □."""
    return tuple(_runs(text, face))


def _runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    at, part, font = 0, "", ""
    while at < len(text):
        character = text[at]
        near = text[max(at - 1, 0) : at + 2]
        shared = character in _SHARED and any(_wide(c) for c in near)
        found = _font_of(character, face, shared)
        if found is None:
            character, found = MISSING, _font_of(MISSING, face, False) or "TC"
        if found != font and part:
            yield font, part
            part = ""
        font, part, at = found, part + character, at + 1
    if part:
        yield font, part


def missing(text: str) -> set[str]:
    """The characters of `text` that no font has."""
    return {c for c in set(text) if c != "\n" and _font_of(c, "sans", False) is None}


@lru_cache(maxsize=262144)
def width(text: str, font: str, size: float) -> float:
    """How wide `text` is in one font, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
