"""What a coding round is: its frozen units, its coders' layers, and the seals over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_serializer,
    model_serializer,
)

from workbench.agreement import Answer
from workbench.case import Problem
from workbench.case.model import Side
from workbench.judgement import plain_name
from workbench.locale import is_line

Answers = dict[str, dict[str, Any]]
"""By the id of a unit, what a coder says of it: fields of its record. What isn't there, nobody
said."""


def digest(value: object) -> str:
    """The SHA-256 of a value of JSON, however it is spaced and ordered; in hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same_coder(one: str, other: str) -> bool:
    """Whether two names are one coder's, as far as writing goes."""
    return plain_name(one) == plain_name(other)


def coder_called(name: str) -> str:
    """A coder's name without the space around it; raises `Problem` where it isn't one line."""
    name = name.strip()
    if not is_line(name):
        raise Problem("“{name}” can't name a coder: a name is one line", name=name)
    return name


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PieceUnit(_Kept):
    """A piece of evidence as it was when the round began."""

    id: str
    side: Side
    hash: str
    """Of what a coder reads of it."""


class EventUnit(_Kept):
    """An event as it was when the round began, with its pieces."""

    id: str
    key: str
    """How it is called in sheets and tables."""
    hash: str
    evidence: tuple[PieceUnit, ...] = ()


class Frozen(_Kept):
    """What a round stands on: nothing of it changes once it has begun."""

    round: str
    coders: tuple[str, ...]
    pilot: bool = False
    """Whether it is for training: its codes aren't settled into the case."""
    codebook: str
    """The version of the codebook."""
    own: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """The case's own strategies, by their ids."""
    share: float | None = None
    """The share of the events that was drawn; None where they were named, or are all."""
    seed: int
    """Of the drawing of the events, and of the bootstrap."""
    units: tuple[EventUnit, ...]


class Decided(_Kept):
    """A disagreement as it was settled."""

    unit: str
    """The id of the event or of the piece."""
    variable: str
    answer: str | tuple[str, ...]
    """Of a set its members, sorted."""
    why: str = ""

    @classmethod
    def of(cls, unit: str, variable: str, answer: Answer, why: str) -> Decided:
        """The decision that the answer to a variable of a unit is this one."""
        kept = tuple(sorted(answer)) if isinstance(answer, frozenset) else str(answer)
        return cls(unit=unit, variable=variable, answer=kept, why=why)

    @property
    def value(self) -> Answer:
        """The answer as coders give it."""
        return frozenset(self.answer) if isinstance(self.answer, tuple) else self.answer

    @field_serializer("answer")
    def _in_order(self, answer: str | frozenset[str]) -> str | list[str]:
        # A set has another order in each process; what is written must have one digest.
        return answer if isinstance(answer, str) else sorted(answer)


class Step(_Kept):
    """What was done with a round, by whom and when."""

    step: Literal["begun", "dropped", "closed", "settled"]
    by: str
    at: datetime
    coder: str = ""
    """Who left the round."""
    why: str = ""
    before: dict[str, str] = Field(default_factory=dict)
    """What stood of the round before: by file the digest of what it held."""
    decided: tuple[Decided, ...] = ()
    """What was settled where the coders differed."""
    edit: str = ""
    """The digest of the edit of the case by which a round was settled."""

    @model_serializer(mode="wrap")
    def _as_written(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # Its digest names its file: what is empty isn't there, as before there was such a field.
        said: dict[str, Any] = dump(self)
        return {name: value for name, value in said.items() if name != "edit" or value}


class Round(_Kept):
    """A round as its file holds it."""

    format: Literal["soft-balancing-round"] = "soft-balancing-round"
    version: Literal[1] = 1
    frozen: Frozen
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.frozen.round

    @property
    def hash(self) -> str:
        """What the seals stand on."""
        return digest(self.frozen.model_dump(mode="json"))

    def last(self, step: str) -> Step | None:
        """The latest step of a kind."""
        return next((each for each in reversed(self.steps) if each.step == step), None)

    @property
    def dropped(self) -> Mapping[str, Step]:
        """Who is said to have left, and how."""
        return {each.coder: each for each in self.steps if each.step == "dropped"}

    @property
    def coders(self) -> tuple[str, ...]:
        """Who codes, without those who left."""
        return tuple(name for name in self.frozen.coders if name not in self.dropped)

    def number(self, coder: str) -> int:
        """The place of a coder among all that the round began with, from 1."""
        return self.frozen.coders.index(coder) + 1


class Layer(_Kept):
    """What one coder answered."""

    round: str
    coder: str
    codebook: str
    """The version of the codebook that it was read by."""
    nonce: str = Field(pattern="^[0-9a-f]{64}$")
    """256 bits that nobody can guess: without them a seal would tell a short answer."""
    by: str
    """Who read the sheet in."""
    at: datetime
    kept: dict[str, str] = Field(default_factory=dict)
    """Units that were changed since the round began and were coded as they then were, with the
    hash of what was read; empty for one that is gone."""
    events: Answers = Field(default_factory=dict)
    evidence: Answers = Field(default_factory=dict)

    def sealed(self, round_hash: str) -> str:
        """The seal: the SHA-256 over the round's hash, coder, codebook version and answers."""
        answers = {"events": self.events, "evidence": self.evidence, "kept": self.kept}
        return digest([round_hash, self.coder, self.codebook, self.nonce, answers])

    def witnessed(self, seal: Seal) -> str:
        """The SHA-256 over what the seal itself leaves out: who read in and sealed, when, and what
        stood before. Without the layer nobody can make it anew."""
        stamp = seal.model_dump(mode="json", exclude={"witness"})
        return digest([self.nonce, self.by, self.model_dump(mode="json")["at"], stamp])


class Seal(_Kept):
    """That a coder is done; it tells nothing of the answers."""

    round: str
    coder: str
    codebook: str
    seal: str
    by: str
    at: datetime
    before: dict[str, str] = Field(default_factory=dict)
    """What stood of the round before: by file the digest of what it held."""
    witness: str = ""
    """What vouches for the rest of this file: see `Layer.witnessed`."""
