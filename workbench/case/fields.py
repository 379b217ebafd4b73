"""The one table of what events, evidence, sources and ratings hold.

A field is a row: what it is called, how it is edited, where it stands in the coding sheet, in the
memo and in a REFI-QDA project. The layers above read and write a row by its kind; a field of one of
the `PLAIN` kinds needs nothing but its row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from workbench.locale import N_

from .model import Answer, Basis, Domain, EffectKind, Ruled, Status

Kind = Literal[
    "id", "line", "text", "choice", "date", "actor", "names", "grade", "coder",
    "event", "source", "sources", "strategies", "tag-notes", "bearings", "nothing", "effect",
    "claims", "overruling", "tests",
]  # fmt: skip
"""How a field is edited, written and read."""
PLAIN: tuple[Kind, ...] = ("line", "text", "choice")
"""A line, a text of several, one of a few values: read and written alike everywhere."""
Other = Literal["json", "csl-json"]


@dataclass(frozen=True)
class FieldRow:
    """A field of a record; of a part of it by its path."""

    path: str
    label: str
    """What it is called, in the history as well: a message id."""
    kind: Kind
    column: str = ""
    """The column of the coding sheet that holds it."""
    holds: str = ""
    """What the column holds, where the label doesn't say that: a message id."""
    outside: str = ""
    """Why the sheet has no column for it."""
    other: Other = "json"
    """The format of an export that has what is outside the sheet."""
    values: tuple[str, ...] = ()
    """The values of a choice."""
    vocabulary: str = ""
    """The words of its values, in the codebook."""
    seldom: bool = False
    """Whether the sheet has the column only where something stands in it."""
    side: Literal["", "either", "effect"] = ""
    """Of a column that needs the side of the piece, or that side."""
    default: bool = False
    """Whether an empty cell stands for something, so that nothing is written on purpose."""
    of_row: bool = False
    """Whether the column belongs to the row's piece, and to the event of a row without one."""
    says: bool = False
    """Whether two pieces that differ in it say something else."""
    form: str = ""
    """What a form calls it that asks for it; empty where none does by the table."""
    hint: str = ""
    """What the form says beside it: a message id."""
    annex: str = ""
    """How the annexes of the memo print it by the table: a message id with {what}."""
    memo: bool = False
    """Whether the memo on a passage of a REFI-QDA project tells it by the table."""

    @property
    def name(self) -> str:
        """The field of the record of which it is, or is a part."""
        return self.path.partition(".")[0]

    @property
    def last(self) -> str:
        """What it is called within its part of the record."""
        return self.path.rpartition(".")[2]


_ANSWERS = {"kind": "choice", "values": get_args(Answer), "vocabulary": "answer"}
_SHEET = "every case gives ids of its own"
_BY_WHOM: tuple[FieldRow, ...] = (
    FieldRow("coder", N_("coder"), "coder", "coder", of_row=True, default=True),
    FieldRow("changed_by", N_("changed by"), "coder", "changed_by", of_row=True, seldom=True),
    FieldRow(
        "note", N_("note"), "text", "note", of_row=True, form="note", annex=N_("Note: {what}")
    ),
)

EVENT: tuple[FieldRow, ...] = (
    FieldRow("id", N_("event"), "id", outside=_SHEET),
    FieldRow("key", N_("key"), "line", "event", N_("the event's key")),
    FieldRow("date", N_("date"), "date", "date"),
    FieldRow("title", N_("title"), "line", "title"),
    FieldRow("description", N_("description"), "text", "description", form="description",
             hint=N_("what the sources report; ctrl+e opens your editor")),
    FieldRow("initiator", N_("initiator"), "actor", "initiator", default=True),
    FieldRow("target", N_("target"), "actor", "target", default=True),
    FieldRow("partners", N_("partners"), "names", "partners"),
    FieldRow("domain", N_("domain"), "choice", "domain", values=get_args(Domain),
             vocabulary="domain", form="domain"),
    FieldRow("tags", N_("strategies"), "strategies", "strategies", N_("Strategies")),
    FieldRow("tags.strategy", N_("strategies"), "strategies", "strategies"),
    FieldRow("coded_none", N_("coded as none"), "strategies", "strategies"),
    FieldRow("screen.avoids_confrontation", N_("avoids confrontation?"),
             column="avoids_confrontation", form="avoids_confrontation",
             **_ANSWERS),  # type: ignore[arg-type]
    FieldRow("screen.indirect_or_covert", N_("indirect or covert?"),
             column="indirect_or_covert", form="indirect_or_covert",
             **_ANSWERS),  # type: ignore[arg-type]
    FieldRow("screen.limits_power_or_intent", N_("limits power or intent?"),
             column="limits_power_or_intent", form="limits_power_or_intent",
             **_ANSWERS),  # type: ignore[arg-type]
    FieldRow("screen.note", N_("why so"), "line", "screening_note", seldom=True,
             form="screen_note", hint=N_("the reason for these three answers"),
             annex=N_("Screening: {what}")),
    FieldRow("tags.coder", N_("coder"), "tag-notes", "tag_notes",
             N_("who tagged each strategy, and why"), seldom=True),
    FieldRow("tags.rationale", N_("reason"), "tag-notes", "tag_notes", seldom=True),
    FieldRow("overruled.verdict", N_("verdict"), "overruling", "overruled",
             N_("the researcher's own verdict"), values=get_args(Ruled), vocabulary="verdict",
             seldom=True),
    FieldRow("overruled.reason", N_("reason"), "overruling", "overruled_why",
             N_("why it is overruled"), seldom=True, default=True),
    FieldRow("overruled.coder", N_("coder"), "overruling", "overruled_by",
             N_("who overruled it"), seldom=True, default=True),
    FieldRow("overruled.changed_by", N_("changed by"), "overruling", "overruled_changed_by",
             N_("who changed another’s overruling"), seldom=True),
    *_BY_WHOM,
)  # fmt: skip
"""What an event holds, in the order of its form and of the sheet."""

