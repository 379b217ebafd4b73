"""Coding rounds from the case: begun, followed, sealed, given up and compared on one screen."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual.widgets import Input, Static

from tests.rounds.coding import SLUG, started
from tests.rounds.sealing import ANN, BEN, DIFFER, sealed, settles
from workbench.casebook import Casebook, Settings, Workspace, save_settings, state_folder
from workbench.casebook.rounds import (
    Standing,
    ToldRound,
    begin,
)
from workbench.judgement import ReadingSentences
from workbench.locale import words
from workbench.memo.contents import SECTIONS
from workbench.tui import WorkbenchApp
from workbench.tui.forms.confirm import Confirm
from workbench.tui.forms.round import GiveUpForm, RoundForm
from workbench.tui.forms.sections import SectionsScreen
from workbench.tui.kit.footer import KeyFooter
from workbench.tui.kit.table import SeenTable
from workbench.tui.kit.ticklist import Ticks
from workbench.tui.panels.coders import CodersView
from workbench.tui.panels.lenses import LensesPanel
from workbench.tui.panels.readings import ReadingsView
from workbench.tui.panels.views import ViewName
from workbench.tui.screens.rounds import RoundsScreen

from .hands import Hands, case_of
from .rest import held, messages, settled, until


def told(app: WorkbenchApp) -> str:
    return str(app.screen.query_one("#round-text", Static).content)


def state(app: WorkbenchApp, name: str) -> list[str]:
    return [str(c) for c in app.screen.query_one("#rounds", SeenTable).get_row(name)]


async def test_a_round_is_begun_and_given_up(workspace: Workspace) -> None:
    """By keyboard from the case; what is asked wrongly is said, and nothing is written."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C")
        await until(pilot, lambda: app.screen.query_one("#rounds-empty").display)
        await hands.press("g")
        await hands.press("s")
        assert len(messages(app)) == 2
        await hands.press("n")
        assert isinstance(app.screen, RoundForm)
        ticks = app.screen.query_one("#field-events", Ticks)
        names = [str(option.prompt) for option in ticks.options]
        assert names == [f"{n}  2003-01-0{n + 1}  Act {n}" for n in (1, 2, 3)]
        for coders, share, beside, said in (
            ("", "", "coders", "two or more"), ("甲；乙", "0.6", "events", "not both"),
        ):  # fmt: skip
            app.screen.query_one("#field-coders", Input).value = coders
            app.screen.query_one("#field-share", Input).value = share
            ticks.focus()
            await hands.press("home", "space")
            await hands.press("ctrl+s")
            label = app.screen.query_one(f"#error-{beside}")
            await until(pilot, lambda label=label, said=said: said in str(label.render()))
            ticks.deselect_all()
        app.screen.query_one("#field-coders", Input).value = "Ann；Ben"
        app.screen.query_one("#field-share", Input).value = "half"
        await hands.press("ctrl+s")
        assert not (book.file.path.with_name(f"{SLUG}.rounds")).exists()
        app.screen.query_one("#field-share", Input).value = "0.6"
        app.screen.query_one("#field-seed", Input).value = "7"
        await hands.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen) and bool(told(app)))
        frozen = Standing.of(book.file.path, "R1").round.frozen
        assert (frozen.coders, frozen.share, frozen.seed) == (("Ann", "Ben"), 0.6, 7)
        assert len(frozen.units) == 2 and not frozen.pilot
        await app.look()
        assert not (state_folder() / "drafts.json").exists()
        assert state(app, "R1") == ["R1", "open", "Ann, Ben"] and "Ann: nothing yet" in told(app)
        await hands.press("g")
        assert isinstance(app.screen, GiveUpForm)
        await hands.press("ctrl+s")
        assert Standing.of(book.file.path, "R1").open
        app.screen.query_one("#field-why", Input).value = "too few"
        await hands.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen)
                    and state(app, "R1")[1] == "given up")  # fmt: skip
        closed = Standing.of(book.file.path, "R1").round.last("closed")
        assert closed and (closed.by, closed.why) == ("Dan", "too few")
        await hands.press("g")
        assert "given up by Dan" in messages(app)[-1]
        await hands.press("q")
        assert case_of(app)


