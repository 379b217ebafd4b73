"""What a case is: its records, each frozen, each with an id that is never reused.

A field of an event, a piece of evidence, a source or a rating has its row in `case/fields.py`, by
which forms, sheet, history, memo and exports know it.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from .dates.edtf import read_date
from .extras import kept
from .grades import read_grade
from .outcome import OutcomeRule

Answer = Literal["yes", "no", "unclear"]
Side = Literal["intent", "effect"]
Status = Literal["observed", "capable", "absent"]
Threshold = Literal["observed", "capable"]
Basis = Literal["record", "interpretation"]
Interpretations = Literal["counted", "left-out"]
Joint = Literal["apart", "counted"]
Domain = Literal["diplomatic", "economic", "military", "energy", "institutional", "informational"]
Motive = Literal[
    "balancing",
    "economic-gain",
    "regional-issue",
    "policy-objection",
    "domestic-politics",
    "routine-friction",
]
EffectKind = Literal[
    "offsets-advantage", "weakens-power", "constrains-action", "raises-cost", "issue-outcome-only"
]
Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even",
    "likely",
    "very-likely",
    "almost-certain",
]
Confidence = Literal["low", "moderate", "high"]
Ruled = Literal["balancing", "not-balancing", "contested", "insufficient"]
"""The verdicts that a researcher may put beside the computed ones."""
Grade = Annotated[str, AfterValidator(read_grade)]
EdtfDate = Annotated[str, AfterValidator(read_date)]


class Record(BaseModel):
    """A line of the case log. Fields that a later version wrote are kept as they are."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False, defer_build=True)
    __pydantic_extra__: dict[str, Annotated[Any, AfterValidator(kept)]] = Field(init=False)
    table: ClassVar[str]
    id: str


class Source(Record):
    """Where a finding can be read; the same title, author and published is one source."""

    table: ClassVar[str] = "sources"
    title: str
    author: str = ""
    published: str = ""
    url: str = ""
    source_type: str = ""
    note: str = ""
    citation_key: str = ""
    csl_type: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    number: str = ""
    archive: str = ""
    doi: str = ""
    accessed: str = ""
    language: str = ""
    archived: str = ""
    """Where the page was archived."""
    sha256: str = ""
    """The SHA-256 of a local copy, which stays where it is."""


class Bearing(BaseModel):
    """What a piece of intent evidence says of one motive; silence is silence."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    motive: Motive
    says: Literal["supports", "undermines"]


class ProcessTest(BaseModel):
    """Two answers about a piece, for one motive or for its claim of effect; None is unanswered.

    After Van Evera (1997), Bennett and Checkel (2015), Collier (2011). They say what a verdict
    rests on; no verdict, count or rule depends on them.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)
    motive: Motive | None = None
    """What is tested; None is the piece's claim of effect."""
    expected: bool | None = None
    """All but certain to be found if it were so; of what speaks against it, of what wasn't."""
    surprising: bool | None = None
    """All but impossible to be found if it were not so."""


class Evidence(Record):
    """One finding about one event, on the side of intent or of effect.

    Each field has its row in `case/fields.py`.
    """

    table: ClassVar[str] = "evidence"
    event: str
    side: Side
    finding: str = ""
    bearings: tuple[Bearing, ...] = ()
    bears_on_nothing: bool = False
    """Of a piece of intent without bearings: that somebody looked and it bears on no motive. False
    beside no bearings says that nobody said anything."""
    kind: EffectKind | None = None
    status: Status | None = None
    refuted_by: str = ""
    denies: tuple[str, ...] | None = None
    """Ids of the claims that an absent effect denies: none of them where it is empty on purpose;
    None is every observed claim of its kind."""
    reaction: str | None = None
    source: str | None = None
    locator: str = ""
    basis: Basis | None = None
    """What was done, said or written by those who took part or were there, or a reading of it; None
    is not said."""
    excerpt: str = ""
    """The words of the source themselves, in their own language."""
    origin: str = ""
    """A label that pieces share which go back to one origin."""
    tests: tuple[ProcessTest, ...] = ()
    grade: Grade | None = None
    coder: str = ""
    changed_by: str = ""
    """Who last changed what `coder` coded; empty where nobody else did."""
    note: str = ""

    @field_validator("bears_on_nothing")
    @classmethod
    def _bearing_speaks(cls, nothing: bool, said: ValidationInfo) -> bool:
        """What bears on something doesn't bear on nothing, whoever wrote both into a file."""
        return nothing and not said.data.get("bearings") and said.data.get("side") != "effect"


