"""Lists of references into a case and out of it: CSL-JSON, BibTeX and RIS."""

from .anyformat import read_references, reference_format
from .bibtex import write_bibtex
from .changes import ReferenceImport, reference_changes
from .csl import write_csl
from .ris import write_ris
from .shared import References

__all__ = [
    "ReferenceImport",
    "References",
    "read_references",
    "reference_changes",
    "reference_format",
    "write_bibtex",
    "write_csl",
    "write_ris",
]
