"""A list of references in whichever format it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.case import Problem
from workbench.interchange.encodings import decoded

from .bibtex import read_bibtex
from .csl import read_csl
from .ris import read_ris
from .shared import References

_RIS = re.compile(r"(?:\A|[\r\n])TY(?:  -| - )", re.IGNORECASE)
# Programs write a line or two before the first entry. An «@name (2003)» in a text is no entry: that
# has a key and a comma, or is a string and its value.
_BIBTEX = re.compile(r"(?:\A|[\r\n])[ \t]*@\w+\s*(?:\{[^,={}\"]*|\([^\s,={}()]*\s*)[,=]")
# What other programs call their exports, by how they begin.
_STRANGE = {
    "PubMed (.nbib)": re.compile(r"\s*PMID- "),
    "EndNote (.enw)": re.compile(r"\s*%[0A-Z] "),
    "Web of Science": re.compile(r"\s*(?:FN |PT [A-Z]\b)"),
    "EndNote XML": re.compile(r"\s*<\?xml[^>]*>\s*<xml>"),
}
_READERS: dict[str, Callable[[str], References]] = {
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


def read_references(data: bytes) -> References:
    """The sources of a CSL-JSON, BibTeX or RIS file; raises `Problem` where it is none of them."""
    text = decoded(data)
    form = reference_format(text)
    if form is None:
        for name, begins in _STRANGE.items():
            if begins.match(text):
                raise Problem("this is a list from {name}: export it as RIS", name=name)
        raise Problem("this is neither CSL-JSON nor BibTeX nor RIS")
    return _READERS[form](re.sub(r"\r\n?", "\n", text))
