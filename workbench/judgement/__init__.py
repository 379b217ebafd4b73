"""Pure judgement: a case and the codebook in, findings with their reasons out."""

from .conditions import COMPONENTS, CONTESTED, NECESSARY_AND_ACCEPTED, Expectation, expectation
from .findings import FIELDS, Field, Finding, Findings, Hinge, hinges, judge_case, judge_event
from .lenses import ADVANTAGE, LENSES, RIVALS, VERDICTS, Judged, Verdict, judge
from .profile import Profile, classes_of, profile
from .screening import Screening, screening

__all__ = [
    "ADVANTAGE",
    "COMPONENTS",
    "CONTESTED",
    "FIELDS",
    "LENSES",
    "NECESSARY_AND_ACCEPTED",
    "RIVALS",
    "VERDICTS",
    "Expectation",
    "Field",
    "Finding",
    "Findings",
    "Hinge",
    "Judged",
    "Profile",
    "Screening",
    "Verdict",
    "classes_of",
    "expectation",
    "hinges",
    "judge",
    "judge_case",
    "judge_event",
    "profile",
    "screening",
]
