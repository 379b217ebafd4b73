"""Whose act it is, on every screen: an event of each kind, in both languages."""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from workbench.case import Bearing, CaseInfo, Event, Evidence
from workbench.casebook import Casebook, Settings, Workspace, put, save_settings
from workbench.judgement import VERDICTS, Sentences, changed_verdicts
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import SeenTable
from workbench.tui.screens import CaseScreen, HomeScreen
from workbench.tui.screens.rules import RulesScreen
from workbench.tui.screens.verdict import VerdictScreen

from .hands import Hands, case_of, log_lines

INFO = CaseInfo(
    title="Dyad", balancer="France", target="United States",
    aliases={"France": ("法國",), "United States": ("美國",)}, threshold="capable",
)  # fmt: skip
EVENTS = {
    "third": Event(id="third", date="2003-03-01", title="Vote", initiator="Turkey"),
    "with": Event(id="with", date="2003-03-02", title="Beside", initiator="Germany",
                  partners=("France",)),
    "joint": Event(id="joint", date="2003-03-03", title="Together", initiator="United States",
                   partners=("法國",), target="Iraq"),
    "empty": Event(id="empty", date="2003-03-04", title="Unnamed"),
    "alias": Event(id="alias", date="2003-03-05", title="Alias", initiator="法國",
                   target="美國"),
    "target": Event(id="target", date="2003-03-06", title="Answer", initiator="美國",
                    target="France"),
}  # fmt: skip
MARKS = {"third": "※", "with": "→+", "joint": "↔", "empty": "→", "alias": "→",
         "target": "←"}  # fmt: skip
ACTS = ["with", "empty", "alias"]
BOTH = [pytest.param("en", marks=pytest.mark.long), "zh-Hant"]


def intent(id_: str, event: str, *says: str, **more: object) -> Evidence:
    """A piece of intent evidence: `balancing:supports` and the like."""
    bearings = [Bearing.model_validate(dict(zip(("motive", "says"), s.split(":"), strict=True)))
                for s in says]  # fmt: skip
    return Evidence(id=id_, event=event, side="intent", finding=f"Finding {id_}",
                    bearings=tuple(bearings)).model_copy(update=more)  # fmt: skip


def effect(id_: str, event: str, status: str, **more: object) -> Evidence:
    """A claim of effect of one kind."""
    given = {"id": id_, "event": event, "side": "effect", "finding": f"Finding {id_}",
             "kind": "raises-cost", "status": status}  # fmt: skip
    return Evidence.model_validate(given | more)


@pytest.fixture
def book(known: Workspace) -> Casebook:
    """Every kind of event; each is balancing by its effect, and only some have intent."""
    made = known.create("dyad", INFO)
    pieces = [effect(f"f-{name}", name, "observed") for name in EVENTS]
    pieces += [
        intent("i-1", "with", "balancing:supports"),
        intent("i-2", "empty", "balancing:supports", "policy-objection:undermines"),
        intent("i-3", "third", "balancing:undermines", "economic-gain:supports"),
        effect("f-can", "alias", "capable"),
        effect("f-no", "alias", "absent", denies=("f-alias",), basis="interpretation"),
        effect("f-none", "empty", "absent", denies=()),
    ]
    made.apply("dyad", put(made.case, *EVENTS.values(), *pieces))
    return made


def start(place: Workspace, language: str = "en") -> WorkbenchApp:
    """The program at the case, in a language."""
    save_settings(Settings(coder="CKM", language=language))
    return WorkbenchApp(place, "dyad")


def text(app: WorkbenchApp, name: str) -> str:
    """What a part of the screen says."""
    return str(app.screen.query_one(name, Static).content)


def keys(app: WorkbenchApp, table: str) -> list[str]:
    """The rows of a table."""
    shown = app.screen.query_one(table)
    if isinstance(shown, SeenTable):
        return shown.keys
    return [str(key.value) for key in app.screen.query_one(table, DataTable).rows]


def explained(app: WorkbenchApp) -> None:
    """In the head of every tab stands what each mark of actors is."""
    said = app.screen.query_one("#top", Static).render_line(0).text
    tell = Sentences(app.theory.book, app.words)
    assert "France → United States" in said and tell.more_marks() in said


