"""The structure of the memo in its PDF, for who has it read aloud (ISO 14289-1, PDF/UA-1)."""

from .about import about
from .elements import Element, Scope, Tag
from .marks import Area, Marks, marks_of
from .objects import Objects
from .structure import Structure, parents_of
from .told import Lead, Told, Voice, leads

__all__ = [
    "Area",
    "Element",
    "Lead",
    "Marks",
    "Objects",
    "Scope",
    "Structure",
    "Tag",
    "Told",
    "Voice",
    "about",
    "leads",
    "marks_of",
    "parents_of",
]
