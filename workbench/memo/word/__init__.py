"""The document in Word's format (ECMA-376), which Word lays out and a person can edit."""

from .file import word_bytes

__all__ = ["word_bytes"]
