"""The memo of five hundred events as independent readers see it, in both languages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from workbench.case import Case
from workbench.casebook import worked_cases
from workbench.memo import memo_bytes

DAY = date(2026, 1, 1)
SLUGS = {"en": "france-us-iraq-2003", "zh-Hant": "france-us-iraq-2003-zh"}


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
def test_five_hundred_events(lang: str, tmp_path: Path) -> None:
    """Whole, embedded, in order, rendered by two programs, and the same twice."""
    case = five_hundred(lang)
    data, warnings = memo_bytes(case, lang, digest="d", today=DAY)
    assert not warnings
    assert data == memo_bytes(case, lang, digest="d", today=DAY)[0]
    reader = PdfReader(io.BytesIO(data))
    assert str(reader.trailer["/Root"]["/Lang"]).startswith(lang[:2])
    assert len(reader.outline) >= 15
    path = tmp_path / "memo.pdf"
    path.write_bytes(data)
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == len(reader.pages)
        for page in pdf:
            assert min(bytes(page.render(scale=0.1).buffer)) < 200
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils isn't installed")
    fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in fonts.splitlines()[2:]]
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), fonts
    subprocess.run(["pdftoppm", "-r", "10", "-png", path, tmp_path / "page"], check=True)
    assert len(list(tmp_path.glob("page*.png"))) == len(reader.pages)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True).stdout
    said = re.sub(r"\s", "", text.decode("utf-8"))
    at = 0
    for event in case.timeline:
        at = said.index(f"{event.title[:3]}:" + re.sub(r"\s", "", event.title[5:17]), at)
    for source in case.sources.values():
        # The typesetting turns straight quotes, so only letters and digits are compared.
        assert re.sub(r"\W", "", source.title)[:20] in re.sub(r"\W", "", said)
