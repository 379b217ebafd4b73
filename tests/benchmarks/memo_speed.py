"""A memo against two floors, as processes: its own words put on a bare canvas, and Typst.

The first lays nothing out: every stretch of text of the finished memo is drawn where it stands, in
its font and size, on ReportLab's canvas. The second is another program that sets the same document
with the same fonts, from its source on: `pip install typst`, and left out where it isn't installed.
What either is given is made before; ours begins with the case file.
Run it as `python -m tests.benchmarks.memo_speed [EVENTS]`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pypdfium2
import pypdfium2.raw

import workbench.memo
from workbench.case import Case
from workbench.casebook import worked_cases
from workbench.locale import LANGUAGES
from workbench.memo import memo_bytes
from workbench.memo.contents import memo_document
from workbench.memo.document import (
    Across,
    Box,
    Cell,
    Column,
    Entry,
    Heading,
    List,
    Node,
    Span,
    Table,
    Text,
    Together,
)
from workbench.memo.pdf.looks import look_of
from workbench.memo.pdf.pageframe import BOTTOM, MARGIN, PAGE, TOP
from workbench.memo.pdf.typesetting.fonts import FILES, face_of
from workbench.store import CaseFile

from .figures import Figure, in_turns

DAY = date(2026, 11, 23)
FONTS = Path(workbench.memo.__file__).parent / "fonts"


def of_events(many: int, lang: str = "en") -> Case:
    """The worked case in a language, its events and their evidence repeated; 0: as it is."""
    case = next(f.load() for f in worked_cases() if f.load().info.language == lang)
    if not many:
        return case
    events, evidence = {}, {}
    for n in range(many):
        event = case.timeline[n % len(case.timeline)]
        id = f"{event.id}-{n}"
        events[id] = event.model_copy(update={"id": id, "key": ""})
        for piece in case.evidence_of(event.id):
            new = {"id": f"{piece.id}-{n}", "event": id, "reaction": None}
            evidence[str(new["id"])] = piece.model_copy(update=new)
    return Case(case.slug, case.info, case.ratings, case.assessment, case.sources, events, evidence)


@dataclass(frozen=True)
class Words:
    """A stretch of text of a finished page."""

    said: str
    font: str
    size: float
    at: tuple[float, float]


def words_of(data: bytes) -> list[list[Words]]:
    """The stretches of every page, in the order in which they were drawn."""
    known = {face_of(name).face.name.decode(): name for name in FILES}
    kind = pypdfium2.raw.FPDF_PAGEOBJ_TEXT
    found: list[list[Words]] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            there = page.get_objects(filter=[kind], textpage=page.get_textpage())
            found.append([])
            for each in there:
                _, _, _, _, x, y = each.get_matrix().get()
                font = known[each.get_font().get_base_name().rpartition("+")[2]]
                said = each.extract().strip("\r\n")
                found[-1].append(Words(said, font, each.get_font_size(), (x, y)))
    return found


_REPLAY = """
import json, sys
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
with open(sys.argv[1], encoding="utf-8") as stream:
    size, fonts, pages = json.load(stream)
for name, file in fonts.items():
    pdfmetrics.registerFont(TTFont(name, file))
canvas = Canvas(sys.argv[2], pagesize=size)
for page in pages:
    for said, font, size, at in page:
        canvas.setFont(font, size)
        canvas.drawString(*at, said)
    canvas.showPage()
