"""Small files that come to much, built piece by piece."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable

from .test_hostile import workbook

END = b"</sheetData>"


def zipped(parts: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    """An archive whose parts are written piece by piece."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts:
            with archive.open(name, "w") as part:
                for piece in pieces:
                    part.write(piece)
    return told.getvalue()


def xlsx(rows: bytes, times: int = 1, merged: bytes = b"", packed: int = 300_000) -> bytes:
    """A workbook of three rows and of what is put behind them, with so much that packs badly."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        parts = {name: [old.read(name)] for name in old.namelist()}
    for name, [text] in parts.items():
        if END in text:
            before, after = text.split(END)
            parts[name] = [before, *[rows] * times, END, merged, after]
    return zipped([*parts.items(), ("picture", [os.urandom(packed)])])


def ods(*rows: bytes, columns: bytes = b"") -> bytes:
    """A spreadsheet with a title above the rows."""
    names = b'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    head = b"<office:document-content " + names + b"><office:body><office:spreadsheet>"
    head += b'<table:table table:name="a">' + columns + row(b"title")
    end = b"</table:table></office:spreadsheet></office:body></office:document-content>"
    return zipped([("content.xml", [head, *rows, end])])


def row(text: bytes, rows: int = 1, columns: int = 1) -> bytes:
    """Rows of cells that all say the same."""
    return (
        b'<table:table-row table:number-rows-repeated="%d"><table:table-cell '
        b'table:number-columns-repeated="%d"><text:p>%b</text:p></table:table-cell>'
        b"</table:table-row>"
    ) % (rows, columns, text)


def qdpx(begin: bytes, times: int, end: bytes = b"") -> bytes:
    """A project of so many codes."""
    head = b'<Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook><Codes>'
    tail = b"</Codes></CodeBook></Project>"
    return zipped([("project.qde", [head, begin * times, end * times, tail])])


def with_part(ends: str, text: bytes) -> bytes:
    """The workbook with another part in place of the one whose name ends so, or beside the rest."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = next((name for name in parts if name.endswith(ends)), ends)
    links = b'<Relationship Id="t" Type="x/sharedStrings" Target="texts.xml"/></Relationships>'
    for each in parts:
        if name not in parts and each.endswith("workbook.xml.rels"):
            parts[each] = parts[each].replace(b"</Relationships>", links)
    parts[name] = text
    return zipped([*((n, [t]) for n, t in parts.items()), ("picture", [os.urandom(700_000)])])


def sheets(times: int) -> bytes:
    """A list of so many worksheets, all of them the first."""
    spaces = b'xmlns="m" xmlns:r="r"'
    sheet = b'<sheet name="s%d" r:id="rId1"/>'
    listed = b"".join(sheet % n for n in range(times))
    return b"<workbook " + spaces + b"><sheets>" + listed + b"</sheets></workbook>"


def noisy(packed: bytes) -> bytes:
    """The same with a part that packs badly."""
    told = io.BytesIO(packed)
    with zipfile.ZipFile(told, "a") as archive:
        archive.writestr("picture", os.urandom(700_000))
    return told.getvalue()


CELL = b'<c t="b"><v>1</v></c>'
XDATA = b"".join(b"@xdata{x%d, f%d={%b}, xdata={x%d}}\n" % (n, n, b"y" * 50, n + 1)
                 for n in range(1_000))  # fmt: skip
CROWD = [{"title": "x", "author": [{"family": "x"}] * 99_999}]
CODE = b'<Code guid="a" name="x"/>'
SELECTION = b'<PlainTextSelection guid="p%d" startPosition="0" endPosition="1000000"/>'
CROWDED = " and ".join(["Ab, C"] * 10_002).replace("C and", "C\nand")


def sources(text: bytes, *inside: bytes, times: int = 1, end: bytes = b"") -> bytes:
    """A project whose sources all have one text."""
    head = b'<Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources>'
    source = b'<TextSource guid="s" name="s" plainTextPath="internal://a.txt">'
    one = [source, *inside, b"</TextSource>"]
    noise = ("picture", [os.urandom(300_000)])
    xml = [head, *one * times, b"</Sources></Project>"]
    return zipped([("project.qde", xml), ("sources/a.txt", [text]), noise])
