"""Event data (GDELT, ICEWS, POLECAT, ACLED) as candidates for the inbox."""

from .formats import DATASETS
from .reading import Progress, Wanted, read_candidates

__all__ = ["DATASETS", "Progress", "Wanted", "read_candidates"]
