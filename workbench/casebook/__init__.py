"""The one door to a case: open it, edit it, undo, subscribe to changes."""

from .casebook import Casebook
from .edits import check_reaction, put, remove_event, remove_evidence, same_source
from .settings import Settings, load_settings, save_settings
from .strategies import carriers, own_id, put_strategy, remove_strategy, repeat_tags
from .workspace import Shelved, Workspace, copy_worked_case, worked_cases

__all__ = [
    "Casebook",
    "Settings",
    "Shelved",
    "Workspace",
    "carriers",
    "check_reaction",
    "copy_worked_case",
    "load_settings",
    "own_id",
    "put",
    "put_strategy",
    "remove_event",
    "remove_evidence",
    "remove_strategy",
    "repeat_tags",
    "same_source",
    "save_settings",
    "worked_cases",
]
