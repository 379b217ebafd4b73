"""The outcome rule of a case: when the case as a whole is one of soft balancing (THEORY §5)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .problems import Problem

RuleKind = Literal["none", "any", "count", "share"]
Unclear = Literal["not", "counts"]

_WHOLE = re.compile(r"[1-9][0-9]{0,8}")
_SHARE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,7})?( ?%)?")


class OutcomeRule(BaseModel):
    """What the researcher asks of a case before it is called one of soft balancing, and why.

    A workbench's own addition: the paper leaves open how many acts make a case.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)
    rule: RuleKind = "none"
    k: Annotated[int, Field(ge=1)] | None = None
    """Of `count`: how many acts at least."""
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    """Of `share`: how much at least of the acts that got a verdict, of 1."""
    unclear: Unclear = "not"
    """Whether an act that balances counts as soft where its screening is unclear."""
    reason: str = ""

    @model_validator(mode="after")
    def _complete(self) -> OutcomeRule:
        if (self.rule == "count") != (self.k is not None):
            raise Problem("an outcome rule has a number of acts where it is of a number, else none")
        if (self.rule == "share") != (self.share is not None):
            raise Problem("an outcome rule has a share where it is of a share, else none")
        return self

    @property
    def unclear_counts(self) -> bool:
        """Whether unclear screening counts as soft."""
        return self.unclear == "counts"

    @property
    def exact(self) -> Fraction:
        """The share as it was written: 0.55 is 55 of 100, whatever a computer makes of it."""
        return Fraction(str(self.share or 0))


def read_number(kind: str, text: str) -> OutcomeRule:
    """The rule of a kind with its number, as a form asks for them; raises `Problem`.

    A share is written as 0.5 or as 50 %.
    """
    said = text.strip()
    if kind == "count":
        if not _WHOLE.fullmatch(said):
            raise Problem("“{text}” isn't a number of acts: write 1 or more", text=text)
        return OutcomeRule(rule="count", k=int(said))
    if kind == "share":
        share = Fraction(said.rstrip(" %")) if _SHARE.fullmatch(said) else Fraction(0)
        share = share / 100 if said.endswith("%") else share
        if not 0 < share <= 1:
            raise Problem("“{text}” isn't a share: write 0.5 or 50 %, above 0, 1 at most",
                          text=text)  # fmt: skip
        return OutcomeRule(rule="share", share=float(share))
    if said:
        raise Problem("“{text}”: only a number or a share of acts needs a number", text=text)
    return OutcomeRule(rule="any" if kind == "any" else "none")


def read_rule(text: str) -> OutcomeRule:
    """A rule as a command takes it: none, any, count:K, share:X; raises `Problem`."""
    kind, colon, number = text.strip().partition(":")
    if kind not in ("none", "any", "count", "share") or (kind in ("none", "any") and colon):
        raise Problem("“{text}” isn't an outcome rule: write none, any, count:3 or share:0.5",
                      text=text)  # fmt: skip
    return read_number(kind, number)


def written_number(rule: OutcomeRule) -> str:
    """The rule's number as `read_number` takes it; empty where it has none."""
    if rule.rule == "count":
        return str(rule.k)
    return f"{rule.share:.9f}".rstrip("0").rstrip(".") if rule.share else ""
