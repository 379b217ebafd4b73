"""The case log on disk."""

from .casefile import CaseFile, Conflict
from .casetables import Flaw, flaws
from .direct import looked_through
from .durable import Unconfirmed, put_in_place, replace_file
from .format import VERSION, NewerFormat, read_tables, rounds_of
from .garbage import without_collection
from .moving import carry, finish_moves
from .outputs import put_out
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
    "looked_through",
    "put_in_place",
    "put_out",
    "read_tables",
    "replace_file",
    "rounds_of",
    "without_collection",
]
