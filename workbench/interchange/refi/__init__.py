"""REFI-QDA 1.0: the exchange format of programs for qualitative analysis (qdasoftware.org)."""

from .reading import Project, read_project
from .writing import write_codebook, write_project

__all__ = ["Project", "read_project", "write_codebook", "write_project"]
