"""Two programs of one coder at once: no answer of either is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from workbench.casebook.rounds import Standing, begin

from .coding import codes, started

EVENTS = 24
_ANSWERS = """
import sys, time
from pathlib import Path
from workbench.casebook import Workspace, put
from workbench.casebook.coding import answer_book
home, first, events = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
answers = answer_book(Workspace(home).open("dyad"))
(home / f"ready{first}").touch()
while not (home / "go").exists():
    time.sleep(0.001)
for number in range(first, events + 1, 2):
    event = answers.case.events[f"ev{number:03}"]
    answers.apply("x", put(answers.case, event.model_copy(update={"coded_none": True})))
"""


def test_two_programs_of_one_coder_lose_no_answer(home: Path) -> None:
    """Each reads the layer anew and writes it while the other waits."""
    book = started(home, EVENTS)
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1)
    codes("Ann")
    both = [
        subprocess.Popen([sys.executable, "-c", _ANSWERS, str(home), str(first), str(EVENTS)])
        for first in (1, 2)
    ]
    while not all((home / f"ready{first}").exists() for first in (1, 2)):
        assert all(each.poll() is None for each in both)
        time.sleep(0.01)
    (home / "go").touch()
    assert [each.wait(timeout=120) for each in both] == [0, 0]
    layer = Standing.of(book.file.path, "R1").layer("Ann")
    assert layer and len(layer.events) == EVENTS, layer
