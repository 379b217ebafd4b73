"""The coding sheet, CSV (RFC 4180), .xlsx or .ods: one row per event per piece of evidence."""

from .beyond import beyond_sheet, left_out
from .cells import COLUMNS
from .doubles import DECISIONS, Decide, Decision, Double
from .faults import Fault
from .intake import SheetImport, read_sheet
from .mapping import NOTE, Column
from .preview import FATES, Entering
from .questions import Question, question
from .values import VOCABULARY, allowed
from .values import one_of as known_value
from .writing import write_sheet

__all__ = [
    "COLUMNS",
    "DECISIONS",
    "FATES",
    "NOTE",
    "VOCABULARY",
    "Column",
    "Decide",
    "Decision",
    "Double",
    "Entering",
    "Fault",
    "Question",
    "SheetImport",
    "allowed",
    "beyond_sheet",
    "known_value",
    "left_out",
    "question",
    "read_sheet",
    "write_sheet",
]
