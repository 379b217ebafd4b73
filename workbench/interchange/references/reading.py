"""A list of references in whichever format it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.case import Problem, Source
from workbench.interchange.encodings import decoded

from .bibtex import read_bibtex
from .csl import read_csl
from .ris import read_ris

_RIS = re.compile(r"(?:\A|[\r\n])TY  -")
# Programs write a line or two before the first entry. An «@name (2003)» in a text is no entry: that
# has a key and a comma, or is a string and its value.
_BIBTEX = re.compile(r"(?:\A|[\r\n])[ \t]*@\w+\s*(?:\{[^,={}\"]*|\([^\s,={}()]*\s*)[,=]")
_READERS: dict[str, Callable[[str], list[Source]]] = {
    "CSL-JSON": read_csl,
    "BibTeX": read_bibtex,
    "RIS": read_ris,
}


def reference_format(text: str) -> str | None:
    """The format of a text: `CSL-JSON`, `BibTeX` or `RIS`; None where it is none of them."""
    if text.lstrip()[:1] in ("[", "{"):
        return "CSL-JSON"
    if _RIS.search(text):
        return "RIS"
    return "BibTeX" if _BIBTEX.search(text) else None


def read_references(data: bytes) -> list[Source]:
    """The sources of a CSL-JSON, BibTeX or RIS file; raises `Problem` where it is none of them."""
    text = decoded(data)
    form = reference_format(text)
    if form is None:
        raise Problem("this is neither CSL-JSON nor BibTeX nor RIS")
    return _READERS[form](re.sub(r"\r\n?", "\n", text))
