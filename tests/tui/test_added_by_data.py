"""A fifth lens and a sixth condition, added as rows of the codebook and nothing else."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from textual.widgets import DataTable, Input, OptionList, Select, Static

from workbench.case import Bearing, Evidence, Rating
from workbench.casebook import Search, Workspace, copy_worked_case, put
from workbench.codebook import Codebook, codebook, guide_page, seeds_folder
from workbench.interchange.qca import write_qca
from workbench.interchange.tidy import write_tidy
from workbench.judgement import View, expectation, judge, judge_case, lens_ids
from workbench.locale import words
from workbench.memo import SHORT, memo_bytes, memo_docx, memo_html, memo_markdown
from workbench.tui import WorkbenchApp
from workbench.tui.kit.table import SeenTable
from workbench.tui.screens import CaseScreen, HelpScreen
from workbench.tui.screens.verdict import VerdictScreen

from .rest import picture, settled

ADDED = """
[[lenses]]
id = "home"
letter = "H"
side = "intent"
tests = ["domestic-politics"]
name = { en = "Home front (Doe)", zh-Hant = "內政判準（杜氏）" }
short = { en = "Home", zh-Hant = "內政" }
called = { en = "the lens of Doe", zh-Hant = "杜氏判準" }
authors = ["Doe"]
question = { standing = "reading", section = "§貳.二", en = "Is it for those at home?", zh-Hant = "是否為國內而作？" }
meaning = { standing = "reading", section = "§貳.二", en = "For those at home is no balancing.", zh-Hant = "為國內而作者，不是平衡。" }
criterion = { standing = "reading", section = "§貳.二", en = "Nothing was for those at home.", zh-Hant = "無一為國內而作。" }
citation = "doe-2020"
section = "§貳.二"

[lenses.sets]
for = ["balancing:supports"]
against = ["domestic-politics:supports"]
either = ["balancing:supports", "domestic-politics:supports"]

[[lenses.rows]]
rule = "home.1"
verdict = "contested"
some = ["for", "against"]
decides = ["either"]
fits = { en = "evidence supports both", zh-Hant = "兩者皆有證據支持" }
said = { en = "Balancing and politics at home are supported.", zh-Hant = "平衡與內政皆獲支持。" }

[[lenses.rows]]
rule = "home.2"
verdict = "balancing"
some = ["for"]
decides = ["for"]
fits = { en = "evidence supports balancing", zh-Hant = "有證據支持平衡" }
said = { en = "Balancing is supported, politics are not.", zh-Hant = "平衡獲支持，內政則否。" }

[[lenses.rows]]
rule = "home.3"
verdict = "insufficient"
fits = { en = "none of these", zh-Hant = "以上皆非" }
said = { en = "Nothing that counts speaks of balancing.", zh-Hant = "計入的證據未論及平衡。" }

[[bibliography]]
id = "doe-2020"
group = "theory"
label = "Doe 2020"
authors = ["Doe, Jane"]
year = "2020"
text = "Doe, Jane. 2020. “At Home.” Journal 1: 1–9."

[[conditions]]
id = "reputation"
name = { en = "reputation", zh-Hant = "聲譽" }
standing = "contested"
standing_note = { standing = "reading", section = "§參.三", en = "For: Doe.", zh-Hant = "支持：杜氏。" }
scale = "reading"
meaning = { standing = "reading", section = "§參.三", en = "What others would think of it.", zh-Hant = "他國的觀感。" }
does = { standing = "reading", section = "§參.三", en = "The dearer, the likelier it is.", zh-Hant = "越珍視，越可能採柔性平衡。" }
section = "§參.三"

[[conditions.values]]
id = "cheap"
name = { en = "cheap", zh-Hant = "不在意" }

[[conditions.values]]
id = "dear"
name = { en = "held dear", zh-Hant = "珍視" }
leans = true
"""  # noqa: E501
SLUG = "france-us-iraq-2003"
DAY = date(2026, 1, 1)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The seeds with one more file."""
    folder = tmp_path / "house" / "seeds"
    shutil.copytree(seeds_folder(), folder)
    (folder / "codebook" / "z.toml").write_text(ADDED, "utf-8")
    return folder


@pytest.fixture
def book(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Codebook]:
    """The codebook that is read from them."""
    monkeypatch.setattr("workbench.codebook.load.seeds_folder", lambda: seeds)
    codebook.cache_clear()
    yield codebook()
    codebook.cache_clear()


def rated(place: Workspace) -> Workspace:
    """The worked case, rated on the sixth condition."""
    copy_worked_case(place, SLUG)
    case = place.open(SLUG)
    case.apply("a rating", put(case.case, Rating(id="reputation", value="dear", note="As said.")))
    return place


