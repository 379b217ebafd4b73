"""Coding blind on the case's own tabs: own answers alone, into the layer, as a sheet would."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Static, TabbedContent

from tests.conftest import Run
from tests.rounds.coding import NEW, SLUG, Said, agreed, coded, done, refused, started
from workbench.case import Problem
from workbench.casebook import Settings, Workspace, put, save_settings
from workbench.casebook.rounds import Standing, begin
from workbench.tui import WorkbenchApp
from workbench.tui.forms.answers import EventAnswers, EvidenceAnswers
from workbench.tui.forms.confirm import Confirm
from workbench.tui.forms.conflict import ConflictForm
from workbench.tui.forms.round import DropForm
from workbench.tui.kit.commands import commands_at
from workbench.tui.kit.table import LogTable, SeenTable
from workbench.tui.screens import CaseScreen, Tagger
from workbench.tui.screens.rounds import RoundsScreen

from .hands import Hands, case_of
from .rest import messages, picture, until

ANN: Said = {
    "e1": {"strategies": "binding", "avoids_confrontation": "yes"},
    "pi001": {"bearing": "balancing:supports", "grade": "B2"},
    "pe001": {"bearing": "raises-cost", "status": "observed", "note": "[bold]中文[/x]"},
    "e2": {"strategies": "none"},
    "pi002": {"bearing": "none"},
    "e3": {"strategies": "balking"},
}
"""As sheets say it; what stands in no row stays without an answer: the piece pe002."""
BEN: Said = {**ANN, "e1": {"strategies": "balking"}, "pi001": {"bearing": "balancing:undermines"}}


class Coder:
    """Somebody who codes by keyboard alone."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.hands = Hands(pilot)
        self.pilot = pilot
        assert isinstance(pilot.app, WorkbenchApp)
        self.app = pilot.app

    async def on(self, kind: type[Any]) -> None:
        """Wait for a screen."""
        await until(self.pilot, lambda: isinstance(self.app.screen, kind))
        await self.pilot.pause()

    async def tags(self, strategy: str, *then: str) -> None:
        """One strategy in the tagger, or none."""
        await self.on(Tagger)
        if strategy == "none":
            await self.hands.press("ctrl+o", *then)
        else:
            await self.hands.write(strategy)
            await self.hands.press("enter", *then)

    async def chooses(self, name: str, value: str) -> None:
        """A value in a form's field; how lists and fields take keys is tested elsewhere."""
        self.app.screen.query_one(f"#field-{name}").value = value  # type: ignore[attr-defined]
        await self.pilot.pause()

    async def in_matrix(self, piece: str, *keys: str) -> None:
        """At a piece of intent in the matrix."""
        await self.on(CaseScreen)
        await until(self.pilot, lambda: self.app.focused is not None
                    and self.app.focused.id == "intent" and at(self.app) == piece)  # fmt: skip
        await self.hands.press(*keys)

    async def codes_all(self, strategy: str, sign: str, *, screens: bool) -> None:
        """The three events as Ann and Ben have them, each unit brought by one key."""
        hands = self.hands
        await hands.press("n")
        await self.tags(strategy, "ctrl+g" if screens else "ctrl+n")
        if screens:
            await self.on(EventAnswers)
            await self.chooses("avoids_confrontation", "yes")
            await hands.press("ctrl+n")
        await self.in_matrix("pi001", sign)
        if screens:
            await hands.press("k")
            await hands.write("b2")
            await hands.press("ctrl+s")
            await self.on(CaseScreen)
        await hands.press("n")
        await self.on(EvidenceAnswers)
        await self.chooses("kind", "raises-cost")
        await self.chooses("status", "observed")
        note = self.app.screen.query_one("#field-note")
        note.text = "[bold]中文[/x]"  # type: ignore[attr-defined]
        await hands.press("ctrl+n")
        await self.tags("none", "ctrl+n")
        await self.in_matrix("pi002", "0", "n")
        # Left without an answer on purpose.
        await self.on(EvidenceAnswers)
        await hands.press("ctrl+n")
        await self.tags("balking", "ctrl+s")
        await self.on(CaseScreen)

    async def seals(self) -> str:
        """By the screen of rounds; gives what was asked."""
        await self.hands.press("C")
        await until(self.pilot, lambda: isinstance(self.app.screen, RoundsScreen)
                    and bool(self.app.screen.rounds))  # fmt: skip
        await self.hands.press("s")
        await self.on(Confirm)
        assert isinstance(self.app.screen, Confirm)
        question = self.app.screen.question
        await self.hands.press("y")
        await self.on(RoundsScreen)
        await self.hands.press("q")
        await self.on(CaseScreen)
        return question


