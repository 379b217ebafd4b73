"""One of several, where a key can't say which."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.case import Problem

from .fields import Field
from .form import Form


class PickForm(Form[str]):
    """A choice among things that have names."""

    def __init__(
        self, heading: str, label: str, choices: Sequence[tuple[str, str]], likely: bool = True
    ) -> None:
        """Ask for one of `choices`, given as (value, words); the first is chosen where `likely`."""
        super().__init__()
        self._heading, self._label, self._choices = heading, label, tuple(choices)
        self._likely = likely

    @property
    def heading(self) -> str:
        """What the choice is for."""
        return self._heading

    def fields(self) -> list[Field]:
        """The choice, its first value already chosen where it is a likely one."""
        first = self._choices[0][0] if self._likely else ""
        return [Field("pick", self._label, first, "choice", self._choices)]

    async def save(self, values: dict[str, str]) -> str:
        """What was chosen; raises `Problem` where nothing was."""
        if not values["pick"]:
            raise Problem("choose one of them first")
        return values["pick"]
