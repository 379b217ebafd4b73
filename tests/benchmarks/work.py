"""Work on a case, and how it grows: `growth()` measures from 100 events to 50,000."""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor, white

from workbench.case import Case, Event, new_id
from workbench.casebook import Casebook, Search, Workspace, put
from workbench.judgement import judge_case
from workbench.store import CaseFile

from .cases import large_case
from .figures import Figure, in_turns
from .start import BARE, environment
from .terminal import Terminal

SIZES = (100, 1_000, 10_000, 50_000)
_BUSIEST = 10_000
_SIGN = "two-step"
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#666666")


@dataclass(frozen=True)
class Work:
    """What a case of `events` costs: seconds, memory as a share of its parsed JSON, megabytes."""

    events: int
    opening: float
    cursor: float
    filtering: float
    saving: float
    memory: float
    resident: float
    """The whole program, when all of the case stands still."""


def _made(workspace: Workspace, count: int) -> CaseFile:
    slug = f"c{count}"
    file = workspace.file(slug)
    file.create(large_case(slug, count))
    return file


def _command(workspace: Workspace, slug: str) -> list[str]:
    return [sys.executable, "-m", "workbench", "--workspace", str(workspace.folder), "open", slug]


def _opened(command: list[str], around: dict[str, str]) -> None:
    with Terminal(command, around) as terminal:
        terminal.painted(_SIGN)


def _bare(around: dict[str, str]) -> None:
    command = [sys.executable, "-c", BARE.format(rows=10, last=9)]
    with Terminal(command, around) as terminal:
        terminal.painted("the last row")


def _resident(command: list[str], around: dict[str, str]) -> float:
    """The megabytes of the whole program when all of an opened case stands still."""
    with Terminal(command, around) as terminal:
        terminal.painted(_SIGN)
        terminal.quiet(3)
        return terminal.memory()


def _letters(case: Case) -> list[str]:
    """Letters that some events hold and others don't: each changes what is shown."""
    search = Search(judge_case(case), case.codebook)
    telling = (x for x in "zxjkvwbqy" if 0 < len(search.events(x)) < len(case.events))
    return list(itertools.islice(telling, 5))


def _keys(file: CaseFile, command: list[str], around: dict[str, str]) -> tuple[float, float]:
    """The 95th percentile of a step of the cursor, and the median of a letter in the filter."""
    case = file.load()
    with Terminal(command, around) as terminal:
        terminal.painted(_SIGN)
        terminal.quiet(2.5)
        steps = []
        for _ in range(60):
            steps.append(terminal.press("\x1b[B"))
            terminal.quiet(0.03)
        terminal.press("/")
        terminal.quiet(0.5)
        letters = []
        for letter in _letters(case):
            letters.append(terminal.press(letter, f" of {len(case.events)} events"))
            terminal.quiet(0.5)
            terminal.press("\x7f")
            terminal.quiet(0.5)
    return statistics.quantiles(steps, n=20)[-1], statistics.median(letters)


def _saving(file: CaseFile) -> float:
    book, numbers = Casebook(file), itertools.count()
    book.settle()

    def saved() -> None:
        event = Event(id=new_id("ev"), title=f"new {next(numbers)}")
        book.apply("new event", put(book.case, event), "CKM")

    return in_turns(9, saved)[0]


def _memory(file: CaseFile) -> float:
    data = file.path.read_bytes()

    def held(task: object) -> int:
        tracemalloc.start()
        kept = task() if callable(task) else None
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        del kept
        return size

    return held(partial(Casebook, CaseFile(file.path))) / held(partial(json.loads, data))


def work(count: int, workspace: Workspace, around: dict[str, str]) -> Work:
    """Everything about a case of `count` events."""
    file = _made(workspace, count)
    command = _command(workspace, file.slug)
    opening = in_turns(3, partial(_opened, command, around))[0]
    keys = _keys(file, command, around)
    resident = _resident(command, around)
    return Work(count, opening, *keys, _saving(file), _memory(file), resident)


def growth() -> list[Work]:
    """From a small case to one that nobody has yet."""
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(Path(name) / "ws")
        around = environment(Path(name))
        return [work(count, workspace, around) for count in SIZES]


