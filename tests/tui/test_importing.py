"""A file comes in through the terminal: named, recognised, looked at, put right, and all of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual.widgets import Input, Label, Select, Static

from workbench.casebook import Workspace, copy_worked_case
from workbench.interchange.sheet import COLUMNS, Fault, write_sheet
from workbench.locale import Words
from workbench.tui import WorkbenchApp
from workbench.tui.forms import (
    CandidatesForm,
    ConstantForm,
    ImportForm,
    NewCaseForm,
    PickForm,
)
from workbench.tui.kit.table import SeenTable
from workbench.tui.panels.sheet import COLUMN_WORDS
from workbench.tui.panels.views import ViewName
from workbench.tui.screens import CaseScreen, HomeScreen
from workbench.tui.screens.references import ReferencesScreen
from workbench.tui.screens.sheet import SheetScreen

from .hands import Hands
from .rest import messages, settled

SLUG = "france-us-iraq-2003"
SHEET = "Datum,Headline,Wer,side,finding,bearing,My column\n"


@pytest.fixture
def shelf(known: Workspace) -> Workspace:
    copy_worked_case(known, SLUG)
    return known


async def bring(hands: Hands, path: Path, key: str = "I") -> None:
    """Name a file, as a terminal gives one that is dropped on it."""
    await hands.press(key)
    assert isinstance(hands.pilot.app.screen, ImportForm)
    await hands.write(f"'{path}'")
    await hands.press("ctrl+s")
    await settled(hands.pilot)


def said(app: WorkbenchApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


async def test_a_sheet_is_put_right_and_comes_in_as_one_step(
    shelf: Workspace, tmp_path: Path
) -> None:
    """A column is corrected, a double is decided, undo takes all of it back; it is remembered."""
    first = shelf.open(SLUG).case.timeline[0]
    path = tmp_path / "my sheet [bold].csv"
    path.write_text(
        SHEET
        + f'{first.date},"{first.title}",{first.initiator},intent,A new finding,,x\n'
        + "2003-05,[/b] =1+1,France,,,,15%\n",
        "utf-8",
    )
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(pilot)
        before = shelf.open(SLUG).case
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen) and screen.view == "columns"
        assert "Datum" in screen.found.mapping
        await hands.press("down", "down", "enter")
        assert isinstance(app.screen, PickForm)
        app.screen.query_one(Select).value = "initiator"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert screen.found.mapping["Wer"] == "initiator"
        await hands.press("2")
        assert screen.query_one("#im-preview", SeenTable).row_count == 2
        await hands.press("ctrl+s")
        assert screen.view == "doubles" and "1" in said(app, "#im-said")
        await hands.press("m")
        await settled(hands.pilot)
        assert [d.decision for d in screen.found.doubles] == ["merge"]
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
        case = app.screen.book.case
        assert len(case.events) == len(before.events) + 1
        new = next(e for e in case.events.values() if e.title == "[/b] =1+1")
        assert (new.initiator, new.note) == ("France", "My column: 15%")
        assert [p.finding for p in case.evidence_of(first.id)][-1] == "A new finding"
        await hands.press("u")
        assert app.screen.book.case.events == before.events
        path.write_text(SHEET + "2003-06,Other,Germany,,,,\n", "utf-8")
        await bring(hands, path)
        assert isinstance(app.screen, SheetScreen)
        assert app.screen.found.mapping["Wer"] == "initiator"
        await hands.press("escape")
        assert isinstance(app.screen, CaseScreen)


async def test_what_is_wrong_is_listed_copied_and_read_again(
    shelf: Workspace, tmp_path: Path
) -> None:
    """Nothing is written; the sheet is put right outside and read again."""
    path = tmp_path / "bad.csv"
    path.write_text("title,date\nTalks,soon\nWar,2003-02-30\n", "utf-8")
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen) and screen.view == "faults"
        copied = screen.under_cursor or ""
        assert [line.split(":")[0] for line in copied.split("\n")] == [
            "line 2, column date",
            "line 3, column date",
        ]
        await hands.press("ctrl+s")
        assert app.screen is screen
        path.write_text("title,date\nTalks,2003\n", "utf-8")
        await hands.press("f5")
        await settled(hands.pilot)
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert len(shelf.open(SLUG).case.events) == 38


async def test_a_workbook_into_a_case_that_is_made_for_it(known: Workspace, tmp_path: Path) -> None:
    """From the shelf; the worksheet is said and chosen."""
    path, book = tmp_path / "book.xlsx", Workbook()
    for name in ("Erste", "Zweite"):
        sheet = book.create_sheet(name)
        sheet.append(["title"])
        sheet.append([f"Talks of {name}"])
    book.save(path)
    app = WorkbenchApp(known)
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path, "i")
        assert isinstance(app.screen, NewCaseForm)
        for name, text in (("title", "Begun"), ("balancer", "A"), ("target", "B")):
            app.screen.query_one(f"#field-{name}", Input).value = text
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, SheetScreen) and "Erste" in said(app, "#top")
        await hands.press("w")
        app.screen.query_one(Select).value = "Zweite"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
    assert [e.title for e in known.open("begun").case.timeline] == ["Talks of Zweite"]


async def test_references_by_the_same_way(shelf: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "refs.txt"
    path.write_text("@book{pape2005, title={Soft [b] Balancing}, author={Pape, Robert}}", "utf-8")
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        assert isinstance(app.screen, ReferencesScreen)
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
        keys = [s.citation_key for s in app.screen.book.case.sources.values()]
        assert "pape2005" in keys


async def test_a_path_is_completed_and_what_is_there_is_said(
    known: Workspace, tmp_path: Path
) -> None:
    """What can't come in is a sentence; the form stays."""
    (tmp_path / "events 2003.csv").write_text("title\nA\n", "utf-8")
    (tmp_path / "page").write_text("<html>", "utf-8")
    app = WorkbenchApp(known)
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        await hands.press("i")
        await hands.write(f"{tmp_path}/even")
        await settled(pilot)
        assert "events 2003.csv" in str(app.screen.query_one("#readback-path", Label).content)
        await hands.press("right")
        field = app.screen.query_one("#field-path", Input)
        assert field.value == f"{tmp_path}/events 2003.csv"
        assert "CSV" in str(app.screen.query_one("#readback-path", Label).content)
        field.value = str(tmp_path / "page")
        await hands.press("ctrl+s")
        await settled(pilot)
        assert "nothing that can be imported" in str(
            app.screen.query_one("#problem", Label).content
        )
        await hands.press("escape", "y")
        assert isinstance(app.screen, HomeScreen)


