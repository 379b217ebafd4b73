"""All words that a person reads, in gettext catalogues, and text made fit to be shown."""

from .shown import columns, padded, shown
from .words import LANGUAGES, N_, NAMED, Words, words

__all__ = ["LANGUAGES", "NAMED", "N_", "Words", "columns", "padded", "shown", "words"]
