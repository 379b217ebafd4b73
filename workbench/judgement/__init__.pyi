"""Pure judgement: a case and the codebook in, findings with their reasons out."""

from .comparison import WAYS, Comparison, Criterion, Move, Way, compare
from .conditions import (
    COMPONENTS,
    CONTESTED,
    NECESSARY_AND_ACCEPTED,
    Expectation,
    Expected,
    expectation,
)
from .confrontation import SIGNS, Line, Sign, SignKind, Step, confrontation
from .diagnosticity import (
    MOTIVES,
    WORTHS,
    Apart,
    Bears,
    Diagnosis,
    Worth,
    bears,
    diagnose,
    told_apart,
)
from .doubts import Doubt, DoubtKind, Gaps, doubts, evidence_for, gaps
from .findings import FIELDS, Field, Finding, Findings, judge_case, judge_event
from .lenses import ADVANTAGE, LENSES, LETTERS, READS, RIVALS, VERDICTS, Judged, Verdict, judge
from .profile import Profile, classes_of, profile
from .screening import Screening, screening
from .sensitivity import Hinge, Switch, hinges, reversals, reverse, switches
from .sentences import Sentences
from .unused import unused

__all__ = [
    "ADVANTAGE",
    "COMPONENTS",
    "CONTESTED",
    "FIELDS",
    "LENSES",
    "LETTERS",
    "MOTIVES",
    "NECESSARY_AND_ACCEPTED",
    "READS",
    "RIVALS",
    "SIGNS",
    "VERDICTS",
    "WAYS",
    "WORTHS",
    "Apart",
    "Bears",
    "Comparison",
    "Criterion",
    "Diagnosis",
    "Doubt",
    "DoubtKind",
    "Expectation",
    "Expected",
    "Field",
    "Finding",
    "Findings",
    "Gaps",
    "Hinge",
    "Judged",
    "Line",
    "Move",
    "Profile",
    "Screening",
    "Sentences",
    "Sign",
    "SignKind",
    "Step",
    "Switch",
    "Verdict",
    "Way",
    "Worth",
    "bears",
    "classes_of",
    "compare",
    "confrontation",
    "diagnose",
    "doubts",
    "evidence_for",
    "expectation",
    "gaps",
    "hinges",
    "judge",
    "judge_case",
    "judge_event",
    "profile",
    "reversals",
    "reverse",
    "screening",
    "switches",
    "told_apart",
    "unused",
]
