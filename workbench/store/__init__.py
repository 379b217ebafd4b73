"""The case log on disk."""

from .casefile import CaseFile, Conflict
from .files import replace_file
from .history import Fault, Past, Revision, difference
from .reading import VERSION, Flaw, NewerFormat, flaws, read_tables
from .storage import CaseDB, CaseStorage, NotWritten

__all__ = [
    "VERSION",
    "CaseDB",
    "CaseFile",
    "CaseStorage",
    "Conflict",
    "Fault",
    "Flaw",
    "NewerFormat",
    "NotWritten",
    "Past",
    "Revision",
    "difference",
    "flaws",
    "read_tables",
    "replace_file",
]
