"""What a piece of evidence is worth, by keyboard: quoted, grouped, tested."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from tests.tui.rest import messages
from workbench.case import Bearing, Event, Evidence, Source, begun
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings
from workbench.memo import memo_markdown
from workbench.tui import WorkbenchApp
from workbench.tui.screens import CaseScreen
from workbench.tui.screens.verdict import VerdictScreen

BEARS = (Bearing(motive="balancing", says="supports"),)
LANGUAGES = pytest.mark.parametrize("lang", ["en", pytest.param("zh-Hant", marks=pytest.mark.long)])


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """An event with three reports for a motive, and one against it."""
    made = known.create("w", begun(title="T", balancer="France", target="United States"))
    sources = [Source(id=f"so-{n}", title=f"Paper {n}") for n in range(3)]
    pieces = [
        Evidence(id=f"pc-{n}", event="ev", side="intent", finding=f"report {n}", bearings=BEARS,
                 source=f"so-{n}", locator="p. 4")
        for n in range(3)
    ]  # fmt: skip
    claim = Evidence(id="pc-9", event="ev", side="effect", finding="delay", kind="raises-cost",
                     status="absent", refuted_by="x")  # fmt: skip
    made.apply("x", put(made.case, Event(id="ev", title="E"), *sources, *pieces, claim))
    return made


async def _at_evidence(app: WorkbenchApp, pilot: Pilot[None]) -> CaseScreen:
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, CaseScreen)
    screen.selected = "ev"
    await pilot.press("2")
    await pilot.pause()
    return screen


def _app(known: Workspace, lang: str) -> WorkbenchApp:
    save_settings(Settings(coder="CKM", language=lang))
    return WorkbenchApp(known, "w")


async def _why(app: WorkbenchApp, pilot: Pilot[None]) -> str:
    await pilot.press("w")
    await pilot.pause()
    assert isinstance(app.screen, VerdictScreen)
    said = str(app.screen.query_one("#answer", Static).content)
    await pilot.press("escape")
    await pilot.pause()
    return said


@LANGUAGES
async def test_a_source_is_quoted(known: Workspace, book: Casebook, lang: str) -> None:
    """One key, the words, saved; shown and printed as a quotation with its locator."""
    app = _app(known, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _at_evidence(app, pilot)
        await pilot.press("Q")
        await pilot.pause()
        await pilot.press(*"Non [b]", "enter", "enter", "ctrl+s")
        await pilot.pause()
        assert screen.book.case.evidence["pc-0"].excerpt == "Non [b]"
        assert "Non [b]" in messages(app)[-1]
        quoted = "“Non [b]”" if lang == "en" else "「Non [b]」"
        assert f"{quoted}  p. 4" in str(screen.query_one("#why", Static).content)
        printed = memo_markdown(screen.book.case, lang, digest="", today=app.today)
        locator = " (p. 4)" if lang == "en" else "（p. 4）"
        assert quoted + locator in printed.replace("\\", "")


@LANGUAGES
async def test_three_reports_of_one_briefing_are_one_origin(
    known: Workspace, book: Casebook, lang: str
) -> None:
    """One key and its label each; the verdict's reason counts origins."""
    app = _app(known, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _at_evidence(app, pilot)
        await pilot.press("G", *"briefing", "enter", "down")
        for _ in range(2):
            await pilot.press("G", *"briefing", "enter", "down")
        await pilot.pause()
        assert {p.origin for p in screen.book.case.evidence_of("ev")} == {"briefing", ""}
        assert "briefing" in messages(app)[-1]
        await pilot.press("tab", "right")
        said = await _why(app, pilot)
        assert ("3 pieces, 1 origin" if lang == "en" else "3 筆證據、1 個源頭") in said, said


@LANGUAGES
async def test_a_hoop_is_named_and_seen_to_fail(
    known: Workspace, book: Casebook, lang: str
) -> None:
    """Two keys make a hoop; turned round, what was expected is asked anew and fails."""
    app = _app(known, lang)
    names = ("hoop (balancing)", "failed hoop", "the hoop failed")
    if lang != "en":
        names = ("環箍檢驗（平衡", "未通過環箍檢驗", "未通過環箍檢驗")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _at_evidence(app, pilot)
        await pilot.press("E")
        await pilot.pause()
        halves = ("expected yes, surprising unset", "必然會見：是；出人意料：未設")
        assert halves[lang != "en"] in messages(app)[-1]
        await pilot.press("S", "S")
        await pilot.pause()
        assert names[0] in str(screen.query_one("#why", Static).content)
        assert names[0] in messages(app)[-1]
        assert "*" in str(screen.query_one("#intent", DataTable).get_row_at(0)[0])
        assert "*" not in str(screen.query_one("#intent", DataTable).get_row_at(1)[0])
        await pilot.press("minus")
        await pilot.pause()
        assert screen.book.case.evidence["pc-0"].tests == ()
        await pilot.press("E", "S", "S")
        await pilot.pause()
        assert names[1] in str(screen.query_one("#why", Static).content)
        await pilot.press("tab", "right")
        said = await _why(app, pilot)
        assert names[2] in said
        await pilot.press("tab", "E", "S", "S")
        await pilot.pause()
        assert names[1] in str(screen.query_one("#why", Static).content)
        printed = memo_markdown(screen.book.case, lang, digest="", today=app.today)
        assert names[2] in printed


async def test_what_takes_no_test_says_so(known: Workspace, book: Casebook) -> None:
    """A motive that the piece is silent on, and no piece at all."""
    app = _app(known, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _at_evidence(app, pilot)
        before = screen.book.case
        await pilot.press("right", "E")
        await pilot.pause()
        assert "takes no test here" in " ".join(messages(app))
        assert screen.book.case is before


async def test_the_form_asks_last_and_undo_takes_it_back(known: Workspace, book: Casebook) -> None:
    """Whoever uses none of it passes none of it; an answer is an edit like any other."""
    app = _app(known, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _at_evidence(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        names = [field.name for field in app.screen.asked]  # type: ignore[attr-defined]
        note = names.index("note")
        assert set(names[note + 1 :]) >= {"excerpt", "origin", "expected-balancing"}
        await pilot.press("escape", "E")
        await pilot.pause()
        assert screen.book.case.evidence["pc-0"].tests
        await pilot.press("u")
        await pilot.pause()
        assert not screen.book.case.evidence["pc-0"].tests
