"""The command `readings`: every defensible reading of a case, and what would flip it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.case import OutcomeRule, Unclear, read_rule
from workbench.locale import columns, padded, shown

from .context import as_json, out, out_json, said, workspace
from .offered import case_argument

if TYPE_CHECKING:
    from workbench.judgement import Flip, Readings, ReadingSentences

_LISTED = 40
"""Pieces of a flip that are printed; `--json` has them all."""


def _rule(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> OutcomeRule | None:
    return None if value is None else read_rule(value)


@click.command()
@case_argument
@click.option(
    "--rule",
    callback=_rule,
    metavar="none|any|count:K|share:X",
    help="When the case is one of soft balancing. Default: the case's own rule.",
)
@click.option(
    "--unclear",
    type=click.Choice(["counts", "not"]),
    help="Whether an act whose screening is unclear counts as soft.",
)
@as_json
def readings(case: str, rule: OutcomeRule | None, unclear: Unclear | None, json_: bool) -> None:
    """Read CASE under every lens, threshold, floor and use of interpretations.

    How many of the balancer's acts are soft balancing under each, in how many readings the case
    meets its outcome rule, which choice moves that most, and the smallest change of the evidence
    that flips it. A rule that is given here is tried, and not kept in the case.
    """
    from workbench.interchange.readingsjson import readings_json
    from workbench.judgement import Flip, ReadingSentences, flip_of, judge_case, read_case

    book, say = workspace().open(case), said()
    opened = book.case
    own = opened.info.outcome
    asked = rule or own or OutcomeRule()
    if rule and own:
        asked = rule.model_copy(update={"unclear": own.unclear})
    if unclear:
        asked = asked.model_copy(update={"unclear": unclear})
    findings = judge_case(opened)
    coded = book.by_coder(findings.view)
    found = read_case(findings, asked, coded.findings if coded else None)
    flip = flip_of(findings, asked)
    if json_:
        out_json(readings_json(found, flip))
        return
    tell = ReadingSentences(opened.codebook, say)
    chosen = None if asked.rule == "none" and not (rule or own) else asked
    out(shown(tell.ruled(chosen, reason=rule is None)))
    out(shown(tell.tell.counted(findings)))
    out()
    _table(found, tell)
    out()
    told = (
        tell.own(found),
        tell.coders(found),
        tell.firm(found),
        tell.overruled(found),
        tell.moved(found.moves_most),
    )
    for sentence in filter(None, told):
        out(shown(sentence))
    out(tell.flip(flip))
    if isinstance(flip, Flip):
        _pieces(found, flip, tell)


def _table(found: Readings, tell: ReadingSentences) -> None:
    """A line a reading, those with the most soft balancing first; a mark at the case's own."""
    say = tell.say
    names = [tell.reading(reading) for reading in found.all]
    heads = (say.t("soft"), say.t("with a verdict"), say.t("rule"))
    wide = max(columns(name) for name in names) + 2
    out("  " + padded("", wide) + "  ".join(heads))
    for place in found.ranked:
        reading = found.all[place]
        numbers = (str(reading.counted.soft), str(reading.counted.judged))
        cells = [" " * (columns(h) - len(n)) + n for h, n in zip(heads, numbers, strict=False)]
        mark = "›" if place == found.own else " "
        told = "  ".join([*cells, tell.conclusion(reading.concludes)])
        out(f"{mark} {padded(names[place], wide)}{told}")


def _pieces(found: Readings, flip: Flip, tell: ReadingSentences) -> None:
    """The pieces of a flip, each with its event."""
    case, say = found.findings.case, tell.say
    for touched in flip.pieces[:_LISTED]:
        piece = case.evidence[touched.id]
        event = case.events[piece.event]
        out(f"  {tell.touched(touched)}  {piece.id}  {padded(shown(piece.finding), 100).rstrip()}")
        out(f"      {event.date or '-'}  {shown(event.title)}")
    if (more := len(flip.pieces) - _LISTED) > 0:
        out(say.tn("  … and {n} more piece", "  … and {n} more pieces", more))
