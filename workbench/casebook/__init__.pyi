"""The one door to a case: open it, edit it, undo, subscribe to changes."""

from .casebook import Casebook, Conflict, NotWritten, Revision
from .columns import ORDERS, Order, Reading, column_habit, remember_columns
from .denials import check_denial, may_deny, put_evidence
from .edits import (
    check_reaction,
    possible_reactions,
    put,
    reactions,
    remove_event,
    remove_evidence,
    same_source,
    stored,
)
from .inbox import (
    accept,
    accept_all,
    accepted,
    as_event,
    data_set,
    find_candidate,
    merge,
    receive,
    reject,
    waiting,
)
from .memory import Memory, Place, load_memory, save_memory
from .search import Search, Suggestion
from .settings import (
    Settings,
    load_settings,
    read_settings,
    save_settings,
    settings_path,
    state_folder,
)
from .shelf import Shelf, Shelved
from .strategies import carriers, own_id, put_strategy, remove_strategy, repeat_tags
from .workspace import Workspace, copy_worked_case, worked_cases, worked_shelf

__all__ = [
    "ORDERS",
    "Casebook",
    "Conflict",
    "Memory",
    "NotWritten",
    "Order",
    "Place",
    "Reading",
    "Revision",
    "Search",
    "Settings",
    "Shelf",
    "Shelved",
    "Suggestion",
    "Workspace",
    "accept",
    "accept_all",
    "accepted",
    "as_event",
    "carriers",
    "check_denial",
    "check_reaction",
    "column_habit",
    "copy_worked_case",
    "data_set",
    "find_candidate",
    "load_memory",
    "load_settings",
    "may_deny",
    "merge",
    "own_id",
    "possible_reactions",
    "put",
    "put_evidence",
    "put_strategy",
    "reactions",
    "read_settings",
    "receive",
    "reject",
    "remember_columns",
    "remove_event",
    "remove_evidence",
    "remove_strategy",
    "repeat_tags",
    "same_source",
    "save_memory",
    "save_settings",
    "settings_path",
    "state_folder",
    "stored",
    "waiting",
    "worked_cases",
    "worked_shelf",
]