def at(app: WorkbenchApp) -> str | None:
    """The piece under the cursor of the table in focus."""
    table = app.focused
    assert isinstance(table, DataTable)
    return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value


def top(app: WorkbenchApp) -> str:
    return str(case_of(app).query_one("#top", Static).content)


def layer_of(workspace: Workspace, coder: str, name: str = "R1") -> Any:
    return Standing.of(workspace.cases / f"{SLUG}.json", name).layer(coder)


@pytest.mark.long
async def test_coded_here_it_is_as_if_sheets_were_read(
    workspace: Workspace, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two coders one after the other, in both languages and sizes, against the same two sheets."""
    book = started(workspace.folder)
    monkeypatch.setenv("WORKBENCH_HOME", str(workspace.folder))
    case = book.file.path.read_bytes()
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1)
    save_settings(Settings(coder="ann"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await until(pilot, lambda: "7 of 7 units left" in top(app))
        await ann.codes_all("binding", "plus", screens=True)
        await until(pilot, lambda: "1 of 7 units left" in top(app))
        asked = await ann.seals()
        assert "Without one: e2 “deeds”." in asked
        assert "open on 3 events: e1 “Act 1”, e2 “Act 2”, e3 “Act 3”." in asked
        await until(pilot, lambda: "left" not in top(app))
        # The same person goes on as the other coder, who sees nothing of the first.
        save_settings(Settings(coder="Ben"))
        await app.look()
        await until(pilot, lambda: "7 of 7 units left" in top(app))
        assert not case_of(app).findings.case.events["ev001"].tags
    save_settings(Settings(coder="Ben", language="zh-Hant"))
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 36)) as pilot:
        ben = Coder(pilot)
        await ben.codes_all("balking", "minus", screens=False)
        await ben.seals()
    assert book.file.path.read_bytes() == case
    save_settings(Settings(coder="Dan"))
    here = agreed(run, "R1")
    mine = {who: layer_of(workspace, who) for who in ("Ann", "Ben")}

    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "sheets"))
    other = started(tmp_path / "sheets")
    done(run(*NEW, "--seed", "1"))
    coded(run, tmp_path, "R1", "Ann", ANN)
    coded(run, tmp_path, "R1", "Ben", {**BEN, "e1": {"strategies": "balking"}})
    assert agreed(run, "R1") == here
    for who, layer in mine.items():
        there = Standing.of(other.file.path, "R1").layer(who)
        assert there
        assert (layer.events, layer.evidence) == (there.events, there.evidence)
        assert layer.codebook == there.codebook and layer.kept == there.kept


def opened(
    workspace: Workspace,
    *,
    lang: str = "en",
    coder: str = "Ann",
    keys: Sequence[str] = ("e1", "e3"),
) -> WorkbenchApp:
    """The case with a round that Ann and Ben code, as `coder` opens it."""
    book = started(workspace.folder)
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1, keys=keys)
    save_settings(Settings(coder=coder, language=lang))
    return WorkbenchApp(workspace, SLUG)


def shown(app: WorkbenchApp) -> str:
    """All that is to be read on the screen."""
    return app.export_screenshot(simplify=True).replace("&#160;", " ")


@pytest.mark.parametrize(("lang", "size"), [("en", (80, 24)), ("zh-Hant", (120, 36))])
async def test_missing_isnt_none(workspace: Workspace, lang: str, size: tuple[int, int]) -> None:
    """A piece that bears on nothing has an answer; one taken back has none; undo and redo."""
    app = opened(workspace, lang=lang)
    async with app.run_test(size=size) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        await ann.tags("none", "ctrl+n")
        await ann.in_matrix("pi001", "0")
        await until(
            pilot, lambda: layer_of(workspace, "Ann").evidence == {"pi001": {"bearings": []}}
        )
        assert layer_of(workspace, "Ann").events == {"ev001": {"coded_none": True}}
        assert "∅" in shown(app) and "2" in top(app)
        await ann.hands.press("backspace")
        await until(pilot, lambda: not layer_of(workspace, "Ann").evidence)
        nothing, none = {"pi001": {"bearings": []}}, {"ev001": {"coded_none": True}}
        steps = (("u", none, nothing), ("u", none, {}), ("u", {}, {}), ("r", none, {}),
                 ("r", none, nothing))  # fmt: skip
        for key, events, pieces in steps:
            told = len(messages(app))
            await ann.hands.press(key)
            await until(pilot, lambda told=told: len(messages(app)) > told)
            layer = layer_of(workspace, "Ann")
            assert (layer.events, layer.evidence) == (events, pieces)
        # From a sign to silent is an answer, too: it bears on nothing.
        await ann.in_matrix("pi001", "plus", "0")
        await until(pilot, lambda: layer_of(workspace, "Ann").evidence["pi001"] == {"bearings": []})


async def test_a_grade_alone_is_no_main_answer(workspace: Workspace) -> None:
    """The piece is still one of those left, `n` comes back to it, and sealing names it."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        await ann.tags("none", "ctrl+n")
        await ann.in_matrix("pi001", "k")
        await ann.hands.write("B2")
        await ann.hands.press("ctrl+s")
        await until(
            pilot, lambda: layer_of(workspace, "Ann").evidence == {"pi001": {"grade": "B2"}}
        )
        assert "3 of 4 units left" in top(app)
        await ann.hands.press("1", "n")
        await ann.in_matrix("pi001")
        await ann.hands.press("C")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen) and bool(app.screen.rounds))
        await ann.hands.press("s")
        await ann.on(Confirm)
        assert isinstance(app.screen, Confirm)
        assert "bearing, kind or status: e1 “words”." in app.screen.question


