"""A coding round in full: how far it is, how far its coders agree, and on what they don't."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from workbench.case import Case
from workbench.casebook.rounds import (
    Agreement,
    Difference,
    Row,
    Standing,
    ToldRound,
    answer_name,
    reasons,
    variable_name,
    worst_first,
)
from workbench.codebook import Codebook
from workbench.locale import N_, Words

from ..kit.plain import cell, prose, widest

_LISTED = 200
"""Disagreements that are told; the table of them has all."""
STATES = {"open": N_("open"), "closed": N_("given up"), "sealed": N_("all sealed"),
          "settled": N_("settled")}  # fmt: skip
_OF_CODER = {"left": N_("left"), "sealed": N_("sealed"), "coded": N_("coded"),
             "nothing": N_("nothing yet")}  # fmt: skip
_NUMBERS = 7
"""Columns of a number."""
_BETWEEN = 15


class RoundText:
    """Tells of a round in the words of the screen."""

    def __init__(self, case: Case, book: Codebook, w: Words, width: int) -> None:
        """Of a case, within so many columns."""
        self.case, self.book, self.w, self.width = case, book, w, width

    def whole(self, told: ToldRound) -> Text:
        """Everything that may be told of it."""
        standing, said = told.standing, Text()
        if standing is None:
            return prose(self.w.t(told.why, round=told.name))
        for line in self._facts(standing):
            said.append_text(line).append("\n")
        if told.agreement:
            said.append("\n").append_text(self._table(told.agreement))
            said.append_text(self._strategies(told.agreement))
            said.append_text(self._disagreements(told.agreement))
        elif told.why:
            said.append("\n" + self.w.t(told.why, round=told.name))
        return said

    def _facts(self, standing: Standing) -> Iterator[Text]:
        w, frozen = self.w, standing.round.frozen
        pieces = sum(len(unit.evidence) for unit in frozen.units)
        told = [
            w.t(STATES[standing.state]),
            w.tn("{n} event", "{n} events", len(frozen.units)),
            w.tn("{n} piece of evidence", "{n} pieces of evidence", pieces),
            *([w.t("a pilot round, for training")] if frozen.pilot else []),
        ]
        yield Text.assemble((f"{standing.name}  ", "bold"), " · ".join(told))
        for step in standing.undone:
            yield cell("  " + w.t("settled by {who}, taken back since", who=step.by or "—"))
        for coder in frozen.coders:
            yield cell(f"  {coder}{w.colon}{w.t(_OF_CODER[standing.of_coder(coder)])}")

    def _table(self, found: Agreement) -> Text:
        """By variable: units, agreement, alpha and its interval, or why there is none."""
        w, said = self.w, Text()
        names = {row.id: variable_name(row.id, self.book, w) for row in found.rows}
        heads = (w.t("units"), w.t("agreement"), w.t("alpha"), w.t("95 % interval"))
        sizes = (max(_NUMBERS, widest(heads[:1]) + 1), max(_NUMBERS, widest(heads[1:2]) + 2),
                 _NUMBERS, _BETWEEN)  # fmt: skip
        wide = max(min(widest(names.values()) + 2, self.width - sum(sizes)), 12)
        said.append_text(_padded("", wide))
        for head, size in zip(heads, sizes, strict=True):
            said.append_text(_padded(head, size, "dim"))
        said.append("\n")
        for row in found.rows:
            numbers = (str(row.units), _number(row.agreement), _number(row.alpha), _between(row))
            said.append_text(_padded(cell(names[row.id], wide - 2).plain, wide))
            for number, size in zip(numbers, sizes, strict=True):
                said.append_text(_padded(number, size))
            said.append("\n")
            if row.why:
                said.append("    " + w.t("no alpha: {why}", why=row.why.said(w)) + "\n", "dim")
        return said

    def _strategies(self, found: Agreement) -> Text:
        """Per strategy who gave it alone; of two coders."""
        w, said = self.w, Text()
        given = [each for each in found.strategies if each.both or any(each.only)]
        if not given:
            return said
        said.append("\n" + w.t("Strategies, by who gave them") + "\n", "bold")
        one, other = found.coders
        for each in given:
            parts = [w.t("both {n}", n=each.both)]
            parts += [w.t("{coder} alone {n}", coder=who, n=n)
                      for who, n in zip((one, other), each.only, strict=True) if n]  # fmt: skip
            name = self.book.said(each.strategy, w.lang)
            said.append_text(cell(f"  {name}{w.colon}{w.listed(parts)}", 400)).append("\n")
        return said

    def _disagreements(self, found: Agreement) -> Text:
        """The farthest apart first, each with what its coders wrote."""
        w, said = self.w, Text()
        differ = worst_first(found.standing)
        step = found.standing.settled
        decided = {(d.unit, d.variable): d for d in step.decided} if step else {}
        head = w.tn("{n} disagreement, the farthest apart first",
                    "{n} disagreements, the farthest apart first", len(differ))  # fmt: skip
        said.append("\n" + head + "\n", "bold")
        for each in differ[:_LISTED]:
            said.append_text(self.difference(found.standing, each))
            if done := decided.get((each.unit, each.variable.id)):
                answer = answer_name(each.variable.id, done.value, self.case, w)
                told = w.t("settled: {answer} – {why}", answer=answer, why=done.why)
                said.append_text(cell(f"  → {told}", 600, "italic")).append("\n")
        if (more := len(differ) - _LISTED) > 0:
            said.append(w.tn("… and {n} more", "… and {n} more", more))
        return said

    def difference(self, standing: Standing, each: Difference) -> Text:
        """One disagreement: the unit, the answers, the reasons."""
        w, name = self.w, variable_name(each.variable.id, self.book, self.w)
        unit = self.case.evidence.get(each.unit)
        event = self.case.events.get(unit.event if unit else each.unit)
        where = event.title if event else each.unit
        said = Text().append_text(cell(f"{name} · {where}", 400, "bold")).append("\n")
        if unit:
            said.append_text(cell(f"  {unit.finding}", 400, "dim")).append("\n")
        why = reasons(each, standing.layers, self.case.codebook, w)
        for who, answer in each.answers.items():
            told = answer_name(each.variable.id, answer, self.case, w)
            if who in why:
                told = w.t("{answer} – {why}", answer=told, why=why[who])
            said.append_text(cell(f"  {who}{w.colon}{told}", 600)).append("\n")
        return said


def _padded(text: str, width: int, style: str = "") -> Text:
    said = cell(text, width, style)
    said.pad_right(max(width - said.cell_len, 0))
    return said


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _between(row: Row) -> str:
    between = row.interval
    if between is None:
        return "—"
    rough = " ~" if row.rough else ""
    return f"{between.low:.2f}–{between.high:.2f}{rough}"
