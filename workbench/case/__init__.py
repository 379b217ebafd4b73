"""What a case is: records, dates, grades, ids."""

from .candidates import Candidate, Suggestion, candidate_id
from .case import Case, Change
from .dates import date_order, read_date, span
from .grades import reaches, read_grade
from .ids import new_id
from .model import (
    Alternative,
    Answer,
    Assessment,
    Bearing,
    CaseInfo,
    Domain,
    EffectKind,
    Event,
    Evidence,
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
)
from .problems import Problem
from .records import RECORDS

__all__ = [
    "RECORDS",
    "Alternative",
    "Answer",
    "Assessment",
    "Bearing",
    "Candidate",
    "Case",
    "CaseInfo",
    "Change",
    "Domain",
    "EffectKind",
    "Event",
    "Evidence",
    "KeyJudgement",
    "Motive",
    "Overruling",
    "Problem",
    "Rating",
    "Record",
    "Screen",
    "Source",
    "Status",
    "Suggestion",
    "Tag",
    "Threshold",
    "candidate_id",
    "date_order",
    "new_id",
    "reaches",
    "read_date",
    "read_grade",
    "span",
]
