"""The parts of a workbook, of XML (XML 1.0), as a stream: nothing is built but what is asked for.

The parser is expat, which refuses a document type here as it does for defusedxml; that one builds
every element in Python and takes up to four times as long.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO
from xml.etree.ElementTree import Element
from xml.parsers.expat import ParserCreate

from defusedxml import DTDForbidden

from workbench.case import Problem
from workbench.locale import N_

from ..packed import MOST_BYTES, under_password, unzipped
from ..tags import MOST_TAG, closes, too_long

MOST_ELEMENTS = 2_500_000
"""Elements of all parts of a workbook that are read; a filled cell has two, of a formula three."""
MOST_BESIDE = 1_000_000
"""Elements of a part that holds no cells, such as the texts or the styles."""
MOST_WITHIN = 100_000
"""Elements of one row, or of one text with its runs."""
MOST_NAMES = 10_000
"""Names of elements and attributes; a format has some hundreds."""
MOST_CHARACTERS = 10_000_000
"""Characters of a cell; one of a CSV file that begins by a mark that nothing closes never ends."""
_SMALL, _RATIO = 16 << 20, 200
"""Unpacked bytes that are never too many, and how often larger than packed more of them may be."""
_DEEPEST = 200
"""Elements one in the other; writing programs come to about twenty."""
_BLOCK, _BIT = 1 << 20, 1 << 16


class Parts:
    """The parts of a workbook, each measured before it is read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Of an archive that `archive_of` opened."""
        self.names = archive.namelist()
        self._archive = archive
        self._elements = 0

    def open(self, name: str, most: int = MOST_ELEMENTS) -> IO[bytes]:
        """A part to be read; raises `Problem` where it has more than so many elements.

        They are counted before they are read, which is a hundred times as quick.
        """
        self._measure(name, most)
        return self._archive.open(name)

    def _measure(self, name: str, most: int) -> None:
        begun, mine = b"", 0
        with self._archive.open(name) as stream:
            while block := stream.read(_BLOCK):
                mine += block.count(b"<") - block.count(b"</")
                if mine > most or self._elements + mine > MOST_ELEMENTS:
                    raise Problem(
                        "{part} in the workbook is too large: more than {n} elements of XML, with "
                        "what was read before",
                        part=name,
                        n=f"{most if mine > most else MOST_ELEMENTS:,}",
                    )
                block = begun + block
                _, mark, rest = block.rpartition(b"<")
                # What follows a tag that is closed is text.
                begun = b"" if closes(mark + rest) else mark + rest if mark else b""
                if len(begun) > MOST_TAG or too_long(block):
                    said = N_("the workbook has a tag of more than {n} bytes")
                    raise Problem(said, n=f"{MOST_TAG:,}")
        self._elements += mine


def archive_of(data: bytes) -> zipfile.ZipFile:
    """The archive of a workbook; raises `Problem` where it unpacks to too much."""
    many = Problem("the workbook unpacks to far more than a workbook does")
    archive = unzipped(io.BytesIO(data), many)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise under_password()
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MOST_BYTES:
        raise Problem("the workbook unpacks to more than {n} MB", n=MOST_BYTES >> 20)
    if unpacked > max(_SMALL, len(data) * _RATIO):
        raise many
    return archive


class _Locals(dict[str, str]):
    """The names without their namespaces, each found once."""

    def __missing__(self, tag: str) -> str:
        self[tag] = local(tag)
        return self[tag]


class _Builder:
    """What expat calls; `told` is what was asked for, each when it is whole."""

    def __init__(self, names: Sequence[str], around: str, encoding: str) -> None:
        self.told: list[tuple[str, str, Element]] = []
        self.seen: dict[str, str] = {}
        # What a part says itself of its encoding would hide its tags from whoever counts them.
        self.parser = ParserCreate(encoding, "}", intern=self.seen)
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 16
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._wanted, self._around = frozenset(names), around
        self._names = _Locals()
        self._open: list[Element] = []
        self._text: list[str] = []
        self._depth = self._within = self._length = 0

    def _doctype(self, name: str, system: str | None, public: str | None, _: bool) -> None:
        raise DTDForbidden(name, system, public)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Problem("the workbook is nested too deep")
        if self._open:
            self._within += 1
            if self._within > MOST_WITHIN:
                said = N_("a row or a text of the workbook has more than {n} elements of XML")
                raise Problem(said, n=f"{MOST_WITHIN:,}")
            if self._text:
                self._place()
            element = Element(tag, attributes)
            self._open[-1].append(element)
            self._open.append(element)
        elif (name := self._names[tag]) in self._wanted:
            self._within = 0
            self._open.append(Element(tag, attributes))
            self.parser.CharacterDataHandler = self._data
        elif name == self._around:
            self.told.append(("start", name, Element(tag, attributes)))

    def _data(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_CHARACTERS:
            said = N_("a text of the workbook has more than {n} million characters")
            raise Problem(said, n=MOST_CHARACTERS // 10**6)
        self._text.append(text)

    def _place(self) -> None:
        """Give the text that was read to what it stands in, or behind."""
        text, within = "".join(self._text), self._open[-1]
        self._text.clear()
        self._length = 0
        if len(within):
            within[-1].tail = text
        else:
            within.text = text

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = self._names[tag]
        if not self._open:
            if name == self._around:
                self.told.append(("end", name, Element(tag)))
            return
        if self._text:
            self._place()
        element = self._open.pop()
        if name in self._wanted:
            self.told.append(("end", name, element))
        if not self._open:
            self.parser.CharacterDataHandler = None


def events(
    stream: IO[bytes], names: Sequence[str], around: str = ""
) -> Iterator[tuple[str, str, Element]]:
    """When elements of these names end, whatever their namespace; nothing else is built.

    Of those called `around` it is told that they begin, with their attributes, and that they end.
    Raises `Problem` for what no workbook has, `DTDForbidden`, and whatever expat raises of damage.
    """
    block = stream.read(_BIT)
    wide = block.startswith((b"\xff\xfe", b"\xfe\xff"))
    builder = _Builder(names, around, "utf-16" if wide else "utf-8")
    while block:
        builder.parser.Parse(block)
        if len(builder.seen) > MOST_NAMES:
            said = N_("the workbook has more than {n} names of elements and attributes")
            raise Problem(said, n=f"{MOST_NAMES:,}")
        yield from builder.told
        builder.told.clear()
        block = stream.read(_BIT)
    builder.parser.Parse(b"", True)
    yield from builder.told


def elements(stream: IO[bytes], *names: str) -> Iterator[tuple[str, Element]]:
    """The elements of these names, whatever their namespace, each when it ends."""
    return ((name, element) for _, name, element in events(stream, names))


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, whatever its namespace; empty where there is none."""
    for given, value in element.items():
        if given.endswith(name) and local(given) == name:
            return value
    return ""


def named(element: Element, name: str) -> Iterable[Element]:
    """The children of a name, whatever its namespace."""
    return (child for child in element if local(child.tag) == name)
