"""The coding sheet, CSV (RFC 4180), .xlsx or .ods: one row per event per piece of evidence."""

from .beyond import beyond_sheet
from .doubles import DECISIONS, Decide, Decision, Double
from .exporting import write_sheet
from .importing import SheetImport, read_sheet
from .mapping import NOTE, Column
from .ofevent import OF_A_SIDE
from .preview import FATES, Entering
from .reading import COLUMNS, Fault
from .values import VOCABULARY, allowed
from .values import one_of as known_value

__all__ = [
    "COLUMNS",
    "DECISIONS",
    "FATES",
    "NOTE",
    "OF_A_SIDE",
    "VOCABULARY",
    "Column",
    "Decide",
    "Decision",
    "Double",
    "Entering",
    "Fault",
    "SheetImport",
    "allowed",
    "beyond_sheet",
    "known_value",
    "read_sheet",
    "write_sheet",
]
