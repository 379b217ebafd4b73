"""What stands in the case file is passed over in a history, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case, CaseInfo, Change, Event, Record, Source
from workbench.store import CaseFile, difference, rows
from workbench.store.historylines import read_lines
from workbench.store.lines import META, Lines
from workbench.store.revisions import Past

_INFO = CaseInfo(title="T", balancer="A", target="B")


@pytest.fixture(scope="module", params=[1, 8])
def edited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[bytes, Lines]]:
    """A history of additions, changes and deletions, and the lines of its case file.

    Some rows are looked at once, after as few as the parameter says.
    """
    file = CaseFile(tmp_path_factory.mktemp("cases") / "dyad.json")
    first = Event(id="ev-1", title="One, «eins»", note='"before": null, "after": {')
    more = {id_: Event(id=id_, title=id_) for id_ in ("ev-5", "a: b", "甲", "ev-6")}
    file.create(Case("dyad", _INFO, events={"ev-1": first, **more}))

    def put(*changes: tuple[Record | None, Record | None]) -> None:
        file.commit([Change(*each) for each in changes], "edit")

    second, source = Event(id="ev-2", title="Two"), Source(id="so-1", title="S")
    put((None, second), (None, source))
    put((second, second.model_copy(update={"note": "x"})), (source, None))
    put((None, Event(id="ev-3", title="Three")), (None, Source(id="so-2", title="S")))
    put((more["ev-6"], None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_FEW", request.param)
        yield file.history_path.read_bytes(), Lines.parse(file.path.read_bytes(), file.path)


def _told(past: Past) -> object:
    faults = [(fault.line, str(fault.why)) for fault in past.damage({})]
    return past.revisions, faults, past.size, past.lines, past.state()


def test_it_tells_what_the_file_holds(edited: tuple[bytes, Lines]) -> None:
    """Also what was changed and deleted; nothing of it is read as JSON."""
    data, lines = edited
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "rows_in", lambda _: pytest.fail("read"))
        past = read_lines(data, held=lines.rows)
        assert past.tells(lines.rows)
    assert _told(past) == _told(read_lines(data))
    assert past.damage(lines.rows) == []


@pytest.mark.parametrize(
    "wanted",
    [
        {("events", "ev-1"): {"title": "Uno"}},
        {("events", "ev-2"): None},
        {("events", "ev-4"): {"title": "Four"}},
        {("sources", "so-1"): {"title": "S"}},
        {("later", "x"): {}},
        {("events", "甲"): {"title": "乙"}},
        {("events", "a: b"): None},
    ],
)
def test_a_file_that_says_something_else(
    edited: tuple[bytes, Lines], wanted: dict[tuple[str, str], object]
) -> None:
    data, lines = edited
    changed = lines.changed(wanted)
    assert not read_lines(data).tells(changed.rows)
    assert not read_lines(data).tells(Lines.parse(changed.data(), Path("dyad.json")).rows)


@given(st.data())
def test_a_history_that_was_changed_anywhere(
    edited: tuple[bytes, Lines], data: st.DataObject
) -> None:
    """With the case file at hand the same is wrong with it as without."""
    whole, lines = edited
    at, gone = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 12))
    changed = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + gone :]
    plain, helped = read_lines(changed), read_lines(changed, held=lines.rows)
    assert _told(helped) == _told(plain)
    assert [f.line for f in helped.damage(lines.rows)] == [f.line for f in plain.damage({})]
    now = {name: rows for name, rows in lines.tables().items() if name != META}
    assert not helped.tells(lines.rows) or not difference(plain.state(), now)
