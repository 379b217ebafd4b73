"""A workspace on any system: names that one of them keeps for itself, and what others leave."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import CaseInfo, Problem
from workbench.casebook import Workspace
from workbench.store.format import DEVICES
from workbench.tui.forms.case import proposed_slug

INFO = CaseInfo(title="T", balancer="A", target="B")


@pytest.mark.parametrize("slug", ["con", "NUL", "aux", "prn", "com1", "Lpt9"])
def test_a_device_names_no_case(home: Path, slug: str) -> None:
    """Neither a new case nor one that is renamed, with and without capitals."""
    place = Workspace(home)
    place.create("c", INFO)
    for refused in (lambda: place.create(slug, INFO), lambda: place.rename("c", slug)):
        with pytest.raises(Problem, match="Windows keeps that name") as why:
            refused()
        assert slug in str(why.value)
    assert [kept.slug for kept in place.shelf()] == ["c"]


def test_a_device_is_refused_by_the_commands(run: Run, home: Path) -> None:
    """By the one that starts a case, in one sentence."""
    done = run("new", "aux", "--title", "T", "--balancer", "A", "--target", "B")
    assert done.returncode == 2 and "Windows keeps that name" in done.stderr
    assert len(done.stderr.splitlines()) == 1 and not home.exists()


def test_what_a_slug_may_be_is_said(home: Path) -> None:
    """A long one isn't told to use the letters that it uses."""
    place = Workspace(home)
    place.create("x" * 64, INFO)
    with pytest.raises(Problem, match="more than 64 characters"):
        place.create("x" * 65, INFO)


@pytest.mark.parametrize("name", ["C", "c (1)", "个案", "x" * 65])
def test_a_file_that_no_case_can_be_called_is_named_alike(run: Run, home: Path, name: str) -> None:
    """By the list, by the check, and by whoever opens all cases."""
    place = Workspace(home)
    place.create("d", INFO)
    (place.cases / f"{name}.json").write_bytes((place.cases / "d.json").read_bytes())
    listed, checked = run("list"), run("check")
    why = "can't name a case"
    assert listed.stdout.count(why) == checked.stdout.count(why) == 1
    assert checked.returncode == 1 and f"{name}.json: “" in checked.stdout
    by_slug = {kept["slug"]: kept for kept in json.loads(run("list", "--json").stdout)}
    assert why in by_slug[name]["problem"] and "problem" not in by_slug["d"]
    opened, closed = place.open_all()
    assert [book.file.slug for book in opened] == ["d"] and why in str(closed[name])


def test_an_older_case_of_such_a_name_opens(home: Path) -> None:
    """Elsewhere than on Windows it could be made, and can be renamed now."""
    place = Workspace(home)
    place.create("c", INFO)
    (place.cases / "c.json").rename(place.cases / "aux.json")
    assert place.open("aux").case.info.title == "T"
    place.rename("aux", "auxiliary")
    assert [kept.slug for kept in place.shelf()] == ["auxiliary"]


def test_no_form_proposes_a_device() -> None:
    """A title of such a word gets a number behind it."""
    assert all(proposed_slug(name.upper(), set()) == f"{name}-2" for name in DEVICES)


@pytest.mark.parametrize("command", ["list", "check", "doctor", "new"])
def test_a_file_in_the_place_of_the_workspace_is_said(run: Run, home: Path, command: str) -> None:
    """By every command, and nothing is written over it."""
    home.write_text("a file")
    more = ["c", "--title", "T", "--balancer", "A", "--target", "B"] if command == "new" else []
    done = run(command, *more)
    assert done.returncode == (1 if command == "doctor" else 2) and "Traceback" not in done.stderr
    assert str(home) in (done.stdout if command == "doctor" else done.stderr)
    assert "WORKBENCH_HOME" in done.stdout + done.stderr and home.read_text() == "a file"


def test_a_file_in_the_place_of_its_cases_is_said(run: Run, home: Path) -> None:
    """A list of no cases would say that there are none."""
    home.mkdir()
    (home / "cases").write_text("a file")
    done = run("list")
    assert done.returncode == 2 and str(home / "cases") in done.stderr


def test_an_unknown_home_is_said(run: Run) -> None:
    """A name with a tilde that nobody has."""
    done = run("--workspace", "~nobody-here/x", "list")
    assert done.returncode == 2 and "~nobody-here" in done.stderr
    assert len(done.stderr.splitlines()) == 1


LITTER = (".#c.json", "._c.json", "c.json~", "#c.json#", ".DS_Store", ".c.json.swp", "._.DS_Store")


def test_what_editors_and_systems_leave_is_passed_over(run: Run, home: Path) -> None:
    """By the list, the check, the doctor, and the shell's completion."""
    place = Workspace(home)
    place.create("c", INFO)
    for name in LITTER:
        (place.cases / name).write_bytes(b"\0\5\x16\7")
    (place.cases / ".#d.json").symlink_to("nobody@nowhere.1:2")
    assert [row["slug"] for row in json.loads(run("list", "--json").stdout)] == ["c"]
    assert run("check").returncode == 0
    checks = json.loads(run("doctor", "--json").stdout)["checks"]
    assert next(row for row in checks if row["check"] == "cases")["ok"]
    assert all(os.path.lexists(place.cases / name) for name in LITTER)
