"""The coding sheet, CSV (RFC 4180) or .xlsx: one row per event per piece of evidence."""

from .exporting import write_sheet
from .importing import SheetImport, read_sheet
from .reading import COLUMNS, Fault

__all__ = ["COLUMNS", "Fault", "SheetImport", "read_sheet", "write_sheet"]
