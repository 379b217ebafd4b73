"""Filling pages: what stands on them one below the other, and where it is parted."""

from .block import Block, Gap, Room, Together, stacked
from .ground import Boxed, Ruled, Squared
from .pages import HEADED, fill
from .rows import Rows
from .table import Padding, Row, Table

__all__ = [
    "HEADED",
    "Block",
    "Boxed",
    "Gap",
    "Padding",
    "Room",
    "Row",
    "Rows",
    "Ruled",
    "Squared",
    "Table",
    "Together",
    "fill",
    "stacked",
]
