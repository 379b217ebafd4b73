"""Two programs of one coder at once: no answer of either is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from workbench.casebook.rounds import Standing, begin

from .coding import codes, started

EVENTS = 24
_ANSWERS = """
import sys
from pathlib import Path
from workbench.casebook import Workspace, put
from workbench.casebook.coding import answer_book
home, first, events = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
answers = answer_book(Workspace(home).open("dyad"))
print("ready", flush=True)
sys.stdin.readline()
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
        subprocess.Popen([sys.executable, "-c", _ANSWERS, str(home), str(first), str(EVENTS)],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for first in (1, 2)
    ]  # fmt: skip
    assert [each.stdout and each.stdout.readline() for each in both] == ["ready\n"] * 2
    for each in both:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in both:
        each.communicate(timeout=120)
        assert each.returncode == 0
    layer = Standing.of(book.file.path, "R1").layer("Ann")
    assert layer and len(layer.events) == EVENTS, layer
