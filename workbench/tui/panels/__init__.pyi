"""The tabs of a case."""

from .assessment import AssessmentPanel
from .conditions import ConditionsPanel
from .evidence import EvidencePanel
from .lenses import LensesPanel
from .log import LogPanel
from .memo import MemoPanel
from .panel import Panel

__all__ = [
    "AssessmentPanel",
    "ConditionsPanel",
    "EvidencePanel",
    "LensesPanel",
    "LogPanel",
    "MemoPanel",
    "Panel",
]
