"""A font that shapes: letters join, marks find their places, and all of it is read back as text.

A cluster of glyphs (HarfBuzz's word for what stands for some characters that can't be parted) is
one composite glyph of the font that the file gets, so that a reader finds its text at one place.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import lru_cache
from itertools import groupby
from struct import pack, unpack
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFont

from .direction import lettered, turned
from .opentype import Tables
from .text import JOINERS

if TYPE_CHECKING:
    import uharfbuzz as hb

_FIRST = 0xF0000
"""The first code of clusters: a plane for private use, of which no font here has a character."""
_WORDS, _OFFSETS, _MORE = 0x1, 0x2, 0x20
"""Flags of a composite glyph's component (OpenType, `glyf`)."""
_BLOCK = 100
"""The most entries that a block of a CMap may have."""


_REACH = 16_000
"""Units from a cluster's beginning beyond which nothing of it is drawn: a font has two bytes for
where a part stands (OpenType, glyf), and hundreds of accents on one letter come further."""

_SAID = 128
"""Characters that a code may be read as: a CMap has 512 bytes for them (ISO 32000-1, 9.10.3)."""


_SAME = re.compile(rb"(.)\1*", re.DOTALL)


class _Part(NamedTuple):
    """A glyph of a cluster, in units of the font."""

    glyph: int
    right: int
    up: int


