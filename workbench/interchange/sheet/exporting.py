"""A case as a coding sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from workbench.case import Case, Event, Evidence

from .denials import claim_keys, denies_cell
from .reading import COLUMNS, GUARDED, SELDOM
from .tagnotes import tag_notes


def write_sheet(case: Case) -> bytes:
    """The sheet of `case`: UTF-8 with a BOM, comma, a row per event per piece of evidence.

    Importing it into a new case gives the same events, evidence and sources. What the sheet has no
    column for is told by `beyond_sheet`.
    """
    stream = io.StringIO(newline="")
    rows = list(_rows(case))
    columns = [c for c in COLUMNS if c not in SELDOM or any(row.get(c) for row in rows)]
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(_guarded({name: cell for name, cell in row.items() if cell}))
    return stream.getvalue().encode("utf-8-sig", "replace")


def _rows(case: Case) -> Iterator[dict[str, str]]:
    own = _own_cell(case)
    keys = claim_keys(case)
    for event in case.timeline:
        evidence = case.evidence_of(event.id)
        first = _event_cells(event)
        if not evidence or event.note or event.changed_by or event.coder != evidence[0].coder:
            # The event's own note and coder have a row of their own beside those of evidence.
            yield {**first, **own, **_row_cells(event)}
            own = {}
            first = {"event": event.name}
        for piece in evidence:
            yield {**first, **own, **_evidence_cells(case, piece, keys)}
            own = {}
            first = {"event": event.name}


def _own_cell(case: Case) -> dict[str, str]:
    """The case's own codebook, once, in the sheet's first row, as JSON."""
    if not case.own:
        return {}
    entries = [entry.model_dump(exclude_defaults=True) for entry in case.own.values()]
    return {"codebook": json.dumps(entries, ensure_ascii=False)}


def _guarded(cells: dict[str, str]) -> dict[str, str]:
    return {name: f"'{cell}" if cell.startswith(GUARDED) else cell for name, cell in cells.items()}


def _row_cells(record: Event | Evidence) -> dict[str, str]:
    """What a row says of its piece, or of its event where it has none."""
    return {"coder": record.coder, "changed_by": record.changed_by, "note": record.note}


def _event_cells(event: Event) -> dict[str, str]:
    tags = dict.fromkeys(tag.strategy for tag in event.tags)
    ruled = event.overruled
    return {
        "event": event.name,
        "date": event.date,
        "title": event.title,
        "description": event.description,
        "initiator": event.initiator,
        "target": event.target,
        "partners": ";".join(event.partners),
        "domain": event.domain or "",
        "strategies": "none" if event.coded_none else ";".join(tags),
        "avoids_confrontation": event.screen.avoids_confrontation or "",
        "indirect_or_covert": event.screen.indirect_or_covert or "",
        "limits_power_or_intent": event.screen.limits_power_or_intent or "",
        "screening_note": event.screen.note,
        "tag_notes": tag_notes(event),
        "overruled": ruled.verdict if ruled else "",
        "overruled_why": ruled.reason if ruled else "",
        "overruled_by": ruled.coder if ruled else "",
    }


def _evidence_cells(case: Case, piece: Evidence, keys: Mapping[str, str]) -> dict[str, str]:
    cells = {
        "evidence": keys.get(piece.id, ""),
        "side": piece.side,
        "finding": piece.finding,
        "bearing": piece.kind or ";".join(f"{b.motive}:{b.says}" for b in piece.bearings),
        "status": piece.status or "",
        "reaction": case.events[piece.reaction].name if piece.reaction else "",
        "refuted_by": piece.refuted_by,
        "locator": piece.locator,
        "denies": denies_cell(piece, keys),
        "basis": piece.basis or "",
        "grade": piece.grade or "",
        **_row_cells(piece),
    }
    if piece.source:
        source = case.sources[piece.source]
        cells |= {
            "source": source.title,
            "author": source.author,
            "published": source.published,
            "url": source.url,
            "source_type": source.source_type,
        }
    return cells
