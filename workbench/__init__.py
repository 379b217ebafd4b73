"""Soft Balancing Workbench: a coded log of a dyad's events, judged under rival criteria."""

__version__ = "0.1.0"

LEAST_TERMINAL = (60, 18)
"""Columns and rows without which the screens have no room."""
