"""What two coders differ on is settled on a screen of its own, by keyboard."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from tests.rounds.coding import SLUG, started
from tests.rounds.sealing import ANN, BEN, sealed
from workbench.casebook import Settings, Workspace, save_settings
from workbench.casebook.rounds import (
    Standing,
    as_settled,
    begin,
    decided_so_far,
    in_lots,
    settlement,
)
from workbench.codebook import codebook
from workbench.locale import words
from workbench.tui import WorkbenchApp
from workbench.tui.forms.confirm import Confirm
from workbench.tui.forms.decide import DecideForm
from workbench.tui.kit.table import SeenTable
from workbench.tui.kit.ticklist import Ticks
from workbench.tui.screens.rounds import RoundsScreen
from workbench.tui.screens.settle import SettleScreen

from .hands import Hands, case_of
from .rest import messages, until
from .test_coding_rounds import state, told


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_it_is_settled_by_keyboard(workspace: Workspace, lang: str) -> None:
    """As 1 and 2 without names, each with a reason; left and come back to; taken back; as one edit
    that undo takes back."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan", language=lang))
    standing = sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    t, path = words(lang).t, book.file.path
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)

        async def settling() -> SettleScreen:
            await until(pilot, lambda: isinstance(app.screen, SettleScreen))
            assert isinstance(app.screen, SettleScreen)
            return app.screen

        async def because(why: str) -> None:
            await until(pilot, lambda: isinstance(app.screen, DecideForm))
            app.screen.query_one("#field-why", Input).value = why
            await hands.press("ctrl+s")
            await settling()

        async def at(key: str) -> SettleScreen:
            screen = await settling()
            screen.query_one("#differences", SeenTable).go_to(key)
            await pilot.pause()
            return screen

        await hands.press("C")
        await until(pilot, lambda: bool(told(app)))
        await hands.press("d")
        screen = await settling()
        assert len(screen.differ) == 3
        for key in screen.differ:
            shown = held_text(await at(key))
            assert "Ann" not in shown and "Ben" not in shown
        # Without a reason nothing is decided.
        screen = await at("pe001 status")
        answers = [screen.differ["pe001 status"].answers[w]
                   for w in in_lots(standing, screen.differ["pe001 status"])]  # fmt: skip
        await hands.press(str(answers.index("absent") + 1), "ctrl+s")
        assert isinstance(app.screen, DecideForm)
        await because("the record")
        # Left and come back to.
        await hands.press("q", "d")
        screen = await at("pe001 status")
        assert t("{n} of {of} decided ", n=1, of=3).strip() in held_text(screen)
        await hands.press("b")
        assert messages(app)[-1] == t("Only sets, such as strategies, can be taken together")
        await hands.press("u")
        assert not screen.decided and not standing.files.settling("R1").exists()
        await hands.press(str(answers.index("absent") + 1))
        await because("the record")
        await hands.press("ctrl+s")
        await until(pilot, lambda: t("strategies") in messages(app)[-1])
        await at("ev001 strategies")
        await hands.press("b")
        await because("each saw a part")
        await at("ev002 strategies")
        await hands.press("o")
        await until(pilot, lambda: isinstance(app.screen, DecideForm))
        ticks = app.screen.query_one("#field-answer", Ticks)
        ticks.select("diplomatic-coordination")
        await because("neither")
        await hands.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert isinstance(app.screen, Confirm)
        chosen = as_settled(decided_so_far(standing).values())
        found = settlement(book.case, standing, chosen, "Dan")
        notices = [notice.said(words(lang)) for notice in found.notices()]
        assert notices and all(notice[1:] in app.screen.question for notice in notices)
        await hands.press("y")
        await until(pilot, lambda: isinstance(app.screen, RoundsScreen)
                    and t("settled") in state(app, "R1"))  # fmt: skip
        settled = t("settled: {answer} – {why}", answer=answer_said(lang), why="the record")
        assert settled in told(app)
        case = Workspace(workspace.folder).open(SLUG).case
        assert {tag.strategy for tag in case.events["ev001"].tags} == {"binding", "balking"}
        assert {tag.rationale for tag in case.events["ev001"].tags} == {"each saw a part"}
        assert [tag.strategy for tag in case.events["ev002"].tags] == ["diplomatic-coordination"]
        assert case.evidence["pe001"].status == "absent"
        assert not standing.files.settling("R1").exists()
        step = Standing.of(path, "R1").round.last("settled")
        assert step and step.by == "Dan" and len(step.decided) == 3
        await hands.press("q", "u")
        await until(pilot, lambda: not case_of(app).book.case.events["ev001"].tags)


def held_text(screen: SettleScreen) -> str:
    """What stands on the screen that settles."""
    parts = [str(each.content) for each in screen.query(Static)]
    table = screen.query_one("#differences", SeenTable)
    return "\n".join(parts + [str(c) for key in table.keys for c in table.get_row(key)])


def answer_said(lang: str) -> str:
    return codebook().word("status", "absent", lang)


async def test_what_cant_be_settled_says_why(workspace: Workspace) -> None:
    """A pilot, and a round that is open."""
    book = started(workspace.folder)
    save_settings(Settings(coder="Dan"))
    sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True)
    begin(book.case, book.file.path, "R1", ["Ann", "Ben"], "Dan", seed=1)
    app = WorkbenchApp(workspace, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(pilot)
        await hands.press("C")
        await until(pilot, lambda: bool(told(app)))
        await hands.press("up", "d")
        assert "pilot round" in messages(app)[-1]
        await hands.press("down", "d")
        assert "not all have sealed" in messages(app)[-1]
        assert isinstance(app.screen, RoundsScreen)
