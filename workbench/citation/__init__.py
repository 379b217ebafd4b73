"""How a source is cited: bibliography entries and author-date labels."""

from .bibliography import Run, entry, label, plain
from .kinds import CSL_TYPES, csl_kind, kind
from .names import ET_AL, Name, apart, is_body, is_chinese, read_names

__all__ = [
    "CSL_TYPES",
    "ET_AL",
    "Name",
    "Run",
    "apart",
    "csl_kind",
    "entry",
    "is_body",
    "is_chinese",
    "kind",
    "label",
    "plain",
    "read_names",
]
