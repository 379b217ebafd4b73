"""The memo of five hundred events as independent readers see it, in both languages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Run
from tests.memo.readers import fit_to_send
from tests.memo.test_readers import SLUGS
from workbench.case import Case
from workbench.casebook import Workspace, worked_cases
from workbench.memo import SECTIONS, memo_bytes

DAY = date(2026, 1, 1)


def five_hundred(lang: str) -> Case:
    """The worked case, over and over, up to five hundred events with their evidence."""
    [file] = (f for f in worked_cases() if f.slug == SLUGS[lang])
    case = file.load()
    events, evidence = {}, {}
    for n in range(500):
        event = case.timeline[n % len(case.timeline)]
        key = f"ev-{n:04}"
        title = f"{n:03}: {event.title}"
        events[key] = event.model_copy(update={"id": key, "key": key, "title": title})
        for number, piece in enumerate(case.evidence_of(event.id)):
            fresh = {"id": f"pc-{n:04}-{number}", "event": key, "reaction": None}
            evidence[fresh["id"]] = piece.model_copy(update=fresh)
    return Case(case.slug, case.info, case.ratings, sources=case.sources, events=events,
                evidence=evidence)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_five_hundred_events(run: Run, home: Path, lang: str) -> None:
    """The same twice; every title, verdict and source in order; drawn alike by two programs."""
    case = five_hundred(lang)
    Workspace(home).file(case.slug).create(case)
    path = home / "memo.pdf"
    data, warnings = memo_bytes(case, lang, digest="d", today=DAY)
    assert not warnings
    assert data == memo_bytes(case, lang, digest="d", today=DAY)[0]
    path.write_bytes(data)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert pdf.Root.Lang == lang
        # No round was coded, and no effect points to a reaction.
        assert len(outline.root) == len(SECTIONS) - 2
    judged = json.loads(run("judge", case.slug, "--json").stdout)
    fit_to_send(path, case, judged, lang)
