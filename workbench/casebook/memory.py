"""Where a person was in each case, so that the next session starts there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from workbench.store import replace_file

from .settings import state_folder


@dataclass(frozen=True)
class Place:
    """The tab, the event and what each tab remembers of itself."""

    tab: str = "log"
    event: str | None = None
    panels: dict[str, dict[str, str]] = field(default_factory=dict)
    coding: str = ""
    """The round and its coder, where somebody coded blind."""


@dataclass
class Memory:
    """What is remembered of one workspace."""

    last: str | None = None
    """The case that was open last."""
    places: dict[str, Place] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    """The cases of which it was told which verdicts the rules of today change."""


def _path() -> Path:
    return state_folder() / "places.json"


def _load() -> dict[str, Any]:
    try:
        found = json.loads(_path().read_bytes())
    except (OSError, ValueError):
        return {}
    workspaces = found.get("workspaces") if isinstance(found, dict) else None
    return workspaces if isinstance(workspaces, dict) else {}


def _place(kept: dict[str, Any]) -> Place:
    tab, event, panels = kept["tab"], kept["event"], kept["panels"]
    coding = kept.get("coding", "")
    texts = [text for each in panels.values() for text in each.values()]
    if not all(isinstance(text, str) for text in (tab, event or "", coding, *texts)):
        raise TypeError
    return Place(tab, event, panels, coding)


def load_memory(workspace: Path) -> Memory:
    """What is remembered of a workspace; nothing where that can't be read."""
    try:
        kept = _load()[str(workspace.absolute())]
        places = {slug: _place(each) for slug, each in kept["places"].items()}
        last, told = kept["last"], kept.get("told", [])
        told = [slug for slug in told if isinstance(slug, str)]
    except (AttributeError, LookupError, TypeError):
        return Memory()
    return Memory(last if isinstance(last, str) else None, places, told)


def save_memory(workspace: Path, memory: Memory) -> None:
    """Remember it; other workspaces' places stay. Raises `OSError`."""
    every = _load() | {str(workspace.absolute()): asdict(memory)}
    _path().parent.mkdir(parents=True, exist_ok=True)
    # A folder's name needn't be text: escaped, it is the same name when it is read.
    replace_file(_path(), json.dumps({"workspaces": every}, indent=1).encode("ascii"))
