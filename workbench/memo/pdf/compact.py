"""The file as ReportLab's objects, small ones together and compressed (ISO 32000-1, 7.5.7, 7.5.8).

A memo is thousands of small objects: links, and the elements of its structure.
"""

from __future__ import annotations

import hashlib
import zlib
from struct import Struct
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.pdfdoc import format as formatted

from .tagging import Objects

_TOGETHER = 200
"""The objects of a stream of them: few enough that a reader finds one without reading far."""
_WIDE = 7
"""The bytes of a row that says where an object is."""
_ROW = Struct(">BIH")
"""Its kind, and its offset, or its stream and its place in that."""
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def compact(pdf: Any, canvas: Any, objects: Objects) -> bytes:
    """The bytes of a document whose pages are all added; the same for the same document."""
    for font in pdf.delayedFonts:
        font.addObjects(pdf)
    pdf.info.invariant = pdf.invariant
    pdf.info.digest(pdf.signature)
    root, info = (str(pdf.Reference(each).format(pdf), "ascii") for each in (pdf.Catalog, pdf.info))
    pdf.Outlines.prepare(pdf, canvas)
    if pdf.Outlines.ready < 0:
        pdf.Catalog.Outlines = None
    file = _File()
    number = 1
    # Objects may name others for the first time while they are formatted.
    while number <= pdf.objectcounter:
        if number in objects:
            file.hold(number, objects.taken(number))
        else:
            made = pdf.idToObject[pdf.numberToId[number]]
            file.add(number, formatted(made, pdf, toplevel=1), apart=made is pdf.info)
            if isinstance(made, PDFStream):
                # It is written, and pages are large.
                made.content = ""
        number += 1
    return file.closed(number, root, info)


class _File:
    """Objects as they are written."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [_HEAD]
        self._length = len(_HEAD)
        self._digest = hashlib.sha256(_HEAD)
        self._places: dict[int, int] = {}
        """Where objects stand by themselves."""
        self._lots: list[tuple[list[int], str, bytes]] = []
        """Those of every stream of small ones, what its dictionary says of them, and its data."""
        self._held: list[tuple[int, bytes]] = []

    def add(self, number: int, said: bytes, *, apart: bool) -> None:
        """An object; streams stand by themselves, and what is to be found `apart`."""
        said = said.strip()
        if apart or said.endswith(b"endstream"):
            self._write(number, said)
        else:
            self.hold(number, said)

    def hold(self, number: int, said: bytes) -> None:
        """A small object, which goes with others into a stream."""
        self._held.append((number, said))
        if len(self._held) == _TOGETHER:
            self._put_together()

    def _put_together(self) -> None:
        index, offset = [], 0
        for held, said in self._held:
            index.append(f"{held} {offset}")
            offset += len(said) + 1
        first = " ".join(index).encode("ascii") + b"\n"
        head = f"/Type/ObjStm/N {len(self._held)}/First {len(first)}"
        data = zlib.compress(first + b"\n".join(said for _, said in self._held))
        self._lots.append(([held for held, _ in self._held], head, data))
        self._held.clear()

    def _write(self, number: int, said: bytes) -> None:
        self._places[number] = self._length
        part = b"%d 0 obj\n%s\nendobj\n" % (number, said)
        self._parts.append(part)
        self._digest.update(part)
        self._length += len(part)

    def _stream(self, number: int, head: str, data: bytes) -> None:
        said = f"<<{head}/Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode("ascii")
        self._write(number, said + data + b"\nendstream")

    def closed(self, number: int, root: str, info: str) -> bytes:
        """The whole file; `number` is the first that no object has."""
        if self._held:
            self._put_together()
        table = bytearray((number + len(self._lots) + 1) * _WIDE)
        table[:_WIDE] = _ROW.pack(0, 0, 0xFFFF)
        for n, (numbers, head, data) in enumerate(self._lots, number):
            self._stream(n, head, data)
            for place, held in enumerate(numbers):
                _ROW.pack_into(table, held * _WIDE, 2, n, place)
        number += len(self._lots)
        start = self._places[number] = self._length
        for n, place in self._places.items():
            _ROW.pack_into(table, n * _WIDE, 1, place, 0)
        read = f"/W[1 4 2]/DecodeParms<</Predictor 12/Columns {_WIDE}>>"
        digest = self._digest.hexdigest()[:32]
        named = f"/Root {root}/Info {info}/ID[<{digest}><{digest}>]"
        size = f"/Type/XRef/Size {number + 1}{read}{named}"
        self._stream(number, size, zlib.compress(_as_differences(bytes(table))))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _as_differences(table: bytes) -> bytes:
    """Each row by how it differs from the one above (PNG, 9.2), which hardly takes any room."""
    found = bytearray()
    for n in range(0, len(table), _WIDE * 4096):
        rows = table[n : n + _WIDE * 4096]
        above = table[n - _WIDE : n - _WIDE + len(rows)] if n else bytes(_WIDE) + rows
        told = bytes([(a - b) & 0xFF for a, b in zip(rows, above, strict=False)])
        for at in range(0, len(told), _WIDE):
            found += b"\2" + told[at : at + _WIDE]
    return bytes(found)