async def test_everything_of_one_case_into_another(shelf: Workspace, tmp_path: Path) -> None:
    """The worked case as a sheet; the cursor decides where it goes."""
    path = tmp_path / "all.csv"
    path.write_bytes(write_sheet(shelf.open(SLUG).case))
    app = WorkbenchApp(shelf)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path, "i")
        assert isinstance(app.screen, SheetScreen)
        assert len(app.screen.found.undecided) == 37
        await hands.press("4", "S")
        await settled(hands.pilot)
        assert not app.screen.found.undecided and not app.screen.found.changes


@pytest.mark.long
async def test_by_the_mouse_alone_and_in_another_language(shelf: Workspace, tmp_path: Path) -> None:
    """A column is clicked, a view is clicked; a switch of language loses no correction."""
    path = tmp_path / "wide.csv"
    path.write_text("Headline,a,b\nTalks,1,2,3\n", "utf-8")
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        assert isinstance(app.screen, SheetScreen) and app.screen.found.faults
        path.write_text("Headline,a,b\nTalks,1,2003\n", "utf-8")
        await hands.press("f5")
        await settled(hands.pilot)
        names = list(app.screen.query(ViewName))
        await pilot.click(names[0])
        table = app.screen.query_one("#im-columns", SeenTable)
        for _ in range(2):
            await pilot.click(table, offset=(3, 3))
        await pilot.pause()
        assert isinstance(app.screen, PickForm)
        app.screen.query_one(Select).value = "date"
        await pilot.click("#save")
        await settled(hands.pilot)
        await hands.press("ctrl+l")
        await settled(hands.pilot)
        screen = app.screen
        assert isinstance(screen, SheetScreen) and screen.found.mapping["b"] == "date"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
        (new,) = (e for e in app.screen.book.case.events.values() if e.title == "Talks")
        assert (new.date, new.note) == ("2003", "a: 1")


HEADS = {
    "en": (["When", "What", "Who", "Against", "Evidence", None, None, "Code"],
           ["Page", "Quote", "Rating"], "intent"),
    "zh-Hant": (["何時", "何事", "何人", "針對", "證據", None, None, "代碼"],
                ["頁碼", "引文", "評等"], "意圖"),
}  # fmt: skip


