"""How the columns of a sheet were read in a case, so that the next sheet like it is read so.

It is a habit of whoever imports, and no finding of the case: it stands with the places in the
platform's state folder, so that no undo, history, memo or digest of the case knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from workbench.store import replace_file

from .settings import state_folder

_MOST = 20
"""Headers that are remembered of one case."""


class _Header(BaseModel):
    names: list[str]
    read_as: dict[str, str]


class _Columns(BaseModel):
    workspaces: dict[str, dict[str, list[_Header]]] = Field(default_factory=dict)


def _path() -> Path:
    return state_folder() / "columns.json"


def _load() -> _Columns:
    try:
        return _Columns.model_validate_json(_path().read_bytes())
    except (OSError, ValidationError):
        return _Columns()


def column_habit(workspace: Path, slug: str) -> Callable[[Sequence[str]], Mapping[str, str]]:
    """What the columns of a header were read as in a case; nothing for a header that is new."""
    known = _load().workspaces.get(str(workspace.absolute()), {}).get(slug, [])

    def habit(names: Sequence[str]) -> Mapping[str, str]:
        return next((h.read_as for h in known if h.names == list(names)), {})

    return habit


def remember_columns(
    workspace: Path, slug: str, names: Sequence[str], read_as: Mapping[str, str]
) -> None:
    """Remember what the columns of a header are read as. Raises `OSError`."""
    every = _load()
    cases = every.workspaces.setdefault(str(workspace.absolute()), {})
    others = [header for header in cases.get(slug, []) if header.names != list(names)]
    cases[slug] = [_Header(names=list(names), read_as=dict(read_as)), *others][:_MOST]
    _path().parent.mkdir(parents=True, exist_ok=True)
    replace_file(_path(), every.model_dump_json(indent=1).encode("utf-8"))
