"""The README: every command in it runs, every picture and link is there, and it stays short."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.conftest import Run
from workbench.casebook import worked_cases
from workbench.cli import cli
from workbench.judgement import judge_case, zipper

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text("utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
SCRIPTS = [body for language, body in FENCES if language == "sh"]
INSTALL, TEST, *OTHERS = SCRIPTS
INLINE = sorted({code for code in re.findall(r"`([^`\n]+)`", TEXT) if code.startswith("workbench")})
WHOLE = [c for c in INLINE if not re.search(r"\b[A-Z]+\b", c) and c.count(" ") and "open" not in c]
PATTERNS = [c for c in INLINE if re.search(r"\b[A-Z]+\b", c)]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository that is the workspace, with the command `workbench` on the path."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "workbench"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m workbench "$@"\n')
    command.chmod(0o755)
    place = tmp_path / "place"
    (place / "cases").mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("WORKBENCH_HOME", str(place))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    subprocess.run(["git", "init", "-q", str(place)], check=True)
    return place


def test_two_commands_are_all_that_is_needed() -> None:
    """To install and open, and to test; `.ci/run` runs them from a clean clone."""
    begin = "python3 -m venv .venv && .venv/bin/pip install -q -c requirements.lock "
    assert begin + ". && .venv/bin/workbench\n" == INSTALL
    assert begin + "-e '.[test]' && .venv/bin/python -m pytest\n" == TEST


def test_scripts_run(shell: Path) -> None:
    """Every other fenced script, in one workspace; the memo of the example is there."""
    for script in OTHERS:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=shell,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, (script, done.stderr)
    asked = ("straits.json", "straits.history.jsonl", "straits.json.bak", "straits.json.v2.bak")
    told = subprocess.run(
        ["git", "check-attr", "merge", *(f"cases/{name}" for name in asked)],
        cwd=shell,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    by = [line.rpartition(": ")[2] for line in told.stdout.splitlines()]
    assert by == ["workbench", "workbench", "unspecified", "unspecified"]
    assert (shell / "exports" / "straits.en.pdf").read_bytes().startswith(b"%PDF-")
    judged = subprocess.run(
        ["workbench", "judge", "straits", "--json"], capture_output=True, check=True
    )
    found = json.loads(judged.stdout)
    verdicts = {lens: v["verdict"] for lens, v in found["events"][0]["verdicts"].items()}
    assert (verdicts["art"], verdicts["motives"]) == ("balancing", "not-balancing")
    assert found["differ"] == ["e1"]


def test_commands_in_the_text_run(run: Run) -> None:
    """Those without a placeholder as they stand, after the worked case was copied."""
    first = "workbench examples france-us-iraq-2003"
    assert first in WHOLE
    for line in [first, *(each for each in WHOLE if each != first)]:
        done = run(*shlex.split(line)[1:])
        assert done.returncode == 0, (line, done.stderr)


@pytest.mark.parametrize("line", PATTERNS)
def test_commands_with_placeholders_exist(line: str) -> None:
    """The command is there, and so is each of its options."""
    command: click.Command = cli
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_every_command_is_told_of() -> None:
    """The commands that a person types; git calls `merge`."""
    told = " ".join(INLINE + SCRIPTS)
    assert [n for n in cli.list_commands(click.Context(cli)) if f"workbench {n}" not in told] == []


def test_pictures_links_and_the_excerpt() -> None:
    """They are there, small enough; the records are the worked case's own."""
    for link in re.findall(r"\]\(([^)\s]+)\)", TEXT):
        if not link.startswith("http"):
            assert (ROOT / link).is_file(), link
    assert (ROOT / "exports" / "screens" / "memo-page.png").stat().st_size < 300_000
    assert len(TEXT.splitlines()) <= 220
    tables = json.loads((ROOT / "seeds/cases/france-us-iraq-2003.json").read_text("utf-8"))
    records = tables["events"] | tables["evidence"]
    (excerpt,) = (body for language, body in FENCES if language == "json")
    shown = json.loads("{" + excerpt.replace("\n  ", " ") + "}")
    assert shown
    assert shown == {name: records[name] for name in shown}


def test_the_zipper_is_the_worked_cases() -> None:
    """Effect over intent with the teeth between, as the program finds them."""
    (file,) = (each for each in worked_cases() if each.slug == "france-us-iraq-2003")
    case = file.load()
    found = zipper(judge_case(case))

    def row(lens: str, side: str) -> str:
        marks = {"balancing": "●", "contested": "◐", "not-balancing": "○", "insufficient": "·"}
        return "".join(
            marks[column.finding.verdicts[lens].verdict]
            if any(p.side == side for p in case.evidence_of(column.finding.event.id))
            else "-"
            for column in found.columns
        )

    teeth = "".join({"flat": "│", "differ": "╎"}.get(c.quarrel, " ") for c in found.columns)
    (shown,) = (body for language, body in FENCES if language == "text" and "effect" in body)
    assert shown.splitlines() == [
        f"effect    {row(found.above, 'effect')}",
        f"          {teeth}".rstrip(),
        f"intent    {row(found.below, 'intent')}",
    ]
