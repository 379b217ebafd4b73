"""The keys of the program's actions as data, and which keys of the settings aren't used.

The table is written from the commands of the screens (`workbench.tui.shell.commandtable`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench.case import Problem
from workbench.locale import N_

from .keynames import is_needed, is_sent, split_keys
from .settings import settings_path

TABLE = Path(__file__).with_name("keys.json")


@dataclass(frozen=True)
class Keys:
    """The keys of every action as the program comes, and where else a key is heard."""

    keys: Mapping[str, str]
    """By the action's id, in the order in which a place binds them; several with commas between."""
    within: Mapping[str, list[str]]
    """By the first half of an id what the place is part of, but for the application."""

    def around(self, scope: str) -> set[str]:
        """The places whose keys are heard at a place too."""
        return {"app", *self.within.get(scope, ())} - {scope}


@lru_cache(maxsize=1)
def shipped_keys() -> Keys:
    """The table."""
    return Keys(**json.loads(TABLE.read_text("utf-8")))


def key_doubts(own: Mapping[str, str]) -> Iterator[Problem]:
    """What of the settings' keys isn't used: it names no action, or can't be that action's key.

    Of an action that is told of here the keys stay as they come.
    """
    if not own:
        return
    shipped = shipped_keys()
    known = {id_: keys for id_, keys in own.items() if id_ in shipped.keys}
    for id_ in own.keys() - known.keys():
        yield Problem(
            "In {path}, “{id}” names no action: the command palette shows them",
            path=str(settings_path()),
            id=id_,
        )
    doubts = {id_: why for id_, keys in known.items() if (why := _unfit(id_, keys, shipped))}
    # What one action doesn't leave no other can have.
    found = True
    while found:
        used = {id_: keys for id_, keys in known.items() if id_ not in doubts}
        found = False
        for id_, keys in used.items():
            if _taken(id_, used, shipped) & set(split_keys(keys)):
                doubts[id_], found = N_("that key means something else there already"), True
    for id_, keys in known.items():
        if id_ in doubts:
            yield Problem(
                "In {path}, {id} = “{key}” isn't used: {why}",
                path=str(settings_path()),
                id=id_,
                key=keys,
                why=doubts[id_],
            )


def _unfit(id_: str, keys: str, shipped: Keys) -> str:
    """Why a key could never be an action's, whatever else has it; empty where it could."""
    scope, own = id_.partition(".")[0], split_keys(shipped.keys[id_])
    others = [key for key in split_keys(keys) if key not in own]
    if not all(map(is_sent, others)):
        return N_("terminals send another key for it, or none")
    if any(is_needed(scope, key) for key in others):
        return N_("the tables and fields need that key themselves")
    return ""


def _taken(id_: str, own: Mapping[str, str], shipped: Keys) -> set[str]:
    """The keys that mean something else where an action is, as screens bind them."""
    found: set[str] = set()
    scope, before = id_.partition(".")[0], True
    around = shipped.around(scope)
    for other, keys in shipped.keys.items():
        before = before and other != id_
        place = other.partition(".")[0]
        if other == id_ or (place not in {scope, *around} and scope not in shipped.around(place)):
            continue
        # Of two that were changed the first has the key, and what is around comes first.
        if other not in own:
            found |= set(split_keys(keys))
        elif place in around or (place == scope and before):
            found |= set(split_keys(own[other]))
    return found