canvas.save()
"""
"""The same words at the same places on a bare canvas: nothing is laid out."""

_TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""


def to_replay(data: bytes) -> str:
    """What `_REPLAY` is given: the words of a finished memo, and the fonts that they are in."""
    pages = words_of(data)
    used = {words.font for page in pages for words in page}
    fonts = {name: str(FONTS / f"{FILES[name]}.ttf") for name in used}
    return json.dumps([PAGE, fonts, [[astuple(words) for words in page] for page in pages]])


def in_typst(case: Case, lang: str) -> str:
    """The same document for Typst: the same fonts, sizes and widths, heads that repeat.

    Figures, links and shades are left out, which is in its favour.
    """
    document = memo_document(case, lang, digest="d", today=DAY)
    return "\n".join((_PAGE, *(said for part in document.parts for said in _set(part.nodes))))


_PAGE = (
    f'#set page(paper: "a4", margin: (x: {MARGIN}pt, top: {TOP}pt, bottom: {BOTTOM}pt))\n'
    "#set par(spacing: 4pt)\n#set table(stroke: (bottom: 0.5pt + gray), inset: 3pt)"
)
_FACES = {"serif": '("Source Serif 4", "Noto Sans TC")', "sans": '("Noto Sans", "Noto Sans TC")'}


def _set(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield f"#block[{_said(node.spans, node.role)}]"
        elif isinstance(node, Heading):
            yield f"#block[{_said(node.spans, 'heading')}]"
        elif isinstance(node, List):
            yield from (f"#block[• {_said(item.spans, 'body')}]" for item in node.items)
        elif isinstance(node, Entry):
            inside = "".join(_set((node.body, *node.below)))
            yield f"#grid(columns: (24pt, 1fr), {_content(node.mark)}, [{inside}])"
        elif isinstance(node, Across):
            sides = (f"[{''.join(_set((side,)))}]" for side in (node.left, node.right))
            yield f"#grid(columns: (3fr, 2fr), {', '.join(sides)})"
        elif isinstance(node, Table):
            yield _table(node)
        elif isinstance(node, Box):
            yield f"#block(inset: 12pt, fill: luma(240))[{''.join(_set(node.inside))}]"
        elif isinstance(node, Together):
            yield f"#block(breakable: true)[{''.join(_set(node.nodes))}]"


def _table(table: Table) -> str:
    look = "cell" if table.look == "fields" else table.look
    widths = ", ".join(map(_width, table.columns))
    head = ", ".join(_cell(cell, look) for cell in table.head)
    rows = ",\n".join(", ".join(_cell(cell, look) for cell in row) for row in table.rows)
    return f"#table(columns: ({widths},), table.header({head}),\n{rows})"


def _width(column: Column) -> str:
    if column.fit:
        return "auto"
    return f"{column.width}pt" if column.width else "1fr"


def _cell(cell: Cell, look: str) -> str:
    texts = (item for item in cell if isinstance(item, Text))
    said = (
        f"#block[{_said(each.spans, look if each.role == 'cell' else each.role)}]" for each in texts
    )
    return f"[{''.join(said)}]"


def _said(spans: Iterable[Span], role: str) -> str:
    look = look_of(role, "en")
    set_so = f"#set text(size: {look.size}pt, font: {_FACES[look.face]});"
    lead = f"#set par(leading: {look.leading - look.size}pt);"
    bold = look.bold
    inside = "".join(
        f"#text(weight: 600)[#{_content(span.text)}]"
        if span.bold or bold
        else f"#{_content(span.text)}"
        for span in spans
    )
    return f"{set_so} {lead} {inside}"


def _content(said: str) -> str:
    plain = said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{plain}"'


def _process(*command: str, home: Path) -> None:
    """Run Python to its end."""
    around = os.environ | {"WORKBENCH_HOME": str(home), "WORKBENCH_CONFIG": str(home / "config")}
    # An installed program isn't compiled anew each time that it starts.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=around)


def _kept(case: Case, home: Path) -> partial[None]:
    """The case on disk, and the command that writes its memo."""
    folder = home / "cases"
    folder.mkdir(exist_ok=True)
    slug = f"case-{len(list(folder.iterdir()))}"
    CaseFile(folder / f"{slug}.json").create(case)
    lang = case.info.language
    return partial(_process, "-m", "workbench", "memo", slug, "--lang", lang, home=home)


def _against(what: str, case: Case, home: Path, targets: tuple[float, float]) -> list[Figure]:
    """The memo against either floor, no floor where there is no target; three rounds after one."""
    lang = case.info.language
    replay, typst = home / "words.json", home / "memo.typ"
    tasks = [_kept(case, home)]
    floors = [("its own words on a bare canvas", targets[0])]
    replay.write_text(to_replay(memo_bytes(case, lang, digest="d", today=DAY)[0]), "utf-8")
    tasks.append(partial(_process, "-c", _REPLAY, str(replay), str(home / "a.pdf"), home=home))
    if find_spec("typst"):
        typst.write_text(in_typst(case, lang), "utf-8")
        made = str(home / "b.pdf")
        tasks.append(partial(_process, "-c", _TYPST, str(typst), made, str(FONTS), home=home))
        floors.append(("Typst", targets[1]))
    for task in tasks:
        task()
    ours, *others = in_turns(3, *tasks)
    return [
        Figure(f"{what}, {lang}", ours, floor, against, target)
        for floor, (against, target) in zip(others, floors, strict=True)
        if target
    ]


def figures(many: int = 500) -> list[Figure]:
    """The memos of many events and of the worked case against either floor, and ten times more."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for lang in LANGUAGES:
            what = f"the memo of {many} events"
            found += _against(what, of_events(many, lang), home, (3, 1.3))
        for lang in LANGUAGES:
            found += _against("the memo of the worked case", of_events(0, lang), home, (0, 2))
        few, more = (_kept(of_events(n), home) for n in (many, 10 * many))
        # One round: ten times as much takes long enough to say how it grows.
        once, ten = in_turns(1, few, more)
        what, against = f"the memo of {10 * many:,} events", f"ten times that of {many}"
        found.append(Figure(what, ten, 10 * once, against, 1.2))
    return found


if __name__ == "__main__":
    for figure in figures(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        print(figure.row)  # noqa: T201