async def go(pilot: Pilot[None], *keys_: str) -> None:
    """Press keys and wait for what they do."""
    await Hands(pilot).press(*keys_)
    await pilot.pause()
    if isinstance(pilot.app.screen, CaseScreen):
        explained(pilot.app)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("size", [(80, 24), pytest.param((200, 60), marks=pytest.mark.long)])
async def test_the_log_shows_who_acts_whole(
    known: Workspace, book: Casebook, size: tuple[int, int], language: str
) -> None:
    """Letters in the row, names beside it; counted are the balancer's acts, the others named."""
    app = start(known, language)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = log_lines(app)[1:]
        for row, (name, event) in zip(rows, EVENTS.items(), strict=False):
            assert event.title in row and re.search(rf"\s{re.escape(MARKS[name])}\s", row)
        found = case_of(app).findings
        tell = Sentences(app.theory.book, app.words)
        line = text(app, "#log-line")
        assert "United States 1" in tell.apart(found).replace("美國", "United States")
        assert tell.apart(found) in line
        assert all(
            f"{app.theory.verdict(v)} {app.theory.say('verdict', v)}" in line for v in VERDICTS
        )
        explained(app)
        acts = app.words.tn("{n} act", "{n} acts", 3)
        if size != (80, 24):
            acts = app.words.tn("{balancer}: {n} act", "{balancer}: {n} acts", 3,
                                balancer="France")  # fmt: skip
        assert acts in text(app, "#top")
        # Of a filtered log what stands apart is counted of what is seen.
        await go(pilot, "slash", *"actor:ｔurkey", "enter")
        apart = app.words.t("apart: {acts}", acts=app.words.t("{actor} {n}", actor="Turkey", n=1))
        assert apart in text(app, "#log-line") and len(list(filter(None, log_lines(app)[1:]))) == 1
        await go(pilot, "escape")
        case_of(app).selected = "third"
        case_of(app).redraw()
        await pilot.pause()
        beside = text(app, "#detail-text")
        assert "Turkey" in beside and "France" not in beside
        not_ours = app.words.t("not counted: {name} acted", name="Turkey")
        assert not_ours in beside


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.long)])
async def test_others_are_set_apart_in_every_view(
    known: Workspace, book: Casebook, size: tuple[int, int], language: str
) -> None:
    """The balancer's acts first, the others under a heading by name; the counts are the acts'."""
    app = start(known, language)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "3")
        found, theory = case_of(app).findings, app.theory
        apart = ["apart:target", "target", "apart:joint", "joint", "apart:third", "third"]
        rows = keys(app, "#grid")
        assert sorted(rows[:3]) == sorted(ACTS) and rows[3:] == apart
        grid = case_of(app).query_one("#grid", SeenTable)
        for name, mark in MARKS.items():
            assert str(grid.get_row(name)[2]) == mark
        titles = [str(grid.get_row(key)[3]) for key in apart[::2]]
        named = ["United States 1", f"{theory.say('actor', 'joint')} 1", "Turkey 1"]
        assert all(name in title for name, title in zip(named, titles, strict=True))
        acts = app.words.tn("{n} act", "{n} acts", 3)
        if size != (80, 24):
            acts = app.words.tn("{balancer}: {n} act", "{balancer}: {n} acts", 3,
                                balancer="France")  # fmt: skip
        assert acts in text(app, "#top")
        await go(pilot, "full_stop")
        shown = [key for field in found.fields() for key in keys(app, f"#field-{field}")]
        assert sorted(set(shown) - {"apart"}) == sorted(EVENTS)
        for field, acts in found.fields().items():
            title = str(case_of(app).query_one(f"#field-{field}", SeenTable).border_title)
            assert title == f"{len(acts)} {theory.say('field', field)}"
        await go(pilot, "full_stop")
        rows = keys(app, "#moves")
        at = rows.index("apart")
        assert set(rows[:at]) <= set(ACTS) and not set(rows[at:]) & set(ACTS)
        await go(pilot, "full_stop", "full_stop")
        assert keys(app, "#diagnoses") == ["i-2", "i-1", "apart", "i-3"]
        named = case_of(app).query_one("#diagnoses", SeenTable).get_row("apart")[2]
        assert str(named) == app.words.t(
            "apart: {acts}", acts=app.words.t("{actor} {n}", actor="Turkey", n=1)
        )
        await go(pilot, "4", "full_stop", "full_stop")
        steps = case_of(app).query_one("#steps", SeenTable)
        assert [str(steps.get_row(name)[1]) for name in EVENTS] == list(MARKS.values())
        for _ in EVENTS:
            said, here = text(app, "#step-said"), case_of(app).selected
            event = EVENTS[str(here)]
            assert Sentences(theory.book, app.words).who(found, event) in said
            await go(pilot, "down")