async def test_nothing_judged_and_nothing_changed(workspace: Workspace) -> None:
    """No tab tells a verdict, no key changes the case; what is out of the round has no answer."""
    app = opened(workspace)
    path = workspace.cases / f"{SLUG}.json"
    before = path.read_bytes()
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await until(pilot, lambda: "coding R1 as Ann" in top(app))
        for tab in "3456":
            await ann.hands.press(tab)
            await until(pilot, lambda: "nothing is judged here" in shown(app))
            assert not any(word in shown(app) for word in ("insufficient", "balancing", "differ"))
        await ann.hands.press("1")
        await until(pilot, lambda: isinstance(app.focused, LogTable))
        assert "●" not in shown(app) and "insufficient" not in shown(app)
        for keys in (("d",), ("c",), ("o",), ("f",), ("2", "d"), ("x",), ("w",)):
            told = len(messages(app))
            await ann.hands.press(*keys)
            await until(pilot, lambda told=told: len(messages(app)) > told)
            assert messages(app)[-1] == (
                "the round R1 is open: Ann answers, and nothing is judged or changed"
            )
            assert isinstance(app.screen, CaseScreen)
        case_of(app).selected = "ev002"
        await ann.hands.press("1", "t")
        await ann.tags("balking", "ctrl+s")
        await until(pilot, lambda: "e2 is no unit of the round R1" in messages(app)[-1])
        assert isinstance(app.screen, Tagger)
        await ann.hands.press("escape", "y")
        await ann.on(CaseScreen)
        await ann.hands.press("2", "Q")
        await pilot.pause()
        assert not layer_of(workspace, "Ann") and path.read_bytes() == before


