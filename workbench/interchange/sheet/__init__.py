"""The coding sheet: one row per event per piece of evidence, in CSV (RFC 4180)."""

from .exporting import write_sheet
from .importing import SheetImport, read_sheet
from .reading import Fault

__all__ = ["Fault", "SheetImport", "read_sheet", "write_sheet"]
