"""Event data (GDELT, ICEWS, POLECAT, ACLED) as candidates for the inbox."""

from .formats import DATASETS
from .reading import Progress, Wanted, fitting_candidates, read_candidates

__all__ = ["DATASETS", "Progress", "Wanted", "fitting_candidates", "read_candidates"]
