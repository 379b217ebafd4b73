"""The store of event data: files of any number kept once as Parquet, and asked by DuckDB."""

from .adding import Adding, add_files
from .answers import Answer, Hits, Sample
from .asking import ask, count_hits
from .elsewhere import ask_engine
from .holding import Held, Rejected, holdings, rejected
from .months import every_month
from .portable import DIALECTS, Dialect, Portable, portable
from .store import EventStore

__all__ = [
    "DIALECTS",
    "Adding",
    "Answer",
    "Dialect",
    "EventStore",
    "Held",
    "Hits",
    "Portable",
    "Rejected",
    "Sample",
    "add_files",
    "ask",
    "ask_engine",
    "count_hits",
    "every_month",
    "holdings",
    "portable",
    "rejected",
]
