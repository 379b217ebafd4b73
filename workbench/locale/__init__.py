"""All words that a person reads, in gettext catalogues, and text made fit to be shown."""

from .shown import columns, padded, shown
from .words import LANGUAGES, N_, Words, words

__all__ = ["LANGUAGES", "N_", "Words", "columns", "padded", "shown", "words"]
