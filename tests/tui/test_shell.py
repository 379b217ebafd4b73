"""The shell around the screens: keys, footer, palette, help, themes, places, interruptions."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input, Markdown, TabbedContent

from workbench.casebook import (
    Casebook,
    Settings,
    Workspace,
    copy_worked_case,
    load_settings,
    put,
    save_settings,
    settings_path,
    state_folder,
)
from workbench.tui import WorkbenchApp
from workbench.tui.forms import CoderForm, Confirm, EventForm
from workbench.tui.kit.commands import command_id
from workbench.tui.kit.footer import KeyFooter
from workbench.tui.kit.theme import THEMES
from workbench.tui.panels.views import Views
from workbench.tui.screens import CaseScreen, HelpScreen, HomeScreen, Tagger, TooSmall
from workbench.tui.screens.codebook import CodebookScreen
from workbench.tui.shell.recovery import write_report

from .hands import log_lines
from .rest import held, messages, settled, strips, until
from .test_journeys import case_of, write

SLUG = "france-us-iraq-2003"


@pytest.fixture
def worked(known: Workspace) -> Workspace:
    copy_worked_case(known, SLUG)
    return known


def found(app: WorkbenchApp) -> list[str]:
    """What the palette offers for what is written in it."""
    palette = app.screen.query_one(CommandList)
    written = app.screen.query_one(Input).value.casefold()
    offers = [str(option.prompt) for option in palette.options]
    return [offer for offer in offers if written in offer.casefold()]


def footer(app: WorkbenchApp) -> str:
    line = app.screen.query_one("KeyFooter").region
    return strips(app)[line.y].text


@pytest.mark.parametrize(("width", "language"), [(60, "en"), (80, "en"), (80, "zh-Hant")])
async def test_the_footer_cuts_no_word(worked: Workspace, width: int, language: str) -> None:
    save_settings(Settings(coder="CKM", language=language))
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(width, 24)) as pilot:
        for tab in "12":
            await pilot.press(tab)
            await settled(pilot)
            keys = app.screen.query_one(KeyFooter).keys
            assert keys and keys[-1].region.right <= width
            line = footer(app)
            assert all(f"{k.shown} {k.description}" in line for k in keys)
            assert any(k.action == "help" for k in keys)


async def test_a_footer_key_and_the_way_back_can_be_clicked(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        keys = [k for k in app.screen.query_one(KeyFooter).keys if k.action == "new"]
        await pilot.click(offset=(keys[0].region.x + 1, keys[0].region.y))
        await pilot.pause()
        assert isinstance(app.screen, EventForm)
        await pilot.click("#close")
        await pilot.pause()
        await pilot.click(app.screen.query_one("Tab#--content-tab-lenses"))
        await pilot.pause()
        assert app.screen.query_one(TabbedContent).active == "lenses"
        await pilot.click("#top", offset=(1, 0))
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_keys_of_ones_own(worked: Workspace) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(
        '# mine\ncoder = "CKM"\n[keys]\n"log.new" = "a"\n"log.edit" = "t"\n"log.fly" = "z"\n',
        "utf-8",
    )
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert any("log.fly" in note and str(settings_path()) in note for note in messages(app))
        assert any("log.edit" in note and "“t”" in note for note in messages(app))
        assert "a new" in footer(app)
        await pilot.press("n")
        assert isinstance(app.screen, CaseScreen)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "a")
        assert isinstance(app.screen, EventForm)
        await pilot.press("escape")
        app.keep(language="zh-Hant")
    text = settings_path().read_text("utf-8")
    assert text.startswith("# mine\n") and '"log.new" = "a"' in text
    assert load_settings().language == "zh-Hant" and load_settings().keys["log.new"] == "a"


def test_settings_that_cant_be_read_are_kept_aside() -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("coder = [", "utf-8")
    assert load_settings() == Settings()
    save_settings(Settings(coder="X"))
    assert load_settings().coder == "X"
    assert settings_path().with_name("settings.unreadable.toml").read_text("utf-8") == "coder = ["


async def test_a_wrong_setting_is_one_sentence(worked: Workspace) -> None:
    settings_path().write_text('language = "Latin"\n', "utf-8")
    app = WorkbenchApp(worked)
    async with app.run_test(size=(80, 24)):
        assert any("“language”" in note for note in messages(app))


@pytest.mark.parametrize(
    ("action", "name"),
    [("new", "log.new"), ("tab('memo')", "log.tab-memo"), ("step(-1)", "log.step-minus-1"),
     ("step(1)", "log.step-1"), ("bear('')", "log.bear"), ("app.help", "log.help")],
)  # fmt: skip
def test_the_ids_of_commands(action: str, name: str) -> None:
    assert command_id("log", action) == name


async def test_the_palette_reaches_another_tab_and_another_case(worked: Workspace) -> None:
    copy_worked_case(worked, f"{SLUG}-zh")
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("3", "ctrl+p")
        app.screen.query_one(Input).value = "Log an event"
        await until(pilot, lambda: found(app))
        await pilot.press("down", "enter")
        await settled(pilot)
        assert isinstance(app.screen, EventForm)
        await pilot.press("escape", "ctrl+p")
        app.screen.query_one(Input).value = "2003-zh"
        await until(pilot, lambda: found(app))
        await pilot.press("down", "enter")
        await settled(pilot)
        assert case_of(app).book.case.slug == f"{SLUG}-zh"
        assert sum(isinstance(screen, CaseScreen) for screen in app.screen_stack) == 1


async def test_help_says_what_the_place_is_for_also_in_a_form(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "One row is one event" in app.screen.query_one(Markdown).source
        words = " ".join(str(s.render()) for s in app.screen.query("HelpScreen .about"))
        assert str(settings_path()) in words.replace("\n", "")
        await pilot.press("escape", "n", "f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert {c.id for _, c in app.screen.found} >= {"form.save", "form.close"}
        assert "app.language" not in {c.id for _, c in app.screen.found}
        await pilot.click("#close")
        assert isinstance(app.screen, EventForm)


@pytest.mark.long
async def test_the_next_theme_until_the_first_again(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = set[str]()
        for _ in THEMES:
            await pilot.press("ctrl+t")
            seen.add(app.theme)
        await pilot.pause()
        assert load_settings().theme == app.theme == "workbench-light" and seen == set(THEMES)


async def test_no_color_is_honoured(worked: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        lines = strips(app)
        background = app.screen.styles.background
        shown = [line.apply_filter(f, background) for f in app.get_line_filters() for line in lines]
        styles = [segment.style for line in shown for segment in line if segment.style]
        assert styles and all(style.color is None or style.color.is_default for style in styles)
        cursor = case_of(app).query_one("#log-table").region.y + 1
        assert any(segment.style and segment.style.reverse for segment in lines[cursor])
        assert load_settings().theme == "workbench-light"


async def test_one_comes_back_to_where_one_was(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        await write(pilot, "Turkey")
        await settled(pilot)
        await pilot.press("enter", "down")
        await pilot.pause()
        event = case_of(app).selected
        await pilot.press("2", "ctrl+q")
        await settled(pilot)
    again = WorkbenchApp(worked)
    async with again.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert isinstance(again.screen, HomeScreen)
        await pilot.press("enter")
        await settled(pilot)
        screen = case_of(again)
        assert screen.query_one(TabbedContent).active == "evidence"
        assert screen.selected == event
        await pilot.press("1")
        await settled(pilot)
        assert "Turkey" in [field.value for field in screen.panel.query(Input)]
        assert 1 < len([row for row in log_lines(again) if row]) < 10


@pytest.mark.long
async def test_what_is_under_the_cursor_is_copied(
    worked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[str] = []
    monkeypatch.setattr(
        "workbench.tui.shell.copying.to_system_clipboard", lambda text: got.append(text)
    )
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("y", "2")
        await settled(pilot)
        await pilot.press("y", "6")
        await settled(pilot)
        # Without a memo there is nothing to name; one of an earlier day is as good as today's.
        await pilot.press("y")
        await settled(pilot)
        assert len(got) == 2
        memo = worked.exports / f"{SLUG}.en.pdf"
        memo.parent.mkdir()
        memo.touch()
        await pilot.press("y", "c")
        await settled(pilot)
        event = case_of(app).book.case.timeline[0]
        assert got[0].startswith(f"{event.date}. France → United States. {event.title}")
        assert got[0].endswith(f"[{SLUG}/{event.name}]")
        assert got[1].startswith(got[0]) and len(got[1].splitlines()) == 6
        assert got[2] == app.clipboard == str(memo)
        assert any("OSC 52" in note for note in messages(app))


@pytest.mark.long
async def test_typed_text_survives_a_small_terminal_and_a_question(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "tab")
        await write(pilot, "a title")
        await pilot.resize_terminal(50, 15)
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, EventForm) and app.screen.values()["title"] == "a title"
        await app.action_quit()
        await settled(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        assert isinstance(app.screen, EventForm) and app.screen.values()["title"] == "a title"


async def test_a_crash_leaves_a_report_and_the_form(worked: Workspace) -> None:
    app = WorkbenchApp(worked, SLUG)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("n", "tab")
            app.screen.query_one("#field-title", Input).value = "secret title"
            await pilot.pause()
            app.call_later(lambda: 1 / 0)
            await settled(pilot)
    [report] = (state_folder() / "reports").glob("*.txt")
    text = report.read_text("utf-8")
    assert "ZeroDivisionError" in text and "EventForm" in text and "textual 8" in text
    assert "secret" not in text

    again = WorkbenchApp(worked)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(again.screen, Confirm)
        await pilot.press("y")
        await settled(pilot)
        form = again.screen
        assert isinstance(form, EventForm) and form.values()["title"] == "secret title"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "secret title" in [e.title for e in case_of(again).book.case.timeline]
        await again.look()
    assert not (state_folder() / "drafts.json").exists()


def test_a_report_tells_no_word_of_a_case() -> None:
    try:
        try:
            raise KeyError("a title of the case")
        except KeyError as first:
            raise ValueError("another title") from first
    except ValueError as error:
        path = write_report(error, [])
    assert path is not None
    text = path.read_text("utf-8")
    assert "KeyError" in text and "ValueError" in text
    assert "another title" not in text.replace('raise ValueError("another title")', "")


async def test_leaving_waits_for_the_save(
    worked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = Casebook.apply

    begun, gate = threading.Event(), threading.Event()

    def slow(self: Casebook, *given: object) -> None:
        begun.set()
        gate.wait()
        apply(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Casebook, "apply", slow)
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        case = case_of(app).book.case
        edit = put(case, case.info.model_copy(update={"title": "Saved"}))
        with held():
            app.run_worker(case_of(app).apply("the title", edit))
            while not begun.is_set():
                await asyncio.sleep(0)
            await pilot.press("ctrl+q")
            gate.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert worked.open(SLUG).case.info.title == "Saved"


def test_unknown_workspaces_have_no_memory(tmp_path: Path) -> None:
    assert WorkbenchApp(Workspace(tmp_path / "new")).last_case is None


async def test_a_first_start_in_ones_own_language(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The surroundings say which; one key changes it before anything else, and keeps the name."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    app = WorkbenchApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.screen
        assert isinstance(form, CoderForm) and "編碼" in form.heading
        await pilot.press("L", "ctrl+l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        form = app.screen
        assert isinstance(form, CoderForm) and form.heading.startswith("Who codes?")
        await pilot.press("ctrl+s")
        assert (load_settings().coder, load_settings().language) == ("L", "en")


@pytest.mark.long
async def test_the_codebook_and_the_view_outlive_a_switch_of_language(worked: Workspace) -> None:
    """One stays where one reads, and comes back to the view that one left."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "full_stop", "full_stop")
        await pilot.pause()
        shown = case_of(app).query_one("#lenses Views", Views).shown.id
        await pilot.press("f2", "down", "down", "down")
        await pilot.pause()
        book = app.screen
        assert isinstance(book, CodebookScreen)
        entry = book.at
        await pilot.press("ctrl+l")
        await settled(pilot)
        book = app.screen
        assert isinstance(book, CodebookScreen) and (book.at, app.words.lang) == (
            entry,
            "zh-Hant",
        )
        await pilot.press("escape")
        await pilot.pause()
        assert case_of(app).query_one("#lenses Views", Views).shown.id == shown


