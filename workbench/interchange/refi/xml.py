"""Names, identifiers and text as XML, and the programs that read it, can hold them."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
LONGEST_NAME = 60
"""A name becomes the name of a file in programs that unpack the project."""
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "soft-balancing-workbench")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(*names: str) -> str:
    """The identifier of a thing, the same in every export."""
    text = "\x1f".join(names).encode("utf-8", "backslashreplace").decode("utf-8")
    return str(uuid.uuid5(_ROOT, text))


def clean(text: str) -> str:
    """Text as XML can hold it, one character for one but for the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", lines)


def short(text: str) -> str:
    """A name of one line that is no path, cut where it is long."""
    line = " ".join(clean(text).split()).replace("/", "\N{DIVISION SLASH}")
    line = line.replace("\\", "\N{SET MINUS}")
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1].rstrip() + "…"


class Names:
    """Names that are each given once: programs refuse, or lose, a second of the same name."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def once(self, text: str, otherwise: str) -> str:
        """The name, with `otherwise` in brackets where it has been given, then with a number."""
        plain = name = short(text) or short(otherwise)
        number = 1
        while name.casefold() in self._taken:
            mark = short(otherwise) if number == 1 else f"{short(otherwise)}, {number}"
            name, number = f"{plain} ({mark})", number + 1
        self._taken.add(name.casefold())
        return name


def add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """A child with its text and its attributes; those that are empty are left out."""
    kept = {k: clean(v) for k, v in attributes.items() if v or k == "name"}
    node = ET.SubElement(parent, tag, kept)
    if text is not None:
        node.text = clean(text)
    return node


def serialised(root: ET.Element) -> bytes:
    """The document in UTF-8."""
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data
