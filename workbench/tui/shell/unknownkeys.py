"""The keys that the settings change: which of them name no action.

What a key is stands in the `Command` of its screen or panel; those of undo in `kit/undoing.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages

from ..kit.commands import scopes


def unknown_ids(wanted: Mapping[str, str]) -> list[str]:
    """The ids of the settings that name no action of the program."""
    if not wanted:
        return []
    # A screen that is imported late is known only once it is there.
    package = import_module("workbench.tui")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    known = scopes()

    def is_known(name: str) -> bool:
        scope, _, action = name.partition(".")
        parts = action.split("-")
        stems = {"_".join(parts[:n]) for n in range(1, len(parts) + 1)}
        return any(
            hasattr(kind, f"action_{stem}") for kind in known.get(scope, ()) for stem in stems
        )

    return [name for name in wanted if not is_known(name)]
