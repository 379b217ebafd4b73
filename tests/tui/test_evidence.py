"""The evidence tab: why a verdict is so, what would change it, and what is missing."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Select, Static

from workbench.case import Case, Evidence, date_order
from workbench.case.model import Overruling
from workbench.casebook import Workspace, copy_worked_case, possible_reactions, put
from workbench.judgement import Sentences, hinges, judge_case, lens_ids, reversals
from workbench.memo import memo_markdown
from workbench.tui import WorkbenchApp
from workbench.tui.forms.evidence import EvidenceForm, GradeForm
from workbench.tui.screens import CaseScreen
from workbench.tui.screens.verdict import VerdictScreen

SLUG = "france-us-iraq-2003"


@pytest.fixture
def worked(known: Workspace) -> WorkbenchApp:
    """The worked case, open."""
    copy_worked_case(known, SLUG)
    return WorkbenchApp(known, SLUG)


def case_of(app: WorkbenchApp) -> CaseScreen:
    assert isinstance(app.screen, CaseScreen)
    return app.screen


async def evidence_at(pilot: Pilot[None], app: WorkbenchApp, event: str) -> Case:
    """Go to an event's evidence."""
    await pilot.pause()
    screen = case_of(app)
    screen.selected = event
    await pilot.press("2")
    await pilot.pause()
    return screen.book.case


def differing(app: WorkbenchApp) -> str:
    """An event on which the lenses differ, with a verdict by Art that a single piece turns."""
    found = case_of(app).findings
    return next(
        f.event.id
        for f in found.differing
        if hinges("art", found.case.evidence_of(f.event.id), found.view)
    )


def answer(app: WorkbenchApp) -> str:
    assert isinstance(app.screen, VerdictScreen)
    return str(app.screen.query_one("#answer", Static).content)


@pytest.mark.parametrize("tab", ["2", "3"])
async def test_why_and_what_would_change_it_take_one_key_each(
    worked: WorkbenchApp, tab: str
) -> None:
    """From the evidence and from the grid alike, for each lens."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        event = differing(worked)
        case = await evidence_at(pilot, worked, event)
        await pilot.press(tab)
        await pilot.pause()
        findings = case_of(worked).findings
        tell = Sentences(worked.theory.book, worked.words)
        await pilot.press("w")
        for lens in lens_ids():
            judged = findings.by_id[event].verdicts[lens]
            assert tell.rule(lens, judged) in answer(worked)
            assert all(case.evidence[i].finding in answer(worked) for i in judged.decided)
            await pilot.press("c")
            given = (lens, case.evidence_of(event), findings.view)
            for hinge in (*hinges(*given), *reversals(*given)):
                assert f"→ {tell.verdict(hinge.becomes)}" in answer(worked)
            turned = [*hinges(*given), *reversals(*given)]
            assert answer(worked).count("→") >= len(turned)
            await pilot.press("w", "right")
        await pilot.press("escape")
        assert case_of(worked).event is not None and case_of(worked).event.id == event


async def test_the_chosen_lens_marks_what_decided_and_what_the_floor_left_out(
    worked: WorkbenchApp,
) -> None:
    """The letters of the pieces carry the mark, so that it doesn't hang on colour."""
    async with worked.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        event = differing(worked)
        await evidence_at(pilot, worked, event)
        screen = case_of(worked)
        info = screen.book.case.info.model_copy(update={"floor": "B2"})
        await screen.apply("floor", put(screen.book.case, info))
        await pilot.pause()
        screen.query_one("#verdicts").focus()
        for lens in lens_ids():
            await pilot.pause()
            judged = screen.findings.by_id[event].verdicts[lens]
            side = "effect" if lens == "art" else "intent"
            table = screen.query_one(f"#{side}", DataTable)
            marked = {str(key.value): str(table.get_row(key)[0])[0] for key in table.rows}
            assert {i for i, m in marked.items() if m == "▸"} == set(judged.decided)
            assert {i for i, m in marked.items() if m == "↓"} == set(judged.left_out)
            await pilot.press("right")


async def test_n_on_a_verdict_adds_to_the_side_that_its_lens_reads(worked: WorkbenchApp) -> None:
    """The first stop after the matrix is Art's verdict, which is about effects."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await evidence_at(pilot, worked, differing(worked))
        for keys, side in (("tab", "effect"), ("right", "intent")):
            await pilot.press(keys, "n")
            await pilot.pause()
            form = worked.screen
            assert isinstance(form, EvidenceForm) and form.piece.side == side
            await pilot.press("escape")
            await pilot.pause()


async def test_a_reaction_is_offered_among_later_acts_of_others(worked: WorkbenchApp) -> None:
    """The target's own first; an act that was over by then can't answer it."""
    async with worked.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        case = case_of(worked).book.case
        event = case.events[differing(worked)]
        offered = possible_reactions(case, event)
        begins = date_order(event.date)[0]
        assert offered and all(date_order(e.date)[1] >= begins for e in offered)
        assert all(e.initiator != event.initiator for e in offered)
        theirs = [e.initiator == event.target for e in offered]
        assert theirs == sorted(theirs, reverse=True)


async def test_to_the_reaction_and_back(worked: WorkbenchApp) -> None:
    """From the claim to the target's act, and by another key home again."""
    async with worked.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        pieces = case_of(worked).book.case.evidence.values()
        claim = next(p for p in pieces if p.reaction)
        await evidence_at(pilot, worked, claim.event)
        table = case_of(worked).query_one("#effect", DataTable)
        table.focus()
        table.move_cursor(row=table.get_row_index(claim.id))
        await pilot.press("g")
        await pilot.pause()
        assert case_of(worked).selected == claim.reaction
        await pilot.press("b")
        await pilot.pause()
        assert case_of(worked).selected == claim.event
        # Straight to the reaction: the act is found from there too.
        case_of(worked).selected = claim.reaction
        case_of(worked).redraw()
        await pilot.press("b")
        acts = {p.event for p in pieces if p.reaction == claim.reaction}
        assert case_of(worked).selected in acts


