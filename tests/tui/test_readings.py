"""The view of the readings: the grid, and three questions that a key each answers."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Label, Select, Static, TabbedContent

from tests.tui.hands import case_of
from workbench.case import OutcomeRule
from workbench.casebook import Settings, Workspace, copy_worked_case, put, save_settings
from workbench.judgement import (
    Coded,
    Flip,
    Readings,
    ReadingSentences,
    View,
    flip_of,
    judge_case,
    read_case,
)
from workbench.tui import WorkbenchApp
from workbench.tui.forms import CaseInfoForm
from workbench.tui.panels.readings import ReadingsView

SLUG = "france-us-iraq-2003"
SIZES = [(80, 24), pytest.param((200, 60), marks=pytest.mark.long)]


def opened(known: Workspace, rule: OutcomeRule | None = None, slug: str = SLUG) -> WorkbenchApp:
    """The worked case under a rule of its own, or none."""
    copy_worked_case(known, slug)
    book = known.open(slug)
    if book.case.info.outcome != rule:
        book.apply("r", put(book.case, book.case.info.model_copy(update={"outcome": rule})), "CKM")
    return WorkbenchApp(known, slug)


RULE = OutcomeRule(rule="count", k=3, reason="three acts make a course")


def view(app: WorkbenchApp) -> ReadingsView:
    return case_of(app).query_one(ReadingsView)


def said(app: WorkbenchApp, part: str) -> str:
    return str(view(app).query_one(part, Static).content)


def cells(app: WorkbenchApp, key: str) -> list[str]:
    """A row of what is below."""
    return [str(each) for each in view(app).query_one("#reading-of", DataTable).get_row(key)]


def keys(app: WorkbenchApp) -> list[str]:
    """The rows below, by their keys."""
    return [str(row.value) for row in view(app).query_one("#reading-of", DataTable).rows]


def all_read(app: WorkbenchApp) -> tuple[Readings, Coded]:
    """Every reading of the case by its own codes and by its coders', and its own one."""
    screen = case_of(app)
    coded = screen.book.by_coder(screen.findings.view)
    assert coded
    found = read_case(screen.findings, None, coded.findings)
    return found, Coded("", found.own)


async def readings(pilot: Pilot[None]) -> None:
    """From the log to the view."""
    await pilot.press("3", "full_stop", "full_stop", "full_stop")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_a_column_a_reading_and_its_acts(known: Workspace, size: tuple[int, int]) -> None:
    """By whoever's codes, from the most to the least; first the acts whose verdict differs from the
    one beside it."""
    app = opened(known, RULE)
    async with app.run_test(size=size) as pilot:
        await readings(pilot)
        grid = view(app).query_one("#specification", DataTable)
        found, own = all_read(app)
        assert len(grid.columns) == len(found.every) + 1
        assert grid.has_focus and view(app).at == own
        rows = [[str(mark) for mark in grid.get_row_at(n)] for n in range(grid.row_count)]
        [meets] = [row[1:] for row in rows if row[0].strip() == app.words.t("meets the rule")]
        coded = [found, *found.coders.values()]
        assert meets.count("●") + meets.count("◆") == sum(each.met() for each in coded)
        assert meets.count("○") + meets.count("◇") == sum(each.met("not-met") for each in coded)
        counts = [found.reading(each).counted.soft for each in found.every]
        assert counts == sorted(counts, reverse=True)
        await pilot.press("right")
        await pilot.pause()
        at = found.every[found.every.index(own) + 1]
        assert view(app).at == at
        told, beside = found.by(at.coder).verdicts_in(at.place), found.verdicts_in(own.place)
        ids = [act.event.id for act in found.acts]
        differ = {f"event {i}" for i, a, b in zip(ids, told, beside, strict=True) if a != b}
        assert len(keys(app)) == len(ids)
        assert set(keys(app)[: len(differ)]) == differ
        assert all((cells(app, key)[0] == "≠") == (key in differ) for key in keys(app))
        soft = [key for key in keys(app) if cells(app, key)[1] == "●"]
        assert len(soft) == found.reading(at).counted.soft


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_the_coder_is_a_choice_among_the_others(known: Workspace, lang: str) -> None:
    """Each column says by whose codes it is; what it counts is what that coder's codes come to
    under that view, judged anew."""
    save_settings(Settings(coder="CKM", language=lang))
    app = opened(known, RULE)
    async with app.run_test(size=(80, 24)) as pilot:
        await readings(pilot)
        grid = view(app).query_one("#specification", DataTable)
        found, _ = all_read(app)
        rows = [[str(mark) for mark in grid.get_row_at(n)] for n in range(grid.row_count)]
        [coder] = [row[1:] for row in rows if row[0].strip() == app.words.t("coder")]
        names = ["·", "1", "2"]
        assert list(found.coders) == ["first-reader", "second-reader"]
        for mark, by in zip(names, (found, *found.coders.values()), strict=True):
            assert coder.count(mark) == len(by.all)
        for column in (3, 30, 90, 150, 210, 279):
            grid.move_cursor(column=column)
            await pilot.pause()
            at = view(app).at
            assert names[["", *found.coders].index(at.coder)] == coder[column - 1]
            reading = found.reading(at)
            under = View(reading.threshold or "capable", reading.floor, reading.interpretations)
            findings = case_of(app).findings
            if at.coder:
                coded = case_of(app).book.by_coder(under)
                assert coded
                findings = coded.findings[at.coder]
            judged = judge_case(findings.case, under).acts
            soft = [a for a in judged if a.verdicts[reading.lens].verdict == "balancing"
                    and a.screening == "soft"]  # fmt: skip
            assert [cells(app, key)[1] for key in keys(app)].count("●") == len(soft)
            tell = ReadingSentences(app.theory.book, app.words)
            named = tell.option("coder", at.coder)
            assert (named in said(app, "#reading-said")) == bool(at.coder)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("first", ["grid", "compare"])
