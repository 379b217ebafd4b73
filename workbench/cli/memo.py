"""The command `memo`: the memo of a case or of one event, on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Case, Problem
from workbench.locale import LANGUAGES, Words, shown

from .context import output_option, said, workspace, write_bytes
from .offered import case_argument

if TYPE_CHECKING:
    from workbench.case import Event, Threshold
    from workbench.memo.contents import Asked

_MANY = 150
"""The events of a case whose memo takes more than a moment."""


@click.command()
@case_argument
@click.option("--lang", type=click.Choice(LANGUAGES), help="Default: the case's language.")
@click.option("--short", is_flag=True, help="The first page and the event table alone.")
@click.option("--event", "key", help="One event alone, by its key or id.")
@click.option("--threshold", type=click.Choice(["observed", "capable"]), help="For effects.")
@output_option
def memo(
    case: str,
    lang: str | None,
    short: bool,
    key: str | None,
    threshold: Threshold | None,
    output: Path | None,
) -> None:
    """Write the PDF memo of CASE, by default to exports/CASE.LANG.pdf.

    The short form goes to exports/CASE.LANG.short.pdf. One event, with its evidence, its verdicts
    and what would change them, goes to exports/CASE.KEY.LANG.pdf.
    """
    from dataclasses import replace

    from workbench.judgement import View, judge_case
    from workbench.memo import SHORT, event_bytes, event_file, memo_bytes

    place, say = workspace(), said()
    # The refusal says it.
    place.told = None
    book = place.open(case)
    book.check_memo()
    chosen = lang or book.case.info.language
    event = _event(book.case, key, short)
    name = f"{case}.{chosen}{'.short' if short else ''}.pdf"
    path = output or place.exports / (event_file(book.case, event, chosen) if event else name)
    own = View.of(book.case.info)
    findings = judge_case(book.case, replace(own, threshold=threshold) if threshold else own)
    asked: Asked = {"digest": book.file.digest(), "today": date.today(), "findings": findings}
    if event:
        data, warnings = event_bytes(book.case, event, chosen, **asked)
    else:
        asked["rounds"] = book.rounds()
        asked["sections"] = SHORT if short else None
        data, warnings = memo_bytes(book.case, chosen, progress=_progress(book.case, say), **asked)
    for warning in warnings:
        click.echo(say.t("warning: {warning}", warning=shown(warning)), err=True)
    write_bytes(path, data)


def _event(case: Case, key: str | None, short: bool) -> Event | None:
    """The event that is asked for, if one is."""
    if key is None:
        return None
    if short:
        raise Problem("--event and --short don’t go together: an event has one form")
    event = case.by_name.get(key)
    if event is None:
        raise Problem("there is no event {key}", key=key)
    return event


def _progress(case: Case, say: Words) -> Callable[[int], None]:
    """Tells how far a long memo is, on standard error in tenths; a short one is done before."""
    last = 0

    def told(percent: int) -> None:
        nonlocal last
        if len(case.events) >= _MANY and percent // 10 > last:
            last = percent // 10
            click.echo(say.t("Writing the memo … {n}%", n=10 * last), err=True)

    return told
