"""How full the pages are: none is spent on a few lines but the last."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from workbench.casebook import worked_cases
from workbench.locale import LANGUAGES
from workbench.memo import SHORT, memo_bytes

from .readers import BOTTOM, TOP
from .test_export import CASES, DAY

A_THIRD = 1 / 3


def filled(data: bytes) -> list[float]:
    """How far down each page what is drawn on it goes, as a share of the room between the edges."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            bitmap = page.render(scale=0.5, grayscale=True)
            rows = bytes(bitmap.buffer)
            wide, high = bitmap.stride, bitmap.height
            within = range(TOP // 2, high - BOTTOM // 2 - 1)
            inked = (
                y for y in reversed(within) if min(rows[y * wide : y * wide + bitmap.width]) < 200
            )
            found.append((next(inked, within.start) - within.start) / len(within))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_a_memo_is_less_than_a_third_full(lang: str) -> None:
    """But the last."""
    *shares, _ = filled(memo_bytes(CASES[lang], lang, digest="d", today=DAY)[0])
    assert len(shares) > 10 and min(shares) > A_THIRD, shares


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", worked_cases(), ids=lambda file: file.slug)
def test_nor_in_any_worked_case(file: Any, lang: str) -> None:
    """In full in either language; in short on two pages."""
    case = file.load()
    *shares, _ = filled(memo_bytes(case, lang, digest="d", today=DAY)[0])
    assert min(shares) > A_THIRD, shares
    first, second = filled(memo_bytes(case, lang, digest="d", today=DAY, sections=SHORT)[0])
    assert first > A_THIRD and second < 1
