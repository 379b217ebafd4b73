"""Pure judgement: a case and the codebook in, findings with their reasons out."""

from .actors import ACTORS, Actor, Dyad, Names, check_sides, plain_name
from .comparison import WAYS, Comparison, Criterion, Move, Way, compare
from .conditions import Expectation, Expected, expectation
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
from .findings import (
    FIELDS,
    Field,
    Finding,
    Findings,
    count_verdicts,
    judge_case,
    judge_event,
)
from .former import NEW_RULES, Changed, changed_verdicts, former_verdict
from .lenses import ADVANTAGE, LETTERS, VERDICTS, Judged, Verdict, judge, lens_ids
from .profile import Profile, classes_of, profile
from .screening import Screening, screening
from .sensitivity import Hinge, Switch, hinges, reversals, reverse, switches
from .sentences import Sentences
from .unused import unused
from .view import View

__all__ = [
    "ACTORS",
    "ADVANTAGE",
    "FIELDS",
    "LETTERS",
    "MOTIVES",
    "NEW_RULES",
    "SIGNS",
    "VERDICTS",
    "WAYS",
    "WORTHS",
    "Actor",
    "Apart",
    "Bears",
    "Changed",
    "Comparison",
    "Criterion",
    "Diagnosis",
    "Doubt",
    "DoubtKind",
    "Dyad",
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
    "Names",
    "Profile",
    "Screening",
    "Sentences",
    "Sign",
    "SignKind",
    "Step",
    "Switch",
    "Verdict",
    "View",
    "Way",
    "Worth",
    "bears",
    "changed_verdicts",
    "check_sides",
    "classes_of",
    "compare",
    "confrontation",
    "count_verdicts",
    "diagnose",
    "doubts",
    "evidence_for",
    "expectation",
    "former_verdict",
    "gaps",
    "hinges",
    "judge",
    "judge_case",
    "judge_event",
    "lens_ids",
    "plain_name",
    "profile",
    "reversals",
    "reverse",
    "screening",
    "switches",
    "told_apart",
    "unused",
]
