"""What is imported when, and what the repository may not hold."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from textual.dom import DOMNode
from textual.screen import Screen

from workbench.locale import words
from workbench.locale.build import CATALOGUE, sentences
from workbench.tui import WorkbenchApp

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("arguments", [["--version"], ["list"], ["judge", "dyad", "--json"]])
def test_light_commands_import_no_screen_and_no_paper(arguments: list[str]) -> None:
    """They answer at once because textual and reportlab stay away."""
    code = (
        "import sys\n"
        "from workbench.casebook import Workspace\n"
        "from workbench.case import CaseInfo\n"
        "Workspace.find(None).create('dyad', CaseInfo(title='T', balancer='A', target='B'))\n"
        "from workbench.cli import main\n"
        f"sys.argv = ['workbench', *{arguments!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "loaded = {'textual', 'reportlab', 'duckdb', 'ibis', 'pyarrow'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_program_that_ends_looks_for_nothing_to_throw_away() -> None:
    """What is still there goes with its process: after a memo, a hundred thousand objects."""
    code = (
        "import gc, sys\n"
        "from workbench.cli import main\n"
        "sys.argv = ['workbench', 'list']\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "assert gc.get_freeze_count() > 10_000\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_a_memo_for_the_screen_loads_no_paper() -> None:
    """Page and text are made without ReportLab, python-docx and PDFium."""
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from workbench.casebook import worked_cases\n"
        "from workbench.memo import memo_html, memo_markdown\n"
        "case = next(iter(worked_cases())).load()\n"
        "memo_markdown(case, 'en', digest='', today=date(2026, 1, 1))\n"
        "memo_html(case, 'en', today=date(2026, 1, 1))\n"
        "loaded = {'reportlab', 'docx', 'pypdfium2'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_sentence_is_in_the_catalogue_and_none_too_many() -> None:
    """What is said in English is said in Chinese, with the same fields."""
    said = {message if isinstance(message, str) else message[0] for message in sentences()}
    known = {}
    for entry in read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="zh_Hant"):
        if entry.id:
            one = entry.id if isinstance(entry.id, str) else entry.id[0]
            known[one] = entry.string if isinstance(entry.string, str) else entry.string[0]
    assert said - set(known) == set()
    assert set(known) - said == set()
    # What stands within an f-string is extracted by nobody.
    within = re.compile(r"\.tn?\('([^'{]+)'")
    texts = (path.read_text("utf-8") for path in (ROOT / "workbench").rglob("*.py"))
    assert {each for text in texts for each in within.findall(text)} <= set(known)
    for english, chinese in known.items():
        assert chinese, english
        fields = {part.split("}")[0] for part in english.split("{")[1:]}
        assert fields == {part.split("}")[0] for part in chinese.split("{")[1:]}, english
        assert words("zh-Hant").t(english) == chinese, "the .mo file is older than the .po file"


def test_no_file_is_larger_than_one_can_hold_in_mind() -> None:
    """At most 400 lines each."""
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / "workbench").rglob("*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long


def test_no_test_waits_by_the_clock() -> None:
    """A busy machine is no fault: what is awaited is a condition (`tests/tui/rest.py`)."""
    clock = re.compile(r"\.pause\([^)]|\btime\.sleep\(|\b(perf_counter|monotonic)\(")
    measured = {Path(__file__), ROOT / "tests" / "faults" / "test_kills.py"}
    measured |= set((ROOT / "tests" / "benchmarks").rglob("*.py"))
    # Another process has no loop that could be asked.
    measured.add(ROOT / "tests" / "tui" / "ptys.py")
    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in set((ROOT / "tests").rglob("*.py")) - measured
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if clock.search(line)
    }
    assert not found


def test_every_style_sheet_is_worn() -> None:
    """A style sheet that no screen names would be dropped without a word."""
    folder = ROOT / "workbench" / "tui"
    for path in folder.rglob("*.py"):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    worn: set[str] = set()
    kinds: list[type[DOMNode]] = [WorkbenchApp, Screen]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
        paths = vars(kind).get("CSS_PATH") or []
        worn |= {Path(each).name for each in (paths if isinstance(paths, list) else [paths])}
    assert {path.name for path in folder.rglob("*.tcss")} == worn


def test_the_marks_between_words_are_said_once() -> None:
    """Which comma, colon or bracket a language has stands in `workbench/locale/words.py`."""
    mark = r"""["'][（「〔，、；：。）」〕]+["']"""
    asked = re.compile(rf"{mark}.*\blang [=!]=|\blang [=!]=.*{mark}")
    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "workbench").rglob("*.py")
        if path.parent.name != "locale"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if asked.search(line)
    }
    assert not found