async def test_what_the_conclusion_rests_on_is_one_key_and_leads_to_the_event(
    known: Workspace, size: tuple[int, int], first: str
) -> None:
    """From any view of the tab; each piece of the flip leads to its event."""
    app = opened(known, RULE)
    async with app.run_test(size=size) as pilot:
        await pilot.press("3", *(["full_stop"] * 2 if first == "compare" else []))
        await pilot.pause()
        await pilot.press("b")
        await pilot.pause()
        flip = flip_of(case_of(app).findings)
        assert isinstance(flip, Flip)
        tell = ReadingSentences(app.theory.book, app.words)
        assert tell.flip(flip) in said(app, "#reading-said")
        assert keys(app) == [f"evidence {piece.id}" for piece in flip.pieces]
        assert cells(app, keys(app)[0])[0] == tell.touched(flip.pieces[0])
        await pilot.press("down", "enter")
        await pilot.pause()
        assert case_of(app).query_one(TabbedContent).active == "evidence"
        assert case_of(app).selected == app.screen.book.case.evidence[flip.pieces[1].id].event  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_whether_it_survives_and_where_it_is_false_is_one_key(
    known: Workspace, lang: str
) -> None:
    """At 80 × 24 in either language; the way back to the grid is Escape."""
    save_settings(Settings(coder="CKM", language=lang))
    app = opened(known, RULE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "s")
        await pilot.pause()
        t, found = app.words.t, read_case(case_of(app).findings)
        tell = ReadingSentences(app.theory.book, app.words)
        with_, without = (
            found.all[found.under(found.art, read)] for read in ("counted", "left-out")
        )
        survives = "It survives." if with_.concludes == without.concludes else "It doesn’t survive."
        assert t(survives) in said(app, "#reading-said")
        assert tell.counted(without) in said(app, "#reading-said")
        assert "≠" in {cells(app, key)[0] for key in keys(app)}
        await pilot.press("n")
        await pilot.pause()
        places = [found.under(stance, "counted") for stance in found.stances]
        assert keys(app) == [f"reading {place}" for place in places]
        words = [tell.conclusion(found.all[place].concludes) for place in places]
        assert [cells(app, key)[0] for key in keys(app)] == words
        assert t("not met") in words and t("met") in words
        await pilot.press("down", "down", "down", "down", "enter")
        await pilot.pause()
        assert view(app).query_one("#specification").has_focus
        assert view(app).at == Coded("", places[-1])
        await pilot.press("b", "escape")
        await pilot.pause()
        assert view(app).query_one("#specification").has_focus


async def test_without_a_rule_the_view_says_so(known: Workspace) -> None:
    """Counts alone; what a rule would conclude is nowhere pretended."""
    app = opened(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await readings(pilot)
        none = app.words.t("No outcome rule was chosen: acts are counted, nothing is concluded.")
        assert none in said(app, "#readings-said")
        tell = ReadingSentences(app.theory.book, app.words)
        for key, told in (("b", tell.flip("no-rule")), ("n", none)):
            await pilot.press(key)
            await pilot.pause()
            assert told in said(app, "#reading-said")
        await pilot.press("5", "full_stop")
        await pilot.pause()
        assert none in str(case_of(app).query_one("#texts-text", Static).content)


async def test_the_rule_is_chosen_in_the_case_with_a_reason(known: Workspace) -> None:
    """Without one nothing is written; with one it stands beside the bottom line."""
    app = opened(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, CaseInfoForm)
        form.query_one("#field-rule", Select).value = "share"
        form.query_one("#field-least", Input).value = "20 %"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form
        shown = [str(label.content) for label in form.query(".error").results(Label)]
        assert any("why the case takes" in sentence for sentence in shown)
        form.query_one("#field-why", Input).value = "a fifth is a policy"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert known.open(SLUG).case.info.outcome == OutcomeRule(
            rule="share", share=0.2, reason="a fifth is a policy"
        )
        await pilot.press("5", "full_stop")
        await pilot.pause()
        told = str(case_of(app).query_one("#texts-text", Static).content)
        assert "a fifth is a policy" in told and "a share depends on what was logged" in told
