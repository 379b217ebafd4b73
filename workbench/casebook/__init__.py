"""The one door to a case: open it, edit it, undo, subscribe to changes."""

from .casebook import Casebook
from .edits import check_reaction, put, remove_event, remove_evidence, same_source
from .search import Search, Suggestion
from .settings import Settings, load_settings, save_settings
from .shelf import Shelf, Shelved
from .workspace import Workspace, copy_worked_case, worked_cases

__all__ = [
    "Casebook",
    "Search",
    "Settings",
    "Shelf",
    "Shelved",
    "Suggestion",
    "Workspace",
    "check_reaction",
    "copy_worked_case",
    "load_settings",
    "put",
    "remove_event",
    "remove_evidence",
    "same_source",
    "save_settings",
    "worked_cases",
]
