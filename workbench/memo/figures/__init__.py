"""The figures of the memo, each a flowable."""

from .bars import Bar, Bars, Group
from .labels import label_width
from .marks import LANES, colour_of, draw_mark
from .timeline import Lane, Placed, Timeline

__all__ = [
    "LANES",
    "Bar",
    "Bars",
    "Group",
    "Lane",
    "Placed",
    "Timeline",
    "colour_of",
    "draw_mark",
    "label_width",
]
