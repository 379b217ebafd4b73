"""The coding sheet, CSV (RFC 4180) or .xlsx: one row per event per piece of evidence."""

from .doubles import DECISIONS, Decide, Decision, Double
from .exporting import write_sheet
from .importing import SheetImport, read_sheet
from .mapping import NOTE, Column
from .preview import FATES, Entering
from .reading import COLUMNS, Fault

__all__ = [
    "COLUMNS",
    "DECISIONS",
    "FATES",
    "NOTE",
    "Column",
    "Decide",
    "Decision",
    "Double",
    "Entering",
    "Fault",
    "SheetImport",
    "read_sheet",
    "write_sheet",
]
