"""The case file as a user would open it, and what happens when it isn't as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case, CaseInfo, Event, Evidence, Problem, Source, new_id
from workbench.casebook import Casebook, put, remove_event
from workbench.locale import whole
from workbench.store import CaseFile
from workbench.store.lines import Lines

HOSTILE = ["[bold]", '<img src="/etc/passwd">', "=1+1", "\x1b[31m", "😀", "中文", "שלום", "\ud800"]


@pytest.fixture
def file(tmp_path: Path) -> CaseFile:
    """A case of two events."""
    made = CaseFile(tmp_path / "cases" / "dyad.json")
    made.create(Case("dyad", CaseInfo(title="Dyad", balancer="A", target="B")))
    book = Casebook(made)
    for number in (1, 2):
        event = Event(id=f"ev-{number}", title=f"Event {number}", date=f"2003-03-0{number}")
        book.apply("event", put(book.case, event))
    return made


def test_a_line_a_record(file: CaseFile) -> None:
    """The file is JSON; a changed record is one changed line."""
    before = file.path.read_text("utf-8").splitlines()
    book = Casebook(file)
    book.apply("edit", put(book.case, book.case.events["ev-1"].model_copy(update={"note": "n"})))
    after = file.path.read_text("utf-8").splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert json.loads("\n".join(after))["events"]["ev-1"]["note"] == "n"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_comes_back(file: CaseFile, text: str) -> None:
    """Text is data; half a character is none, and is shown as such."""
    book = Casebook(file)
    book.apply("edit", put(book.case, Event(id=new_id("ev"), title=text, description=text)))
    assert whole(text) in {e.title for e in file.load().events.values()}


def test_undo_and_redo(file: CaseFile) -> None:
    """Deleting an event takes its evidence along, and undo brings all of it back."""
    book = Casebook(file)
    piece = Evidence(id="pc-1", event="ev-1", side="intent", reaction=None)
    pointing = Evidence(
        id="pc-2",
        event="ev-2",
        side="effect",
        kind="raises-cost",
        status="observed",
        reaction="ev-1",
    )
    book.apply("evidence", put(book.case, piece, pointing))
    whole = file.path.read_bytes()
    book.apply("delete", remove_event(book.case, book.case.events["ev-1"]))
    assert set(book.case.events) == {"ev-2"}
    assert book.case.evidence["pc-2"].reaction is None
    assert book.undo() == "delete"
    assert json.loads(file.path.read_bytes()) == json.loads(whole)
    assert book.redo() == "delete"
    assert set(file.load().evidence) == {"pc-2"}


def test_two_windows_never_overwrite_each_other(file: CaseFile) -> None:
    """Edits of different records both stay; an edit of what changed meanwhile is refused."""
    one, two = Casebook(file), Casebook(file)
    one.apply("edit", put(one.case, Event(id="ev-1", title="From the first window")))
    two.apply("edit", put(two.case, Event(id="ev-2", title="From the second")))
    titles = {e.title for e in file.load().events.values()}
    assert titles == {"From the first window", "From the second"}
    with pytest.raises(Problem, match="changed elsewhere"):
        two.apply("edit", put(two.case, Event(id="ev-1", title="Too late")))
    assert file.load().events["ev-1"].title == "From the first window"


def test_fields_of_a_later_version_survive_an_edit(file: CaseFile) -> None:
    """What this version doesn't know, it keeps."""
    tables = json.loads(file.path.read_text("utf-8"))
    tables["events"]["ev-1"]["from_the_future"] = {"a": [1, 2]}
    tables["later_table"] = {"x": {"y": 1}}
    file.path.write_text(json.dumps(tables), "utf-8")
    book = Casebook(file)
    book.apply("edit", put(book.case, book.case.events["ev-1"].model_copy(update={"note": "n"})))
    kept = json.loads(file.path.read_text("utf-8"))
    assert kept["events"]["ev-1"]["from_the_future"] == {"a": [1, 2]}
    assert kept["later_table"]["x"] == {"y": 1}


BROKEN = [
    (b"", "not JSON"),
    (b"{\n  oops", "line 2, column 3"),
    (b"[]", "isn't a case file"),
    (b"{}", "isn't a case file"),
    (b"\xff\xfe", "isn't UTF-8"),
    (b'{"_meta": {}, "_meta": {}}', "twice"),
    (b'{"_meta": {"1": {"format": "soft-balancing-case", "version": 99}}}', "version 99"),
    (b'{"_meta": {"1": {"format": "soft-balancing-case", "version": 1}}}', "case is missing"),
    (b'{"a": NaN}', "NaN"),
    (b"[" * 100_000, "can't be read"),
]


@pytest.mark.parametrize(("data", "said"), BROKEN)
def test_a_damaged_file_is_a_sentence_and_stays(file: CaseFile, data: bytes, said: str) -> None:
    """Nothing is written to what can't be read."""
    file.path.write_bytes(data)
    with pytest.raises(Problem) as refused:
        file.load()
    assert said in str(refused.value)
    assert file.path.read_bytes() == data


def test_a_failed_write_leaves_the_old_file(
    file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is a sentence; the file and the case on screen stay as they were."""
    book = Casebook(file)
    before = file.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Problem, match="No space left"):
        book.apply("edit", put(book.case, Source(id="so-1", title="t")))
    assert file.path.read_bytes() == before
    assert not book.case.sources
    assert not list(file.path.parent.glob("*.tmp"))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


ids = st.text().filter(lambda text: text != "_")


@given(st.dictionaries(st.text(), st.dictionaries(ids, json_values, max_size=3), max_size=3))
def test_what_is_written_is_read(tables: dict[str, dict[str, object]]) -> None:
    """Writing and reading are inverse; null is a deleted record."""
    wanted = {(name, key): value for name, rows in tables.items() for key, value in rows.items()}
    lines = Lines({name: {} for name in tables}).changed(wanted)
    live = {n: {k: v for k, v in rows.items() if v is not None} for n, rows in tables.items()}
    read = Lines.parse(lines.data(), Path("x"))
    assert read.tables() == live
    assert read.data() == lines.data()
    laid_out = json.dumps(json.loads(lines.data()), indent=2).encode("utf-8")
    again = Lines.parse(laid_out, Path("x"))
    assert again.tables() == live
    assert Lines.parse(again.data(), Path("x")).tables() == live
