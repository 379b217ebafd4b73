"""The commands of coding rounds: begin, code blind, seal, compare, settle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from workbench.case import Case, Problem
from workbench.casebook import load_settings
from workbench.locale import N_, Words, first_of, shown

from .context import LINE, as_json, out, out_json, said
from .offered import case_argument
from .roundshared import NAMED, by_coder, kept_units, note, opened, round_argument, standing_of
from .roundsheets import disagreements, import_, seal, settle, sheet

if TYPE_CHECKING:
    from workbench.casebook.rounds import Standing

_STATES = {"open": N_("open"), "closed": N_("given up"), "sealed": N_("all sealed"),
           "settled": N_("settled")}  # fmt: skip
_OF_CODER = {"left": N_("left"), "sealed": N_("sealed"), "coded": N_("coded"),
             "nothing": N_("nothing yet")}  # fmt: skip
_STEPS = {
    "begun": N_("begun by {who}"),
    "dropped": N_("{coder} left, says {who}: {why}"),
    "closed": N_("given up by {who}: {why}"),
    "sealed": N_("{coder}: sealed by {who}"),
    "settled": N_("settled by {who}"),
}
_TAKEN_BACK = N_("settled by {who}, taken back since")


@click.group("round")
def round_() -> None:
    """Coding rounds: several people code the same units apart, and only then compare.

    While a round is open its coders are shown CASE without its codes.
    """


@round_.command("new")
@case_argument
@round_argument
@click.option("--coder", "coders", multiple=True, help="Who codes; once for each, two or more.")
@click.option("--share", type=float, help="A share of the events, drawn by --seed: 0.3.")
@click.option("--seed", type=int, help="Of the drawing and the bootstrap; the same draws the same.")
@click.option(
    "--events",
    "keys",
    multiple=True,
    metavar="KEYS",
    help="Events by their keys, or their numbers in the log, with semicolons between them. "
    "Default: every event.",
)
@click.option("--pilot", is_flag=True, help="For training: its codes aren't settled into the case.")
def new(
    case: str,
    round_: str,
    coders: tuple[str, ...],
    share: float | None,
    seed: int | None,
    keys: tuple[str, ...],
    pilot: bool,
) -> None:
    """Begin ROUND: its events and pieces of evidence are frozen as they are."""
    from workbench.casebook.rounds import RoundFiles, begin

    _, book = opened(case)
    begun = begin(
        book.case, book.file.path, round_, coders, load_settings().coder,
        share=share, seed=seed, keys=_keys(book.case, keys), pilot=pilot,
    )  # fmt: skip
    out(str(RoundFiles(book.file.path).path(round_)))
    units = begun.frozen.units
    say = said()
    pieces = sum(len(unit.evidence) for unit in units)
    click.echo(
        say.tn("{n} event, {pieces}", "{n} events, {pieces}", len(units),
               pieces=say.tn("{n} piece of evidence", "{n} pieces of evidence", pieces)),
        err=True,
    )  # fmt: skip


def _keys(case: Case, given: Sequence[str]) -> list[str]:
    """Keys as they were given; a key may itself hold what stands between keys.

    Raises `Problem` where none is named.
    """
    found: list[str] = []
    if given and not any(each.strip(" ;,") for each in given):
        raise Problem("{option} is empty", option="--events")
    for each in given:
        if each in case.by_name:
            found.append(each)
            continue
        # A comma parts keys only where nothing else does: it may stand within one.
        parts = re.split("[;；、]", each)
        parts = each.split(",") if len(parts) == 1 else parts
        found += [part.strip() for part in parts if part.strip()]
    return found


@round_.command("list")
@case_argument
@as_json
def list_(case: str, json_: bool) -> None:
    """The rounds of CASE: who codes, who has sealed, and every step with who made it and when."""
    from workbench.casebook.rounds import standings

    _, book = opened(case)
    found = standings(book.file.path)
    note(problem for each in found for problem in each.voided())
    if json_:
        out_json([_as_json(each) for each in found])
        return
    say = said()
    if not found:
        out(say.t("{slug} has no coding rounds: workbench round new begins one.", slug=case))
    for each in found:
        _say_round(each, say)


def _steps(each: Standing) -> list[dict[str, Any]]:
    """What was done, by whom and when, in its order; the seals stand in files of their own."""
    made = [
        {
            **step.model_dump(mode="json", exclude_defaults=True, exclude={"decided", "edit"}),
            **({"taken_back": True} if step in each.undone else {}),
        }
        for step in each.round.steps
    ]
    made += [
        {"step": "sealed", "by": seal.by, "at": seal.model_dump(mode="json")["at"], "coder": coder}
        for coder, seal in each.seals.items()
    ]
    return sorted(made, key=lambda step: step["at"])


def _as_json(each: Standing) -> dict[str, object]:
    frozen = each.round.frozen
    return {
        "round": each.name,
        "state": each.state,
        "pilot": frozen.pilot,
        "events": len(frozen.units),
        "evidence": sum(len(unit.evidence) for unit in frozen.units),
        "share": frozen.share,
        "seed": frozen.seed,
        "coders": {coder: each.of_coder(coder) for coder in frozen.coders},
        "kept": kept_units(each),
        "steps": _steps(each),
    }


def _say_round(each: Standing, say: Words) -> None:
    frozen = each.round.frozen
    pilot = say.bracketed(say.t("pilot")) if frozen.pilot else ""
    pieces = sum(len(unit.evidence) for unit in frozen.units)
    told = [
        say.t(_STATES[each.state]) + pilot,
        say.tn("{n} event", "{n} events", len(frozen.units)),
        say.tn("{n} piece of evidence", "{n} pieces of evidence", pieces),
    ]
    out(f"{each.name}  {' · '.join(told)}")
    kept = kept_units(each)
    for coder in frozen.coders:
        state = say.t(_OF_CODER[each.of_coder(coder)])
        if names := kept.get(coder):
            state += say.bracketed(say.t("as changed since: {names}", names=first_of(names, NAMED)))
        out(shown(f"  {coder}{say.colon}{state}"))
    for step in _steps(each):
        when = datetime.fromisoformat(step["at"]).astimezone().strftime("%Y-%m-%d %H:%M")
        sentence, who, why = (
            _STEPS[step["step"]],
            step["by"] or say.t("someone unnamed"),
            step.get("why", ""),
        )
        if step.get("taken_back"):
            sentence = _TAKEN_BACK
        what = say.t(sentence, who=who, coder=step.get("coder", ""), why=why)
        out(shown(f"  {when}  {what}"))


@round_.command("drop")
@case_argument
@round_argument
@by_coder
@click.option("--why", type=LINE, required=True, help="Why the coder leaves.")
def drop(case: str, round_: str, coder: str, why: str) -> None:
    """A coder who can't go on leaves ROUND; at least two stay."""
    _, book = opened(case)
    standing = standing_of(book, round_)
    standing.drop(standing.coder(coder), why, load_settings().coder)


@round_.command("close")
@case_argument
@round_argument
@click.option("--why", type=LINE, required=True, help="Why it is given up.")
def close(case: str, round_: str, why: str) -> None:
    """Give ROUND up: it hides nothing any more, and is never compared."""
    _, book = opened(case)
    standing_of(book, round_).close(why, load_settings().coder)


for _command in (sheet, import_, seal, disagreements, settle):
    round_.add_command(_command)
