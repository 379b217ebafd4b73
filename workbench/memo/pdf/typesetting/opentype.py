"""The tables of a TrueType font, read at once: ReportLab reads them number by number."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping
from itertools import count
from struct import iter_unpack, unpack_from
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace


class Tables(TTFontFace):
    """A font's characters, widths and glyphs (OpenType: `cmap`, `hmtx`, `loca`)."""

    def extractInfo(self, charInfo: int = 1) -> None:
        """As ReportLab, which takes a second for a font of Chinese; always with `charInfo`."""
        super().extractInfo(0)
        face: Any = self
        data, table = face._ttf_data, face.table
        self.charToGlyph = _characters(data, table["cmap"]["offset"])
        many = self.numGlyphs
        [full] = unpack_from(">H", data, table["hhea"]["offset"] + 34)
        numbers = _numbers("H", data, table["hmtx"]["offset"], full + many)
        wide = numbers[0 : 2 * full : 2]
        wide.extend([wide[-1]] * (many - full))
        self.hmetrics = _Metrics(wide, numbers[1 : 2 * full : 2] + numbers[2 * full :])
        self.charWidths = _Widths(self.charToGlyph, wide, self.unitsPerEm)
        self.defaultWidth = wide[0] * 1000.0 / self.unitsPerEm
        [long] = unpack_from(">h", data, table["head"]["offset"] + 50)
        start = table["loca"]["offset"]
        self.glyphPos = _numbers("I" if long else "H", data, start, many + 1)
        if not long:
            self.glyphPos = array("I", [2 * at for at in self.glyphPos])

    def get_table(self, tag: str) -> Any:
        """As ReportLab, which copies megabytes for every subset: of glyphs only what is asked."""
        read: Any = super()
        if tag != "glyf":
            return read.get_table(tag)
        face: Any = self
        return _Glyphs(face._ttf_data, face.get_table_pos(tag)[0])


class _Glyphs(NamedTuple):
    """The outlines of a font."""

    data: Any
    start: int

    def __getitem__(self, part: slice) -> bytes:  # type: ignore[override]
        return bytes(self.data[self.start + part.start : self.start + part.stop])


class _Metrics:
    """The width of every glyph and where it begins: pairs, made when one is asked for."""

    def __init__(self, wide: array[int], bearings: array[int]) -> None:
        self._wide, self._bearings = wide, bearings

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        return self._wide[glyph], self._bearings[glyph]

    def append(self, pair: tuple[int, int]) -> None:
        """Those of one more glyph."""
        self._wide.append(pair[0])
        self._bearings.append(pair[1])


class _Widths(dict[int, float]):
    """How wide a character is, in thousandths: of thousands of them a text has some hundreds."""

    def __init__(self, glyphs: Mapping[int, int], wide: array[int], per: int) -> None:
        self._glyphs, self._wide, self._per = glyphs, wide, per

    def __missing__(self, code: int) -> float:
        found = self[code] = self._wide[self._glyphs[code]] * 1000.0 / self._per
        return found

    def get(self, code: int, default: Any = None) -> Any:
        return self[code] if code in self._glyphs else default


def _characters(data: Any, start: int) -> dict[int, int]:
    """The glyph of every character, from the table that has the most of them."""
    [many] = unpack_from(">H", data, start + 2)
    places = {}
    for n in range(many):
        platform, _, at = unpack_from(">HHI", data, start + 4 + 8 * n)
        if platform in (0, 3):
            places[unpack_from(">H", data, start + at)[0]] = start + at
    found = _in_groups(data, places[12]) if 12 in places else _in_segments(data, places[4])
    if 0x20 in found:
        found[0xA0] = found[0x20]
    return found


def _in_groups(data: Any, at: int) -> dict[int, int]:
    """Format 12."""
    [many] = unpack_from(">I", data, at + 12)
    found: dict[int, int] = {}
    for first, last, glyph in iter_unpack(">III", data[at + 16 : at + 16 + 12 * many]):
        if first == last:
            found[first] = glyph
        else:
            found.update(zip(range(first, last + 1), count(glyph), strict=False))
    return found


def _in_segments(data: Any, at: int) -> dict[int, int]:
    """Format 4."""
    many = unpack_from(">H", data, at + 6)[0] // 2
    lasts, firsts, deltas, offsets = (
        _numbers("H", data, at + 14 + 2 * n * many + (2 if n else 0), many) for n in range(4)
    )
    found: dict[int, int] = {}
    for n, (first, last, delta, offset) in enumerate(
        zip(firsts, lasts, deltas, offsets, strict=True)
    ):
        codes = range(first, last + 1)
        if offset:
            start = at + 16 + 6 * many + 2 * n + offset
            glyphs = _numbers("H", data, start, len(codes))
            found.update(
                (c, (g + delta) & 0xFFFF if g else 0) for c, g in zip(codes, glyphs, strict=True)
            )
        else:
            found.update((code, (code + delta) & 0xFFFF) for code in codes)
    return found


def _numbers(kind: str, data: Any, start: int, many: int) -> array[int]:
    """Numbers as fonts have them, the high byte first."""
    found = array(kind)
    found.frombytes(bytes(data[start : start + many * found.itemsize]))
    if sys.byteorder == "little":
        found.byteswap()
    return found
