"""A small case to code in a round, and its sheets filled as a coder would."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.conftest import Run
from workbench.case import Case, CaseInfo, Event, Evidence, Source
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings

SLUG = "dyad"
NEW = ("round", "new", SLUG, "R1", "--coder", "Ann", "--coder", "Ben")
Said = Mapping[str, Mapping[str, str]]
"""What a coder fills in: by event or piece, the columns."""


def started(folder: Path, events: int = 3) -> Casebook:
    """A case of which each event has a piece of intent and one of effect; the last one has none."""
    book = Workspace(folder).create(SLUG, CaseInfo(title="T", balancer="North", target="South"))
    records: list[Event | Evidence | Source] = [
        Source(id="so1", title="A paper", author="Someone", published="2003")
    ]
    for number in range(1, events + 1):
        date = f"{2003 + number // 28}-01-{1 + number % 28:02}"
        event = Event(id=f"ev{number:03}", key=f"e{number}", date=date, title=f"Act {number}",
                      description="=what was done")  # fmt: skip
        records.append(event)
        if number < events:
            records += [
                Evidence(id=f"pi{number:03}", event=event.id, side="intent", finding="words",
                         excerpt="the words", source="so1", locator="p. 3"),
                Evidence(id=f"pe{number:03}", event=event.id, side="effect", finding="deeds"),
            ]  # fmt: skip
    book.apply("begun", put(book.case, *records))
    return book


def codes(name: str, coder: str = "") -> None:
    """Say in the settings who codes."""
    save_settings(Settings(coder=name or coder))


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def filled(sheet: Path, said: Said, to: Path) -> Path:
    """A blind sheet with what a coder says of its units: of an event on its first row."""
    rows, seen = read(sheet), set[str]()
    for row in rows:
        if row["event"] not in seen:
            row.update(said.get(row["event"], {}))
        seen.add(row["event"])
        row.update(said.get(row["evidence"], {}))
    return write(to, rows)


def done(result: subprocess.CompletedProcess[str]) -> str:
    """What a command printed that did what it was asked."""
    assert result.returncode == 0, result.stderr
    return result.stdout


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that refused."""
    assert result.returncode == 2 and not result.stdout, result.stdout
    assert result.stderr.count("workbench: ") == 1 and "Traceback" not in result.stderr
    return result.stderr


def coded(run: Run, folder: Path, name: str, coder: str, said: Said) -> None:
    """A coder's sheet goes out, is filled, read in and sealed."""
    sheet, answers = folder / "out.csv", folder / "in.csv"
    done(run("round", "sheet", SLUG, name, "--coder", coder, "-o", sheet))
    done(run("round", "import", SLUG, name, filled(sheet, said, answers), "--coder", coder))
    done(run("round", "seal", SLUG, name, "--coder", coder))


def agreed(run: Run, name: str, *more: str) -> Any:
    """What `agree` says as JSON."""
    return json.loads(done(run("agree", SLUG, "--round", name, "--json", *more)))


ANN: Said = {
    "e1": {"strategies": "binding; diplomatic-coordination", "avoids_confrontation": "yes"},
    "pi001": {
        "bearing": "balancing:supports",
        "grade": "B2",
        "note": "mine",
        "expected": "balancing:yes",
        "origin": "a briefing",
    },
    "pe001": {"bearing": "raises-cost", "status": "observed", "refuted_by": "a cheaper way"},
    "e2": {"strategies": "none", "avoids_confrontation": "no"},
    "pi002": {"bearing": "none"},
    "pe002": {"bearing": "weakens-power", "status": "absent", "denies": "none"},
    "e3": {"strategies": "balking", "limits_power_or_intent": "yes"},
}
BEN: Said = {
    "e1": {"strategies": "約束", "avoids_confrontation": "是"},
    "pi001": {"bearing": "平衡：支持", "grade": "C2", "note": "of mine", "expected": "平衡：是"},
    "pe001": {"bearing": "raises-cost", "status": "capable"},
    "e2": {"strategies": "none", "avoids_confrontation": "no"},
    "pi002": {"bearing": "none"},
    "pe002": {"bearing": "weakens-power", "status": "absent"},
    "e3": {"strategies": "", "limits_power_or_intent": "yes"},
}


def both_coded(run: Run, folder: Path, *more: str) -> None:
    """A round that Ann and Ben have sealed."""
    done(run(*NEW, "--seed", "1", *more))
    coded(run, folder, "R1", "Ann", ANN)
    coded(run, folder, "R1", "Ben", BEN)


def case_at(home: Path) -> Case:
    """The case as it stands."""
    return Workspace(home).open(SLUG).case