async def test_the_profile_and_what_is_unused_are_of_the_acts(
    known: Workspace, book: Casebook
) -> None:
    """What others did stands in a column of its own, and their events say so."""
    from workbench.case import Tag

    used = {"with": "binding", "third": "binding", "target": "blackmail"}
    tagged = [
        EVENTS[name].model_copy(update={"tags": (Tag(strategy=strategy),)})
        for name, strategy in used.items()
    ]
    book.apply("tags", put(book.case, *tagged))
    app = start(known)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", "full_stop")
        table = case_of(app).query_one("#profile", SeenTable)
        rows = {
            name: [str(value) for value in table.get_row(name)] for name in keys(app, "#profile")
        }
        assert (rows["binding"][2], rows["binding"][4]) == ("1", "1")
        assert (rows["blackmail"][2], rows["blackmail"][4]) == ("0", "1")
        assert keys(app, "#profile-events") == ["with", "third"]
        events = case_of(app).query_one("#profile-events", SeenTable)
        assert "not counted: Turkey acted" in str(events.get_row("third")[2])
        await go(pilot, "comma", "comma")
        unused = keys(app, "#unused")
        assert "blackmail" in unused and "binding" not in unused
        table = case_of(app).query_one("#unused", DataTable)
        table.move_cursor(row=unused.index("blackmail"))
        await pilot.pause()
        assert "美國 → France" in text(app, "#risk-text")
        assert "France: no act carries" in text(app, "#unused-said")


@pytest.mark.parametrize("language", BOTH)
async def test_a_view_is_no_change_of_the_case(
    known: Workspace, book: Casebook, language: str
) -> None:
    """Threshold, floor, interpretations: seen and said, never written, and one key goes back."""
    app = start(known, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "3")
        screen, say = case_of(app), app.theory.say
        before, digest = len(screen.book.history()), screen.book.file.digest()
        line = screen.query_one("#tried", Static)
        assert not line.display
        await go(pilot, "o", "l", "f", "b", "2", "ctrl+s")
        assert (screen.view.threshold, screen.view.floor) == ("observed", "B2")
        assert screen.view.interpretations == "left-out"
        said = str(line.content)
        assert line.display and line.region.height > 0
        assert said.index(say("threshold", "observed")) < said.index(say("threshold", "capable"))
        assert "B2" in said and screen.findings.view == screen.view
        assert screen.book.case.info == INFO and screen.book.file.digest() == digest
        assert len(screen.book.history()) == before
        await go(pilot, "6")
        other = app.words.t("The view on the screen is another: the memo doesn’t follow it.")
        assert other in text(app, "#memo-choices")
        assert say("threshold", "capable") in text(app, "#memo-choices")
        # Undo is of what was written before, and leaves the view where it is.
        await go(pilot, "u")
        assert not screen.book.case.events and screen.view.floor == "B2"
        await go(pilot, "r", "3", "O")
        assert screen.view == screen.own_view and not line.display
        assert len(screen.findings.events) == len(EVENTS)
        await go(pilot, "6")
        assert other not in text(app, "#memo-choices")


async def test_the_way_back_by_the_mouse(known: Workspace, book: Casebook) -> None:
    """The line that says so is a way back too."""
    app = start(known)
    async with app.run_test(size=(120, 30)) as pilot:
        await go(pilot, "o")
        line = case_of(app).query_one("#tried", Static)
        said = str(line.content)
        await pilot.click(line, offset=(said.index("O goes back") + 1, 0))
        await pilot.pause()
        assert case_of(app).view == case_of(app).own_view


