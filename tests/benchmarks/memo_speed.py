"""A memo of 500 events against ReportLab's own paragraphs in Helvetica, of the same text.

Run it as `python -m tests.benchmarks.memo_speed [EVENTS]`.
"""

from __future__ import annotations

import io
import sys
import time
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from workbench.case import Case
from workbench.casebook import worked_cases
from workbench.memo import memo_bytes
from workbench.memo.document import memo_story
from workbench.memo.sections.blocks import Rows
from workbench.memo.typesetting import Prose

DAY = date(2026, 11, 23)


def of_events(many: int) -> Case:
    """The worked case, its events and their evidence repeated."""
    case = next(f.load() for f in worked_cases() if f.load().info.language == "en")
    events, evidence = {}, {}
    for n in range(many):
        event = case.timeline[n % len(case.timeline)]
        id = f"{event.id}-{n}"
        events[id] = event.model_copy(update={"id": id, "key": ""})
        for piece in case.evidence_of(event.id):
            new = {"id": f"{piece.id}-{n}", "event": id, "reaction": None}
            evidence[str(new["id"])] = piece.model_copy(update=new)
    return Case(case.slug, case.info, case.ratings, case.assessment, case.sources, events, evidence)


def in_helvetica(case: Case) -> None:
    """The same text in the same tables, without charts."""
    style = getSampleStyleSheet()["BodyText"]

    def cell(flowables: list[Flowable]) -> list[Flowable]:
        return [Paragraph(escape(f.text), style) for f in flowables if isinstance(f, Prose)]

    story: list[Flowable] = []
    for flowable in memo_story(case, "en", digest="d", today=DAY)[1]:
        if isinstance(flowable, Prose):
            story.append(Paragraph(escape(flowable.text), style))
        elif isinstance(flowable, Rows):
            rows = [[cell(c) for c in row] for row in (flowable.head, *flowable.rows)]
            story.append(Table(rows, colWidths=flowable._widths, repeatRows=1, splitInRow=1))
        elif inner := getattr(flowable, "_content", None):
            story += [
                Table([[cell(c) for c in row] for row in f.rows], colWidths=f._widths, splitInRow=1)
                for f in inner
                if isinstance(f, Rows) and f.rows
            ]
    SimpleDocTemplate(io.BytesIO()).build(story)


def main(many: int) -> None:
    """Both times, and the one as a multiple of the other."""
    case = of_events(many)
    memo_bytes(of_events(5), "en", digest="d", today=DAY)
    start = time.perf_counter()
    in_helvetica(case)
    middle = time.perf_counter()
    memo_bytes(case, "en", digest="d", today=DAY)
    end = time.perf_counter()
    ratio = (end - middle) / (middle - start)
    sys.stdout.write(f"Helvetica {middle - start:.1f} s, memo {end - middle:.1f} s: {ratio:.2f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
