"""The sources of a case as a place: found, edited, merged and seen for what hangs on them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.rest import messages
from workbench.case import Event, Evidence, Source, begun
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings
from workbench.tui import WorkbenchApp
from workbench.tui.forms.evidence import EvidenceForm
from workbench.tui.forms.judgement import RatingForm
from workbench.tui.forms.source import ASKED
from workbench.tui.kit.table import SeenTable
from workbench.tui.screens import CaseScreen
from workbench.tui.screens.sources import SourcesScreen

LANGUAGES = pytest.mark.parametrize("lang", ["en", pytest.param("zh-Hant", marks=pytest.mark.long)])


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """Two sources that are one, and one that nothing cites."""
    made = known.create("s", begun(title="T", balancer="France", target="United States"))
    sources = (
        Source(id="so-1", title="Speech", author="Chirac", url="https://a.example"),
        Source(id="so-2", title="Speech", author="J. Chirac", pages="3"),
        Source(id="so-3", title="[b]never[/b] cited", author="Z"),
    )
    pieces = [
        Evidence(id=f"pc-{n}", event=f"ev-{n}", side="effect", kind="raises-cost", finding="f",
                 status="capable", source=f"so-{n}")
        for n in (1, 2)
    ]  # fmt: skip
    events = [Event(id=f"ev-{n}", title=f"E{n}") for n in (1, 2)]
    made.apply("x", put(made.case, *events, *sources, *pieces))
    return made


async def _open(app: WorkbenchApp, pilot: Pilot[None]) -> SourcesScreen:
    await pilot.pause()
    await pilot.press("R")
    await pilot.pause()
    assert isinstance(app.screen, SourcesScreen)
    return app.screen


def _app(known: Workspace, lang: str, slug: str | None = "s") -> WorkbenchApp:
    save_settings(Settings(coder="CKM", language=lang))
    return WorkbenchApp(known, slug)


@LANGUAGES
async def test_two_sources_are_merged_by_keyboard(
    known: Workspace, book: Casebook, lang: str
) -> None:
    """m, the one that is alike, saved, confirmed; what cited either cites what stays, and undo."""
    app = _app(known, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot)
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        now = screen.book.case
        assert set(now.sources) == {"so-2", "so-3"}
        assert {p.source for p in now.evidence.values()} == {"so-2"}
        assert now.sources["so-2"].url == "https://a.example"
        await pilot.press("u")
        await pilot.pause()
        assert set(screen.book.case.sources) == {"so-1", "so-2", "so-3"}


@LANGUAGES
async def test_what_nothing_cites_and_what_decides_alone_are_told(
    known: Workspace, book: Casebook, lang: str
) -> None:
    """v goes through the kinds; a source in full says the verdicts that hang on it."""
    app = _app(known, lang)
    alone = "alone decides “balancing” by Art" if lang == "en" else "依阿特獨自撐起「平衡」"
    theirs = book.case.events["ev-1"].model_copy(update={"initiator": "United States"})
    book.apply("x", put(book.case, theirs))
    not_counted = "United States acted" if lang == "en" else "United States"
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot)
        said = str(screen.query_one("#source-text", Static).content)
        assert alone in said and "https://a.example" in said
        assert not_counted in said
        await pilot.press("v")
        await pilot.pause()
        table = screen.query_one(SeenTable)
        assert table.row_count == 1
        assert "[b]never[/b] cited" in str(screen.query_one("#source-text", Static).content)
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert set(screen.book.case.sources) == {"so-1", "so-2"}
        await pilot.press("v")
        await pilot.pause()
        assert table.row_count == 2


async def test_a_source_that_is_cited_is_not_deleted(known: Workspace, book: Casebook) -> None:
    """It says why."""
    app = _app(known, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot)
        await pilot.press("d")
        await pilot.pause()
        assert any("is cited and stays" in said for said in messages(app))
        assert len(screen.book.case.sources) == 3


async def test_all_fields_are_edited_and_a_copy_is_hashed(
    known: Workspace, book: Casebook, tmp_path: Path
) -> None:
    """From Home too; two sources aren't made the same by hand."""
    copy = tmp_path / "copy"
    copy.write_bytes(b"words")
    app = _app(known, "en", None)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        asked = {field.name for field in app.screen.asked}  # type: ignore[attr-defined]
        assert asked >= {"container", "volume", "pages", "publisher", "accessed", "archived"}
        await pilot.press("tab", "end", *" x", "ctrl+s")
        await pilot.pause()
        assert screen.book.case.sources["so-1"].author == "Chirac x"
        await pilot.press("c")
        await pilot.pause()
        await pilot.press(*str(copy), "enter")
        await pilot.pause()
        digest = hashlib.sha256(b"words").hexdigest()
        assert screen.book.case.sources["so-1"].sha256 == digest
        assert digest in str(screen.query_one("#source-text", Static).content)
        await pilot.press("slash", *"never", "enter")
        await pilot.pause()
        assert screen.query_one(SeenTable).row_count == 1
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one(SeenTable).row_count == 3


async def test_why_names_a_source_that_carries_a_verdict_alone(
    known: Workspace, book: Casebook
) -> None:
    """By its title, whether or not anybody said what the evidence is worth."""
    app = _app(known, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        screen.selected = "ev-2"
        await pilot.press("2")
        await pilot.pause()
        said = str(screen.query_one("#why", Static).content)
        assert "carried by one source alone: “Speech”" in said


@LANGUAGES
async def test_what_a_new_source_is_asked_stands_on_a_line_each(book: Casebook, lang: str) -> None:
    """At 80 columns no label is broken in two, in the form of a rating as in that of a piece."""
    save_settings(Settings(coder="CKM", language=lang))
    app = WorkbenchApp(Workspace(book.file.path.parent.parent), "s")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        event = book.case.events["ev-1"]
        for form in (RatingForm(book, "threat", "t", ()), EvidenceForm(book, event, "intent")):
            app.push_screen(form)
            await pilot.pause()
            labels = [form.query_one(f"#label-{name}") for name in ASKED
                      if form.query(f"#label-{name}")]  # fmt: skip
            assert len(labels) > 4
            assert [label.size.height for label in labels] == [1] * len(labels)
            app.pop_screen()
            await pilot.pause()


async def test_the_sources_that_are_seen_are_built(
    book: Casebook, known: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Source(id=f"so-m{n}", title=f"Title {n}", author="Many") for n in range(400)]
    book.apply("many", put(book.case, *many))
    built: list[str] = []
    cells = SourcesScreen._cells

    def counted(self: SourcesScreen, source: Source, *widths: int) -> list[Text]:
        built.append(source.id)
        return cells(self, source, *widths)

    monkeypatch.setattr(SourcesScreen, "_cells", counted)
    app = WorkbenchApp(known, "s")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _open(app, pilot)
        assert screen.query_one(SeenTable).row_count == 403
        assert 0 < len(built) < 150
