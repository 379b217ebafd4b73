"""The terminal interface: screens, panels and forms over the casebook."""

from .app import WorkbenchApp, run

__all__ = ["WorkbenchApp", "run"]
