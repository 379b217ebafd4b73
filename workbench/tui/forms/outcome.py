"""What a form asks of the outcome rule of a case."""

from __future__ import annotations

from typing import Any, cast, get_args

from workbench.case import OutcomeRule, Problem, RuleKind, Unclear, read_number, written_number
from workbench.locale import Words

from ..kit.theory import Theory
from .fields import Field


def outcome_fields(rule: OutcomeRule | None, w: Words, theory: Theory) -> list[Field]:
    """The rule, its number, unclear screening, and why."""
    now, say = rule or OutcomeRule(), theory.choices
    return [
        Field("rule", w.t("outcome rule"), now.rule, "choice",
              tuple(say("outcome_rule", get_args(RuleKind)))),
        Field("least", w.t("at least"), written_number(now),
              hint=w.t("of the rule: acts, e.g. 3, or a share, e.g. 50 %")),
        Field("unclear", w.t("unclear screening"), now.unclear, "choice",
              tuple(say("unclear", get_args(Unclear)))),
        Field("why", w.t("why this rule"), now.reason,
              hint=w.t("it is printed with the rule")),
    ]  # fmt: skip


def outcome_read(values: dict[str, Any], w: Words) -> OutcomeRule | None:
    """Take the rule out of a form's values; raises `Problem`. None where nobody chose one."""
    kind, least, unclear, why = (values.pop(n) for n in ("rule", "least", "unclear", "why"))
    rule = read_number(kind or "none", least)
    if rule.rule != "none" and not why.strip():
        raise Problem(w.t("write why the case takes this outcome rule"))
    said = rule.model_copy(
        update={"unclear": cast(Unclear, unclear or "not"), "reason": why.strip()}
    )
    return None if said == OutcomeRule() else said
