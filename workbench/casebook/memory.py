"""Where a person was in each case, so that the next session starts there."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from workbench.store import replace_file

from .settings import state_folder


class Place(BaseModel):
    """The tab, the event and what each tab remembers of itself."""

    tab: str = "log"
    event: str | None = None
    panels: dict[str, dict[str, str]] = Field(default_factory=dict)


class Memory(BaseModel):
    """What is remembered of one workspace."""

    last: str | None = None
    """The case that was open last."""
    places: dict[str, Place] = Field(default_factory=dict)


class _Memories(BaseModel):
    workspaces: dict[str, Memory] = Field(default_factory=dict)


def _path() -> Path:
    return state_folder() / "places.json"


def _load() -> _Memories:
    try:
        return _Memories.model_validate_json(_path().read_bytes())
    except (OSError, ValidationError):
        return _Memories()


def load_memory(workspace: Path) -> Memory:
    """What is remembered of a workspace; nothing where that can't be read."""
    return _load().workspaces.get(str(workspace.absolute()), Memory())


def save_memory(workspace: Path, memory: Memory) -> None:
    """Remember it; other workspaces' places stay. Raises `OSError`."""
    every = _load()
    every.workspaces[str(workspace.absolute())] = memory
    _path().parent.mkdir(parents=True, exist_ok=True)
    replace_file(_path(), every.model_dump_json(indent=1).encode("utf-8"))
