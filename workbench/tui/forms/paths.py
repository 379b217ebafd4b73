"""Completes the path of a file that is typed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester


class Paths(Suggester):
    """Completes the path of a file."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path with its last name completed."""
        fitting = await asyncio.to_thread(fitting_paths, value)
        if not value or not fitting:
            return None
        whole = value[: len(value) - len(Path(value).name)] if value[-1] != "/" else value
        return whole + fitting[0]


def fitting_paths(typed: str) -> list[str]:
    """The names that may go on a path that is half typed; folders end with a slash."""
    try:
        path = Path(typed).expanduser()
        folder, begun = (path, "") if typed.endswith("/") else (path.parent, path.name)
        found = [
            entry.name + ("/" if entry.is_dir() else "")
            for entry in folder.iterdir()
            if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
        ]
    except (OSError, ValueError, RuntimeError):
        return []
    return sorted(found, key=str.casefold)