EVIDENCE: tuple[FieldRow, ...] = (
    FieldRow("id", N_("a piece of evidence"), "id", outside=_SHEET),
    FieldRow("event", N_("event"), "event", "event"),
    FieldRow("side", N_("side"), "id", "side", N_("intent or effect"), vocabulary="side",
             values=("intent", "effect"), says=True),
    FieldRow("finding", N_("finding"), "text", "finding", side="either", says=True,
             form="finding", hint=N_("what was observed")),
    FieldRow("bearings", N_("bearings"), "bearings", "bearing",
             N_("motive or kind of effect"), side="either", says=True),
    FieldRow("bears_on_nothing", N_("bears on nothing"), "nothing", "bearing", side="either",
             says=True, form="bears_on_nothing",
             hint=N_("it was looked at, and it bears on no motive")),
    FieldRow("bearings.motive", N_("motive"), "bearings", "bearing", side="either",
             vocabulary="motive"),
    FieldRow("bearings.says", N_("bearings"), "bearings", "bearing", side="either",
             vocabulary="bearing"),
    FieldRow("kind", N_("kind"), "effect", "bearing", side="either", says=True,
             values=get_args(EffectKind), vocabulary="effect"),
    FieldRow("status", N_("status"), "effect", "status", side="effect", says=True,
             values=get_args(Status), vocabulary="status"),
    FieldRow("reaction", N_("reaction"), "event", "reaction", N_("the event that reacts"),
             side="effect"),
    FieldRow("refuted_by", N_("refuted by"), "line", "refuted_by", side="effect",
             form="refuted_by", hint=N_("what would show that the claim is wrong"), memo=True),
    FieldRow("denies", N_("denies"), "claims", "denies", side="effect", seldom=True),
    FieldRow("source", N_("source"), "source", "source", says=True),
    FieldRow("locator", N_("locator"), "line", "locator", says=True, form="locator",
             hint=N_("page, paragraph, minute"), memo=True),
    FieldRow("basis", N_("basis"), "choice", "basis", values=get_args(Basis), vocabulary="basis",
             side="either", seldom=True, form="basis",
             hint=N_("what was done or said, or a reading of it"), memo=True),
    FieldRow("excerpt", N_("excerpt"), "text", "excerpt", side="either", seldom=True,
             form="excerpt", hint=N_("the words themselves, in their own language"), memo=True),
    FieldRow("origin", N_("origin"), "line", "origin", side="either", seldom=True, form="origin",
             hint=N_("what several pieces go back to, e.g. one briefing"), memo=True),
    FieldRow("tests", N_("process-tracing tests"), "tests", "expected", N_("expected?"),
             side="either", seldom=True),
    FieldRow("tests.motive", N_("motive"), "tests", "expected", side="either", seldom=True,
             vocabulary="motive"),
    FieldRow("tests.expected", N_("expected?"), "tests", "expected", side="either", seldom=True),
    FieldRow("tests.surprising", N_("surprising?"), "tests", "surprising", N_("surprising?"),
             side="either", seldom=True),
    FieldRow("grade", N_("grade"), "grade", "grade", side="either", memo=True),
    *_BY_WHOM,
)  # fmt: skip
"""What a piece of evidence holds, in the order of its form and of the sheet."""