class Face(TTFont):
    """A TrueType font, every glyph of which says for which text it stands (ISO 32000-1, 9.10)."""

    def __init__(self, name: str, file: str) -> None:
        """Load `file`; raises `TTFError` where it is no static TrueType font."""
        # As its own, but for how the font is read.
        self.fontName, self.face, self.encoding = name, Tables(file), TTEncoding()
        self.state = WeakKeyDictionary()
        self._asciiReadable, self.shapable = 1, False
        self._shaper: hb.Font | None = None
        self._codes: dict[tuple[tuple[_Part, ...], int, str], int] = {}
        self._said: dict[int, str] = {}
        self._shaped = lru_cache(maxsize=16384)(self._shape)

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for it."""
        return ord(character) < _FIRST and ord(character) in self.face.charToGlyph

    def in_place(self, shown: str, said: str) -> str:
        """The code that shows one character and is read as `said`, which the font hasn't."""
        if any(ord(each) & 0xFFFE == 0xFFFE for each in said):
            # No reader may be told of what is no character (ISO 14289-1, 7.21.7).
            return shown
        glyph = self.face.charToGlyph[ord(shown)]
        return chr(self._called((_Part(glyph, 0, 0),), self.face.hmetrics[glyph][0], said))

    def shaped(self, text: str) -> str:
        """The codes of what stands on paper for a text of one script, from left to right."""
        return self._shaped(text)

    def _shape(self, text: str) -> str:
        import uharfbuzz as hb

        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.add_str(text)
        buffer.guess_segment_properties()
        # Digits of a script that runs to the left would be guessed to run as its letters do.
        buffer.direction = "rtl" if lettered(text) else "ltr"
        hb.shape(self._harfbuzz(), buffer)
        placed = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        begins = sorted({info.cluster for info, _ in placed})
        ends = dict(zip(begins, [*begins[1:], len(text)], strict=True))
        codes, joined = [], not turned(text)
        for begin, cluster in groupby(placed, lambda each: each[0].cluster):
            parts, x = [], 0
            for info, place in cluster:
                part = _Part(info.codepoint, x + place.x_offset, place.y_offset)
                if max(map(abs, part[1:])) < _REACH:
                    parts.append(part)
                x = min(x + place.x_advance, _REACH)
            said = text[begin : min(ends[begin], begin + _SAID)]
            # Readers turn right-to-left text, each in its way; what parts letters is then astray.
            codes.append(self._called(tuple(parts), x, said if joined else _bare(said)))
        return "".join(map(chr, codes))

    def _harfbuzz(self) -> hb.Font:
        import uharfbuzz as hb

        if self._shaper is None:
            face: Any = self.face
            self._shaper = hb.Font(hb.Face(bytes(face._ttf_data)))
        return self._shaper

    def _called(self, parts: tuple[_Part, ...], advance: int, said: str) -> int:
        """What the font calls the glyphs that stand for `said`."""
        face = self.face
        lone = parts[0].glyph if len(parts) == 1 and parts[0][1:] == (0, 0) else None
        if lone is not None and advance != face.hmetrics[lone][0]:
            lone = None
        own = lone is not None and len(said) == 1 and self.has(said)
        if own and face.charToGlyph[ord(said)] == lone:
            return ord(said)
        known = (parts, advance, said)
        if known not in self._codes:
            code = self._codes[known] = _FIRST + len(self._codes)
            self._said[code] = said
            face.charToGlyph[code] = self._composed(parts, advance) if lone is None else lone
            face.charWidths[code] = advance * 1000 / face.unitsPerEm
        return self._codes[known]

    def _composed(self, parts: tuple[_Part, ...], advance: int) -> int:
        """A glyph made of others, put behind those that the font has."""
        face: Any = self.face
        drawn, box = b"", [0, 0, 0, 0]
        start = face.get_table_pos("glyf")[0]
        seen = [part for part in parts if face.glyphPos[part.glyph] < face.glyphPos[part.glyph + 1]]
        for n, (glyph, right, up) in enumerate(seen, 1):
            flags = _WORDS | _OFFSETS | (_MORE if n < len(seen) else 0)
            drawn += pack(">HHhh", flags, glyph, right, up)
            at = start + face.glyphPos[glyph]
            found = unpack(">hhhh", face._ttf_data[at + 2 : at + 10])
            edges = [edge + (up if k % 2 else right) for k, edge in enumerate(found)]
            box = [*map(min, box[:2], edges[:2]), *map(max, box[2:], edges[2:])] if n > 1 else edges
        if seen:
            drawn = pack(">hhhhh", -1, *box) + drawn
        if not isinstance(face._ttf_data, bytearray):
            face._ttf_data = bytearray(face._ttf_data)
            # What lies between the font's glyphs and these is a glyph that nothing names.
            face.glyphPos.append(len(face._ttf_data) - start)
            face.hmetrics.append((0, 0))
        face._ttf_data += drawn
        face.glyphPos.append(len(face._ttf_data) - start)
        face.table["glyf"]["length"] = len(face._ttf_data) - start
        face.hmetrics.append((advance, box[0] & 0xFFFF))
        return len(face.glyphPos) - 2

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """As ReportLab's, but at once where all of the text has stood in the document before."""
        state: Any = self.state.get(doc)
        known = state.assignments if state else {}
        codes = [*map(ord, text)]
        if not all(map(known.__contains__, codes)):
            return list(super().splitString(text, doc, encoding))
        places = array("H", map(known.__getitem__, codes))
        # The high byte of a place says in which subset it is.
        told = places.tobytes()
        at = sys.byteorder == "little"
        subsets, within = told[at::2], told[1 - at :: 2]
        return [
            (match[0][0], within[match.start() : match.end()]) for match in _SAME.finditer(subsets)
        ]

    def addObjects(self, doc: Any) -> None:
        """As ReportLab adds them, with the text of every code."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            name = (b"".join((SUBSETN(n), b"+", self.face.name, self.face.subfontNameX))).decode()
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _cmap(name, [self._said.get(code) or chr(code) for code in subset])


def _bare(said: str) -> str:
    return "".join(each for each in said if each not in JOINERS)


def _cmap(name: str, said: list[str]) -> str:
    """Which text each code of a subset stands for, characters beyond the BMP by their pairs."""
    coded = [
        f"<{n:02X}> <{text.encode('utf-16-be').hex().upper()}>"
        for n, text in enumerate(said)
        if text != "\0"
    ]
    blocks = [coded[n : n + _BLOCK] for n in range(0, len(coded), _BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name}-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *("\n".join([f"{len(b)} beginbfchar", *b, "endbfchar"]) for b in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
