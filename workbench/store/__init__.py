"""The case log on disk."""

from .casefile import CaseFile, Flaw, flaws, read_tables
from .storage import replace_file

__all__ = ["CaseFile", "Flaw", "flaws", "read_tables", "replace_file"]
