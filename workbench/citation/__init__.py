"""How a source is cited: bibliography entries and author-date labels."""

from .bibliography import Run, entry, label, plain
from .kinds import CSL_TYPES, csl_kind, kind
from .names import Name, is_chinese, read_names

__all__ = [
    "CSL_TYPES",
    "Name",
    "Run",
    "csl_kind",
    "entry",
    "is_chinese",
    "kind",
    "label",
    "plain",
    "read_names",
]
