"""The case for statistics: a zip of tidy CSV files (RFC 4180) with their data dictionary."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

from workbench.case import Case
from workbench.judgement import LENSES, Findings

_EVENT = ("event", "date", "title", "initiator", "target")
_WHAT = {
    "event": "the event's key, else its id",
    "date": "EDTF date; empty: undated",
    "title": "the event's title",
    "initiator": "who acted",
    "target": "who was acted upon",
    "strategy": "the id of a strategy of the codebook",
    "class": "the id of the strategy's class",
    "coder": "who tagged the event so",
    "lens": "the id of the lens",
    "verdict": "what the lens says of the event",
    "counted": "pieces of evidence that counted",
    "left_out": "pieces of evidence that were left out",
}


def write_tidy(case: Case, findings: Findings) -> bytes:
    """`strategies.csv` (event × strategy), `lenses.csv` (event × lens) and `dictionary.csv`."""
    book = case.codebook
    tagged = [
        (*_event(e), tag.strategy, book.strategy(tag.strategy).class_, tag.coder)
        for e in case.timeline
        for tag in e.tags
    ]
    judged = [
        (*_event(f.event), lens, v.verdict, str(len(v.counted)), str(len(v.left_out)))
        for f in findings.events
        for lens, v in ((lens, f.verdicts[lens]) for lens in LENSES)
    ]
    heads = {
        "strategies": (*_EVENT, "strategy", "class", "coder"),
        "lenses": (*_EVENT, "lens", "verdict", "counted", "left_out"),
    }
    dictionary = [(f"{name}.csv", c, _WHAT[c]) for name, head in heads.items() for c in head]
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, head, rows in (
            ("strategies", heads["strategies"], tagged),
            ("lenses", heads["lenses"], judged),
            ("dictionary", ("file", "column", "meaning"), dictionary),
        ):
            # A fixed time makes the same case the same bytes.
            part = zipfile.ZipInfo(f"{name}.csv", (1980, 1, 1, 0, 0, 0))
            archive.writestr(part, _csv(head, rows))
    return found.getvalue()


def _event(event: object) -> tuple[str, ...]:
    return tuple(str(getattr(event, f)) for f in ("name", "date", "title", "initiator", "target"))


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "backslashreplace")
