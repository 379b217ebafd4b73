"""What was typed and not saved, as forms know it; the shell keeps it."""

from __future__ import annotations

from typing import Any, Protocol

from pydantic import BaseModel


class Draft(BaseModel):
    """What was typed in a form that was never saved or closed."""

    mark: str
    """The form and what stood in it when it was opened, as a digest."""
    form: str
    heading: str
    case: str = ""
    event: str = ""
    blind: str = ""
    """The round and the coder whose answers it is of; such a draft is of no use to anybody else."""
    values: dict[str, str]
    pid: int = 0
    """The program in which the form was open."""


class Drafts(Protocol):
    """What an interruption left."""

    def take(self, form: Any) -> Draft | None:
        """The draft of this very form, where an interruption left one."""

    def fill(self, form: Any) -> bool:
        """Put what was typed back into the same form; whether there was such a thing."""