def figures(grown: list[Work]) -> list[Figure]:
    """The case of 10,000 events beside what was aimed at."""
    busy = next(each for each in grown if each.events == _BUSIEST)
    with tempfile.TemporaryDirectory() as name:
        bare = in_turns(3, partial(_bare, environment(Path(name))))[0]
    of = f"{_BUSIEST:,} events with evidence"
    return [
        Figure(f"opening a case of {of}", busy.opening, bare, "hello world, a table of 10", 3),
        Figure(f"a step of the cursor among {of}, p95", busy.cursor, 0.033, "allowed", 1),
        Figure(f"a letter in the filter of {of}", busy.filtering, 0.1, "allowed", 1),
        Figure(f"an edit among {of} until it is durable", busy.saving, 0.05, "allowed", 1),
        Figure(f"{of} in memory", busy.memory / 1000, 0.001, "their parsed JSON", 2.5, "×"),
        Figure(f"the program with {of}", busy.resident / 1000, 0.25, "allowed", 1, "MB"),
        *commands(),
    ]


def commands() -> list[Figure]:
    """What the commands take that read the whole case."""
    allowed = {"judge": 1.0, "check": 1.5}
    with tempfile.TemporaryDirectory() as name:
        workspace, around = Workspace(Path(name) / "ws"), environment(Path(name))
        slug = _made(workspace, _BUSIEST).slug
        at = [sys.executable, "-m", "workbench", "--workspace", str(workspace.folder)]
        taken = in_turns(5, *(
            partial(subprocess.run, [*at, each, slug], check=True, capture_output=True, env=around)
            for each in allowed
        ))  # fmt: skip
    return [
        Figure(
            f"workbench {command} of {_BUSIEST:,} events with evidence", ours, most, "allowed", 1
        )
        for (command, most), ours in zip(allowed.items(), taken, strict=True)
    ]


def table(grown: list[Work]) -> str:
    """How each grows, as a table in Markdown."""
    rows = ["| events | opening | cursor, p95 | filter | saving | memory / JSON | the program |",
            "|---:|---:|---:|---:|---:|---:|---:|"]  # fmt: skip
    for each in grown:
        times = (each.opening, each.cursor, each.filtering, each.saving)
        said = " | ".join(f"{seconds * 1000:.0f} ms" for seconds in times)
        rows.append(f"| {each.events:,} | {said} | {each.memory:.2f} | {each.resident:.0f} MB |")
    return "\n".join(rows)


def plot(grown: list[Work], path: Path) -> None:
    """The same as a picture, both axes by powers of ten."""
    from math import log10

    apart = {"events", "memory", "resident"}
    names = [field.name for field in fields(Work) if field.name not in apart]
    drawing, lines = Drawing(520, 300), LinePlot()
    # On a dark page the axes would be black on black.
    drawing.add(Rect(0, 0, 520, 300, fillColor=white, strokeColor=None))
    lines.x, lines.y, lines.width, lines.height = 60, 40, 350, 230
    lines.data = [[(log10(w.events), log10(getattr(w, name) * 1000)) for w in grown]
                  for name in names]  # fmt: skip
    lines.xValueAxis.valueSteps = [log10(size) for size in SIZES]
    lines.xValueAxis.labelTextFormat = lambda x: f"{10**x:,.0f}"
    lines.yValueAxis.valueMin, lines.yValueAxis.valueMax = 0, 4
    lines.yValueAxis.valueSteps = [0, 1, 2, 3, 4]
    lines.yValueAxis.labelTextFormat = lambda y: f"{10**y:,.0f} ms"
    for number, name in enumerate(names):
        colour = HexColor(_COLOURS[number])
        lines.lines[number].strokeColor, lines.lines[number].strokeWidth = colour, 2
        end = log10(getattr(grown[-1], name) * 1000)
        drawing.add(String(416, 40 + end / 4 * 230 - 3, name, fillColor=colour, fontSize=9))
    drawing.add(lines)
    drawing.add(String(60, 284, "Milliseconds by the events of a case", fontSize=11))
    renderSVG.drawToFile(drawing, str(path))