async def test_tabs_that_judge_nothing_offer_no_dead_key(workspace: Workspace) -> None:
    """Their footers have the next unit, and what works everywhere; `n` goes there."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        for tab in "3456":
            await ann.hands.press(tab)
            await until(pilot, lambda: "nothing is judged here" in shown(app))
            keys = [word for word in picture(app).splitlines()[-1].split("  ") if word.strip()]
            assert [key.strip() for key in keys] == [
                "n next", "^p actions", "u/r undo·redo", "q back", "? help"
            ]  # fmt: skip
        await ann.hands.press("n")
        await ann.on(Tagger)


async def test_what_is_given_is_never_written(workspace: Workspace) -> None:
    """Whatever an edit holds beside answers is refused whole."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        coding = case_of(app).coding
        assert coding
        event, piece = coding.case.events["ev001"], coding.case.evidence["pi001"]
        for record in (
            event.model_copy(update={"title": "Another", "coded_none": True}),
            piece.model_copy(update={"excerpt": "other words", "grade": "B2"}),
            piece.model_copy(update={"source": None}),
            coding.case.sources["so1"].model_copy(update={"note": "mine"}),
        ):
            with pytest.raises(Problem, match="nothing is judged or changed"):
                coding.apply("x", put(coding.case, record))
        assert not layer_of(workspace, "Ann")


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_answered_elsewhere_meanwhile(workspace: Workspace, lang: str) -> None:
    """A sheet that is read in shows at once; where both answer one unit, a person chooses."""
    app = opened(workspace, lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        await ann.tags("binding", "ctrl+s")
        await ann.on(CaseScreen)
        standing = Standing.of(workspace.cases / f"{SLUG}.json", "R1")
        mine = layer_of(workspace, "Ann")
        other = {"ev001": {"coded_none": True}, "ev003": {"coded_none": True}}
        await ann.hands.press("t")
        await ann.tags("balking")
        standing.put(mine.model_copy(update={"events": other}))
        await app.look()
        await until(pilot, lambda: case_of(app).edited.case.events["ev003"].coded_none)
        await ann.hands.press("ctrl+s")
        await ann.on(ConflictForm)
        # A copy would be no unit of the round.
        assert not app.screen.query("#copy")
        assert layer_of(workspace, "Ann").events == other
        await ann.hands.press("m")
        await ann.on(CaseScreen)
        found = layer_of(workspace, "Ann").events
        assert {tag["strategy"] for tag in found["ev001"]["tags"]} == {"binding", "balking"}
        assert found["ev003"] == other["ev003"]


async def test_sealed_meanwhile(workspace: Workspace, run: Run, monkeypatch: Any) -> None:
    """By a command: the tagger says so, keeps what it holds, and the tabs are a reader's again."""
    monkeypatch.setenv("WORKBENCH_HOME", str(workspace.folder))
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        await ann.tags("binding", "ctrl+s")
        await ann.on(CaseScreen)
        await ann.hands.press("t")
        await ann.tags("balking")
        done(run("round", "seal", SLUG, "R1", "--coder", "Ann"))
        await ann.hands.press("ctrl+s")
        await until(pilot, lambda: "Ann sealed the round R1" in messages(app)[-1])
        assert isinstance(app.screen, Tagger) and app.screen.changed
        await app.look()
        await ann.on(CaseScreen)
        assert case_of(app).coding is None and "read-only" in top(app)
        assert not case_of(app).findings.case.events["ev001"].tags
    assert "what is sealed isn't changed" in refused(
        run("round", "seal", SLUG, "R1", "--coder", "Ann")
    )


async def test_a_disk_that_refuses(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence; what was tagged stays in the tagger, and is written once there is room."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        with monkeypatch.context() as patch:
            patch.setattr("workbench.casebook.rounds.roundfiles.replace_file", full)
            await ann.tags("binding", "ctrl+n")
            await until(pilot, lambda: "can't be written: No space" in messages(app)[-1])
            assert isinstance(app.screen, Tagger) and not layer_of(workspace, "Ann")
        await ann.hands.press("ctrl+n")
        await ann.in_matrix("pi001")
        assert layer_of(workspace, "Ann").events["ev001"]["tags"][0]["strategy"] == "binding"
        with monkeypatch.context() as patch:
            patch.setattr("workbench.casebook.rounds.roundfiles.replace_file", full)
            told = len(messages(app))
            await ann.hands.press("plus")
            await until(pilot, lambda: len(messages(app)) > told)
        assert not layer_of(workspace, "Ann").evidence and "3 of 4 units left" in top(app)


async def test_left_and_come_back_to(workspace: Workspace) -> None:
    """What was answered is there again, and nothing of another coder's, were it only typed."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await ann.hands.press("n")
        await ann.tags("binding", "ctrl+r")
        await ann.hands.write("[bold]為何[/x] $HOME")
        await ann.hands.press("ctrl+s")
        await ann.on(CaseScreen)
        await ann.hands.press("t")
        await ann.tags("balking")
        await app.look()  # and then the power fails
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(120, 36)) as pilot:
        ann = Coder(pilot)
        await until(pilot, lambda: "3 of 4 units left" in top(app))
        tag = case_of(app).edited.case.events["ev001"].tags[0]
        assert (tag.rationale, tag.coder) == ("[bold]為何[/x] $HOME", "Ann")
        assert "[bold]為何[/x] $HOME" in shown(app)
        save_settings(Settings(coder="Ben"))
        app.settings = Settings(coder="Ben")
        await app.look()
        await until(pilot, lambda: "coding R1 as Ben" in top(app))
        assert "4 of 4" in top(app) and "[bold]為何" not in shown(app)
        await ann.hands.press("t")
        await ann.on(Tagger)
        assert isinstance(app.screen, Tagger) and not app.screen.changed


async def test_one_of_several_rounds_is_chosen(workspace: Workspace) -> None:
    """And a coder who can't go on leaves one."""
    app = opened(workspace)
    book = Workspace(workspace.folder).open(SLUG)
    begin(book.case, book.file.path, "R2", ["Ann", "Cem", "Ben"], "Dan", seed=1)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await until(pilot, lambda: "coding R1 as Ann" in top(app))
        await ann.hands.press("C")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen) and bool(app.screen.rounds))
        assert isinstance(app.screen, RoundsScreen) and app.screen.chosen
        assert app.screen.chosen.name == "R1"
        await ann.hands.press("x")
        assert "at least two coders stay" in messages(app)[-1]
        await ann.hands.press("down", "x")
        await ann.on(DropForm)
        await ann.hands.press("ctrl+s")
        assert isinstance(app.screen, DropForm)
        await ann.chooses("coder", "Cem")
        app.screen.query_one("#field-why", Input).value = "ill"
        await ann.hands.press("ctrl+s")
        await ann.on(RoundsScreen)
        standing = Standing.of(book.file.path, "R2")
        assert standing.round.dropped["Cem"].why == "ill"
        await until(pilot, lambda: "Cem: left" in str(
            app.screen.query_one("#round-text", Static).content))  # fmt: skip
        app.screen.query_one("#rounds", SeenTable).go_to("R2")
        await pilot.pause()
        await ann.hands.press("c")
        await until(pilot, lambda: "coding R2 as Ann" in top(app))
        await ann.hands.press("n")
        await ann.tags("none", "ctrl+s")
        await ann.on(CaseScreen)
        assert layer_of(workspace, "Ann", "R2").events == {"ev001": {"coded_none": True}}
        assert layer_of(workspace, "Ann") is None
        assert case_of(app).query_one(TabbedContent).active == "log"