async def test_it_says_that_there_is_no_round_only_once_that_is_known(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read and compare them may take a while."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan")
    gate, rounds = threading.Event(), Casebook.rounds

    def slowly(book: Casebook) -> tuple[ToldRound, ...]:
        gate.wait()
        return rounds(book)

    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(Casebook, "rounds", slowly)
        try:
            with held():
                await pilot.press("C")
                await pilot.resize_terminal(90, 30)
                assert isinstance(app.screen, RoundsScreen)
                assert not app.screen.query_one("#rounds-empty").display
                assert "0" not in str(app.screen.query_one("#top", Static).content)
        finally:
            gate.set()
        await until(pilot, lambda: bool(told(app)))


async def test_a_round_of_events_that_are_ticked(workspace: Workspace) -> None:
    """As the log numbers them: nobody has to know a key."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C", "n")
        await until(pilot, lambda: isinstance(app.screen, RoundForm))
        app.screen.query_one("#field-coders", Input).value = "Ann;Ben"
        app.screen.query_one("#field-events", Ticks).focus()
        await hands.press("3", "space", "1", "space", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen) and bool(told(app)))
    units = Standing.of(book.file.path, "R1").round.frozen.units
    assert [unit.id for unit in units] == ["ev001", "ev003"]


async def test_it_is_sealed_after_a_look_at_what_is_missing(workspace: Workspace) -> None:
    """By its coder alone, and once."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    sealed(book, "R0", {"Ann": ANN, "Ben": BEN})
    layer = Standing.of(book.file.path, "R0").layer("Ben")
    assert layer
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1)
    Standing.of(book.file.path, "R1").put(layer.model_copy(update={"round": "R1"}))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C")
        await until(pilot, lambda: bool(told(app)))
        await hands.press("down", "s")
        await until(pilot, lambda: bool(messages(app)))
        assert "Dan is no coder" in messages(app)[-1]
    save_settings(Settings(coder="ben"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C")
        await until(pilot, lambda: "Ben:" in told(app))
        # The round that waits for who sits here comes first.
        assert isinstance(app.screen, RoundsScreen) and app.screen.chosen
        assert app.screen.chosen.name == "R1"
        # What an earlier round came to would tell of codes.
        await hands.press("up")
        assert "isn’t shown how the round R0 came out" in told(app)
        await hands.press("down", "s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert isinstance(app.screen, Confirm)
        assert "6 of 7 units have an answer" in app.screen.question
        assert "Without one: e3 “Act 3”." in app.screen.question
        await hands.press("n")
        assert not Standing.of(book.file.path, "R1").seals
        await hands.press("s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await hands.press("y")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen)
                    and "Ben: sealed" in told(app))  # fmt: skip
        assert list(Standing.of(book.file.path, "R1").seals) == ["Ben"]
        before = len(messages(app))
        await hands.press("s")
        await until(pilot, lambda: len(messages(app)) > before)
        assert "what is sealed isn't changed" in messages(app)[-1]


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_the_agreement_panel(workspace: Workspace, lang: str) -> None:
    """By variable, with why there is no alpha; per strategy; the farthest apart first, with both
    rationales."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan", language=lang))
    tags = [{"strategy": "binding", "rationale": "they bound it"}, {"strategy": "balking"}]
    ann = {**ANN, "ev001": {"tags": tags}}
    ben = {**BEN, "ev001": {"tags": [{"strategy": "binding", "rationale": "a treaty"}]}}
    sealed(book, "R1", {"Ann": ann, "Ben": ben})
    w = words(lang)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C")
        await until(pilot, lambda: bool(told(app)))
        said = told(app)
        for wanted in (w.t("strategies"), w.t("kind of effect"), w.t("basis")):
            assert wanted in said
        why = w.t("fewer than {n} units have two answers ({units})", n=10, units=2)
        assert w.t("no alpha: {why}", why=why) in said
        assert w.t("{coder} alone {n}", coder="Ann", n=2) in said
        assert "they bound it" in said and "a treaty" in said
        order = [said.rindex(f"· Act {n}") for n in (1, 2)]
        # Nothing in common is farther apart than a part of the other; steps apart farthest too.
        assert order[1] < order[0]


async def test_verdicts_that_hang_on_the_coder(workspace: Workspace) -> None:
    """A view of its own, by event and lens, only where a round was sealed."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert len(case_of(app).query("LensesPanel ViewName")) == 5
        await app.push_screen(SectionsScreen(frozenset(), ("agreement",)))
        assert app.screen.query_one(Ticks).option_count == len(SECTIONS) - 1
    settles(book, sealed(book, "R1", {"Ann": ANN, "Ben": BEN}), DIFFER)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "comma")
        await pilot.pause()
        view = case_of(app).query_one(CodersView)
        names = list(case_of(app).query("LensesPanel ViewName").results(ViewName))
        assert len(names) == 6 and names[-1].region.right <= 80
        table = view.query_one("#coders", SeenTable)
        await until(pilot, lambda: table.row_count == 1)
        row = [str(c) for c in table.get_row(table.keys[0])]
        assert row[1] == "Act 1" and row[3:] == ["balancing", "not balancing", "not balancing"]
        assert "1 hangs on the coder" in str(view.query_one("#coders-said", Static).content)
        await pilot.press("v")
        await until(pilot, lambda: case_of(app).selected == "ev001")


async def test_the_view_of_the_coders_comes_and_goes_with_the_rounds(workspace: Workspace) -> None:
    """Where the last coder seals on the screen, and where somebody else does; a new round that
    hides codes takes it away, and the view that was shown with it."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    layer = sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True).layer("Ben")
    assert layer
    app = WorkbenchApp(workspace, SLUG)

    def views() -> list[str]:
        names = case_of(app).query("LensesPanel ViewName").results(ViewName)
        return [name.view for name in names if name.display]

    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("3")
        await until(pilot, lambda: len(views()) == 5)
        sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
        await app.look()
        await until(pilot, lambda: views()[5:] == ["coders"])
        await hands.press("comma")
        view = case_of(app).query_one(CodersView)
        await until(pilot, lambda: view.query_one("#coders", SeenTable).row_count == 1)
        assert view.query_one("#coders").has_focus
        begin(book.case, book.file.path, "R2", ["Dan", "Ben"], "Dan", seed=1)
        Standing.of(book.file.path, "R2").put(layer.model_copy(update={"round": "R2"}))
        Standing.of(book.file.path, "R2").seal("Ben", "Ben")
        await app.look()
        await until(pilot, lambda: case_of(app).coding is not None)
        mine = layer.model_copy(update={"round": "R2", "coder": "Dan"})
        Standing.of(book.file.path, "R2").put(mine)
        await hands.press("C")
        await until(pilot, lambda: bool(told(app)))
        await hands.press("down", "down", "s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await hands.press("y")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen)
                    and "Dan: sealed" in told(app))  # fmt: skip
        # That the round is over is said once, and nobody changed the case meanwhile.
        await app.look()
        await pilot.pause()
        over = app.words.t("No coding round hides the codes of this case any more")
        assert messages(app)[-1] == over and messages(app).count(over) == 1
        assert not any("changed outside" in said for said in messages(app)[-3:])
        await hands.press("q", "3")
        await until(pilot, lambda: views()[5:] == ["coders"])
        begin(book.case, book.file.path, "R3", ["Ann", "Ben"], "Dan", seed=1)
        save_settings(Settings(coder=""))
        await app.look()
        await until(pilot, lambda: len(views()) == 5)


async def test_a_view_comes_back_at_once_and_under_another_name(workspace: Workspace) -> None:
    """An undo and a redo before anything is drawn; the names of another language."""
    book = started(workspace.folder)
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(140, 30)) as pilot:
        await Hands(pilot).press("3")
        await until(pilot, lambda: case_of(app).query(LensesPanel))
        panel = case_of(app).query_one(LensesPanel)
        await until(pilot, lambda: len(panel.kinds) == 6)
        all_of_them = panel.views()
        for kinds in (all_of_them[:5], all_of_them, [(i, f"{n}!", k) for i, n, k in all_of_them]):
            panel.views = lambda kinds=kinds: kinds  # type: ignore[method-assign]
            panel.redraw()
        await pilot.pause()
        shown = [name.view for name in panel.query(ViewName).results(ViewName) if name.display]
        assert shown == [view for view, _, _ in all_of_them]
        assert len(panel.query(CodersView)) == 1


async def test_no_memo_is_written_of_what_isnt_shown(workspace: Workspace) -> None:
    """Who has sealed is on the tabs as anybody is: the memo's says why there is none."""
    book = started(workspace.folder)
    layer = sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True).layer("Ben")
    assert layer
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1)
    Standing.of(book.file.path, "R1").put(layer.model_copy(update={"round": "R1"}))
    Standing.of(book.file.path, "R1").seal("Ben", "Ben")
    save_settings(Settings(coder="Ben"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(140, 30)) as pilot:
        hands = Hands(pilot)
        await hands.press("6")
        facts = case_of(app).query_one("#memo-facts", Static)
        await until(pilot, lambda: "Ben codes in the open round R1" in str(facts.content))
        assert "not coded yet" not in str(facts.content)
        assert not case_of(app).query_one("#memo-first").display
        for key in "xp":
            case_of(app).query_one("#memo-said", Static).update("")
            await hands.press(key)
            said = str(case_of(app).query_one("#memo-said", Static).content)
            assert "so no memo of it is written" in said
            assert case_of(app)
        await hands.press("1", "p")
        assert "so no memo of it is written" in messages(app)[-1]
        assert not list(workspace.exports.glob("*"))


async def test_what_a_round_says_is_read_on_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keys that the footer names, with the focus on the table, however long reading takes."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    rounds, begun, go_on = Casebook.rounds, threading.Event(), threading.Event()

    def slowly(book: Casebook) -> tuple[ToldRound, ...]:
        begun.set()
        go_on.wait(20)
        return rounds(book)

    monkeypatch.setattr(Casebook, "rounds", slowly)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C")
        await asyncio.to_thread(begun.wait, 20)
        await settled(pilot)
        go_on.set()
        await until(pilot, lambda: bool(told(app)))
        await until(pilot, lambda: app.focused)
        assert app.focused and app.focused.id == "rounds"
        said = app.screen.query_one("#round")
        await until(pilot, lambda: said.max_scroll_y > 0)
        shown = [key.description for key in app.screen.query_one(KeyFooter).keys]
        assert app.words.t("read on") in shown
        await hands.press("space")
        await until(pilot, lambda: said.scroll_y > 0)
        await hands.press("b")
        await until(pilot, lambda: said.scroll_y == 0)


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_the_readings_say_what_the_coders_have_at_80_columns(
    workspace: Workspace, lang: str
) -> None:
    """What each coder's codes come to stands beside the readings, which aren't theirs."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan", language=lang))
    settles(book, sealed(book, "R1", {"Ann": ANN, "Ben": BEN}), DIFFER)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("3", "full_stop", "full_stop", "full_stop")
        view = case_of(app).query_one(ReadingsView)
        await until(pilot, lambda: view.found)
        assert view.found
        tell = ReadingSentences(app.theory.book, app.words)
        said = view.query_one("#readings-said", Static)
        coders = tell.coders_brief(view.found)
        assert "Ann" in coders and "Ben" in coders
        shown = "".join("".join(each.text for each in said.render_line(y))
                        for y in range(said.size.height))  # fmt: skip
        assert "".join(coders.split()) in "".join(shown.split())


async def test_the_language_changes_on_the_screen_of_rounds(workspace: Workspace) -> None:
    """The same round is under the cursor, and the program goes on."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    for name in ("R1", "R2"):
        begin(book.case, book.file.path, name, ["Ann", "Ben"], "Dan")
    app = WorkbenchApp(workspace, SLUG)

    def at() -> str | None:
        shown = isinstance(app.screen, RoundsScreen) and app.screen.query("#rounds")
        return app.screen.query_one("#rounds", SeenTable).key if shown else None

    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C")
        await until(pilot, lambda: at() == "R1")
        await hands.press("down")
        await until(pilot, lambda: at() == "R2")
        language = app.words.lang
        await hands.press("ctrl+l")
        await until(pilot, lambda: app.words.lang != language and at() == "R2")
        assert app.is_running and app.report is None
