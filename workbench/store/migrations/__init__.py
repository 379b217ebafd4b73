"""Steps from one version of the case file's format to the next: pure, tables in, tables out."""

from __future__ import annotations

from collections.abc import Callable

from ..lines import Lines
from .to_2 import to_2
from .to_3 import to_3

STEPS: dict[int, Callable[[Lines], Lines]] = {1: to_2, 2: to_3}
"""The step that leads on from each older version."""

__all__ = ["STEPS"]
