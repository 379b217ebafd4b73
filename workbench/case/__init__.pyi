"""What a case is: records, dates, grades, ids."""

from .additions import (
    ROUTES,
    OwnStrategy,
    check_codebook,
    codebook_flaws,
    codebook_names,
    entry_problem,
    own_strategy,
    placement_problem,
)
from .aliases import read_aliases, written_aliases
from .candidates import Candidate, Suggestion, candidate_id
from .case import Case, Change
from .dates import date_order, read_date, span
from .extras import kept
from .grades import reaches, read_grade
from .ids import new_id
from .loose import read_loose
from .model import (
    QUESTIONS,
    Alternative,
    Answer,
    Assessment,
    Basis,
    Bearing,
    CaseInfo,
    Domain,
    EffectKind,
    Event,
    Evidence,
    Interpretations,
    Joint,
    KeyJudgement,
    Motive,
    Overruling,
    Rating,
    Record,
    Screen,
    Source,
    Status,
    Tag,
    Threshold,
    begun,
)
from .problems import Problem
from .records import RECORDS
from .worded import date_in_words

__all__ = [
    "QUESTIONS",
    "RECORDS",
    "ROUTES",
    "Alternative",
    "Answer",
    "Assessment",
    "Basis",
    "Bearing",
    "Candidate",
    "Case",
    "CaseInfo",
    "Change",
    "Domain",
    "EffectKind",
    "Event",
    "Evidence",
    "Interpretations",
    "Joint",
    "KeyJudgement",
    "Motive",
    "Overruling",
    "OwnStrategy",
    "Problem",
    "Rating",
    "Record",
    "Screen",
    "Source",
    "Status",
    "Suggestion",
    "Tag",
    "Threshold",
    "begun",
    "candidate_id",
    "check_codebook",
    "codebook_flaws",
    "codebook_names",
    "date_in_words",
    "date_order",
    "entry_problem",
    "kept",
    "new_id",
    "own_strategy",
    "placement_problem",
    "reaches",
    "read_aliases",
    "read_date",
    "read_grade",
    "read_loose",
    "span",
    "written_aliases",
]
