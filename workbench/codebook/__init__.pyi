"""What the theory says: typed, read-only, loaded from the seeds."""

from .lenses import Lens, LensRow, LensRules, Verdict
from .load import codebook, seeds_folder
from .model import (
    Codebook,
    Condition,
    Effect,
    Motive,
    Overlap,
    OwnReading,
    Reference,
    Strategy,
    StrategyClass,
)
from .pages import guide_page
from .rows import Term, Text

__all__ = [
    "Codebook",
    "Condition",
    "Effect",
    "Lens",
    "LensRow",
    "LensRules",
    "Motive",
    "Overlap",
    "OwnReading",
    "Reference",
    "Strategy",
    "StrategyClass",
    "Term",
    "Text",
    "Verdict",
    "codebook",
    "guide_page",
    "seeds_folder",
]
