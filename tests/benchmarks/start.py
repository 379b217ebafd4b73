"""Start: the commands beside an import of Textual, the first paint beside a bare program's."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median

from workbench.case import CaseInfo, Event
from workbench.casebook import Settings, Workspace, put, save_settings, settings_path

from .figures import Figure, in_turns
from .terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import DataTable
class Hello(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c")
        for n in range({rows}):
            table.add_row(str(n), "Joint declaration", "the last row" if n == {last} else "row")
Hello().run()
"""


def paint(command: Sequence[str], sign: str, around: dict[str, str]) -> None:
    """Run `command` in a terminal until it has painted `sign`."""
    with Terminal(command, around) as terminal:
        terminal.painted(sign)


def _work(command: Sequence[str], sign: str, around: dict[str, str]) -> tuple[float, float]:
    """Seconds of the processor until `command` has painted `sign`, and until it stands still."""
    with Terminal(command, around) as terminal:
        terminal.painted(sign)
        painted = terminal.processor()
        terminal.quiet(0.5)
        return painted, terminal.processor()


def environment(home: Path) -> dict[str, str]:
    """What a program is started with: a terminal of many colours, settings of its own."""
    os.environ["WORKBENCH_CONFIG"] = str(home / "config")
    if not settings_path().exists():
        save_settings(Settings(coder="CKM", language="en"))
    # An installed program is compiled; a checkout in which Python may not write isn't.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _cases(folder: Path, cases: int, events: int) -> Workspace:
    workspace = Workspace(folder)
    for number in range(cases):
        info = CaseInfo(title=f"Case {number}", balancer="A", target="B")
        book = workspace.create(f"case-{number}", info)
        made = [
            Event(id=f"e{n:04}", title=f"Event {n}", date=f"{1990 + n // 12}-{n % 12 + 1:02}",
                  initiator="A", target="B")
            for n in range(events if number == 0 else 3)
        ]  # fmt: skip
        book.apply("events", [change for event in made for change in put(book.case, event)])
    return workspace


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def figures() -> list[Figure]:
    """Commands and first paints."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        around = environment(home)
        ws = _cases(home / "ws", 10, 200)
        at = ["--workspace", str(ws.folder)]
        workbench = [python, "-m", "workbench", *at]
        found = []
        for said, option, target in (
            ("workbench --version", "--version", 0.25), ("workbench list", "list", 0.5),
        ):  # fmt: skip
            mine, floor = in_turns(
                15,
                partial(_run, [*workbench, option]),
                partial(_run, [python, "-c", "import textual.app"]),
            )
            found.append(Figure(said, mine, floor, "import textual.app", target))
        for said, more, sign, rows, target in (
            ("first paint of home with ten cases", [], "Case 9", 10, 1.25),
            ("first paint of a case of 200 events", ["open", "case-0"], "Event 9", 200, 2.0),
        ):
            bare = [python, "-c", BARE.format(rows=rows, last=9)]
            mine, floor = in_turns(
                9,
                partial(paint, [*workbench, *more], sign, around),
                partial(paint, bare, "the last row", around),
            )
            bare_said = f"hello world, a table of {rows}"
            found.append(Figure(said, mine, floor, bare_said, target))
            if not more:
                rounds = [
                    _work(workbench, sign, around) + _work(bare, "the last row", around)
                    for _ in range(9)
                ]
                painted, still, *bares = (median(each) for each in zip(*rounds, strict=True))
                said = "home with ten cases, of the processor until"
                ready = f"{said} the next screens are ready too"
                found += [
                    Figure(f"{said} the first paint", painted, bares[0], bare_said, 1.5),
                    Figure(ready, still, bares[1], bare_said, 1.5),
                ]
        return found
