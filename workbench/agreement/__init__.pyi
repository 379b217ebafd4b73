"""How far coders agree: pure counting, which knows no case, no file and no screen."""

from .alpha import Answer, Measure, Unit, agreement, alpha, masi, modal_share, uncommon
from .bootstrap import DRAWS, Draws, Interval, interval, intervals
from .crosstables import OfOne, confusion, of_strategies

__all__ = [
    "DRAWS",
    "Answer",
    "Draws",
    "Interval",
    "Measure",
    "OfOne",
    "Unit",
    "agreement",
    "alpha",
    "confusion",
    "interval",
    "intervals",
    "masi",
    "modal_share",
    "of_strategies",
    "uncommon",
]
