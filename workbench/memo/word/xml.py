"""Pieces of WordprocessingML as text: a table of a thousand rows is then parsed at once."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from workbench.locale import printed
from workbench.locale.isolates import bare

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_OPEN = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
_ROOTS = ("w:body", "w:p", "w:style", "w:themeFontLang")
_BARRED = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})
"""What XML 1.0 has no place for."""


def element(tag: str, *inside: str, r: str = "", **attributes: str) -> str:
    """An element of Word's; `r` is the id of a relationship."""
    said = "".join(f" w:{name}={quoteattr(value)}" for name, value in attributes.items())
    if r:
        said += f' r:id="{r}"'
    if tag in _ROOTS:
        said += f" {_OPEN}"
    return f"<{tag}{said}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{said}/>"


def plain(said: str) -> str:
    """A text without what XML can't hold, or a program would obey."""
    return printed(bare(said)).translate(_BARRED)


def keep_spaces(made: Any) -> None:
    """Have a parsed part, where it stands in its file, keep the spaces at the ends of its texts.

    The text that is parsed doesn't say so: lxml looks for what is named `xml:` once more for each
    that it has brought into another tree.
    """
    for text in made.iter(f"{{{NAMESPACES['w']}}}t"):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def run(said: str, *look: str) -> str:
    """A stretch of text; tabs and line breaks are kept, spaces by `keep_spaces`."""
    inside = [element("w:rPr", *look)] if look else []
    for n, line in enumerate(said.split("\n")):
        if n:
            inside.append(element("w:br"))
        for k, part in enumerate(line.split("\t")):
            if k:
                inside.append(element("w:tab"))
            if part:
                inside.append(element("w:t", escape(plain(part))))
    return element("w:r", *inside)
