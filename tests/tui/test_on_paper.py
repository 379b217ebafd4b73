"""One event on paper, asked for in the log and over its evidence."""

from __future__ import annotations

import pypdfium2
import pytest
from textual.widgets import Static

from workbench.case import CaseInfo, begun
from workbench.casebook import Workspace, copy_worked_case
from workbench.tui import WorkbenchApp

from .hands import case_of
from .rest import messages, settled

SLUG = "france-us-iraq-2003"


@pytest.mark.parametrize("tab", ["1", "2"])
async def test_the_event_under_the_cursor(known: Workspace, tab: str) -> None:
    """Written where the memos are, in the case's language, whatever the reader's is."""
    copy_worked_case(known, SLUG)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("down", tab)
        await settled(pilot)
        event = case_of(app).event
        assert event is not None
        await pilot.press("p")
        await app.workers.wait_for_complete()
        await settled(pilot)
        path = known.exports / f"{SLUG}.{event.key}.en.pdf"
        assert any(str(path) in said for said in messages(app))
        with pypdfium2.PdfDocument(path) as pdf:
            assert event.title[:20] in pdf[0].get_textpage().get_text_bounded()


async def test_what_was_written_before_is_called_what_it_is(known: Workspace) -> None:
    """An event on paper is no memo of the case."""
    book = copy_worked_case(known, SLUG)
    event = book.case.timeline[0]
    known.exports.mkdir(exist_ok=True)
    for name in ("en", "zh-Hant.short", f"{event.key}.en", "3.en", "gone.en"):
        known.exports.joinpath(f"{SLUG}.{name}.pdf").write_bytes(b"%PDF")
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        await pilot.press("6")
        await settled(pilot)
        said = str(app.screen.query_one("#memo-earlier", Static).render())
    rows = {row.split()[0].removeprefix(f"{SLUG}."): row for row in said.splitlines()[1:]}
    assert "memo, full" in rows["en.pdf"] and "memo, short" in rows["zh-Hant.short.pdf"]
    assert f"one event: {event.title}" in rows[f"{event.key}.en.pdf"]
    assert f"one event: {book.case.timeline[2].title}" in rows["3.en.pdf"]
    assert "one event: gone" in rows["gone.en.pdf"]


async def test_a_long_memo_is_laid_out_when_it_is_asked_for(
    known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its beginning would take seconds, and hold up every key meanwhile."""
    copy_worked_case(known, SLUG)
    monkeypatch.setattr("workbench.tui.panels.memo._LONG", 5)
    asked: list[object] = []
    monkeypatch.setattr("workbench.memo.contents.memo_document", asked.append)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("6")
        await settled(pilot)
        assert "p shows it here" in str(app.screen.query_one("#memo-page", Static).render())
        assert not asked


async def test_no_event_and_no_room(known: Workspace) -> None:
    """One sentence each; nothing is written."""
    copy_worked_case(known, SLUG)
    known.create("empty", case_info())
    known.exports.parent.mkdir(exist_ok=True)
    known.exports.write_text("no folder", "utf-8")
    for slug in ("empty", SLUG):
        app = WorkbenchApp(known, slug)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("p")
            await app.workers.wait_for_complete()
            await settled(pilot)
            assert len(messages(app)) == 1
    assert known.exports.read_text("utf-8") == "no folder"


def case_info() -> CaseInfo:
    """What a case without an event has."""
    return begun(title="T", balancer="A", target="B")
