"""Who reads the cases here: whom the settings name."""

from __future__ import annotations


def reader() -> str:
    """The coder of the settings, or nothing; a list of cases without rounds needn't read them."""
    from .settings import load_settings

    return load_settings().coder
