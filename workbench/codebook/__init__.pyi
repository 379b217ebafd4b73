"""What the theory says: typed, read-only, loaded from the seeds."""

from .brief import brief
from .lenses import Lens, LensRow, LensRules, Verdict
from .load import codebook, seeds_folder
from .model import (
    Codebook,
    Component,
    Condition,
    Effect,
    Motive,
    Overlap,
    OwnPlacing,
    Person,
    Strategy,
    StrategyClass,
)
from .pages import anchor, cited, guide_page
from .rows import Said, Term, Text
from .works import Reference

__all__ = [
    "Codebook",
    "Component",
    "Condition",
    "Effect",
    "Lens",
    "LensRow",
    "LensRules",
    "Motive",
    "Overlap",
    "OwnPlacing",
    "Person",
    "Reference",
    "Said",
    "Strategy",
    "StrategyClass",
    "Term",
    "Text",
    "Verdict",
    "anchor",
    "brief",
    "cited",
    "codebook",
    "guide_page",
    "seeds_folder",
]
