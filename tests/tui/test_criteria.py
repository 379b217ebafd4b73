"""The case by criteria: the grid, the square, two criteria compared, what evidence tells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import DataTable, Select

from tests.conftest import Run
from tests.tui.test_evidence import SLUG, case_of, worked  # noqa: F401
from workbench.casebook import Workspace, copy_worked_case, put
from workbench.judgement import (
    FIELDS,
    Criterion,
    Judged,
    View,
    compare,
    diagnose,
    lens_ids,
    unused,
)
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import SeenTable

from .rest import messages


def judged(run: Run, folder: Path, *options: str) -> dict[str, Any]:
    """What `workbench judge --json` says."""
    done = run("--workspace", folder, "judge", SLUG, "--json", *options)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.long)])
async def test_the_grid_agrees_with_the_json_cell_by_cell(
    run: Run, known: Workspace, size: tuple[int, int]
) -> None:
    """Under the case's own settings, then at the other threshold and under a floor."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=size) as pilot:
        await pilot.press("3")
        screen = case_of(app)
        for threshold, floor in (("observed", None), ("capable", None), ("capable", "B2")):
            info = screen.book.case.info.model_copy(update={"threshold": threshold, "floor": floor})
            await screen.apply("settings", put(screen.book.case, info))
            await pilot.pause()
            found = judged(run, known.folder)
            assert (found["threshold"], found["floor"]) == (threshold, floor)
            table = screen.query_one("#grid", SeenTable)
            assert table.row_count == len(found["events"]) + len(screen.findings.others)
            for event in found["events"]:
                row = [str(value) for value in table.get_row(event["id"])]
                assert (row[0][0] in "≠⇄") == (event["key"] in found["differ"])
                told = screen.findings.by_id[event["id"]].verdicts
                for lens, said in zip(lens_ids(), row[4:], strict=True):
                    verdict = event["verdicts"][lens]["verdict"]
                    assert told[lens].verdict == verdict
                    assert " ".join(_told(app, told[lens], size[0] >= 136)) in said


def _told(app: WorkbenchApp, judged: Judged, wide: bool) -> list[str]:
    """What a cell of the grid says, word by word."""
    word = app.theory.say("verdict", judged.verdict)
    bare = app.theory.say("field", "no-evidence") if judged.bare else ""
    return [app.theory.judged(judged), *((bare or word).split() if wide else ())]


async def test_the_words_of_the_grid_are_those_of_the_command(run: Run, known: Workspace) -> None:
    """Without --json the command says each verdict in the panel's words."""
    copy_worked_case(known, SLUG)
    done = run("--workspace", known.folder, "judge", SLUG)
    lines = [line for line in done.stdout.splitlines() if line.startswith("200")]
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        table = case_of(app).query_one("#grid", SeenTable)
        for event, line in zip(case_of(app).book.case.timeline, lines, strict=True):
            judged = [case_of(app).findings.by_id[event.id].verdicts[x] for x in lens_ids()]
            cells = [str(value) for value in table.get_row(event.id)[4:]]
            for said, cell in zip(judged, cells, strict=True):
                assert " ".join(_told(app, said, wide=True)) in cell
            words = " ".join(app.theory.say("verdict", j.verdict) for j in judged).split()
            assert line.rstrip("≠⇄").split()[-len(words) :] == words


async def test_a_floor_says_how_many_verdicts_move(run: Run, known: Workspace) -> None:
    """As the threshold does."""
    copy_worked_case(known, SLUG)
    one, two = judged(run, known.folder), judged(run, known.folder, "--floor", "A1")
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("3", "f", "A", "1", "ctrl+s")
        await pilot.pause()
        said = messages(app)
        n = moved(one, two)
        assert n and said == [app.words.tn("{n} verdict moved", "{n} verdicts moved", n)]
        assert case_of(app).findings.view.floor == "A1"
    assert known.open(SLUG).case.info.floor is None


def moved(one: dict[str, Any], two: dict[str, Any]) -> int:
    """How many verdicts on the balancer's acts two judgements of the case don't share."""
    return sum(
        a["verdicts"][lens]["verdict"] != b["verdicts"][lens]["verdict"]
        for a, b in zip(one["events"], two["events"], strict=True)
        if a["actor"] == "balancer"
        for lens in lens_ids()
    )


async def test_switching_the_threshold_says_how_many_verdicts_move(
    run: Run, known: Workspace
) -> None:
    """The count is that of the cells that change."""
    copy_worked_case(known, SLUG)
    one, two = (judged(run, known.folder, "--threshold", t) for t in ("observed", "capable"))
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("3", "o")
        await pilot.pause()
        said = messages(app)
        assert said == [app.words.tn("{n} verdict moved", "{n} verdicts moved", moved(one, two))]


