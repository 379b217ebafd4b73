"""The zipper and the strip over the log, the grid by patterns, marks and letters."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from textual.widgets import Static

from workbench.case import CaseInfo, Event, Evidence, Rating, new_id
from workbench.casebook import Settings, Workspace, copy_worked_case, put, save_settings
from workbench.judgement import VERDICTS, lens_ids, patterns, zipper
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import LogTable, SeenTable
from workbench.tui.panels.slopes import slopes
from workbench.tui.panels.zipped import ZipperView

from .hands import case_of
from .rest import settled

SLUG = "france-us-iraq-2003"
BRAILLE = re.compile("[\u2800-\u28ff┄]")


@pytest.fixture
def worked(known: Workspace) -> Workspace:
    copy_worked_case(known, SLUG)
    return known


def rows(app: WorkbenchApp, id_: str = "#log-zipper") -> list[str]:
    return str(app.screen.query_one(id_, ZipperView).content).split("\n")


async def test_the_zipper_shows_and_chooses_the_acts(worked: Workspace) -> None:
    """A mark an act above and below, a tooth where they quarrel; a click goes to the act."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        found = zipper(case_of(app).findings)
        above, between, below = rows(app)
        marks = "".join(app.theory.judged(c.finding.verdicts[found.above]) for c in found.columns)
        assert re.sub(r"[^●◐○·-]", "", above) == marks
        assert between.count("│") - 1 == len(found.teeth("flat"))
        assert between.count("╎") - 1 == len(found.teeth("differ"))
        flat = found.teeth("flat")[0].finding.event
        await pilot.click("#log-zipper", offset=(between.index("│", 12) + 1, 1))
        await settled(pilot)
        assert case_of(app).selected == flat.id
        assert app.screen.query_one(LogTable).key == flat.id
        await pilot.press("Z")
        await settled(pilot)
        assert rows(app)[2] != below
        await pilot.click("#log-zipper", offset=(3, 2))
        await settled(pilot)
        assert case_of(app).below in lens_ids()
        await pilot.press("z")
        await settled(pilot)
        assert not app.screen.query_one("#log-zipper").display
        strip = str(app.screen.query_one("#strip", Static).content)
        assert "┬" in strip and "▲" in strip
        first = case_of(app).book.case.timeline[0]
        await pilot.click("#strip", offset=(12, 1))
        await settled(pilot)
        assert case_of(app).selected == first.id


async def test_the_grid_groups_by_pattern_and_marks_who_dissents(worked: Workspace) -> None:
    """A count at each pattern's first act, ⇄ apart from ≠, the lens that is alone."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        grid, alone = case_of(app).query_one("#grid", SeenTable), []
        made = patterns(case_of(app).findings)
        acts = [finding.event.id for pattern in made for finding in pattern.acts]
        assert grid.keys[: len(acts)] == acts
        for pattern in made:
            for n, finding in enumerate(pattern.acts):
                row = [str(cell) for cell in grid.get_row(finding.event.id)]
                assert row[0].startswith({"flat": "⇄", "differ": "≠"}.get(pattern.quarrel, " "))
                assert (row[0].strip("⇄≠† ") == str(len(pattern.acts))) == (n == 0)
                alone += [cell for cell in row[4:] if "◂" in cell]
        assert alone and len(rows(app, "#grid-zipper")) == 3


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_letters_stand_where_they_are_asked_for(worked: Workspace, language: str) -> None:
    """In the log and its key; columns stay whole."""
    save_settings(Settings(coder="CKM", language=language, verdicts="letters"))
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = "\n".join(
            line.text for line in map(app.screen.query_one(LogTable).render_line, range(12))
        )
        assert not re.search("[●◐○]", shown)
        assert re.search(f"[{app.theory.verdict(VERDICTS[0])}]", shown)


async def test_every_count_stands_on_its_slope(worked: Workspace) -> None:
    """And what goes out on the left comes in on the right."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        pairs = Counter({(VERDICTS[0], VERDICTS[2]): 21, (VERDICTS[3], VERDICTS[0]): 17,
                         (VERDICTS[1], VERDICTS[1]): 33})  # fmt: skip
        said = slopes(pairs, ("one", "two"), app.theory, (44, 11)).plain
        assert said.split("\n")[0].split() == ["one", "two"]
        numbers = re.findall(r"\d+", BRAILLE.sub(" ", said))
        assert sorted(numbers) == sorted(["21", "17", "33", "21", "33", "0", "17", "17", "33", "21",
                                          "0"])  # fmt: skip


async def test_before_the_first_event_a_sentence_stands_with_its_keys(known: Workspace) -> None:
    """No zeros; the next view is a key away, and the tables come with the first event."""
    known.create("empty", CaseInfo(title="Empty", balancer="A", target="B"))
    app = WorkbenchApp(known, "empty")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        tab = app.screen.query_one("LensesPanel")
        assert tab.query_one(".views-empty").display and not tab.query_one("#grid").size
        await pilot.press("full_stop")
        await settled(pilot)
        assert "press 1" in str(tab.query_one(".views-empty", Static).content)
        book = case_of(app).book
        book.apply("an event", put(book.case, Event(id=new_id("ev"), title="First")))
        await settled(pilot)
        assert not tab.query_one(".views-empty").display and tab.query_one("#square").size


async def test_what_is_not_there_yet_is_one_sentence_with_its_key(known: Workspace) -> None:
    """The facts without events, the expectation without ratings, intent without its evidence."""
    known.create("empty", CaseInfo(title="Empty", balancer="A", target="B"))
    app = WorkbenchApp(known, "empty")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        book = case_of(app).book
        await pilot.press("4")
        await settled(pilot)
        said = app.screen.query_one("#expected-text", Static)
        assert "press e" in str(said.content) and "0" not in str(said.content)
        await pilot.press("5", "comma")
        await settled(pilot)
        facts = app.screen.query_one("AssessmentPanel .views-empty", Static)
        assert facts.display and "press 1" in str(facts.content)
        event = Event(id=new_id("ev"), title="First")
        claim = Evidence(id=new_id("pc"), event=event.id, side="effect", finding="Seen")
        book.apply("a claim", put(book.case, event, claim))
        await pilot.press("3", "comma")
        await settled(pilot)
        told = app.screen.query_one("LensesPanel .views-empty", Static)
        assert "No evidence of intent yet: press 2" in str(told.content)
        rated = Rating(id="threat", value="latent")
        book.apply("a rating", put(book.case, rated))
        await pilot.press("4")
        await settled(pilot)
        assert "press e" not in str(said.content)
