"""The round that ships with a worked case: whole, settled, and told as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from workbench.case import Case
from workbench.casebook import Workspace, copy_worked_case
from workbench.codebook import seeds_folder

SLUG, ROUND = "france-us-iraq-2003", "reliability"
FOLDER = seeds_folder() / "cases" / f"{SLUG}.rounds"
QUESTIONS = ("avoids_confrontation", "indirect_or_covert", "limits_power_or_intent")


def layers() -> list[Any]:
    """What each reader answered, as the files have it."""
    return [json.loads((FOLDER / f"{ROUND}.{n}.json").read_text("utf-8")) for n in (1, 2)]


def answers(record: dict[str, Any], side: str) -> dict[str, Any]:
    """What a layer, or the case, says of an event or a piece: by our own reading of the fields."""
    if side == "event":
        screen = record.get("screen", {})
        tags = {tag["strategy"] for tag in record.get("tags", ())}
        return {"strategies": tags, **{each: screen.get(each) for each in QUESTIONS}}
    grade = record.get("grade") or "  "
    found: dict[str, Any] = {"basis": record.get("basis"), "who": grade[0], "what": grade[1]}
    if side == "effect":
        return {**found, "kind": record.get("kind"), "status": record.get("status")}
    bears = {(each["motive"], each["says"]) for each in record.get("bearings", ())}
    motives = {motive for motive, _ in bears}
    return {**found, **{m: {s for n, s in bears if n == m} for m in sorted(motives)}}


def moved(case: Case) -> dict[str, list[str]]:
    """By unit, what both readers gave alike and the case has otherwise."""
    found: dict[str, list[str]] = {}
    one, two = layers()
    for table, records in (("events", case.events), ("evidence", case.evidence)):
        for id_ in one[table]:
            now = records[id_].model_dump(mode="json")
            side = "event" if table == "events" else now["side"]
            first, second, here = (
                answers(r, side) for r in (one[table][id_], two[table][id_], now)
            )
            for name in {*first, *second, *here}:
                given = first.get(name, set()), second.get(name, set())
                if given[0] == given[1] and here.get(name, set()) != given[0]:
                    found.setdefault(id_, []).append(name)
    return found


@pytest.fixture
def case(home: Path) -> Case:
    """The case as it is copied into a workspace."""
    return copy_worked_case(Workspace(home), SLUG).case


def test_it_comes_along_and_is_whole(run: Run, home: Path) -> None:
    """With the case come at least twelve events that two readers coded, sealed and settled."""
    assert run("examples", SLUG).returncode == 0
    assert run("check", SLUG).returncode == 0
    (told,) = json.loads(run("round", "list", SLUG, "--json").stdout)
    assert told["round"] == ROUND
    agreed = json.loads(run("agree", SLUG, "--round", ROUND, "--json").stdout)
    rows = {row["variable"]: row for row in agreed["variables"]}
    assert rows["strategies"]["units"] >= 12 and rows["strategies"]["alpha"] is not None


def test_what_the_editors_changed_back_has_its_reason(case: Case) -> None:
    """What both readers gave alike stands in the case, but for what a note gives the reason of."""
    found = moved(case)
    assert sum(map(len, found.values())) == 9
    for id_ in found:
        record = case.events.get(id_) or case.evidence[id_]
        assert f"“{ROUND}”" in record.note, record


def test_the_memo_tells_it(run: Run, home: Path, tmp_path: Path) -> None:
    """How many coded what, how far they agreed, what was settled, and what was changed since."""
    run("examples", SLUG)
    out = tmp_path / "memo.md"
    assert run("export", SLUG, "--to", "md", "-o", str(out)).returncode == 0
    text = " ".join(out.read_text("utf-8").replace("\\", "").split())
    events = len(layers()[0]["events"])
    assert f"two coders coded {events} of 37 events" in text
    assert "settled: 32 of 32 disagreements, with answers changed since: 9." in text
    assert "9 answers that all coders gave alike stand in the case otherwise by now." in text


def test_what_others_leave_beside_a_round_is_passed_over(run: Run, home: Path) -> None:
    """Of macOS and of editors nothing is said; of a damaged file its path, in the list too."""
    run("examples", SLUG)
    folder = home / "cases" / f"{SLUG}.rounds"
    for name in (".DS_Store", "._x.json", ".#x.json", "#x.json#", "x.json~", f"._{ROUND}.1.json"):
        (folder / name).write_bytes(b"\0junk")
    assert "nothing wrong" in run("check", SLUG).stdout
    assert not run("list").stderr
    (folder / f"{ROUND}.json").write_text("{")
    for arguments in (("list",), ("list", "--json"), ("show", SLUG), ("round", "list", SLUG)):
        done = run(*arguments)
        assert done.stderr.count(f"{ROUND}.json is damaged") == 1, arguments
