"""Where a line may end, against the classes of the Unicode line breaking algorithm (UAX #14)."""

from __future__ import annotations

import unicodedata

from uniseg.linebreak import line_break

from workbench.locale.breaking import GLUE, NO_END, NO_START

OF_CHINESE = {"AI": "·", "B2": "—", "ID": "～", "PO": "%％", "QU": "’”“‘"}
"""Where clreq says more than the algorithm, which leaves these to the language."""
BEFORE = {"CL", "CP", "EX", "IS", "NS", "IN", "CJ"}
MARKS = [
    chr(n)
    for first, last in ((0x3000, 0x30FF), (0x31F0, 0x31FF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF))
    for n in range(first, last + 1)
    if unicodedata.category(chr(n)) != "Cn"
]
"""The punctuation of East Asia, wide, small and upright."""


def kind(character: str) -> str:
    return str(line_break(character).value)


def test_the_classes_agree_but_for_what_chinese_adds() -> None:
    """Each mark of ours is of its class, or one that clreq names."""
    for mark in NO_START:
        assert kind(mark) in BEFORE or mark in OF_CHINESE[kind(mark)], mark
    for mark in NO_END:
        assert kind(mark) == "OP" or mark in OF_CHINESE[kind(mark)], mark
    assert {kind(space) for space in GLUE} == {"GL"}


def test_no_mark_of_east_asia_is_missing() -> None:
    """What the algorithm keeps from the beginning or the end of a line, so do we."""
    assert not [mark for mark in MARKS if kind(mark) in BEFORE and mark not in NO_START]
    assert not [mark for mark in MARKS if kind(mark) == "OP" and mark not in NO_END]
