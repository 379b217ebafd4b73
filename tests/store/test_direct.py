"""The quick way into a case file says what the slow one says, or leaves it to that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case, Problem
from workbench.casebook import worked_cases
from workbench.store import direct
from workbench.store.casetables import build
from workbench.store.direct import direct_case
from workbench.store.lines import Lines, said_by

[_WORKED] = (file for file in worked_cases() if file.slug == "france-us-iraq-2003")
DATA = _WORKED.path.read_bytes()
HEAD = b'{"_meta": {"1": {"format": "soft-balancing-case", "version": 3}}\n'
CASE = b'"title": "T", "balancer": "A", "target": "B"'


def file(*events: bytes, case: bytes = b"{" + CASE + b"}") -> bytes:
    lines = [b',"case": {"_": null', b',"case": ' + case, b"}", b',"events": {"_": null', *events]
    return HEAD + b"\n".join([*lines, b"}", b"}", b""])


def slowly(data: bytes) -> Case | None:
    try:
        return build("c", Lines.parse(data, Path("c.json")).tables(), Path("c.json"))
    except Problem:
        return None


def agrees(data: bytes) -> Case | None:
    """What the quick way gives, which is what the slow one gives too."""
    found = direct_case("c", data)
    if found is None:
        return None
    lines, case = found
    assert case == slowly(data)
    assert lines.data() == data
    return case


def test_a_worked_case() -> None:
    case = agrees(DATA)
    assert case and len(case.events) == 37


@pytest.mark.parametrize(
    "event",
    [
        b',"e1": {"title": "a"}',
        b',"e1": null',
        b',"e1": {"title": "he said \\"yes\\": no", "tags": [{"strategy": "binding"}]}',
        b',"e1": {"title": "he said \\"yes\\" : no", "later": {"more": [1, {"deep": 2.5}]}}',
        b',"e1": {"title": "a", "tags": [{"strategy": "binding", "later": 1}], "screen": {}}',
        b',"e1": {"title" : "a"}',
        b',"e1": {"id": "e2", "title": "a"}',
    ],
)
def test_what_is_sound_is_read_at_once(event: bytes) -> None:
    assert agrees(file(event))


@pytest.mark.parametrize(
    "event",
    [
        b',"e1": {"title": "a"]',
        b',"e1": {"title": "a"\xfd',
        b',"e1": {"title": "a", "title": "b"}',
        b',"e1": {"title": "a", "title" : "b"}',
        b',"e1": {"title": "a", "title"  : "b"}',
        b',"e1": {"title": "a", "title"   : "b", "note": "c : d"}',
        b',"e\x01": null',
        b',"e1": null": {"title": "a"}',
        b',"e1}',
        b',"e1": 1',
        b',"e1": {"title": "a", "id": "x", "id": "y"}',
        b',"e1": {"title": "a", "tags": [{"strategy": "binding", "strategy": "none"}]}',
        b',"e1": {"title": "a", "later": {"x": 1, "x": 2}}',
        b',"e1": {"title": "a", "later": NaN}',
        b',"e1": {"title": "a", "later": 1e999}',
        b',"e1": {"title": "a", "later": ' + b"[" * 300 + b"]" * 300 + b"}",
        b',"e1": {"title": "a\xff"}',
        b',"e1": {"title": "a\x01"}',
        b',"e1": {"title": "a\\ud800"}',
        b',"e1": {"title": "a"}\n,"e1": {"title": "b"}',
        b',"e1": {"title": "a"}, "e2": {"title": "b"}',
        b',"e\\u0031": {"title": "a"}',
        b',"e\\"1": {"title": "a"}',
        b' "e1": {"title": "a"}',
        b',"e1": {"title": "a",}',
        b',"e1": {"title": "a"',
        b',"e1": {}',
        b',"e1": [1]',
        b',"e1": {"title": "a", "date": "soon"}',
        b',"e1": {"title": "a", "tags": [{"strategy": "nothing"}]}',
        b'}\n,"evidence": {"_": null\n,"p1": {"event": "e1", "side": "intent"}',
        b'}\n,"later": {"_": null\n,"p1": {}',
        b'}\n,"events": {"_": null\n,"e2": {"title": "a"}',
    ],
)
def test_what_may_be_flawed_is_left_to_the_slow_way(event: bytes) -> None:
    assert direct_case("c", file(event)) is None


@pytest.mark.parametrize("bytes_", [1, 1000, 10**9])
def test_however_many_are_read_at_once(bytes_: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line may be longer than that, and a table end in the midst of it."""
    monkeypatch.setattr(direct, "_AT_ONCE", bytes_)
    assert agrees(DATA)
    assert direct_case("c", file(b',"e1": {"title": "a"}', b',"e2": null', b',"e1": null')) is None


@given(st.integers(0, len(DATA)), st.integers(0, 12), st.binary(max_size=6))
def test_a_file_that_was_changed_anywhere(at: int, gone: int, put: bytes) -> None:
    agrees(DATA[:at] + put + DATA[at + gone :])


_PARTS = (b'"', b": ", b",", b"{", b"}", b"null", b"\n", b'"title": "x"', b'"_": null', b" ", b"1")


@given(st.lists(st.sampled_from(_PARTS), max_size=6), st.integers(0, 60))
def test_a_line_that_was_written_by_hand(parts: list[bytes], at: int) -> None:
    line = b',"e1": {"title": "a", "note": "b", "domain": "military"}'
    data = file(line[:at] + b"".join(parts) + line[at:])
    agrees(data)
    try:
        tables = Lines.parse(data, Path("c.json")).tables()
    except Problem:
        tables = None
    assert said_by(data) in (None, tables)