async def test_changed_meanwhile_is_kept_as_it_was_read(workspace: Workspace) -> None:
    """A unit that somebody else changed is answered as it now is, and the layer says so."""
    app = opened(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        ann = Coder(pilot)
        await pilot.pause()
        save_settings(Settings(coder="Dan"))
        book = Workspace(workspace.folder).open(SLUG)
        event = book.case.events["ev001"].model_copy(update={"title": "Act one"})
        book.apply("x", put(book.case, event), "Dan")
        save_settings(Settings(coder="Ann"))
        await app.look()
        await until(pilot, lambda: case_of(app).edited.case.events["ev001"].title == "Act one")
        await ann.hands.press("n")
        await ann.tags("none", "ctrl+s")
        await ann.on(CaseScreen)
        assert set(layer_of(workspace, "Ann").kept) == {"ev001"}


async def test_without_a_round_nothing_is_other(known: Workspace) -> None:
    """No key, no word of coding blind in help, palette and footer."""
    started(known.folder)
    app = WorkbenchApp(known, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert case_of(app).coding is None and "units left" not in shown(app)
        for tab, own in (("1", "log.new"), ("2", "evidence.new")):
            await pilot.press(tab)
            await pilot.pause()
            ids = {command.id for _, command in commands_at(app.screen)}
            assert own in ids and not ids & {"case.next-unit", "evidence.take-back"}
