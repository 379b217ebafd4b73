"""What the theory says: typed, read-only, loaded from the seeds."""

from .load import codebook, seeds_folder
from .model import (
    Codebook,
    Condition,
    Effect,
    Lens,
    Motive,
    Overlap,
    OwnReading,
    Reference,
    Strategy,
    StrategyClass,
    Term,
    Text,
)

__all__ = [
    "Codebook",
    "Condition",
    "Effect",
    "Lens",
    "Motive",
    "Overlap",
    "OwnReading",
    "Reference",
    "Strategy",
    "StrategyClass",
    "Term",
    "Text",
    "codebook",
    "seeds_folder",
]
