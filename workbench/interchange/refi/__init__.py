"""REFI-QDA 1.5: the exchange format of programs for qualitative analysis (qdasoftware.org)."""

from .model import Project
from .project import read_project
from .writing import write_codebook, write_project

__all__ = ["Project", "read_project", "write_codebook", "write_project"]