async def test_two_criteria_compared(worked: WorkbenchApp) -> None:  # noqa: F811
    """One lens at two thresholds, then another lens: the rows are the events that move."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "full_stop", "full_stop")
        await pilot.pause()
        screen = case_of(worked)
        for lens, threshold, floor in (
            ("art", "observed", ""), ("art", "capable", "B2"), ("motives", "capable", ""),
        ):  # fmt: skip
            for part, value in (("lens", lens), ("threshold", threshold), ("floor", floor)):
                screen.query_one(f"#two-{part}", Select).value = value
            await pilot.pause()
            found = compare(
                screen.findings,
                Criterion("art", View("capable")),
                Criterion(lens, View(threshold, floor or None)),  # type: ignore[arg-type]
            )
            moves = [*found.moves, *found.apart]
            assert moves
            table = screen.query_one("#moves", SeenTable)
            keys = list(table.keys)
            assert set(keys) - {"apart"} == {m.event.id for m in moves}
            assert set(keys[: len(found.moves)]) == {m.event.id for m in found.moves}
            for move in moves:
                assert len(str(table.get_row(move.event.id)[4])) == len(move.because)
            said = str(screen.query_one("#moves-said").content)  # type: ignore[attr-defined]
            assert said.startswith(
                f"France: {len(found.moves)} of {len(screen.findings.acts)} acts "
            )


async def test_the_square_holds_each_event_once(worked: WorkbenchApp) -> None:  # noqa: F811
    """In the field that it has, and Enter goes to its evidence."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "full_stop")
        await pilot.pause()
        screen = case_of(worked)
        others = [f for f in screen.findings.events if not f.counts]
        for field, found in screen.findings.fields().items():
            table = screen.query_one(f"#field-{field}", SeenTable)
            keys = list(table.keys)
            beside = [f.event.id for f in others if f.field == field]
            assert keys[: len(found)] == [f.event.id for f in found]
            assert sorted(keys[len(found) :]) == sorted(beside + ["apart"] * bool(beside))
            assert f"{len(found)} {worked.theory.say('field', field)}" == str(table.border_title)
        screen.query_one(f"#field-{FIELDS[1]}").focus()
        wanted = screen.findings.fields()[FIELDS[1]][0].event.id
        await pilot.press("home", "up", "enter")
        await pilot.pause()
        assert screen.query_one("TabbedContent").active == "evidence"  # type: ignore[attr-defined]
        assert screen.selected == wanted or screen.event is not None


async def test_what_tells_the_motives_apart(worked: WorkbenchApp) -> None:  # noqa: F811
    """Every piece of intent evidence is listed with what it is worth."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "comma", "comma")  # the last view is the coders’
        await pilot.pause()
        screen = case_of(worked)
        table = screen.query_one("#diagnoses", SeenTable)
        found = diagnose(screen.findings.evidence, screen.findings.view)
        keys = list(table.keys)
        assert keys[: len(found)] == [d.piece.id for d in found]
        others = diagnose(
            [p for p in screen.book.case.evidence.values() if p not in screen.findings.evidence],
            screen.findings.view,
        )
        assert keys[len(found) :] == ["apart", *(d.piece.id for d in others)]
        n = sum(d.diagnostic for d in found)
        said = str(screen.query_one("#diagnosis-said").content)  # type: ignore[attr-defined]
        assert n < len(found) and f"{n} of {len(found)} pieces tell motives apart" in said


async def test_the_typology_not_used_yet(worked: WorkbenchApp) -> None:  # noqa: F811
    """Each strategy that no event carries, and under the cursor what its class risks."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "comma")
        await pilot.pause()
        screen = case_of(worked)
        table = screen.query_one("#unused", DataTable)
        left = unused(screen.findings)
        assert [str(k.value) for k in table.rows] == [s.id for _, many in left for s in many]
        for row, group in enumerate(g for g, many in left for _ in many):
            table.move_cursor(row=row)
            await pilot.pause()
            said = str(screen.query_one("#risk-text").content)  # type: ignore[attr-defined]
            assert group.cost_and_risk.en in said


async def test_the_line_of_confrontation(worked: WorkbenchApp) -> None:  # noqa: F811
    """A step an event, the target's reactions on it, and a key that goes from sign to sign."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "full_stop", "full_stop")
        await pilot.pause()
        screen = case_of(worked)
        case, table = screen.book.case, screen.query_one("#steps", SeenTable)
        assert table.keys == [e.id for e in case.timeline]
        reactions = {
            p.reaction
            for p in case.evidence.values()
            if p.reaction and screen.findings.by_id[p.reaction].actor == "target"
        }
        visited = set()
        for _ in reactions:
            await pilot.press("s")
            await pilot.pause()
            visited.add(screen.selected)
        assert visited == reactions
        drawn = str(screen.query_one("#line-chart").content)  # type: ignore[attr-defined]
        assert drawn.count("!") == len(reactions) + 1  # one in the row's name
