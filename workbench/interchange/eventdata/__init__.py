"""Event data (GDELT, ICEWS, POLECAT, ACLED) as candidates for the inbox."""

from .collecting import Meant, collect
from .fitting import Progress, Wanted, read_candidates
from .formats import DATASETS
from .grouping import DAYS, Group, grouped
from .recording import candidates_of, progress_of, question_of, search_of
from .searching import FileSearched, Reached, Task, search_files
from .states import UnknownState

__all__ = [
    "DATASETS",
    "DAYS",
    "FileSearched",
    "Group",
    "Meant",
    "Progress",
    "Reached",
    "Task",
    "UnknownState",
    "Wanted",
    "candidates_of",
    "collect",
    "grouped",
    "progress_of",
    "question_of",
    "read_candidates",
    "search_files",
    "search_of",
]
