"""Coding rounds: several people code the same units apart, and only then compare."""

from .agreeing import ROUGH, Agreement, Row, agree
from .beginning import begin, event_called
from .bycoder import ByCoder, Hanging, by_coder, coded_in, last_sealed
from .codings import Coding, codings
from .comparing import Difference, Settled, compared, units_of
from .deciding import (
    as_settled,
    decide,
    decided_so_far,
    in_lots,
    keep_decided,
    possible,
    together,
)
from .hiding import SeenFile, hidden
from .layers import (
    Answers,
    Decided,
    EventUnit,
    Frozen,
    Layer,
    Round,
    Seal,
    Step,
    coder_called,
    digest,
    same_coder,
)
from .leftover import added, changed, missing_units
from .reasons import apart, reason, reasons, worst_first
from .roundfiles import RoundFiles
from .settling import Settlement, check_settled, settled_step, settlement
from .standing import Standing, flaws_of_rounds, now, said, standings
from .takenback import SETTLED
from .telling import BOTH, OTHER, ToldRound, told_rounds
from .units import (
    CODEBOOK,
    called,
    frozen_own,
    named,
    plain_keys,
    projected,
    read_of_event,
    read_of_piece,
)
from .variables import BY_ID, CODED, SAYINGS, Variable, coded_piece
from .wording import Named, answer_name, variable_name

__all__ = [
    "BOTH",
    "BY_ID",
    "CODEBOOK",
    "CODED",
    "OTHER",
    "ROUGH",
    "SAYINGS",
    "SETTLED",
    "Agreement",
    "Answers",
    "ByCoder",
    "Coding",
    "Decided",
    "Difference",
    "EventUnit",
    "Frozen",
    "Hanging",
    "Layer",
    "Named",
    "Round",
    "RoundFiles",
    "Row",
    "Seal",
    "SeenFile",
    "Settled",
    "Settlement",
    "Standing",
    "Step",
    "ToldRound",
    "Variable",
    "added",
    "agree",
    "answer_name",
    "apart",
    "as_settled",
    "begin",
    "by_coder",
    "called",
    "changed",
    "check_settled",
    "coded_in",
    "coded_piece",
    "coder_called",
    "codings",
    "compared",
    "decide",
    "decided_so_far",
    "digest",
    "event_called",
    "flaws_of_rounds",
    "frozen_own",
    "hidden",
    "in_lots",
    "keep_decided",
    "last_sealed",
    "missing_units",
    "named",
    "now",
    "plain_keys",
    "possible",
    "projected",
    "read_of_event",
    "read_of_piece",
    "reason",
    "reasons",
    "said",
    "same_coder",
    "settled_step",
    "settlement",
    "standings",
    "together",
    "told_rounds",
    "units_of",
    "variable_name",
    "worst_first",
]