@pytest.mark.long
def test_the_commands_tell_of_them(seeds: Path, known: Workspace) -> None:
    """`judge` in JSON and in words, `show`, `codebook`: a program beside other seeds, unchanged."""
    (seeds.parent / "workbench").symlink_to(seeds_folder().parent / "workbench")
    rated(known)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "workbench", "--workspace", str(known.folder), *arguments],
            capture_output=True, encoding="utf-8", check=True, cwd=seeds.parent,
            env={**os.environ, "PYTHONPATH": str(seeds.parent)},
        )  # fmt: skip
        return done.stdout

    judged = json.loads(run("judge", SLUG, "--json"))
    said = {event["verdicts"]["home"]["verdict"] for event in judged["events"]}
    assert {"balancing", "insufficient"} <= said
    assert all("untested" in event["verdicts"]["home"] for event in judged["events"])
    assert judged["counts"]["balancer"]["home"]["balancing"]
    first, *rows = run("judge", SLUG).splitlines()
    assert first.split()[-2:] == ["Two-level", "Home"] and any("not balancing" in r for r in rows)
    shown = json.loads(run("show", SLUG, "--json"))
    assert "reputation" in shown["expectation"]["contested_lean"]
    assert "Home front (Doe)" in run("show", SLUG)
    listed = json.loads(run("codebook", "--json"))
    assert [lens["id"] for lens in listed["lenses"]][-1] == "home"


@pytest.mark.long
def test_memo_word_page_and_tables_have_them(book: Codebook, known: Workspace) -> None:
    """A row of the verdicts, a column of the event table, a row of the conditions."""
    case = rated(known).open(SLUG).case
    for lang, name, short, condition in (
        ("en", "Home front (Doe)", "Home", "reputation"),
        ("zh-Hant", "內政判準（杜氏）", "內政", "聲譽"),
    ):
        asked = {"digest": "", "today": DAY}
        document = Document(io.BytesIO(memo_docx(case, lang, **asked)))
        tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
        assert any(row[0] == name for table in tables for row in table)
        heads = [words(lang).t("#"), words(lang).t("Date")]
        (events,) = [t for t in tables if t[0][:2] == heads]
        assert events[0][-1] == short and len({len(row) for row in events}) == 1
        assert {row[-1] for row in events[1:]} <= {t.name.in_(lang) for t in book.terms["verdict"]}
        assert any(row[0] == condition for table in tables for row in table)
        (rule,) = [row for table in tables for row in table if row[0] == f"{name} [M6]"]
        assert all(row.fits.in_(lang) in rule[2] for row in book.lens("home").rows)
        html, text = memo_html(case, lang, today=DAY), memo_markdown(case, lang, **asked)
        assert "--lenses: 5" in html
        for whole in (html, text.replace("\\", "")):
            assert all(each in whole for each in (name, short, condition))
        data, warnings = memo_bytes(case, lang, **asked)
        assert not warnings
        with pypdfium2.PdfDocument(data) as pdf:
            said = "".join(page.get_textpage().get_text_bounded() for page in pdf)
        plain = "".join(said.split())
        assert all("".join(each.split()) in plain for each in (name, short, condition))
    found = judge_case(case)
    (lenses,) = (text for name, text in unpacked(write_tidy(case, found)) if name == "lenses.csv")
    (cases,) = (text for name, text in unpacked(write_qca([found])) if name == "qca.csv")
    assert ",home," in lenses
    assert {"home_balancing", "reputation_place"} <= {*cases.splitlines()[0].split(",")}
    assert expectation(case).contested_lean[-1] == "reputation"


def test_many_lenses_stand_under_their_letters(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, known: Workspace
) -> None:
    """In the memo's event table, where their names would leave an event no room."""
    lens = ADDED.split("[[bibliography]]")[0]
    more = (lens.replace("home", f"home-{n}").replace('"H"', f'"{n}"').replace("Home", "Households")
            for n in range(4))  # fmt: skip
    (seeds / "codebook" / "z.toml").write_text("\n".join((ADDED, *more)), "utf-8")
    monkeypatch.setattr("workbench.codebook.load.seeds_folder", lambda: seeds)
    codebook.cache_clear()
    try:
        case = rated(known).open(SLUG).case
        for sections in (None, SHORT):
            asked = {"digest": "", "today": DAY, "sections": sections}
            tables = Document(io.BytesIO(memo_docx(case, "en", **asked))).tables
            heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
            (events,) = [head for head in heads if head[:2] == ["#", "Date"]]
            assert events[5:] == [*"AIMTH0123"]
            memo_bytes(case, "en", **asked)
    finally:
        codebook.cache_clear()


