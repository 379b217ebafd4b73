"""The history screen, undo across a restart, changes from outside, and a disk that refuses."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from workbench.case import Candidate, Case, CaseInfo, Event, Problem, Question, Search
from workbench.casebook import Casebook, NotWritten, Workspace, copy_worked_case, put
from workbench.locale import N_, words
from workbench.store import CaseFile, Revision
from workbench.store.rows import said_in
from workbench.tui import WorkbenchApp
from workbench.tui.forms import Confirm, EventForm
from workbench.tui.forms.conflict import ConflictForm
from workbench.tui.forms.unwritten import ElsewhereForm, UnwrittenForm
from workbench.tui.kit.changewords import Told
from workbench.tui.kit.table import SeenTable
from workbench.tui.kit.theory import Theory
from workbench.tui.screens.history import HistoryScreen

from .hands import case_of, log_lines
from .rest import messages, settled, until
from .test_shell import SLUG


@pytest.fixture
def worked(known: Workspace) -> Workspace:
    copy_worked_case(known, SLUG)
    return known


def first(book: Casebook) -> Event:
    return book.case.timeline[0]


def retitle(book: Casebook, title: str, coder: str = "") -> None:
    event = first(book).model_copy(update={"title": title})
    book.apply(N_("the event's description"), put(book.case, event), coder)


async def type_title(pilot: Pilot[None], title: str) -> None:
    await pilot.press("e")
    await pilot.pause()
    form = pilot.app.screen
    assert isinstance(form, EventForm)
    form.query_one("#field-title").value = title  # type: ignore[attr-defined]
    await pilot.press("ctrl+s")
    await settled(pilot)


async def test_a_history_says_nothing_before_it_is_read(
    worked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor that nothing was changed where it can't be read; the focus is there when it is."""
    read, unread = Casebook.history, N_("a history that can't be read")
    begun, go_on = threading.Event(), threading.Event()

    def slowly(book: Casebook) -> Sequence[Revision]:
        begun.set()
        go_on.wait(20)
        return read(book)

    def never(book: Casebook) -> Sequence[Revision]:
        raise Problem(unread)

    monkeypatch.setattr(Casebook, "history", slowly)
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        retitle(case_of(app).book, "another")
        await pilot.press("h")
        await asyncio.to_thread(begun.wait, 20)
        empty = app.screen.query_one("#history-empty")
        assert not empty.display
        go_on.set()
        await until(pilot, lambda: app.screen.focused is app.screen.query_one("#revisions"))
        monkeypatch.setattr(Casebook, "history", never)
        retitle(case_of(app).book, "once more")
        await until(pilot, lambda: empty.display)
        assert unread in str(app.screen.query_one("#history-empty", Static).render())


