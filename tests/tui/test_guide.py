"""The guide: a page for every place, in both languages, whose keys, rules and links are true."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from textual.widgets import Markdown, OptionList

from workbench.case import Bearing, CaseInfo, Event, Evidence
from workbench.casebook import Settings, Workspace, copy_worked_case, save_settings
from workbench.codebook import codebook
from workbench.codebook.pages import made
from workbench.guide import PAGES, page, title
from workbench.judgement import FIELDS, Dyad, View, judge, lens_ids
from workbench.locale import LANGUAGES
from workbench.tui import WorkbenchApp
from workbench.tui.kit.commands import Commanded
from workbench.tui.screens import HelpScreen

from .rest import settled

SLUG = "france-us-iraq-2003"
VIEWS = (View("capable"), View("observed"))
GUIDE = Path(__file__).parents[2] / "workbench" / "guide"
_KEY = re.compile(r"`(\^?[a-zA-Z0-9./,?]|tab|f\d)`")


@pytest.fixture
def worked(known: Workspace) -> Workspace:
    copy_worked_case(known, SLUG)
    return known


def links(text: str) -> set[str]:
    return set(re.findall(r"\]\(([^)]+)\)", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_and_no_link_is_dead(language: str) -> None:
    """Both languages have the same pages with the same parts, and the contents list them all."""
    there = {path.stem for path in (GUIDE / language).glob("*.md")}
    assert there == {*PAGES, "README"}
    for name in PAGES:
        text = page(name, language)
        assert text.startswith("# ") and title(name, language)
        assert all((GUIDE / language / link.split("#")[0]).is_file() for link in links(text))
        first = page(name, LANGUAGES[0])
        assert re.findall(r"^#+ |^\|", text, re.M) == re.findall(r"^#+ |^\|", first, re.M), name
        assert len(links(text)) == len(links(first)), name
    contents = (GUIDE / language / "README.md").read_text("utf-8")
    assert links(contents) >= {f"{name}.md" for name in PAGES}


def outcomes() -> set[tuple[str, str]]:
    """Every rule that some evidence makes fit, with the verdict that it gives."""
    effects = [("constrains-action", "observed"), ("constrains-action", "capable"),
               ("constrains-action", "absent"), ("issue-outcome-only", "observed"),
               ("issue-outcome-only", "absent")]  # fmt: skip
    bearings = [("balancing", "supports"), ("balancing", "undermines"),
                ("routine-friction", "supports"), ("economic-gain", "supports"),
                ("economic-gain", "undermines")]  # fmt: skip
    pieces = [
        Evidence(id=f"f{n}", event="e", side="effect", finding="x", kind=kind, status=status)
        for n, (kind, status) in enumerate(effects)
    ] + [
        Evidence(id=f"i{n}", event="e", side="intent", finding="x",
                 bearings=(Bearing(motive=motive, says=says),))
        for n, (motive, says) in enumerate(bearings)
    ]  # type: ignore[arg-type]  # fmt: skip
    found = set()
    for size in range(len(pieces) + 1):
        for some in combinations(pieces, size):
            judged = [judge(lens, some, view) for lens in lens_ids() for view in VIEWS]
            found |= {(each.rule, each.verdict) for each in judged}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_the_programs(language: str) -> None:
    """Fields, marks of actors and the name of the stricter threshold are as on the screens."""
    say = codebook().word
    verdicts, log = page("verdicts", language), page("log", language)
    for field in FIELDS:
        assert re.search(rf"^\|.*\| {re.escape(say('field', field, language))}\b", verdicts, re.M)
    observed = codebook().lens("art").observed
    assert observed and f"**{observed.in_(language)}**" in verdicts
    dyad = Dyad(CaseInfo(id="case", title="x", balancer="A", target="B"))
    actors = {
        "→": (("A", ()), "balancer", ""),
        "↗": (("A", ()), "balancer", "D"),
        "←": (("B", ()), "target", "A"),
        "↔": (("A", ("B",)), "joint", ""),
        "※": (("D", ()), "third", ""),
    }
    for mark, ((initiator, partners), actor, target) in actors.items():
        event = Event(id="e", title="x", initiator=initiator, partners=partners, target=target)
        assert (dyad.mark(event), dyad.actor(event)) == (mark, actor)
        assert re.search(rf"^\| {re.escape(mark)} \|", log, re.M), mark


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_rules_is_what_the_program_does(language: str) -> None:
    """Every rule of every lens with the verdict that it gives, and no other."""
    rows = re.findall(r"^\| ([a-z-]+\.\d) \|.*\| ([^|]+) \|$", page("verdicts", language), re.M)
    say = codebook().word
    assert set(rows) == {(rule, say("verdict", given, language)) for rule, given in outcomes()}
    assert (
        len(rows) == len(set(rows)) == sum(len(codebook().lens(lens).rules) for lens in lens_ids())
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_the_codebook_is_made_from_it(name: str, language: str) -> None:
    """As `python -m workbench.codebook.pages` writes it into the file."""
    text = page(name, language)
    assert text == made(text, codebook(), language, marked=True)


@pytest.mark.long
async def test_the_keys_of_the_tutorial_are_those_of_the_screens(worked: Workspace) -> None:
    """A key that a page names is one that a command has."""
    app = WorkbenchApp(worked, SLUG)
    keys: set[str] = set()

    def note() -> None:
        for node in app.screen.walk_children(with_self=True):
            if isinstance(node, Commanded):
                keys.update(key for command in node.commands for key in command.written.split())

    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        ways = (
            "",
            "n",
            "escape",
            "t",
            "escape",
            "v",
            "w",
            "escape",
            "B",
            "D",
            "escape",
            "escape",
            "C",
        )
        for key in (*ways, "escape", "q"):
            if key:
                await pilot.press(key)
                await settled(pilot)
            note()
        keys.update(key for command in app.commands for key in command.written.split())
    for name in PAGES:
        for language in LANGUAGES:
            # The letters of the lenses are no keys.
            named = set(_KEY.findall(page(name, language)))
            named -= {lens.letter for lens in codebook().lenses}
            assert named <= keys, (name, language)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "zh-Hant"])
async def test_help_opens_the_page_of_the_place(worked: Workspace, language: str) -> None:
    """From there to the others and back, by key, by link and by the mouse."""
    save_settings(Settings(coder="CKM", language=language))
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for tab, name in enumerate(("log", "evidence", "lenses", "conditions"), 1):
            await pilot.press(str(tab), "question_mark")
            await settled(pilot)
            help_ = app.screen
            assert isinstance(help_, HelpScreen) and help_.shown == name
            assert help_.query_one("#keys").display
            await pilot.press("escape")
        await pilot.press("question_mark", "p", "home", "enter")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen) and app.screen.shown == PAGES[0]
        assert not app.screen.query_one("#keys").display
        text = app.screen.query_one(Markdown)
        text.post_message(Markdown.LinkClicked(text, "verdicts.md"))
        await settled(pilot)
        assert app.screen.shown == "verdicts"
        await settled(pilot)
        cells = app.screen.query("MarkdownTableCellContents")
        rows = [cell.render_line(y).text for cell in cells for y in range(cell.size.height)]
        assert len(cells) > 60 and not any("…" in row for row in rows)
        await pilot.click("#to-pages")
        await settled(pilot)
        assert app.screen.query_one(OptionList).has_focus
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.long
async def test_every_place_has_its_page(worked: Workspace) -> None:
    """F1 works in forms too, where a question mark is a letter."""
    places = {"n": "form", "t": "tagger", "I": "import", "B": "inbox", "h": "history",
              "f2": "codebook", "2 w": "verdicts", "5": "assessment", "q": "home"}  # fmt: skip
    app = WorkbenchApp(worked, SLUG)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for keys, name in places.items():
            for key in keys.split():
                await pilot.press(key)
                await settled(pilot)
            await pilot.press("f1")
            await settled(pilot)
            assert isinstance(app.screen, HelpScreen)
            assert app.screen.shown == name
            await pilot.press("escape", "escape", "1")
            await settled(pilot)
