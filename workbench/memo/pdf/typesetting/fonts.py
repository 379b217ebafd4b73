"""The memo's fonts: vendored, static TrueType, every character from the first font that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import reportlab.rl_config
from reportlab.pdfbase import pdfmetrics

from .direction import backwards, lettered
from .face import Face
from .text import JOINERS, clean, is_mark, is_shaped, stretches

_FOLDER = Path(__file__).parents[2] / "fonts"
_SCRIPTS = {
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Armenian": "\u0530-\u058f\ufb13-\ufb17",
    "Bengali": "\u0980-\u09ff",
    "Ethiopic": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Gujarati": "\u0a80-\u0aff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Kannada": "\u0c80-\u0cff",
    "Khmer": "\u1780-\u17ff\u19e0-\u19ff",
    "Lao": "\u0e80-\u0eff",
    "Malayalam": "\u0d00-\u0d7f",
    "Myanmar": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "Sinhala": "\u0d80-\u0dff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Thai": "\u0e00-\u0e7f",
}
"""The fonts of a script alone, and the blocks of it that they are asked for."""
HIGH = {"Myanmar": 1.7, "Khmer": 1.5, "Thai": 1.5, "Lao": 1.45}
"""The ems from line to line that letters of a script need, signs above and below them."""
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
    **{name: f"NotoSans{name}_400Regular" for name in _SCRIPTS},
}
_OF_SCRIPT = re.compile("|".join(f"(?P<{name}>[{blocks}])" for name, blocks in _SCRIPTS.items()))
_REST = ("SC", "JP", "KR")
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
    """Let ReportLab open nothing that a text names, and know the font of what names none."""
    reportlab.rl_config.trustedHosts = []
    reportlab.rl_config.trustedSchemes = []
    reportlab.rl_config.useA85 = 0
    # ReportLab's own default is Helvetica, which it never embeds.
    face_of("Sans")
    reportlab.rl_config.canvas_basefontname = "Sans"


@cache
def face_of(name: str) -> Face:
    """A font, read when it is first needed and from then on known to ReportLab."""
    face = Face(name, str(_FOLDER / f"{FILES[name]}.ttf"))
    pdfmetrics.registerFont(face)
    return face


def _chain(cluster: str, face: str, squared: bool = False) -> tuple[str, ...]:
    """The fonts that are asked for what begins as `cluster` does, one after the other."""
    chain = _CHAINS[face]
    if squared and cluster in _SHARED:
        chain = ("TC-Bold" if face.endswith("bold") else "TC", *chain)
    if not "\u2e80" <= cluster <= "\u9fff" and (script := _OF_SCRIPT.match(cluster)):
        chain = (str(script.lastgroup), *chain)
    return chain


def _sets(name: str, cluster: str) -> bool:
    return all(map(face_of(name).has, filter(_seen, cluster)))


def _seen(character: str) -> bool:
    return character not in JOINERS


@lru_cache(maxsize=65536)
def _font_of(cluster: str, face: str, squared: bool) -> str | None:
    """The first font that has all of a character with its marks."""
    return next((name for name in _chain(cluster, face, squared) if _sets(name, cluster)), None)


def wide(character: str) -> bool:
    """Whether it is set in the square of a Chinese character."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\uffef"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def runs(text: str, face: str) -> list[tuple[str, str]]:
    """`text` as (font, part), each part in a font that has all of it.

    Where no font has a character, a code that shows □ and says the character stands for it.
    """
    if text.isascii() and text.isprintable():
        return [(_CHAINS[face][0], text)]
    return list(_runs(text, face))


@lru_cache(maxsize=65536)
def measured(text: str, face: str) -> tuple[tuple[str, str, float], ...]:
    """The same as (font, part, width in thousandths of its size)."""
    if len(text) == 1 and wide(text) and (font := _font_of(text, face, False)):
        return ((font, text, face_of(font).face.charWidths[ord(text)]),)
    return tuple((font, part, _wide(part, font)) for font, part in runs(text, face))


def _runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    part, font, at = "", "", 0
    for cluster in _clusters(text, face):
        near = text[max(at - 1, 0) : at + 2]
        shared = cluster in _SHARED and any(wide(c) for c in near)
        at += len(cluster)
        found = _font_of(cluster, face, shared)
        if found is None:
            found = _font_of(MISSING, face, False) or "TC"
            cluster = face_of(found).in_place(MISSING, cluster)
        if found != font and part:
            yield font, part
            part = ""
        font, part = found, part + cluster
    if part:
        yield font, part


def _clusters(text: str, face: str) -> Iterator[str]:
    """Characters with their marks, so far as one font has both."""
    start = 0
    able: tuple[str, ...] = ()
    for at, character in enumerate(text):
        if at > start and is_mark(character):
            if at == start + 1:
                able = ("", *_chain(text[start], face))
            if able := _still(able, text, start, at):
                continue
        if at > start:
            yield text[start:at]
        start = at
    if text:
        yield text[start:]


def _still(able: tuple[str, ...], text: str, start: int, at: int) -> tuple[str, ...]:
    """The fonts from the first on that has the mark at `at` too, of which the first had the rest.

    What one font has is asked of it once, however many marks there are.
    """
    for n, name in enumerate(able):
        if name and _sets(name, text[at]) and (n == 0 or _sets(name, text[start:at])):
            return able[n:]
    return ()


def missing(text: str) -> set[str]:
    """The characters of `text` that no font has."""
    seen = set(text) - {"\n"} - JOINERS
    return {c for c in seen if _font_of(c, "sans", False) is None}


def on_paper(text: str, font: str, *, leftward: bool = False) -> str:
    """The codes of what a font sets for a text of one direction, from left to right."""
    if text.isascii() or not is_shaped(text):
        return backwards(text) if leftward else text
    shaped = face_of(font).shaped
    # Shaping turns letters by itself, but not what has no direction of its own.
    parts = [
        shaped(part)
        if forms and (lettered(part) or not leftward)
        else backwards(part)
        if leftward
        else part
        for part, forms in stretches(text)
    ]
    return "".join(reversed(parts) if leftward else parts)


def width(text: str, font: str, size: float) -> float:
    """How wide `text` is in one font, in points."""
    return 0.001 * size * _wide(text, font)


@lru_cache(maxsize=65536)
def _wide(text: str, font: str) -> float:
    face = face_of(font).face
    codes = [*map(ord, on_paper(text, font))]
    try:
        return float(sum(map(face.charWidths.__getitem__, codes)))
    except KeyError:
        return float(sum([face.charWidths.get(code, face.defaultWidth) for code in codes]))


@lru_cache(maxsize=4096)
def has_all(text: str, font: str) -> bool:
    """Whether one font has every character of `text`, each of which stands by itself."""
    return not is_shaped(text) and all(map(face_of(font).has, text))


def label_width(said: str, size: float, bold: bool) -> float:
    """How wide a line of text in whatever scripts is, in points."""
    face = "sans-bold" if bold else "sans"
    return sum(0.001 * size * wide for _, _, wide in measured(clean(said), face))
