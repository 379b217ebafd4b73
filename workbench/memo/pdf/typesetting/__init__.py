"""Setting text in both languages: fonts, what may stand on paper, paragraphs."""

from .paragraph import Prose, ProseStyle

__all__ = ["Prose", "ProseStyle"]
