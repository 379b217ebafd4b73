"""What a case is: records, dates, grades, ids."""

from .case import Case, Change
from .dates import date_order, read_date, span
from .grades import reaches, read_grade
from .ids import new_id
from .loose import read_loose
from .model import (
    RECORDS,
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
from .worded import date_in_words

__all__ = [
    "RECORDS",
    "Alternative",
    "Answer",
    "Assessment",
    "Bearing",
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
    "Tag",
    "Threshold",
    "date_in_words",
    "date_order",
    "new_id",
    "reaches",
    "read_date",
    "read_grade",
    "read_loose",
    "span",
]
