"""What a person fills in."""

from .case import CaseInfoForm, FloorForm, NewCaseForm
from .coder import CoderForm
from .confirm import Confirm
from .event import EventForm
from .evidence import EvidenceForm
from .fields import Field
from .files import ExportForm, ImportForm, RenameForm
from .form import Form
from .judgement import AssessmentForm, KeyJudgementForm, OverruleForm, RatingForm

__all__ = [
    "AssessmentForm",
    "CaseInfoForm",
    "CoderForm",
    "Confirm",
    "EventForm",
    "EvidenceForm",
    "ExportForm",
    "Field",
    "FloorForm",
    "Form",
    "ImportForm",
    "KeyJudgementForm",
    "NewCaseForm",
    "OverruleForm",
    "RatingForm",
    "RenameForm",
]