def unpacked(data: bytes) -> list[tuple[str, str]]:
    """The files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return [(name, packed.read(name).decode("utf-8-sig")) for name in packed.namelist()]


@pytest.mark.parametrize("size", [(80, 24), pytest.param((160, 48), marks=pytest.mark.long)])
async def test_the_screens_show_them(
    book: Codebook,
    known: Workspace,
    size: tuple[int, int],
) -> None:
    """Letters and filter of the log, the tables of evidence, grid, reasons, conditions."""
    place = rated(known)
    app = WorkbenchApp(place, SLUG)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        wanted = [e for e in screen.book.case.timeline
                  if screen.findings.by_id[e.id].verdicts["home"].rule == "home.2"]  # fmt: skip
        assert wanted and picture(app).count("A I M T H") == 1
        assert all(len(picture_line) <= size[0] for picture_line in picture(app).splitlines())
        await pilot.press("slash")
        screen.query_one("#log-filter", Input).value = "home:balancing"
        await pilot.press("enter")
        await settled(pilot)
        assert f"{len(wanted)} " in picture(app)
        search = Search(screen.findings, book)
        assert search.events("內政:平衡") == search.events("home:balancing") == wanted
        screen.selected = wanted[0].id
        await pilot.press("2")
        await settled(pilot)
        table = screen.query_one("#verdicts", DataTable)
        assert len(table.columns) == 6 and table.virtual_size.width <= table.size.width
        table.focus()
        table.move_cursor(column=5)
        await settled(pilot)
        assert "Balancing is supported, politics" in str(screen.query_one("#why", Static).content)
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(app.screen, VerdictScreen)
        assert "Balancing is supported, politics" in str(
            app.screen.query_one("#answer", Static).content
        )
        bar = app.screen.query(".view-name")
        assert len(bar) == 5 and all(each.region.right <= size[0] for each in bar)
        await pilot.press("escape", "3")
        await settled(pilot)
        grid = screen.query_one("#grid", SeenTable)
        labels = [str(column.label) for column in grid.headings]
        assert labels[-1].strip() == ("Home" if size[0] >= 120 else "H")
        assert grid.virtual_size.width <= grid.size.width
        assert "H Home" in picture(app)
        offered = screen.query_one("#one-lens", Select).query_one(OptionList)
        assert "Home" in str(offered.options[-1].prompt)
        await pilot.press("4")
        await settled(pilot)
        ratings = screen.query_one("#ratings", DataTable)
        assert "held dear" in [str(cell) for cell in ratings.get_row("reputation")]
        assert "reputation" in str(screen.query_one("#expected-text", Static).content)
        await pilot.press("f1")
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        assert "A I M T H" in app.screen._signs()


def test_the_guide_tells_of_them(book: Codebook) -> None:
    """The table of the rule, the side, the filter's word, the letter, the condition."""
    for lang, name, condition in (("en", "Home front (Doe)", "reputation"),
                                  ("zh-Hant", "內政判準（杜氏）", "聲譽")):  # fmt: skip
        verdicts = guide_page("verdicts", lang)
        for row in book.lens("home").rows:
            word = book.word("verdict", row.verdict, lang)
            assert f"| {row.rule} | {row.fits.in_(lang)} | {word} |" in verdicts
        assert f"## {name}" in verdicts and "<!--" not in verdicts
        colon = "：" if lang == "zh-Hant" else ":"
        assert f"`{book.lens('home').field_word(lang)}{colon}`" in guide_page("log", lang)
        assert "`A I M T H`" in guide_page("tutorial", lang)
        assert condition in guide_page("conditions", lang)


def test_a_lens_says_what_its_rows_say(book: Codebook) -> None:
    """The first row that fits decides; what it wants tested and nothing tests is named."""
    piece = Evidence(id="p", event="e", side="intent",
                     bearings=(Bearing(motive="balancing", says="supports"),))  # fmt: skip
    other = piece.model_copy(
        update={"id": "q", "bearings": (Bearing(motive="domestic-politics", says="supports"),)}
    )
    view = View()
    assert lens_ids() == ("art", "intent", "motives", "two-level", "home")
    alone, both, none = (judge("home", p, view) for p in ([piece], [piece, other], []))
    assert (alone.rule, alone.decided, alone.untested) == ("home.2", ("p",), ("domestic-politics",))
    assert (both.rule, both.decided, both.untested) == ("home.1", ("p", "q"), ())
    assert (none.rule, none.verdict) == ("home.3", "insufficient")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('for = ["balancing:supports"]', 'for = ["revenge:supports"]', "is no motive"),
        ('for = ["balancing:supports"]', 'for = ["standing"]', "is no set of the intent side"),
        ('letter = "H"', 'letter = "A"', "letter ['A'] is there more than once"),
        ('rule = "home.3"', 'rule = "home.2"', "rule ['home.2'] is there more than once"),
        ('verdict = "insufficient"\n', 'verdict = "insufficient"\nsome = ["for"]\n', "last row"),
        ("leans = true", 'expects = "soft"', "what they expect"),
        (
            'authors = ["Doe"]',
            'authors = ["Doe"]\nobserved = { en = "x", zh-Hant = "x" }',
            "what it is called where only observed effects count",
        ),
        ('citation = "doe-2020"', 'citation = "roe"', "'roe' is not in the bibliography"),
    ],
)
def test_a_row_that_means_nothing_is_refused(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    """When the codebook is read, not when a case is judged."""
    assert old in ADDED
    (seeds / "codebook" / "z.toml").write_text(ADDED.replace(old, new), "utf-8")
    monkeypatch.setattr("workbench.codebook.load.seeds_folder", lambda: seeds)
    codebook.cache_clear()
    with pytest.raises(ValueError) as refused:
        codebook()
    codebook.cache_clear()
    assert said in str(refused.value)
