"""A list of references in whichever format it is."""

from __future__ import annotations

import re

from workbench.case import Problem, Source
from workbench.interchange.encodings import decoded

from .bibtex import read_bibtex
from .csl import read_csl
from .ris import read_ris


def read_references(data: bytes) -> list[Source]:
    """The sources of a CSL-JSON, BibTeX or RIS file; raises `Problem` where it is none of them."""
    text = decoded(data)
    if text.lstrip()[:1] in ("[", "{"):
        return read_csl(text)
    if re.search(r"^TY  -", text, re.MULTILINE):
        return read_ris(text)
    if re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        return read_bibtex(text)
    raise Problem("this is neither CSL-JSON nor BibTeX nor RIS")
