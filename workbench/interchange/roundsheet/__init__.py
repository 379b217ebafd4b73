"""The sheets of a coding round: the blind one out and in, what coders differ on, and how it is
settled."""

from .asfiles import as_csv, as_xlsx
from .blindsheet import sheet_rows
from .differing import difference_rows, read_settled
from .filled import Filled, read_filled

__all__ = [
    "Filled",
    "as_csv",
    "as_xlsx",
    "difference_rows",
    "read_filled",
    "read_settled",
    "sheet_rows",
]