def _kept(path: str, label: str, kind: Kind = "line") -> FieldRow:
    why = "bibliographic: the exports of references have it"
    return FieldRow(path, label, kind, outside=why, other="csl-json", form=path)


_OF_CASE_FILE = "of the copy that the researcher saw: the case file has it"
SOURCE: tuple[FieldRow, ...] = (
    FieldRow("id", N_("a source"), "id", outside=_SHEET),
    FieldRow("title", N_("title"), "line", "source", N_("source"), form="title",
             hint=N_("of the book, article or document")),
    FieldRow("author", N_("author"), "line", "author", form="author"),
    FieldRow("published", N_("published"), "line", "published", form="published",
             hint=N_("e.g. 2003-03")),
    FieldRow("url", N_("address"), "line", "url", form="url", hint="https://"),
    FieldRow("source_type", N_("type of source"), "line", "source_type", form="source_type",
             hint=N_("e.g. official record, newspaper")),
    _kept("note", N_("note"), "text"),
    _kept("citation_key", N_("citation key")),
    _kept("csl_type", N_("type (CSL)")),
    _kept("container", N_("published in")),
    _kept("publisher", N_("publisher")),
    _kept("place", N_("place of publication")),
    _kept("volume", N_("volume")),
    _kept("issue", N_("issue")),
    _kept("pages", N_("page numbers")),
    _kept("edition", N_("edition")),
    _kept("number", N_("number")),
    _kept("archive", N_("archive, with call number")),
    _kept("doi", N_("DOI")),
    _kept("accessed", N_("accessed")),
    _kept("language", N_("language")),
    FieldRow("archived", N_("archived at"), "line", outside=_OF_CASE_FILE, form="archived",
             hint=N_("the address of a web archive")),
    FieldRow("sha256", N_("SHA-256 of a copy"), "line", outside=_OF_CASE_FILE, form="sha256",
             hint=N_("of a local copy, which stays where it is")),
)  # fmt: skip
"""What a source holds."""

_OF_CASE = "a rating is of the case, and the sheet is of its events"
RATING: tuple[FieldRow, ...] = (
    FieldRow("id", N_("a condition"), "id", outside=_OF_CASE),
    FieldRow("of", N_("a condition"), "id", outside=_OF_CASE),
    FieldRow("begins", N_("from"), "date", outside=_OF_CASE),
    FieldRow("ends", N_("to"), "date", outside=_OF_CASE),
    FieldRow("value", N_("rating"), "line", outside=_OF_CASE),
    FieldRow("note", N_("why so"), "text", outside=_OF_CASE, form="note"),
    FieldRow("sources", N_("sources"), "sources", outside=_OF_CASE),
    FieldRow("coder", N_("coder"), "coder", outside=_OF_CASE),
    FieldRow("changed_by", N_("changed by"), "coder", outside=_OF_CASE),
)
"""What a rating of a condition holds."""

GIVEN = frozenset(
    ("event", "date", "title", "description", "initiator", "target", "partners", "domain", "side",
     "finding", "excerpt", "source", "author", "published", "url", "locator", "source_type")
)  # fmt: skip
"""The columns that a coder of a blind round is given; what stands in any other is coded, or may
tell of codes."""

TABLE = {"events": EVENT, "evidence": EVIDENCE, "sources": SOURCE, "ratings": RATING}
"""The rows of each kind of record, by its table."""


def columns(rows: Iterable[FieldRow]) -> tuple[str, ...]:
    """The columns of the sheet that hold these fields, each once."""
    return tuple(dict.fromkeys(row.column for row in rows if row.column))


def columned(rows: Iterable[FieldRow]) -> tuple[FieldRow, ...]:
    """The fields that a sheet holds, without those that are a part of one of several parts."""
    rows = tuple(rows)
    whole = {row.path for row in rows}
    return tuple(r for r in rows if r.column and (r.path == r.name or r.name not in whole))


def plain(rows: Iterable[FieldRow]) -> tuple[FieldRow, ...]:
    """The fields that are read and written alike everywhere."""
    return tuple(row for row in rows if row.kind in PLAIN)


def value_of(record: object, path: str) -> Any:
    """What a record holds at a path; None where it lacks that part."""
    for name in path.split("."):
        record = getattr(record, name, None)
    return record


def nested(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Values by their paths as a record takes them."""
    found: dict[str, Any] = {}
    for path, value in values:
        name, _, rest = path.partition(".")
        if rest:
            found.setdefault(name, {})[rest] = value
        else:
            found[name] = value
    return found
