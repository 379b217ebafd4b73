"""The worked case's memo, as the command writes it, under independent readers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.memo.readers import fit_to_send
from workbench.casebook import Workspace, copy_worked_case

SLUGS = {"en": "france-us-iraq-2003", "zh-Hant": "france-us-iraq-2003-zh"}


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_a_memo_is_whole(run: Run, home: Path, lang: str) -> None:
    """Every title with the verdicts of `judge --json`, every source; drawn alike everywhere."""
    case = copy_worked_case(Workspace(home), SLUGS[lang]).case
    path = home / "memo.pdf"
    assert run("memo", SLUGS[lang], "--lang", lang, "-o", path).returncode == 0
    judged = json.loads(run("judge", SLUGS[lang], "--json").stdout)
    fit_to_send(path, case, judged, lang)