async def test_the_history_tells_and_restores(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        book = case_of(app).book
        before = first(book).title
        count = len(book.history())
        await type_title(pilot, "Another [bold] title")
        await type_title(pilot, "A third title")
        await pilot.press("h")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, HistoryScreen)
        table = screen.query_one("#revisions", SeenTable)
        assert table.row_count == count + 2
        row = " ".join(map(str, table.get_row(table.keys[0])))
        assert "CKM" in row and "the event's description  title  an event" in row
        told = "\n".join(
            "".join(segment.text for segment in strip)
            for strip in screen.query_one("#revision-text", Static).render_lines(
                screen.query_one("#revision-text", Static).size.region
            )
        )
        assert "Another [bold] title" in told and "A third title" in told
        await pilot.press("down", "r")
        await settled(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("y")
        await settled(pilot)
        assert first(book).title == "Another [bold] title"
        await pilot.press("u")
        await settled(pilot)
        assert first(book).title == "A third title"
        await pilot.press("q", "u", "u")
        await settled(pilot)
        assert first(book).title == before


def test_what_stands_in_searches_and_candidates_is_said_in_chinese() -> None:
    """How it was searched, what is first in its dates, what became of a candidate."""
    case = Case("c", CaseInfo(title="T", balancer="A", target="B"))
    told = Told(words("zh-Hant"), Theory("zh-Hant"), case)
    for how, said in (
        ("files", "由檔案讀取"),
        ("store", "由資料庫讀取"),
        ("engine", "由他處的引擎查詢"),
    ):
        search = Search(id="se-1", when="2026-01-01", how=how, question=Question(dates="day"))
        fields = told.fields(search.model_dump(mode="json"))
        assert fields["how"] == said
        assert fields["question.dates"] == "日在前"
    row = Candidate(id="ca-1", dataset="gdelt", row="1", title="x", state="merged")
    assert told.fields(row.model_dump(mode="json"))["state"] == "已併入"


async def test_of_a_long_history_what_is_seen_is_read(
    worked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = worked.open(SLUG)
    for number in range(120):
        retitle(book, f"Title {number}")
    read: list[bytes] = []

    def counted(line: bytes) -> dict[str, object]:
        read.append(line)
        return said_in(line)

    monkeypatch.setattr("workbench.store.rows.said_in", counted)
    monkeypatch.setattr("workbench.store.historylines.said_in", counted)
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("h")
        await settled(pilot)
        table = app.screen.query_one("#revisions", SeenTable)
        assert table.row_count > 120 and len(set(read)) < 60
        assert "the event’s description  title" in table.render_line(1).text.replace("'", "’")
        await pilot.press("end")
        await settled(pilot)
        assert "the history begins" in table.render_line(table.size.height - 1).text


@pytest.mark.long
async def test_undo_and_redo_across_a_restart(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        before = first(case_of(app).book).title
        await type_title(pilot, "After")
        await pilot.press("ctrl+q")
    again = WorkbenchApp(worked, SLUG)
    async with again.run_test(size=(80, 24)) as pilot:
        assert first(case_of(again).book).title == "After"
        await pilot.press("u")
        await settled(pilot)
        assert first(case_of(again).book).title == before
    third = WorkbenchApp(worked, SLUG)
    async with third.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        assert first(case_of(third).book).title == "After"
    assert first(worked.open(SLUG)).title == "After"


async def test_a_change_from_outside_is_shown_and_said(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        retitle(worked.open(SLUG), "From outside", "LIN")
        await app.look()
        await settled(pilot)
        assert any("changed outside" in note for note in messages(app))
        assert "From outside" in log_lines(app)[1]


@pytest.mark.parametrize(
    ("key", "mine", "theirs"),
    [
        pytest.param("m", 1, 0, marks=pytest.mark.long),
        pytest.param("t", 0, 1, marks=pytest.mark.long),
        ("c", 1, 1),
    ],
)
async def test_a_conflict_is_shown_side_by_side(
    worked: Workspace, key: str, mine: int, theirs: int
) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        retitle(worked.open(SLUG), "Theirs of it", "LIN")
        await type_title(pilot, "Mine of it")
        assert isinstance(app.screen, ConflictForm)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EventForm) and app.screen.values()["title"] == "Mine of it"
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert case_of(app)
    titles = [event.title for event in worked.open(SLUG).case.timeline]
    assert (titles.count("Mine of it"), titles.count("Theirs of it")) == (mine, theirs)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A disk that is full until it is called."""
    commit = CaseFile.commit
    state = {"full": True}

    def refuse(self: CaseFile, *given: object, **more: object) -> object:
        if state["full"]:
            raise NotWritten("the disk is full")
        return commit(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(CaseFile, "commit", refuse)
    return lambda: state.update(full=False)


async def test_what_the_disk_refuses_is_kept(
    worked: Workspace, full: Callable[[], None], tmp_path: Path
) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await type_title(pilot, "Kept in memory")
        assert isinstance(app.screen, UnwrittenForm)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(app.screen, UnwrittenForm)
        await pilot.press("s")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, ElsewhereForm)
        form.query_one("#field-path").value = str(tmp_path / "other.json")  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert first(Casebook(CaseFile(tmp_path / "other.json"))).title == "Kept in memory"
        screen = case_of(app)
        assert "unsaved" in str(screen.query_one("#top", Static).content)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert isinstance(app.screen, UnwrittenForm)
        full()
        await pilot.press("r")
        await settled(pilot)
    assert first(worked.open(SLUG)).title == "Kept in memory"
