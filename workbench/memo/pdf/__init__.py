"""The document on paper: all that knows ReportLab; its figures as pictures in `raster`."""

from . import later  # isort: skip  (before anything imports ReportLab)
from .paper import laid_out, unshown

__all__ = ["laid_out", "later", "unshown"]