async def test_what_a_claim_lacks_is_seen_and_a_grade_is_a_key_away(hostile: Workspace) -> None:
    """No source, no grade: ∅ in the row and in words beside it; grading shows the scale."""
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        table = case_of(app).query_one("#effect", DataTable)
        table.focus()
        await pilot.pause()
        row = [str(value) for value in table.get_row_at(0)]
        assert row[-4:] == ["✓", "→", "∅", "∅"]
        why = str(case_of(app).query_one("#why", Static).content)
        assert app.words.t("∅ no source") in why and app.words.t("∅ ungraded") in why
        assert "∅" in str(case_of(app).query_one("#ev-legend", Static).content)
        await pilot.press("k")
        assert isinstance(app.screen, GradeForm)
        scale = str(app.screen.query_one("#scale", Static).content)
        assert all(app.theory.say("reliability", letter) in scale for letter in "ABCDEF")
        assert all(app.theory.say("credibility", digit) in scale for digit in "123456")
        await pilot.press("g", "7", "ctrl+s")
        assert isinstance(app.screen, GradeForm)
        await pilot.press("backspace", "backspace", "b", "2", "ctrl+s")
        await pilot.pause()
        assert [p.grade for p in case_of(app).book.case.evidence.values()] == ["B2"]
        assert str(table.get_row_at(0)[-1]) == "B2"


async def test_a_bearing_set_by_one_key_moves_the_verdict_between(hostile: Workspace) -> None:
    """+ in the cell of balancing, then − in the same cell."""
    book = hostile.open("hostile")
    event = book.case.timeline[0]
    book.apply("p", put(book.case, Evidence(id="pc-1", event=event.id, side="intent")))
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2")
        for key, verdict in (("plus", "balancing"), ("minus", "not-balancing")):
            await pilot.press(key)
            await pilot.pause()
            found = judge_case(case_of(app).book.case).by_id[event.id].verdicts["two-level"]
            assert found.verdict == verdict
            shown = case_of(app).query_one("#verdicts", DataTable).get_row_at(0)
            assert str(shown[4]).endswith(app.theory.say("verdict", verdict))


async def test_that_a_piece_bears_on_nothing_is_said_and_taken_back(hostile: Workspace) -> None:
    """By its form; in the matrix and beside it. A bearing takes it back, and then none asks."""
    book = hostile.open("hostile")
    event = book.case.timeline[0]
    piece = Evidence(id="pc-1", event=event.id, side="intent", finding="F")
    book.apply("p", put(book.case, piece))
    app = WorkbenchApp(hostile, "hostile")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()

        def told() -> tuple[set[str], str]:
            row = case_of(app).query_one("#intent", DataTable).get_row_at(0)
            marks = {str(mark).strip() for mark in row[2:8]}
            return marks, str(case_of(app).query_one("#why", Static).content)

        assert told()[0] == {"·"} and app.words.t("no bearing stated") in told()[1]
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one("#field-bears_on_nothing", Select).value = "yes"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert case_of(app).book.case.evidence["pc-1"].bears_on_nothing
        assert told()[0] == {"–"} and app.words.t("bears on nothing") in told()[1]
        await pilot.press("plus")
        await pilot.pause()
        after = case_of(app).book.case.evidence["pc-1"]
        assert after.bearings and not after.bears_on_nothing and told()[0] == {"+", "·"}
        await pilot.press("e")
        await pilot.pause()
        assert not app.screen.query("#field-bears_on_nothing")


async def test_who_changed_what_another_coded_is_shown(worked: WorkbenchApp) -> None:
    """Of the event beside the log, of the piece among its reasons; a name is data."""
    async with worked.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        screen = case_of(worked)
        event = screen.book.case.timeline[0]
        piece = next(p for p in screen.book.case.evidence_of(event.id) if p.side == "intent")
        screen.selected = event.id
        edit = [r.model_copy(update={"note": "x"}) for r in (event, piece)]
        screen.book.apply("an edit", put(screen.book.case, *edit), "[bold]=MK[/bold]")
        await pilot.pause()
        told = f"{event.coder}, changed by [bold]=MK[/bold]"
        assert told in str(screen.query_one("#detail-text", Static).content)
        await evidence_at(pilot, worked, event.id)
        assert told in str(screen.query_one("#why", Static).content)


async def test_one_overruling_of_an_event_is_said_alike(worked: WorkbenchApp) -> None:
    """It is the event's, not a lens's: the log, the evidence, each lens and the memo say so."""
    async with worked.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = case_of(worked)
        event = screen.findings.acts[0].event
        ruled = Overruling(verdict="contested", reason="Both readings hold", coder="LIN")
        book = screen.book
        book.apply("t", put(book.case, event.model_copy(update={"overruled": ruled})), "LIN")
        await evidence_at(pilot, worked, event.id)
        tell = Sentences(worked.theory.book, worked.words)
        now = book.case.events[event.id]
        short, long = tell.overruled(now), tell.overruled(now, reason=True)
        assert short == "event overruled by LIN: contested"
        assert short in str(screen.query_one("#ev-state", Static).content)
        await pilot.press("1")
        assert short in str(screen.query_one("#detail-text", Static).content)
        await pilot.press("2", "w")
        for _ in lens_ids():
            assert long in answer(worked)
            await pilot.press("right")
        asked = {"digest": "", "today": worked.today, "sections": {"coding"}}
        memo = memo_markdown(book.case, "en", **asked)  # type: ignore[arg-type]
        assert long in memo.replace("\\", "")
