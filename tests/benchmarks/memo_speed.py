"""A memo of 500 events against ReportLab's own paragraphs in Helvetica, of the same text.

Run it as `python -m tests.benchmarks.memo_speed [EVENTS]`.
"""

from __future__ import annotations

import io
import sys
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from workbench.case import Case
from workbench.casebook import worked_cases
from workbench.memo import memo_bytes
from workbench.memo.document import memo_story
from workbench.memo.sections.blocks import Rows
from workbench.memo.typesetting import Prose, ProseStyle

from .figures import Figure, in_turns

DAY = date(2026, 11, 23)
LOT = 60
"""How many rows the memo lays out at a time."""


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
    """The same text at the same sizes, in the same tables and lots of rows, without charts."""
    plain = getSampleStyleSheet()["BodyText"]
    styles: dict[ProseStyle, ParagraphStyle] = {}

    def set_in(prose: Prose) -> Paragraph:
        look = prose.style
        if look not in styles:
            name = f"s{len(styles)}"
            styles[look] = ParagraphStyle(
                name, plain, fontSize=look.size, leading=look.leading, spaceBefore=0, spaceAfter=0
            )
        return Paragraph(escape(prose.text), styles[look])

    def cell(flowables: list[Flowable]) -> list[Flowable]:
        return [set_in(f) for f in flowables if isinstance(f, Prose)]

    def tables(rows: Rows) -> list[Flowable]:
        made = [[cell(c) for c in row] for row in rows.rows]
        head = [cell(c) for c in rows.head]
        lots = [made[n : n + LOT] for n in range(0, len(made), LOT)]
        return [
            Table([head, *lot], colWidths=rows.widths, repeatRows=1, splitInRow=1) for lot in lots
        ]

    story: list[Flowable] = []
    for flowable in memo_story(case, "en", digest="d", today=DAY)[1]:
        if isinstance(flowable, Prose):
            story.append(set_in(flowable))
        elif isinstance(flowable, Rows):
            story += tables(flowable)
        elif inner := getattr(flowable, "_content", None):
            story += [table for f in inner if isinstance(f, Rows) for table in tables(f)]
    SimpleDocTemplate(io.BytesIO(), leftMargin=49, rightMargin=49).build(story)


def figures(many: int = 500) -> list[Figure]:
    """The memo against Helvetica."""
    case = of_events(many)
    memo_bytes(of_events(5), "en", digest="d", today=DAY)
    ours, floor = in_turns(
        3,
        lambda: memo_bytes(case, "en", digest="d", today=DAY),
        lambda: in_helvetica(case),
    )
    return [Figure(f"the memo of {many} events", ours, floor, "the same text in Helvetica", 3)]


if __name__ == "__main__":
    for figure in figures(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        print(figure.row)  # noqa: T201