def own_workbook(lang: str) -> Workbook:
    """Thirty events with a banner, merged heads, own codes, and dates as Excel shows them."""
    head, below, _ = HEADS[lang]
    book = Workbook()
    for row in (["Coding sheet of the project"], [], head, [None] * 4 + below):
        book.active.append(row)
    for number in range(30):
        codes = ["S1", "s 2", "none", "diplomatic coordination"]
        book.active.append(
            [date(2003, 1 + number % 12, 1), f"Event {number}", "Germany", "France",
             f"p. {number}", "said so", "B2", codes[number % 4]]
        )  # fmt: skip
        formats = ["mmm-yy", "yyyy", "yyyy-mm-dd"]
        book.active.cell(row=5 + number, column=1).number_format = formats[number % 3]
    book.active.merge_cells("A1:H1")
    book.active.merge_cells("E3:G3")
    for column in "ABCDH":
        book.active.merge_cells(f"{column}3:{column}4")
    return book


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_a_workbook_of_ones_own_comes_in_without_touching_it(
    shelf: Workspace, tmp_path: Path, lang: str
) -> None:
    """Its codes are given a meaning once each, what it lacks is said, and all is remembered."""
    path = tmp_path / "own.xlsx"
    own_workbook(lang).save(path)
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(110, 32)) as pilot:
        hands = Hands(pilot)
        if lang == "zh-Hant":
            await hands.press("ctrl+l")
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen) and screen.found.head == 4
        # That the evidence has no side is asked where it shows.
        assert screen.view == "faults"
        await hands.press("enter")
        app.screen.query_one(Select).value = "=Code" if lang == "en" else "=代碼"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert {fault.column for fault in screen.found.faults} == {"side"}
        await hands.press("1", *["down"] * 7, "enter")
        app.screen.query_one(Select).value = "-"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        await hands.press("c")
        form = app.screen
        assert isinstance(form, ConstantForm)
        form.query_one("#field-column", Select).value = "side"
        form.query_one("#field-value", Input).value = "motive"
        await hands.press("ctrl+s")
        assert app.screen is form
        form.query_one("#field-value", Input).value = HEADS[lang][2]
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert not screen.found.faults
        await hands.press("1", "enter")
        app.screen.query_one(Select).value = "strategies"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert len(screen.found.faults) == 23
        await hands.press("3")
        for meaning in ("binding", "balking", "diplomatic-coordination"):
            await hands.press("enter")
            chosen = app.screen.query_one(Select)
            # What is likely is chosen already, and nothing else.
            likely = meaning == "diplomatic-coordination"
            assert chosen.value == (meaning if likely else Select.NULL)
            chosen.value = meaning
            await hands.press("ctrl+s")
            await settled(hands.pilot)
        assert not screen.found.faults
        await hands.press("1")
        assert "s1 = binding" in said(app, "#im-text") and "4" in said(app, "#im-text")
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
        new = [e for e in app.screen.book.case.events.values() if e.title.startswith("Event ")]
        dates = {e.title: e.date for e in new}
        assert len(new) == 30
        assert [dates[f"Event {n}"] for n in range(3)] == ["2003-01", "2003", "2003-03-01"]
        assert sum(e.coded_none for e in new) == 7 and sum(len(e.tags) for e in new) == 23
        await hands.press("u")
        await bring(hands, path)
        again = app.screen
        assert isinstance(again, SheetScreen) and not again.found.faults
        assert again.found.answers.constants == {"side": "intent"}
        await hands.press("1", *["down"] * 7, "x")
        await settled(hands.pilot)
        assert len(again.found.faults) == 23


async def test_head_dates_and_encoding_are_asked(shelf: Workspace, tmp_path: Path) -> None:
    """Each once, and the sheet is read again by the answer."""
    path = tmp_path / "own.csv"
    text = "Fälle,,\nzuerst,,\nwann,was,wo\n3/1/2003,Gespräche,Évian\n"
    path.write_bytes(text.encode("cp1252"))
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(110, 32)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen) and screen.view == "faults"
        await hands.press("enter")
        assert app.screen.query_one(Select).value == "Windows-1252"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert screen.found.head == 3
        await hands.press("h")
        app.screen.query_one(Select).value = "2"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert [c.name for c in screen.found.columns] == ["zuerst"]
        await hands.press("h")
        app.screen.query_one(Select).value = "3"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        for steps, column in ((0, "date"), (1, "title")):
            await hands.press("1", *["down"] * steps, "enter")
            app.screen.query_one(Select).value = column
            await hands.press("ctrl+s")
            await settled(hands.pilot)
        await hands.press("3", "enter")
        app.screen.query_one(Select).value = "month"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
        (new,) = (e for e in app.screen.book.case.events.values() if e.title == "Gespräche")
        assert (new.date, new.note) == ("2003-03-01", "wo: Évian")