async def test_a_key_that_a_part_would_hide_is_refused(worked: Workspace) -> None:
    """A tab's key may not hide one of the case, nor the case take one that a tab hides."""
    save_settings(Settings(coder="CKM", keys={"log.new": "h", "case.undo": "n"}))
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        doubts = " ".join(map(str, app._doubts))
        assert "log.new" in doubts and "case.undo" in doubts


async def test_a_coding_outlives_an_interruption(worked: Workspace) -> None:
    """What was tagged and not saved is there again at the next start."""
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("t", "b", "a", "l", "k", "enter")
        await pilot.pause()
        tagger = app.screen
        assert isinstance(tagger, Tagger) and tagger.changed
        wanted = tagger.coding.strategies
        await app.look()
    app = WorkbenchApp(worked)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("y")
        await settled(pilot)
        again = app.screen
        assert isinstance(again, Tagger) and again.coding.strategies == wanted
        await pilot.press("ctrl+s")
        await settled(pilot)
        event = case_of(app).event
        assert event and [tag.strategy for tag in event.tags] == wanted


# What is taken away half made leaves tasks of Textual that are never awaited.
@pytest.mark.long
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_leaving_a_case_while_its_tabs_are_filled(worked: Workspace) -> None:
    """At whatever moment: nothing is missed by what is taken away."""
    app = WorkbenchApp(worked)
    async with app.run_test(size=(120, 40)) as pilot:
        for moments in range(3, 9):
            app.open_case(SLUG)
            await pilot.pause()
            filling = asyncio.create_task(case_of(app).furnish(["lenses"]))
            for _ in range(moments):
                await asyncio.sleep(0)
            app.go_home()
            await filling
            await pilot.pause()
            assert isinstance(app.screen, HomeScreen) and app.report is None
