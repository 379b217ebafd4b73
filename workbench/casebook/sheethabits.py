"""How a sheet was read in a case, so that the next sheet with its head is read so.

It is a habit of whoever imports, and no finding of the case: it stands with the places in the
platform's state folder, so that no undo, history, memo or digest of the case knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.store import replace_file

from .settings import state_folder

Order = Literal["", "day", "month"]
"""What stands first in 3/1/2003; empty: nobody said."""
ORDERS: Mapping[str, Order] = {"day-first": "day", "month-first": "month"}
"""The words by which a person says it."""
_MOST = 20
"""Headers that are remembered of one case."""


class SheetAnswers(BaseModel):
    """What a person said of a sheet's columns, of its values and of its dates."""

    model_config = ConfigDict(frozen=True)

    read_as: dict[str, str] = Field(default_factory=dict)
    """The name of a column → the column of the coding sheet."""
    constants: dict[str, str] = Field(default_factory=dict)
    """A column of the coding sheet that the sheet lacks → what it is in every row."""
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    """A column of the coding sheet → the sheet's own value → ours."""
    dates: Order = ""
    """What stands first in 3/1/2003."""

    def over(self, other: SheetAnswers) -> SheetAnswers:
        """This, and what the other says where this says nothing.

        Where this says of a column that its values mean nothing, they mean nothing.
        """
        values = {**other.values}
        for column, meant in self.values.items():
            values[column] = {**values.get(column, {}), **meant} if meant else {}
        return SheetAnswers(
            read_as={**other.read_as, **self.read_as},
            constants={**other.constants, **self.constants},
            values=values,
            dates=self.dates or other.dates,
        )


class _Header(SheetAnswers):
    names: list[str]


class _Columns(BaseModel):
    workspaces: dict[str, dict[str, list[_Header]]] = Field(default_factory=dict)


def _path() -> Path:
    return state_folder() / "columns.json"


def _load() -> _Columns:
    try:
        return _Columns.model_validate_json(_path().read_bytes())
    except (OSError, ValidationError):
        return _Columns()


def column_habit(workspace: Path, slug: str) -> Callable[[Sequence[str]], SheetAnswers]:
    """How a sheet with a header was read before in a case; nothing is said of a new header."""
    known = _load().workspaces.get(str(workspace.absolute()), {}).get(slug, [])

    def habit(names: Sequence[str]) -> SheetAnswers:
        return next((h for h in known if h.names == list(names)), SheetAnswers())

    return habit


def remember_columns(
    workspace: Path, slug: str, names: Sequence[str], answers: SheetAnswers
) -> None:
    """Remember how a sheet with a header is read. Raises `OSError`."""
    every = _load()
    cases = every.workspaces.setdefault(str(workspace.absolute()), {})
    others = [header for header in cases.get(slug, []) if header.names != list(names)]
    cases[slug] = [_Header(names=list(names), **answers.model_dump()), *others][:_MOST]
    _path().parent.mkdir(parents=True, exist_ok=True)
    replace_file(_path(), every.model_dump_json(indent=1).encode("utf-8"))
