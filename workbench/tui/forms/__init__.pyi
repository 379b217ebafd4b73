"""What a person fills in."""

from .case import CaseInfoForm, FloorForm, NewCaseForm
from .coder import CoderForm
from .confirm import Confirm
from .event import EventForm
from .evidence import EvidenceForm, GradeForm
from .fields import Field
from .files import ExportForm, RenameForm
from .form import Form
from .incoming import CandidatesForm, ImportForm
from .judgement import AlternativeForm, AssessmentForm, KeyJudgementForm, OverruleForm, RatingForm
from .pick import PickForm
from .sheet import ConstantForm
from .source import CopyForm, SourceForm
from .worth import WordForm

__all__ = [
    "AlternativeForm",
    "AssessmentForm",
    "CandidatesForm",
    "CaseInfoForm",
    "CoderForm",
    "Confirm",
    "ConstantForm",
    "CopyForm",
    "EventForm",
    "EvidenceForm",
    "ExportForm",
    "Field",
    "FloorForm",
    "Form",
    "GradeForm",
    "ImportForm",
    "KeyJudgementForm",
    "NewCaseForm",
    "OverruleForm",
    "PickForm",
    "RatingForm",
    "RenameForm",
    "SourceForm",
    "WordForm",
]
