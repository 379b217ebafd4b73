"""The terminal interface: screens, panels and forms over the casebook."""

from .app import WorkbenchApp

__all__ = ["WorkbenchApp"]
