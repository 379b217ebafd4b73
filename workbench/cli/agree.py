"""The command that says how far the coders of a round agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.case import Problem
from workbench.locale import N_, Words, columns, first_of, padded, shown

from .context import as_json, out, out_json, said
from .offered import case_argument
from .roundshared import NAMED, kept_units, named_units, not_in_round, note, opened, standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.case import Case
    from workbench.casebook.rounds import Agreement, Row
    from workbench.codebook import Codebook

_WIDTHS = (6, 10, 6, 13, 11)
_CELLS = 6
"""Pairs of answers of one variable that are printed."""


@click.command()
@case_argument
@click.option("--round", "round_", required=True, metavar="ROUND", help="Which round.")
@click.option(
    "--all", "every", is_flag=True, help="Alpha and its interval where they would mislead too."
)
@as_json
def agree(case: str, round_: str, every: bool, json_: bool) -> None:
    """How far the coders of ROUND agree, from what they sealed.

    Krippendorff's alpha with a bootstrap interval over the events, the share of pairs that are
    equal, strategy by strategy, and the verdicts that follow from each coder's own answers.
    """
    from workbench.casebook.rounds import agree as compare
    from workbench.casebook.rounds import changed

    _, book = opened(case)
    standing, say = standing_of(book, round_), said()
    found = compare(book.case, standing, every)
    told = [*standing.voided(), *not_in_round(standing, book.case)]
    if changes := changed(standing, book.case):
        told.append(
            Problem(
                "changed since the round {round} began: {names}",
                round=standing.name, names=named_units(standing, changes),
            )
        )  # fmt: skip
    for coder, names in kept_units(standing).items():
        told.append(
            Problem(
                "{coder} coded as changed since: {names}", coder=coder, names=first_of(names, NAMED)
            )
        )
    note(told)
    if json_:
        for line in _remarks(found, book.case.codebook, say, why=False):
            click.echo(f"workbench: {line}", err=True)
        out_json(_as_json(case, found, say))
    else:
        _say(book.case, found, say)


def _as_json(case: str, found: Agreement, say: Words) -> dict[str, Any]:
    coders = found.coders
    return {
        "case": case,
        "round": found.standing.name,
        "coders": list(coders),
        "variables": [
            {
                "variable": row.id,
                "measure": row.column.variable.measure,
                "units": row.units,
                "agreement": row.agreement,
                "alpha": row.alpha,
                "interval": [row.interval.low, row.interval.high] if row.interval else None,
                "modal_share": row.modal_share,
                "why": row.why.said(say) if row.why else None,
            }
            for row in found.rows
        ],
        "strategies": [
            {
                "strategy": each.strategy,
                "both": each.both,
                "only": dict(zip(coders, each.only, strict=True)),
                "neither": each.neither,
                "positive_agreement": each.positive_agreement,
            }
            for each in found.strategies
        ],
        "verdicts": {
            each.lens: {"same": each.same, "differ": list(each.differ)} for each in found.verdicts
        },
    }


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}".replace("0.", ".", 1)


def _say(case: Case, found: Agreement, say: Words) -> None:
    from workbench.casebook.rounds import called

    out(shown(say.t("{round}: coded by {names}", round=found.standing.name,
                    names=say.listed(found.coders))))  # fmt: skip
    if found.standing.round.frozen.pilot:
        out(say.t("a pilot round, for training"))
    names = {row.id: _called(row.id, case.codebook, say) for row in found.rows}
    wide = max(map(columns, names.values())) + 2
    heads = (N_("units"), N_("agreement"), N_("alpha"), N_("interval"), N_("modal share"))
    out(padded("", wide) + "".join(map(padded, map(say.t, heads), _WIDTHS)).rstrip())
    for row in found.rows:
        cells = (str(row.units), _number(row.agreement), _number(row.alpha), _between(row),
                 _number(row.modal_share))  # fmt: skip
        out(padded(names[row.id], wide) + "".join(map(padded, cells, _WIDTHS)).rstrip())
    for line in _remarks(found, case.codebook, say):
        out(line)
    _say_confused(case, found, say)
    _say_strategies(case, found, say)
    frozen = found.standing.round.frozen
    ids = {unit.key: unit.id for unit in frozen.units}
    for each in found.verdicts:
        verdict = names[f"verdict:{each.lens}"]
        told = say.t("{verdict}: {same} the same", verdict=verdict, same=each.same)
        if each.differ:
            events = tuple(called(case, frozen, ids[key]) for key in each.differ)
            told = say.t("{verdict}: {same} the same; they differ on {names}", verdict=verdict,
                         same=each.same, names=events)  # fmt: skip
        out(shown(told))


def _called(id_: str, book: Codebook, say: Words) -> str:
    """A variable, in words for which a line of a terminal has room."""
    from workbench.casebook.rounds import variable_name

    kind, _, lens = id_.partition(":")
    if kind == "verdict":
        return say.t("verdict ({lens})", lens=book.lens(lens).short.in_(say.lang))
    return variable_name(id_, book, say)


def _between(row: Row) -> str:
    between = row.interval
    return f"{_number(between.low)}, {_number(between.high)}" if between else "—"


def _remarks(found: Agreement, book: Codebook, say: Words, why: bool = True) -> list[str]:
    """Of alpha `why` it isn't given, and what is to be said of intervals; each with its
    variables."""
    told: dict[str, list[str]] = {}
    for row in found.rows:
        for remark in _of_row(row, say, why):
            told.setdefault(remark, []).append(_called(row.id, book, say))
    return [f"{remark}{say.colon}{say.listed(names)}" for remark, names in told.items()]


def _of_row(row: Row, say: Words, why: bool) -> Iterator[str]:
    from workbench.casebook.rounds import ROUGH

    if row.why and why:
        yield say.t("no alpha: {why}", why=row.why.said(say))
    if row.no_interval:
        yield row.no_interval.said(say)
    if row.alpha is not None and row.rough:
        yield say.t("rough: fewer than {n} values aren’t the commonest one", n=ROUGH)
    if row.interval and (n := row.interval.undefined):
        yield say.tn("{n} draw undefined", "{n} draws undefined", n)


def _say_confused(case: Case, found: Agreement, say: Words) -> None:
    """Which answers were given where another gave others, the commonest first."""
    from workbench.casebook.rounds import answer_name

    for row in found.rows:
        told = [
            f"{shown(one)} {answer_name(row.id, mine, case, say)} × "
            f"{shown(other)} {answer_name(row.id, yours, case, say)}{say.colon}{n}"
            for one, mine, other, yours, n in found.confused(row)
        ]
        if told:
            name = _called(row.id, case.codebook, say)
            more = " …" if len(told) > _CELLS else ""
            out(shown(f"{name}{say.colon}{say.parted(told[:_CELLS])}{more}"))


def _say_strategies(case: Case, found: Agreement, say: Words) -> None:
    """Of two coders, a line for each strategy that either gave."""
    given = [each for each in found.strategies if each.both or any(each.only)]
    if given:
        out(say.t("Strategies, by who gave them"))
    for each in given:
        alone = (say.t("{coder} alone {n}", coder=shown(who), n=n)
                 for who, n in zip(found.coders, each.only, strict=True))  # fmt: skip
        times = say.listed([say.t("both {n}", n=each.both), *alone,
                            say.t("neither {n}", n=each.neither)])  # fmt: skip
        share = say.t("positive agreement {share}", share=_number(each.positive_agreement))
        name = shown(case.codebook.said(each.strategy, say.lang))
        out(f"  {name}{say.colon}{times}{say.semicolon}{share}")
