"""Every defensible reading of a case, and the smallest change that flips its conclusion."""

from .flip import Flip, Touched, WhyNot, flip_of
from .reading import Conclusion, Counted, Reading, conclusion
from .sentences import ReadingSentences
from .sidebyside import Choice, Coded, Moved, Readings, read_case

__all__ = [
    "Choice",
    "Coded",
    "Conclusion",
    "Counted",
    "Flip",
    "Moved",
    "Reading",
    "ReadingSentences",
    "Readings",
    "Touched",
    "WhyNot",
    "conclusion",
    "flip_of",
    "read_case",
]
