"""The commands by which a round is coded, compared and settled: sheets out and in, and seals."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import Problem
from workbench.casebook import load_settings
from workbench.locale import shown

from .context import as_json, out, out_json, output_option, said, write_bytes
from .offered import case_argument
from .roundshared import (
    ask_about_changed,
    by_coder,
    keep_changed,
    named_units,
    note,
    opened,
    refuse_faults,
    round_argument,
    standing_of,
)

if TYPE_CHECKING:
    from workbench.casebook.rounds import Standing


@click.command("sheet")
@case_argument
@round_argument
@by_coder
@click.option("--plain-keys", is_flag=True, help="U001 and on for keys that say something.")
@keep_changed
@output_option
def sheet(
    case: str, round_: str, coder: str, plain_keys: bool, keep_changed: bool, output: Path | None
) -> None:
    """The blind sheet of ROUND for a coder: CSV, or a workbook where OUTPUT ends in .xlsx.

    A row per event per piece of evidence, with what there is to read and nothing that was coded.
    """
    from workbench.interchange.roundsheet import as_csv, as_xlsx, sheet_rows

    place, book = opened(case)
    standing = standing_of(book, round_)
    who = standing.coder(coder)
    standing.check_unsealed(who)
    ask_about_changed(standing, book.case, who, keep_changed)
    rows = sheet_rows(book.case, standing.round.frozen, plain_keys)
    number = standing.round.number(who)
    path = output or place.exports / f"{case}.{round_}.{number}.csv"
    workbook = path.suffix.casefold() == ".xlsx"
    write_bytes(path, as_xlsx(rows, standing.name) if workbook else as_csv(rows))


@click.command("import")
@case_argument
@round_argument
@click.argument("file", type=click.Path(path_type=Path))
@by_coder
@keep_changed
@as_json
def import_(
    case: str, round_: str, file: Path, coder: str, keep_changed: bool, json_: bool
) -> None:
    """A filled sheet (CSV, .xlsx or .ods) becomes the coder's layer: all of it, or none.

    Until it is sealed it can be read in again.
    """
    from workbench.casebook.rounds import Layer, changed, now
    from workbench.interchange.packed import bounded
    from workbench.interchange.roundsheet import read_filled

    _, book = opened(case)
    standing, say = standing_of(book, round_), said()
    frozen, who = standing.round.frozen, standing.coder(coder)
    standing.check_unsealed(who)
    ask_about_changed(standing, book.case, who, keep_changed)
    filled = read_filled(bounded(file), book.case, frozen, who)
    refuse_faults(filled.faults, file, say)
    layer = Layer(
        round=standing.name, coder=who, codebook=frozen.codebook, nonce=secrets.token_hex(32),
        by=load_settings().coder or who, at=now(), kept=changed(standing, book.case),
        events=filled.events, evidence=filled.evidence,
    )  # fmt: skip
    lost, aside = standing.put(layer)
    notes = list(filled.notes)
    if lost:
        notes.append(
            Problem(
                "answered before, and empty in this sheet: {names}; the answers as they were are "
                "kept in {path}",
                names=named_units(standing, lost), path=str(aside),
            )
        )  # fmt: skip
    if filled.missing:
        notes.append(Problem("units without a row, taken as not coded: {n}", n=filled.missing))
    note(notes)
    if json_:
        out_json(
            {
                "case": case, "round": standing.name, "coder": who, "rows": filled.rows,
                "events": len(filled.events), "evidence": len(filled.evidence),
                "notes": [each.said(say) for each in notes],
            }
        )  # fmt: skip
        return
    out(str(standing.files.path(standing.name, standing.round.number(who))))
    out(say.t("coded: {events} events, {pieces} pieces of evidence; not sealed yet",
              events=len(filled.events), pieces=len(filled.evidence)))  # fmt: skip


@click.command("seal")
@case_argument
@round_argument
@by_coder
@keep_changed
def seal(case: str, round_: str, coder: str, keep_changed: bool) -> None:
    """Seal a coder's layer: from now on it isn't changed.

    The seal tells nothing of the answers and is shared at once; the layer itself, once all have
    sealed.
    """
    _, book = opened(case)
    standing, say = standing_of(book, round_), said()
    who = standing.coder(coder)
    standing.check_unsealed(who)
    ask_about_changed(standing, book.case, who, keep_changed)
    out(str(standing.seal(who, load_settings().coder or who)))
    standing = standing_of(book, round_)
    if standing.waiting:
        names = say.listed(map(shown, standing.waiting))
        out(say.t("share the seal alone; still to seal: {names}", names=names))
    else:
        out(say.t("all have sealed: now the answers are shared too, and compared: workbench agree "
                  "{case} --round {round}", case=case, round=standing.name))  # fmt: skip


@click.command("disagreements")
@case_argument
@round_argument
@click.option("--to", "form", type=click.Choice(["csv"]), required=True, help="The format.")
@output_option
def disagreements(case: str, round_: str, form: str, output: Path | None) -> None:
    """What the coders of ROUND differ on: a row per unit and variable, to be settled."""
    from workbench.casebook.rounds import compared
    from workbench.interchange.roundsheet import as_csv, difference_rows

    place, book = opened(case)
    standing = standing_of(book, round_)
    differ, _, alone = compared(standing)
    path = output or place.exports / f"{case}.{round_}.disagreements.{form}"
    write_bytes(path, as_csv(difference_rows(book.case, standing, differ)))
    if alone:
        sentence = said().tn(
            "{n} answer was given by one coder alone, and isn't asked about",
            "{n} answers were given by one coder alone, and aren't asked about",
            len(alone),
        )
        click.echo(f"workbench: {sentence}", err=True)


@click.command("settle")
@case_argument
@round_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", required=True, help="Who settles.")
@keep_changed
@as_json
def settle(case: str, round_: str, file: Path, by: str, keep_changed: bool, json_: bool) -> None:
    """What all gave alike, and the disagreements as FILE settles them, enter CASE as one edit.

    FILE is what `disagreements` wrote, with `settled` and `why` filled on every row.
    """
    from workbench.casebook.rounds import (
        SETTLED,
        check_settled,
        coder_called,
        named,
        settled_step,
        settlement,
    )
    from workbench.interchange.packed import bounded
    from workbench.interchange.roundsheet import read_settled

    _, book = opened(case)
    standing, say = standing_of(book, round_), said()
    by = coder_called(by)
    if not by:
        raise Problem("{option} is empty", option="--by")
    # Before the sheet is read: what it says is told of a round that can be settled alone.
    check_settled(standing)
    chosen, faults = read_settled(bounded(file), book.case, standing)
    refuse_faults(faults, file, say)
    ask_about_changed(standing, book.case, "", keep_changed)
    found = settlement(book.case, standing, chosen, by)
    book.apply(SETTLED, found.changes, by)
    standing.take(settled_step(found, by, book.history()))
    note(found.notices())
    if json_:
        out_json({"case": case, "round": standing.name, "by": by, "alike": found.alike,
                  "settled": found.settled, "changed": len(found.changes),
                  "alone": _each(standing, found.alone),
                  "gone": named(standing.round.frozen, found.gone),
                  "taken": _each(standing, found.unasked.taken),
                  "tests_dropped": found.unasked.fallen,
                  "tests_unlike": found.unasked.unlike})  # fmt: skip
        return
    out(
        say.t(
            "settled by {who}: {alike} answers that all gave alike, {settled} that were decided; "
            "{n} records changed",
            who=shown(by), alike=found.alike, settled=found.settled, n=len(found.changes),
        )
    )  # fmt: skip


def _each(standing: Standing, found: Iterable[tuple[str, ...]]) -> list[str]:
    """Units with a field each, as the JSON has them."""
    from workbench.casebook.rounds import named

    return [f"{named(standing.round.frozen, [unit])[0]} {field}" for unit, field, *_ in found]
