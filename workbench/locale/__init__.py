"""All words that a person reads, in gettext catalogues, and text made fit to be shown."""

from .shown import (
    all_whole,
    columns,
    is_line,
    one_line,
    padded,
    printed,
    shown,
    uncontrolled,
    unobeyed,
    whole,
)
from .words import LANGUAGES, N_, NAMED, Words, first_of, words

__all__ = [
    "LANGUAGES",
    "NAMED",
    "N_",
    "Words",
    "all_whole",
    "columns",
    "first_of",
    "is_line",
    "one_line",
    "padded",
    "printed",
    "shown",
    "uncontrolled",
    "unobeyed",
    "whole",
    "words",
]