@pytest.mark.parametrize("language", BOTH)
async def test_art_is_called_what_it_is(known: Workspace, book: Casebook, language: str) -> None:
    """Art as he has it, or with observed effects only; a narrow head has a mark and says it."""
    app = start(known, language)
    async with app.run_test(size=(80, 24)) as pilot:
        observed = app.theory.book.lens("art").observed
        assert observed
        name = observed.in_(language)
        await go(pilot, "3", "w")
        assert isinstance(app.screen, VerdictScreen)
        assert name not in text(app, "#answer")
        await go(pilot, "escape", "o", "w")
        assert name in text(app, "#answer")
        await go(pilot, "escape")
        columns = case_of(app).query_one("#grid", SeenTable).headings
        assert [str(c.label).strip() for c in columns[4:]] == ["A*", "I", "M", "T"]
        assert f"A* {name}" in text(app, "#counts-text")
        assert f"* {app.theory.say('threshold', 'observed')}" in text(app, "#tried")
        await go(pilot, "1")
        assert "A*IMT" in log_lines(app)[0].replace(" ", "")


@pytest.mark.parametrize("language", BOTH)
async def test_where_there_is_no_evidence_nothing_is_compared(
    known: Workspace, language: str
) -> None:
    """The square, the comparison, the diagnosis and the facts say so."""
    made = known.create("dyad", INFO)
    made.apply("events", put(made.case, *EVENTS.values()))
    app = start(known, language)
    async with app.run_test(size=(80, 24)) as pilot:
        nothing = app.words.t("No evidence to compare.")
        await go(pilot, "3", "full_stop")
        assert nothing in text(app, "#square-said")
        bare = case_of(app).query_one("#field-no-evidence", SeenTable)
        assert bare.region.height > 2 and set(ACTS) <= set(keys(app, "#field-no-evidence"))
        await go(pilot, "full_stop")
        first = app.hint(
            "No evidence yet: press {two}, then {n} to add the first.",
            {"two": "case.tab-evidence", "n": "evidence.new"},
        )
        # The comparison, the readings, the diagnosis; the key of a question asks nothing there.
        for key in ("full_stop", "full_stop", "b"):
            assert first in text(app, "LensesPanel .views-empty")
            assert not app.screen.query("LensesPanel ContentSwitcher").last().display
            await go(pilot, key)
        assert first in text(app, "LensesPanel .views-empty")
        await go(pilot, "5", "comma")
        assert nothing in text(app, "#facts-text")
        case_of(app).action_tab("log")
        await go(pilot, "1")
        assert app.theory.say("field", "no-evidence") in text(app, "#detail-text")


async def test_only_what_speaks_for_one_and_against_another_tells_motives_apart(
    known: Workspace, book: Casebook
) -> None:
    """What bears on one motive only is a count of its own."""
    app = start(known)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "3", "comma")
        said = text(app, "#diagnosis-said")
        assert "1 of 2 pieces tells motives apart" in said
        assert f"{Sentences(app.theory.book, app.words).worth('one')} 1" in said
        rows = {line.split("  ")[1].strip(): line for line in said.split("\n")[2:7]}
        policy = rows[app.theory.say("motive", "policy-objection")]
        economy = rows[app.theory.say("motive", "economic-gain")]
        assert re.findall(r"\d+", policy) == ["1", "1"]
        assert re.findall(r"\d+", economy) == ["0", "2"]
        assert "nothing tells these two apart" in economy


