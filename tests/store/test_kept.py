"""Values that a case file can't keep are refused when it is opened: what opens can be edited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.case import Case, CaseInfo, Event, Problem
from workbench.casebook import Casebook, Workspace, put
from workbench.cli.check import flaws_of
from workbench.store import CaseFile

DEEP = "[" * 400 + "]" * 400


@pytest.fixture
def book(home: Path) -> Casebook:
    """A case of one event."""
    made = Workspace(home).create("dyad", CaseInfo(title="Dyad", balancer="A", target="B"))
    made.apply("new event", put(made.case, Event(id="ev-1", title="One")), "CKM")
    return made


def again(book: Casebook) -> Casebook:
    return Casebook(CaseFile(book.file.path))


KEPT_NOT = [
    ("1e999", "1e999"),
    ("-1e999", "-1e999"),
    ("NaN", "NaN"),
    (DEEP, "100 levels"),
    (f'{{"x": {DEEP}}}', "100 levels"),
    ("[" * 2000 + "]" * 2000, "too deeply"),
    ('{"\\ud800": 1}', "UTF-8"),
]


@pytest.mark.parametrize("place", ["field", "table", "meta", "spaced"])
@pytest.mark.parametrize(("value", "said"), KEPT_NOT)
def test_what_cant_be_written_again_isnt_opened(
    book: Casebook, place: str, value: str, said: str
) -> None:
    """In a field, a table or a line that this version doesn't know; `check` names it."""
    text = book.file.path.read_text("utf-8")
    if place in ("field", "spaced"):
        text = text.replace('"ev-1": {', f'"ev-1": {{"later": {value}, ')
    elif place == "table":
        text = text.removesuffix("}\n") + f',"later": {{"x": {value}}}}}\n'
    else:
        text = text.replace('"_meta": {', f'"_meta": {{"2": {value}, ')
    if place == "spaced":
        text = text.replace(": {", ":  {")
    book.file.path.write_text(text, "utf-8")
    with pytest.raises(Problem, match=said):
        again(book)
    assert any(said in line for line in flaws_of(book.file.path))


def test_a_record_cant_be_called_like_the_opening_line(book: Casebook) -> None:
    """It would stand twice in the file as the program writes it."""
    text = book.file.path.read_text("utf-8").replace("ev-1", "_").replace('{"_": null', "{")
    text = text.replace("{\n,", "{\n")
    book.file.path.write_text(text, "utf-8")
    with pytest.raises(Problem, match="can't name a record"):
        again(book)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(value=values, deep=st.integers(0, 700), where=st.sampled_from(["events", "table", "case"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_opens_can_be_edited(tmp_path: Path, value: Any, deep: int, where: str) -> None:
    """Edited, undone, done again, and read by the next window; or it is refused at once."""
    folder = tmp_path / "each"
    for path in folder.glob("*"):
        path.unlink()
    file = CaseFile(folder / "dyad.json")
    file.create(Case("dyad", CaseInfo(title="T", balancer="A", target="B"), events={
        "ev-1": Event(id="ev-1", title="One"), "ev-2": Event(id="ev-2", title="Two"),
    }))  # fmt: skip
    said = "[" * deep + json.dumps(value) + "]" * deep
    tables = json.loads(file.path.read_bytes())
    if where == "table":
        tables["later"] = {"x": "HERE"}
    else:
        tables[where][{"events": "ev-1", "case": "case"}[where]]["later"] = "HERE"
    file.path.write_text(json.dumps(tables).replace('"HERE"', said), "utf-8")
    try:
        book = Casebook(CaseFile(file.path))
    except Problem:
        return
    titled = {"title": "Other"}
    book.apply("edit", put(book.case, book.case.events["ev-1"].model_copy(update=titled)))
    book.apply("edit", put(book.case, book.case.info.model_copy(update=titled)))
    book.undo(), book.undo(), book.redo()
    later = Casebook(CaseFile(file.path))
    assert later.case == book.case
    assert not later.file.past().faults