async def test_a_wrong_meaning_is_put_right_where_it_shows(
    shelf: Workspace, tmp_path: Path
) -> None:
    """And what an effect needs is said of every effect, not of intents."""
    path = tmp_path / "own.csv"
    path.write_text("title,side,bearing\nA,I,reg\nB,E,cost\n", "utf-8")
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(110, 32)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen)

        async def answer(value: str) -> None:
            await hands.press("3", "enter")
            app.screen.query_one(Select).value = value
            await hands.press("ctrl+s")
            await settled(hands.pilot)

        await answer("effect")
        await answer("raises-cost")
        await hands.press("1", "down", "x")
        await settled(hands.pilot)
        for value in ("intent", "regional-issue:supports", "effect", "raises-cost", "observed"):
            await answer(value)
        assert not screen.found.faults, screen.found.faults
        meant = {"side": {"i": "intent", "e": "effect"},
                 "bearing": {"reg": "regional-issue:supports", "cost": "raises-cost"}}  # fmt: skip
        assert screen.found.answers.values == meant
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert isinstance(app.screen, CaseScreen)
        pieces = list(app.screen.book.case.evidence.values())[-2:]
        assert [p.status for p in pieces] == [None, "observed"]


async def test_the_column_of_titles_is_asked(shelf: Workspace, tmp_path: Path) -> None:
    """Where none is called so, on the problem itself; two columns of one name are told apart."""
    path = tmp_path / "own.csv"
    path.write_text("wann,was,was\n2003,egal,Talks\n", "utf-8")
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(110, 32)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen)
        await hands.press("3", "enter")
        app.screen.query_one(Select).value = "was 2"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        assert not screen.found.faults and screen.found.mapping == {"was 2": "title"}
        assert screen.found.unknown_columns == ("wann", "was")


async def test_undatable_rows_are_said_and_the_order_is_asked(
    shelf: Workspace, tmp_path: Path
) -> None:
    """Of event data: what is left out because of its date isn't left out in silence."""
    path = tmp_path / "a.tab"
    path.write_text(
        "Event ID\tEvent Date\tSource Country\tTarget Country\tEvent Text\n"
        "1\t3/5/2003\tFrance\tUnited States\tReject\n",
        "utf-8",
    )
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(110, 40)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        form = app.screen
        assert isinstance(form, CandidatesForm)
        form.query_one("#field-begins", Input).value = "2003"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        told = " ".join(messages(app))
        assert "3/5/2003" in told and app.screen is form
        form.query_one("#field-dates", Select).value = "month"
        await hands.press("ctrl+s")
        await settled(hands.pilot)
        (one,) = app.screen.book.case.candidates.values()  # type: ignore[attr-defined]
        assert one.date == "2003-03-05"


def test_every_column_of_the_sheet_has_a_name() -> None:
    """One that has none can't be chosen."""
    assert set(COLUMNS) <= set(COLUMN_WORDS)


async def test_of_many_faults_those_that_are_seen_are_worded(
    shelf: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("title,date\n" + "Talks,no date\n" * 400, "utf-8")
    worded: set[int] = set()
    said_of = Fault.said

    def counted(self: Fault, words: Words) -> str:
        worded.add(self.line)
        return said_of(self, words)

    monkeypatch.setattr(Fault, "said", counted)
    app = WorkbenchApp(shelf, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        hands = Hands(pilot)
        await bring(hands, path)
        screen = app.screen
        assert isinstance(screen, SheetScreen) and screen.view == "faults"
        table = screen.query_one("#im-faults", SeenTable)
        assert table.row_count == 400 and len(worded) < 60
        await hands.press("end")
        assert "401" in table.render_line(table.size.height - 1).text
        assert 401 in worded and "no date" in said(app, "#im-text")