@pytest.mark.parametrize("language", BOTH)
async def test_why_and_what_would_change_it_tell_denials_bases_and_rivals(
    known: Workspace, book: Casebook, language: str
) -> None:
    """Which piece denies which, what is left out as an interpretation, whom nobody tested."""
    app = start(known, language)
    async with app.run_test(size=(160, 48)) as pilot:
        await pilot.pause()
        t, tell = app.words.t, Sentences(app.theory.book, app.words)

        async def asked(event: str, lens: str, question: str) -> str:
            found = case_of(app).findings
            screen = VerdictScreen(found, EVENTS[event], lens, question)  # type: ignore[arg-type]
            app.push_screen(screen)
            await pilot.pause()
            said = text(app, "#answer")
            await go(pilot, "escape")
            return said

        why = await asked("alias", "art", "why")
        assert t("denies by name: {pieces}", pieces="a") in why
        assert t("denied by {pieces}", pieces="c") in why
        assert app.theory.say("basis", "interpretation") in why
        assert t("denies no claim, on purpose") in await asked("empty", "art", "why")
        tested = case_of(app).findings.by_id["with"].verdicts["motives"]
        assert tested.rule == "motives.5" and len(tested.untested) == 4
        for question in ("why", "change"):
            assert tell.untested(tested) in await asked("with", "motives", question)
        some = case_of(app).findings.by_id["empty"].verdicts["motives"]
        assert some.verdict == "balancing"
        assert tell.motives(some.untested) in await asked("empty", "motives", "why")
        await go(pilot, "l")
        why = await asked("alias", "art", "why")
        listed = t("left out as interpretations")
        assert listed in why and "~ Finding f-no" in why.split(listed)[1]
        change = await asked("alias", "art", "change")
        assert t("interpretations counted → {verdict}", verdict="") not in change
        await go(pilot, "o")
        change = await asked("alias", "art", "change")
        turned = t("interpretations counted → {verdict}", verdict=tell.verdict("contested"))
        assert turned in change


def grown_old(book: Casebook) -> None:
    """The case's file as the former format had it."""
    path = book.file.path
    said = path.read_text("utf-8")
    assert said.count('"version": 3') == 1
    path.write_text(said.replace('"version": 3', '"version": 2'), "utf-8")


@pytest.mark.parametrize("language", BOTH)
async def test_the_verdicts_that_the_rules_change_are_told_once(
    known: Workspace, book: Casebook, language: str
) -> None:
    """Event, lens, old and new, to be scrolled and closed by key or mouse; then never again."""
    more = [Event(id=f"more-{n}", date=f"2003-04-1{n}", title=f"More {n}") for n in range(9)]
    single = [intent(f"m-{n}", each.id, "balancing:supports") for n, each in enumerate(more)]
    single.append(intent("m-target", "target", "balancing:supports"))
    denied = effect("f-with", "with", "capable"), effect("n-with", "with", "absent")
    book.apply("changed", put(book.case, *more, *single, *denied))
    grown_old(book)
    app = start(known, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, RulesScreen)
        found = app.screen.findings
        changed = changed_verdicts(found)
        assert {(c.event, c.lens) for c in changed} >= {("with", "art"), ("with", "motives")}
        said = str(app.screen.query_one("#rules-changed Static", Static).content)
        tell = Sentences(app.theory.book, app.words)
        for change in changed:
            event = found.by_id[change.event].event
            assert tell.who(found, event) in said and event.title in said
            line = f"{tell.lens(change.lens, 'capable')}  {tell.verdict(change.was)} → "
            assert line + tell.verdict(change.now) in said
        mine = [c for c in changed if found.by_id[c.event].counts]
        counts = app.words.tn("The rules of today change {n} verdict on the balancer’s acts",
                              "The rules of today change {n} verdicts on the balancer’s acts",
                              len(mine))  # fmt: skip
        assert len(mine) < len(changed)
        assert str(app.screen.query_one(".heading", Static).content) == counts
        box = app.screen.query_one("#rules-changed")
        await pilot.press("end")
        await pilot.wait_for_scheduled_animations()
        assert box.scroll_offset.y == box.max_scroll_y > 0
        await pilot.click("#close")
        await pilot.pause()
        assert isinstance(app.screen, CaseScreen)
        await go(pilot, "q")
        assert isinstance(app.screen, HomeScreen)
    again = start(known, language)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(again.screen, CaseScreen)
        assert case_of(again).book.file.version == 2


async def test_a_case_of_today_is_opened_without_a_word(known: Workspace, book: Casebook) -> None:
    """Nothing of the former rules is told of what was judged by those of today."""
    app = start(known)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert changed_verdicts(case_of(app).findings)
        assert isinstance(app.screen, CaseScreen)
