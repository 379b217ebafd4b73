"""Settling a round on its screen: drafts, two programs at once, what is asked before it enters."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.rounds.coding import SLUG, started
from tests.rounds.sealing import ANN, BEN, sealed
from workbench.casebook import Casebook, Settings, Workspace, save_settings
from workbench.casebook.rounds import Decided, Standing, decided_so_far, in_lots, keep_decided
from workbench.locale import words
from workbench.tui import WorkbenchApp
from workbench.tui.forms.confirm import Confirm
from workbench.tui.forms.decide import DecideForm
from workbench.tui.kit.footer import KeyFooter
from workbench.tui.kit.table import SeenTable
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.rounds import RoundsScreen
from workbench.tui.screens.settle import SettleScreen

from .hands import Hands
from .rest import messages, until

_PIECES = ("pe001", "pe002")


@pytest.fixture
def book(workspace: Workspace) -> Casebook:
    """A round of which two claims differ by the same answers, and the strategies of two events."""
    made = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    ben = {**BEN, "pe002": {"kind": "raises-cost", "status": "absent"}}
    sealed(made, "R1", {"Ann": ANN, "Ben": ben})
    return made


def standing(book: Casebook) -> Standing:
    return Standing.of(book.file.path, "R1")


def settle(app: WorkbenchApp) -> SettleScreen:
    assert isinstance(app.screen, SettleScreen)
    return app.screen


class Settling(Hands):
    """A person who settles."""

    def __init__(self, pilot: Pilot[None], app: WorkbenchApp) -> None:
        super().__init__(pilot)
        self.app = app

    async def to_settle(self) -> None:
        """From the case to the disagreements."""
        await self.press("C")
        await until(self.pilot, lambda: bool(
            str(self.app.screen.query_one("#round-text", Static).content)))  # fmt: skip
        await self.press("d")
        await until(self.pilot, lambda: isinstance(self.app.screen, SettleScreen))

    async def at(self, key: str) -> None:
        """On a disagreement."""
        settle(self.app).query_one("#differences", SeenTable).go_to(key)
        await self.pilot.pause()

    async def answers(self, key: str, why: str = "the record", answer: str = "1") -> None:
        """Decide one, as far as the form that is saved."""
        await self.at(key)
        await self.press(answer)
        await until(self.pilot, lambda: isinstance(self.app.screen, DecideForm))
        self.app.screen.query_one("#field-why", Input).value = why
        await self.press("ctrl+s")
        await until(self.pilot, lambda: not isinstance(self.app.screen, DecideForm))


def cursor(app: WorkbenchApp) -> str | None:
    return settle(app).query_one("#differences", SeenTable).key


def head(app: WorkbenchApp) -> str:
    return str(app.screen.query_one("#top", Static).content)


async def test_a_draft_comes_back_to_its_own_disagreement(
    workspace: Workspace, book: Casebook
) -> None:
    """Not to another one with the same variable and the same answer."""
    differ = {f"{d.unit} {d.variable.id}": d
              for d in SettleScreen(book, standing(book)).differ.values()}  # fmt: skip
    number = {}
    for piece in _PIECES:
        one = differ[f"{piece} status"]
        lots = [one.answers[who] for who in in_lots(standing(book), one)]
        number[piece] = str(lots.index("absent") + 1)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        await hands.at("pe001 status")
        await hands.press(number["pe001"])
        await until(pilot, lambda: isinstance(app.screen, DecideForm))
        app.screen.query_one("#field-why", Input).value = "half a reason"
        await pilot.pause()
        typed = app.typed
        app.drafts.keep(typed)
    assert (typed[0].case, typed[0].event) == (SLUG, "ev001")
    app = WorkbenchApp(workspace, SLUG)
    app.drafts.left = [draft.model_copy(update={"pid": 0}) for draft in typed]
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert isinstance(app.screen, Confirm) and "Act 1" in app.screen.question
        await hands.press("y")
        await hands.to_settle()
        for piece, said in (("pe002", ""), ("pe001", "half a reason")):
            await hands.at(f"{piece} status")
            await hands.press(number[piece])
            await until(pilot, lambda: isinstance(app.screen, DecideForm))
            assert app.screen.query_one("#field-why", Input).value == said
            await hands.press("escape")
            if said:
                await hands.press("y")


@pytest.mark.parametrize("mine", [True, pytest.param(False, marks=pytest.mark.long)])
async def test_what_another_decided_meanwhile_is_shown(
    workspace: Workspace, book: Casebook, mine: bool
) -> None:
    """It is asked whose is to stand; what was decided of another disagreement stays."""
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        theirs = [Decided.of("pe001", "status", "observed", "seen by B"),
                  Decided.of("pe002", "status", "absent", "B too")]  # fmt: skip
        keep_decided(standing(book), theirs)
        await hands.answers("pe001 status", "seen by A")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert isinstance(app.screen, Confirm) and "seen by B" in app.screen.question
        await hands.press("y" if mine else "n")
        await until(pilot, lambda: isinstance(app.screen, SettleScreen))
        now = decided_so_far(standing(book))
        assert now["pe001", "status"].why == ("seen by A" if mine else "seen by B")
        assert now["pe002", "status"].why == "B too"
        assert settle(app).decided == now
        # What was put in the place of another's gives it back.
        if mine:
            await hands.press("u")
            await until(pilot, lambda: "Undone" in messages(app)[-1])
            assert decided_so_far(standing(book))["pe001", "status"].why == "seen by B"


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_the_end_is_told_and_asked_about_once(
    workspace: Workspace, book: Casebook, lang: str
) -> None:
    """What is left by event and finding; that all is decided; with the numbers before it enters."""
    save_settings(Settings(coder="Dan", language=lang))
    t = words(lang).t
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        keys = {key.key for key in app.screen.query_one(KeyFooter).keys}
        assert {"ctrl+s", "1", "2", "b", "o", "u", "q"} <= keys
        for key in [key for key in settle(app).differ if key != "pe002 status"]:
            await hands.answers(key)
        before = messages(app)
        await hands.press("ctrl+s")
        await until(pilot, lambda: len(messages(app)) > len(before))
        said = messages(app)[-1]
        assert "Act 2 · deeds" in said and "pe002" not in said and cursor(app) == "pe002 status"
        await hands.answers("pe002 status")
        assert messages(app)[-1] == said
        assert t("all {of} decided: {ctrl_s} enters them ", of=4, ctrl_s="ctrl+s").strip() in head(
            app
        )
        case = Workspace(workspace.folder).open(SLUG).case
        for answer in ("n", "y"):
            await hands.press("ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, Confirm))
            assert isinstance(app.screen, Confirm)
            asked = t("{settled} decided, {alike} that all gave alike: {n} records change.",
                      settled=4, alike=14, n=6)  # fmt: skip
            assert asked in app.screen.question
            assert Workspace(workspace.folder).open(SLUG).case == case
            await hands.press(answer)
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen))
        assert standing(book).settled


async def test_undo_leaves_what_another_decided_meanwhile(
    workspace: Workspace, book: Casebook
) -> None:
    """It is shown, and stays."""
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        await hands.answers("pe001 status", "seen by A")
        keep_decided(standing(book), [Decided.of("pe001", "status", "observed", "seen by B")])
        await hands.press("u")
        await until(pilot, lambda: "meantime" in messages(app)[-1])
        assert decided_so_far(standing(book))["pe001", "status"].why == "seen by B"
        assert cursor(app) == "pe001 status"


@pytest.mark.long
async def test_it_isnt_entered_where_another_decides_while_it_is_asked(
    workspace: Workspace, book: Casebook
) -> None:
    """What was asked about is what enters, or nothing."""
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        for key in list(settle(app).differ):
            await hands.answers(key)
        await hands.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        now = decided_so_far(standing(book))
        now["pe001", "status"] = Decided.of("pe001", "status", "observed", "seen by B")
        keep_decided(standing(book), now.values())
        await hands.press("y")
        await until(pilot, lambda: "meantime" in messages(app)[-1])
        assert not standing(book).settled and decided_so_far(standing(book)) == now


async def test_the_guide_opens_at_rounds(workspace: Workspace, book: Casebook) -> None:
    """On the screen and in its form."""
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        await hands.press("question_mark")
        assert isinstance(app.screen, HelpScreen) and app.screen.shown == "rounds"
        await hands.press("escape", "1", "f1")
        assert isinstance(app.screen, HelpScreen) and app.screen.shown == "rounds"


async def test_undo_takes_the_last_decision_back(workspace: Workspace, book: Casebook) -> None:
    """Not the one under the cursor; after a skipped one it goes on below, then from the top."""
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        first, second, third, fourth = list(settle(app).differ)
        await hands.answers(second)
        assert cursor(app) == third
        await hands.answers(fourth)
        assert cursor(app) == first
        await hands.press("u")
        await until(pilot, lambda: cursor(app) == fourth)
        assert list(settle(app).differ)[1] == second and len(settle(app).decided) == 1
        assert "Act" in messages(app)[-1]
        # A decision that was changed comes back as it was.
        await hands.answers(second, "another reason", "2")
        await hands.press("u")
        await until(pilot, lambda: cursor(app) == second)
        [left] = decided_so_far(standing(book)).values()
        assert left.why == "the record"
        # Left and come back to, it is the last that was kept.
        await hands.press("q", "d", "u")
        await until(pilot, lambda: not settle(app).decided)
        await hands.press("u")
        await until(pilot, lambda: messages(app)[-1] == "Nothing is decided yet")


async def test_a_reason_stands_beside_the_answer_of_the_same_coder(workspace: Workspace) -> None:
    """By number where it is settled, by name where it is compared."""
    made = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    given = {"Ann": ("binding", "Ann bound it"), "Ben": ("balking", "Ben balked")}
    answers = {
        who: {f"ev{n:03}": {"tags": [{"strategy": strategy, "rationale": f"{why} {n}"}]}
              for n in (1, 2, 3)}
        for who, (strategy, why) in given.items()
    }  # fmt: skip
    sealed(made, "R1", answers)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Settling(pilot, app)
        await hands.to_settle()
        for n in (1, 2, 3):
            await hands.at(f"ev{n:03} strategies")
            each = settle(app).differ[f"ev{n:03} strategies"]
            lines = str(app.screen.query_one("#difference-text", Static).content).splitlines()
            lots = in_lots(standing(made), each)
            for number, who in enumerate(lots, 1):
                [line] = [line for line in lines if line.startswith(f"{number}  ")]
                assert f"{given[who][1]} {n}" in line
                assert app.theory.strategy(given[who][0]) in line
        await hands.press("q")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen))
        told = str(app.screen.query_one("#round-text", Static).content)
        for who, (strategy, why) in given.items():
            lines = [line for line in told.splitlines() if why in line]
            assert len(lines) == 3
            for line in lines:
                assert line.strip().startswith(f"{who}:") and app.theory.strategy(strategy) in line
