"""A table's lines say what a dictionary of them would, however often some are written anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.store import tablelines
from workbench.store.tablelines import TableLines

lines = st.dictionaries(st.text(max_size=2), st.binary(max_size=4).map(b",%b".__mod__), max_size=6)


@pytest.mark.parametrize("most", [0, 2, 1000])
@given(lines, st.lists(lines, max_size=4), st.binary(max_size=3))
def test_it_is_a_dictionary(
    most: int, first: dict[str, bytes], later: list[dict[str, bytes]], before: bytes
) -> None:
    """In its order too, which is that of the file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tablelines, "_MOST", most)
        file = before + b"".join(line + b"\n" for line in first.values()) + b"}"
        sizes = map(len, first.values())
        held, wanted = TableLines.within(file, len(before), [*first], sizes), first
        for each in later:
            held, wanted = held.put(each), wanted | each
    assert list(held.items()) == list(wanted.items())
    assert len(held) == len(wanted)
    assert b"".join(held.parts()) == b"".join(line + b"\n" for line in wanted.values())


def test_few_parts_of_many_lines() -> None:
    """What an edit leaves alone is one part before it and one behind."""
    held = TableLines.of({str(n): b",%d" % n for n in range(10_000)})
    assert len([part for part in held.put({"5000": b",x"}).parts() if part]) == 3
