"""How a figure is measured: the program and its floor in turns, the medians compared."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec


@dataclass(frozen=True)
class Figure:
    """A figure beside its floor, in seconds, and the ratio that was aimed at."""

    what: str
    ours: float
    floor: float
    against: str
    target: float
    unit: str = "ms"
    """What a thousandth of the two is called."""

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def row(self) -> str:
        """The figure as a row of the table of results."""
        held = "yes" if self.ratio <= self.target else "no"
        return (
            f"| {self.what} | {self.ours * 1000:.1f} {self.unit} | {self.against} "
            f"{self.floor * 1000:.1f} {self.unit} | {self.ratio:.3g} | {self.target:.3g} | {held} |"
        )


def machine() -> str:
    """What the figures were made on."""
    parts = [f"{os.cpu_count()} cores", platform.system(), f"Python {platform.python_version()}"]
    of = [*("textual", "reportlab", "tinydb"), *(n for n in ("duckdb", "polars") if find_spec(n))]
    return ", ".join([*parts, *(f"{name} {version(name)}" for name in of)])


def in_turns(rounds: int, *tasks: Callable[[], object]) -> list[float]:
    """The median time of each task in seconds, every round running all of them once."""
    times: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for taken, task in zip(times, tasks, strict=True):
            start = time.perf_counter()
            task()
            taken.append(time.perf_counter() - start)
    return [statistics.median(each) for each in times]
