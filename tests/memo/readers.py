"""A memo through the eyes of programs that had no part in making it: QPDF, Poppler, PDFium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from workbench.case import Case
from workbench.judgement import lens_ids
from workbench.locale import words

POPPLER = all(map(shutil.which, ("pdftotext", "pdffonts", "pdftoppm")))
TOP, BOTTOM = 50, 50
"""The edges of a page, where its running head and foot stand."""
DOTS = 36


def letters(said: str) -> str:
    """Letters and digits alone: readers differ over the rest at the ends of lines."""
    return re.sub(r"[\W_]", "", said)


def fit_to_send(path: Path, case: Case, judged: dict[str, Any], lang: str) -> None:
    """Sound, complete in its order, and the same picture everywhere."""
    sound(path)
    holds_all(pdfium_text(path), case, judged, lang)
    if not POPPLER:
        pytest.skip("poppler-utils isn't installed")
    holds_all(poppler_text(path), case, judged, lang)
    drawn_the_same(path, path.parent)


def pdfium_text(path: Path) -> str:
    """The pages between their edges, in the order of the file."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(
            page.get_textpage().get_text_bounded(bottom=BOTTOM, top=page.get_height() - TOP)
            for page in pdf
        )


def poppler_text(path: Path) -> str:
    """The same as Poppler reads it."""
    area = ("-x", "0", "-y", str(TOP), "-W", "596", "-H", str(842 - TOP - BOTTOM))
    return tool("pdftotext", "-raw", *area, str(path), "-").decode("utf-8")


def tool(name: str, *arguments: str, **environment: str) -> bytes:
    """What a program of Poppler's answers."""
    done = subprocess.run(
        [name, *arguments], check=True, capture_output=True, env={**os.environ, **environment}
    )
    return done.stdout


def holds_all(text: str, case: Case, judged: dict[str, Any], lang: str) -> None:
    """Every title with its four verdicts, then every source, in order."""
    said, t, at = letters(text), words(lang).t, 0
    events = judged["events"]
    assert [event["title"] for event in events] == [event.title for event in case.timeline]
    at = said.index(letters(t("Class and strategies") + t("Event")))
    for event, found in zip(case.timeline, events, strict=True):
        for words_ in (event.title, event.description):
            at = said.index(letters(words_), at) + len(letters(words_))
        verdicts = (found["verdicts"][lens]["verdict"] for lens in lens_ids())
        row = letters("".join(case.codebook.word("verdict", v, lang) for v in verdicts))
        assert said.startswith(row, at), (event.title, row, said[at : at + 80])
    at = said.index(letters(t("Evidence annex")), at)
    cited = [piece.source for event in case.timeline for piece in case.evidence_of(event.id)]
    cited += [source for rating in case.ratings.values() for source in rating.sources]
    for source in dict.fromkeys([*filter(None, cited), *case.sources]):
        title = letters(case.sources[source].title)
        assert title in said[at:], case.sources[source].title
        at = said.index(title, at)


def sound(path: Path) -> None:
    """QPDF finds nothing amiss, and every font is in the file and can be read back."""
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
    if POPPLER:
        rows = [line.split() for line in tool("pdffonts", str(path)).decode().splitlines()[2:]]
        assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), rows


def drawn_the_same(path: Path, folder: Path) -> None:
    """Poppler draws every page the same with no font on the machine, and PDFium as dark."""
    none = folder / "none.conf"
    none.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', "utf-8")
    dots = ("-r", str(DOTS), "-gray")
    here = tool("pdftoppm", *dots, str(path))
    assert here == tool("pdftoppm", *dots, str(path), FONTCONFIG_FILE=str(none), HOME=str(folder))
    dark = [_ink(match) for match in _pages(here)]
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(dark) == len(pdf)
        for number, (page, ink) in enumerate(zip(pdf, dark, strict=True), 1):
            bitmap = page.render(scale=DOTS / 72, grayscale=True)
            rows = bytes(bitmap.buffer)
            kept = (
                rows[n * bitmap.stride : n * bitmap.stride + bitmap.width]
                for n in range(bitmap.height)
            )
            other = _ink(b"".join(kept))
            # The last page of a section may hold a line; small discs have other edges in each.
            assert ink > 0.002 and abs(ink - other) < 0.2 * ink, (number, ink, other)


def _ink(page: bytes) -> float:
    return 1 - sum(page) / len(page) / 255


def _pages(stream: bytes) -> list[bytes]:
    """The pictures of a stream of them in PGM."""
    found, at = [], 0
    while match := re.compile(rb"P5\s(\d+) (\d+)\s255\s").match(stream, at):
        at = match.end() + int(match[1]) * int(match[2])
        found.append(stream[match.end() : at])
    return found
