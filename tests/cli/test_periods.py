"""What the summary of a case says whose conditions changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import Event, Problem, Rating, begun
from workbench.casebook import Workspace, put


def test_a_summary_tells_each_period(run: Run, home: Path) -> None:
    """An expectation a period, in words and as JSON; a case without any has none."""
    place = Workspace.find(None)
    book = place.create("c", begun(title="T", balancer="A", target="B"))
    book.apply("x", put(book.case, Event(id="ev", title="E", date="2003"),
                        Rating(id="threat", value="none")))  # fmt: skip
    assert "periods" not in json.loads(run("show", "c", "--json").stdout)
    later = Rating(id="ra-1", of="threat", value="latent", begins="2002")
    book.apply("y", put(book.case, later))
    found = json.loads(run("show", "c", "--json").stdout)["periods"]
    assert found == [
        {"begins": None, "ends": "2001-12-31", "expected": "no-balancing", "acts": 0},
        {"begins": "2002-01-01", "ends": None, "expected": "soft", "acts": 1},
    ]
    said = run("show", "c").stdout
    assert "… to 2001-12-31: No balancing is expected" in said
    assert "2002-01-01 to …: Soft balancing is expected" in said


def test_overlapping_periods_are_refused_and_named_in_files(run: Run, home: Path) -> None:
    """Through the one door of edits nothing is written; in a file `check` names both."""
    place = Workspace.find(None)
    book = place.create("c", begun(title="T", balancer="A", target="B"))
    one = Rating(id="ra-1", of="threat", value="latent", begins="2001", ends="2003")
    elsewhere = place.open("c")
    book.apply("x", put(book.case, one))
    other = one.model_copy(update={"id": "ra-2", "begins": "2002", "ends": "2005"})
    before = book.file.path.read_bytes()
    with pytest.raises(Problem, match="2001–2003 and 2002–2005"):
        book.apply("y", put(book.case, other))
    with pytest.raises(Problem, match="2001–2003 and 2002–2005"):
        elsewhere.apply("y", put(elsewhere.case, other))
    assert book.file.path.read_bytes() == before
    text = before.decode()
    (mine,) = (each for each in text.splitlines() if each.startswith(',"ra-1": {'))
    text = text.replace(mine, mine + "\n" + mine.replace("ra-1", "ra-2"))
    book.file.path.write_text(text, encoding="utf-8")
    done = run("check", "c")
    assert done.returncode == 1
    said = "begins: two periods of threat overlap: 2001–2003 and 2001–2003"
    assert all(f"ratings {id_} {said}" in done.stdout for id_ in ("ra-1", "ra-2"))


def test_a_case_that_ends_before_it_begins(run: Run, home: Path) -> None:
    """None is begun; one from before it was refused opens, and `check` names it."""
    new = ("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    done = run(*new, "--from", "2004", "--to", "2003")
    said = "no day is from 2004 to 2003: the case ends before it begins"
    assert done.returncode and said in done.stderr and not Workspace.find(None).paths()
    Workspace.find(None).create(
        "c", begun(title="T", balancer="A", target="B", begins="2004", ends="2003")
    )
    done = run("check", "c")
    assert (done.returncode, f"case case ends: {said}" in done.stdout) == (1, True)
    assert not run("judge", "c").returncode
