"""The one door to a case: open it, edit it, undo, subscribe to changes."""

from .casebook import Casebook
from .edits import check_reaction, put, remove_event, remove_evidence, same_source
from .inbox import accept, find_candidate, merge, receive, reject, waiting
from .settings import Settings, load_settings, save_settings
from .workspace import Shelved, Workspace, copy_worked_case, worked_cases

__all__ = [
    "Casebook",
    "Settings",
    "Shelved",
    "Workspace",
    "accept",
    "check_reaction",
    "copy_worked_case",
    "find_candidate",
    "load_settings",
    "merge",
    "put",
    "receive",
    "reject",
    "remove_event",
    "remove_evidence",
    "same_source",
    "save_settings",
    "waiting",
    "worked_cases",
]
