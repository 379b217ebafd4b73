"""The case log on disk."""

from .casefile import CaseFile, Conflict
from .files import Unconfirmed, replace_file
from .format import VERSION, NewerFormat, read_tables
from .garbage import without_collection
from .moving import carry, finish_moves
from .reading import Flaw, flaws
from .revisions import Fault, Past, Revision, difference
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
    "Unconfirmed",
    "carry",
    "difference",
    "finish_moves",
    "flaws",
    "read_tables",
    "replace_file",
    "without_collection",
]