class Tag(BaseModel):
    """A strategy on an event, with why it was tagged so and by whom."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    strategy: str
    rationale: str = ""
    coder: str = ""


class Screen(BaseModel):
    """The three screening questions of an event; None is not answered."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    avoids_confrontation: Answer | None = None
    indirect_or_covert: Answer | None = None
    limits_power_or_intent: Answer | None = None
    note: str = ""


QUESTIONS = ("avoids_confrontation", "indirect_or_covert", "limits_power_or_intent")
"""The screening questions, as the fields of `Screen` are called."""


class Overruling(BaseModel):
    """A verdict that the researcher puts beside the computed ones, with the reason."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    verdict: Ruled
    reason: str
    coder: str
    changed_by: str = ""
    """Who last changed what `coder` had ruled; empty where nobody else did."""


class Event(Record):
    """Something that one side of the dyad did, dated, directed, and coded or not yet coded.

    Each field has its row in `case/fields.py`.
    """

    table: ClassVar[str] = "events"
    key: str = ""
    date: EdtfDate = ""
    title: str
    description: str = ""
    initiator: str = ""
    target: str = ""
    partners: tuple[str, ...] = ()
    domain: Domain | None = None
    tags: tuple[Tag, ...] = ()
    coded_none: bool = False
    screen: Screen = Screen()
    overruled: Overruling | None = None
    coder: str = ""
    changed_by: str = ""
    """Who last changed what `coder` coded; empty where nobody else did."""
    note: str = ""

    @property
    def coded(self) -> bool:
        """Whether a coder has decided on this event's strategies, `none` included."""
        return self.coded_none or bool(self.tags)

    @property
    def name(self) -> str:
        """The event's key in outputs: its key in the coding sheet, else its id."""
        return self.key or self.id


class Rating(Record):
    """A rated condition or threat component; its id is the codebook's id of what is rated.

    One that holds for a part of the case has an id of its own, and says what it is `of`.
    """

    table: ClassVar[str] = "ratings"
    of: str = ""
    begins: EdtfDate = ""
    ends: EdtfDate = ""
    value: str | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    coder: str = ""
    changed_by: str = ""
    """Who last changed what `coder` had rated; empty where nobody else did."""

    @property
    def condition(self) -> str:
        """The codebook's id of what is rated."""
        return self.of or self.id


class KeyJudgement(BaseModel):
    """A judgement of the case: likelihood and confidence never share a sentence (ICD 203)."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    text: str
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    confidence_reason: str = ""
    events: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    """The pieces it stands on; none named stands for all those of its events."""


class Alternative(BaseModel):
    """Another explanation that was considered, and what came of it."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    title: str
    text: str = ""


class Assessment(Record):
    """What the researcher concludes; the program writes none of it."""

    table: ClassVar[str] = "assessment"
    id: str = "assessment"
    bottom_line: str = ""
    judgements: tuple[KeyJudgement, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    limitations: str = ""
    watch: str = ""


class CaseInfo(Record):
    """What the case is about: who restrains whom, when, and under which settings it is judged."""

    table: ClassVar[str] = "case"
    id: str = "case"
    title: str
    balancer: str
    target: str
    question: str = ""
    begins: EdtfDate = ""
    ends: EdtfDate = ""
    language: Literal["en", "zh-Hant"] = "en"
    author: str = ""
    note: str = ""
    threshold: Threshold = "observed"
    """A file that says nothing is of the time when this was the default; `begun` says `capable`."""
    floor: Grade | None = None
    interpretations: Interpretations = "counted"
    joint: Joint = "apart"
    """Whether joint acts that the balancer initiated are counted as the balancer's."""
    outcome: OutcomeRule | None = None
    """When the case is one of soft balancing; None where nobody chose a rule."""
    aliases: dict[str, tuple[str, ...]] = {}
    """Other names of an actor: the same state in another language or spelling, never a member."""


def begun(**said: Any) -> CaseInfo:
    """What a new case is about, under the criterion as the paper has it (§貳.三): an act counts
    that *can* produce a balancing effect."""
    return CaseInfo.model_validate({"threshold": "capable", **said})
