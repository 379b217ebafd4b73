"""From the tables of a case file to its case, and back, with every flaw named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workbench.case import RECORDS, Assessment, Case, Problem, Record, codebook_flaws, kept
from workbench.locale import whole

from .format import FORMAT, VERSION
from .lines import META, Tables


@dataclass(frozen=True)
class Flaw:
    """One thing wrong in a case file: which record, which field, and what."""

    table: str
    id: str
    field: str
    why: str


def flaws(tables: Tables) -> tuple[dict[str, dict[str, Record]], list[Flaw]]:
    """The records that are sound, and what is wrong with the others."""
    found: dict[str, dict[str, Record]] = {}
    wrong: list[Flaw] = []
    for kind in RECORDS:
        rows = found.setdefault(kind.table, {})
        for key, row in tables.get(kind.table, {}).items():
            if whole(key) != key:
                wrong.append(Flaw(kind.table, key, "", "an id holds half a character"))
                continue
            if not isinstance(row, dict):
                wrong.append(Flaw(kind.table, key, "", "a record is a JSON object"))
                continue
            try:
                rows[key] = kind.model_validate({**row, "id": key})
            except ValidationError as error:
                for each in error.errors():
                    place = ".".join(map(str, each["loc"]))
                    cause = each.get("ctx", {}).get("error")
                    wrong.append(Flaw(kind.table, key, place, str(cause or each["msg"])))
    known = {kind.table for kind in RECORDS}
    for name, others in tables.items():
        for key, row in others.items() if name not in known else ():
            try:
                kept(row)
            except Problem as problem:
                wrong.append(Flaw(name, key, "", str(problem)))
    if not tables.get("case", {}).get("case"):
        wrong.append(Flaw("case", "case", "", "the record that describes the case is missing"))
    for piece in found["evidence"].values():
        for name, table in (("event", "events"), ("reaction", "events"), ("source", "sources")):
            wanted = getattr(piece, name)
            if wanted is not None and wanted not in tables.get(table, {}):
                wrong.append(Flaw("evidence", piece.id, name, f"there is no {wanted} in {table}"))
    placed = codebook_flaws(
        found["events"].values(), found["codebook"].values(), tables.get("codebook", {})
    )
    return found, wrong + [Flaw(*flaw) for flaw in placed]


def build(slug: str, tables: Tables, path: Path) -> Case:
    """The case in these tables; raises `Problem` for the first flaw."""
    found, wrong = flaws(tables)
    if wrong:
        first = wrong[0]
        raise Problem(
            "{path}: {table} {id} {field}: {why} ({count} in all; workbench check lists them)",
            path=str(path),
            table=first.table,
            id=first.id,
            field=first.field,
            why=first.why,
            count=len(wrong),
        )
    return Case(
        slug=slug,
        info=found["case"]["case"],  # type: ignore[arg-type]
        ratings=found["ratings"],  # type: ignore[arg-type]
        assessment=found["assessment"].get("assessment", Assessment()),  # type: ignore[arg-type]
        sources=found["sources"],  # type: ignore[arg-type]
        events=found["events"],  # type: ignore[arg-type]
        evidence=found["evidence"],  # type: ignore[arg-type]
        own=found["codebook"],  # type: ignore[arg-type]
        candidates=found["candidates"],  # type: ignore[arg-type]
    )


def as_row(record: Record) -> dict[str, Any]:
    """A record as it stands in the file: without its id, and without what says nothing."""
    return record.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)


def as_tables(case: Case) -> Tables:
    """The whole case as the file holds it."""
    meta = {"format": FORMAT, "version": VERSION}
    tables: Tables = {META: {"1": meta}} | {kind.table: {} for kind in RECORDS}
    for record in case.records():
        tables[record.table][record.id] = as_row(record)
    return tables
