"""Passages are cut where their writer meant, whatever it counted; else it is said where not."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from workbench.interchange.refi.positions import Spot, Way, placed

from .test_refi_project import packed, project, read, spot, text_source

SAYS = "😀 greets.\n\nThe ministry said no.\nThe palace agreed at once.\n"
WORDS = ["The ministry said no.", "The palace agreed at once."]


def counted(text: str, at: int, line: int, units: int) -> int:
    """The place of a letter where a line's end counts `line` and a pictograph `units`."""
    before = text[:at]
    return at + before.count("\n") * (line - 1) + sum(c > "\uffff" for c in before) * (units - 1)


def coded(text: str, line: int, units: int, *, named: bool = False, through: int = 0) -> str:
    """The source with each of the words coded."""
    found = ""
    for number, words in enumerate(WORDS):
        start = text.index(words)
        one, two = (counted(text, at, line, units) for at in (start, start + len(words)))
        name = words if named else ""
        found += spot(one, two - through, name=name, guid=str(number))
    return text_source(found)


ENDS = ["\n", "\r\n", "\r\r\n"]
"""As they stand in files; the last is what Python writes on Windows for QualCoder's option."""


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("line", [1, 2])
@pytest.mark.parametrize("units", [1, 2])
@pytest.mark.parametrize("origin", ["NVivo 14", "MAXQDA 2022", "Qualcoder-3.8.2", "ATLAS.ti 26"])
def test_the_way_of_counting_shows_in_the_words(
    tmp_path: Path, end: str, line: int, units: int, origin: str
) -> None:
    """Whether the file's line ends are those that were counted or not, with a BOM or without."""
    data = ("\ufeff" if units == 1 else "") + SAYS.replace("\n", end)
    made = read(tmp_path, project(coded(SAYS, line, units), origin=origin), data.encode())
    assert [p.words for p in made.passages] == WORDS and not made.warnings[1:]
    assert [(made.sources[0].text or "")[p.start : p.end] for p in made.passages] == WORDS


def test_an_end_that_is_the_last_letters_shows_in_the_names(tmp_path: Path) -> None:
    """And so does a mark of the encoding that was counted, where the file has it by words cut."""
    qde = coded(SAYS, 1, 1, named=True, through=1)
    assert [p.words for p in read(tmp_path, project(qde), SAYS).passages] == WORDS
    marked = coded("\ufeff" + SAYS, 1, 1, named=True)
    assert [p.words for p in read(tmp_path, project(marked), "\ufeff" + SAYS).passages] == WORDS
    bare = coded("\ufeff" + SAYS, 1, 1)
    assert [p.words for p in read(tmp_path, project(bare), "\ufeff" + SAYS).passages] == WORDS


def test_what_cannot_be_told_is_said_by_source(tmp_path: Path) -> None:
    """In Chinese no word is cut in two; another text of the project tells, if it can."""
    said = "甲國表示\n\n乙國拒絕參加會談並且提出抗議"
    at = said.index("參加")
    chinese = text_source(spot(at, at + 2))
    alone = read(tmp_path, project(chinese, origin="NVivo"), said.replace("\n", "\r\n"))
    assert "look at them: s" in str(alone.warnings[-1])
    other = coded(SAYS, 1, 1).replace('"S"', '"T"').replace("S.txt", "T.txt")
    files = {"project.qde": project(chinese + other, origin="NVivo"),
             "sources/S.txt": said.replace("\n", "\r\n").encode(),
             "sources/T.txt": SAYS.replace("\n", "\r\n").encode()}  # fmt: skip
    from workbench.interchange.refi import read_project

    both = read_project(packed(tmp_path / "b.qdpx", {**files}))
    assert both.passages[0].words == "參加" and not both.warnings[1:]


PLAIN = st.text("ab 中😀\n.", max_size=40)


@settings(max_examples=2 * settings().max_examples)
@given(PLAIN, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4),
       st.sampled_from(ENDS), st.sampled_from([1, 2]), st.sampled_from([1, 2]))  # fmt: skip
def test_passages_that_repeat_their_words_are_right(
    text: str, pairs: list[tuple[int, int]], end: str, line: int, units: int
) -> None:
    """Each passage then says what its name says, however the text is written and counted."""
    places = [sorted(min(at, len(text)) for at in pair) for pair in pairs]
    # Of a name that ends in a space nobody can say whether it was cut there.
    places = [p for p in places if text[p[0] : p[1]] == text[p[0] : p[1]].strip()]
    spots = [
        Spot(*(counted(text, at, line, units) for at in pair), name=text[pair[0] : pair[1]])
        for pair in places
    ]
    found = placed(text.replace("\n", end), spots, Way())
    for (start, stop), spot_ in zip(places, found.spots, strict=True):
        if words := text[start:stop].split():
            assert spot_ and found.text[slice(*spot_)].split() == words


def from_qualcoder(text: str, words: list[str], option: bool, windows: bool) -> tuple[str, bytes]:
    """A source as QualCoder writes it: places of its own text, the option for other line ends."""
    selections = ""
    for number, each in enumerate(words):
        start = text.index(each)
        selections += spot(start, start + len(each), name=html.escape(each), guid=str(number))
    written = text.replace("\n", "\r\n") if option else text
    return text_source(selections), ("\ufeff" + written.replace("\n", "\r\n" if windows else "\n")
                                     ).encode()  # fmt: skip


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("option", [False, pytest.param(True, marks=pytest.mark.long)])
def test_qualcoder_with_both_of_its_options_is_the_same(
    tmp_path: Path, run: Run, home: Path, option: bool, windows: bool
) -> None:
    """Every passage is whole; the same project with the other option brings nothing new."""
    words = [f"Statement {n}: the ministry\nrefused “{n}” 表示拒絕 😀" for n in range(60)]
    text = "\n\n".join(words)
    paths = []
    for each in (option, not option):
        source, data = from_qualcoder(text, words, each, windows)
        qde = project(source, origin="Qualcoder-3.8.2")
        made = read(tmp_path, qde, data)
        assert [p.words for p in made.passages] == words and not made.warnings[1:]
        name = f"{each}.qdpx"
        paths.append(packed(tmp_path / name, {"project.qde": qde, "Sources/S.txt": data}))
    run("new", "c", "--title", "T", "--balancer", "A", "--target", "B")
    assert "60 of them new" in run("inbox", "add", "c", paths[0]).stdout
    assert "0 of them new" in run("inbox", "add", "c", paths[1]).stdout


def test_texts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Answers called alike, with the same words coded, even the same text; however often read."""
    answer = (
        '<TextSource guid="{0}" name="Answer" plainTextPath="internal://{0}.txt">{1}</TextSource>'
    )
    texts = {"a": "No, never.", "b": "No, but maybe.", "c": "No, never."}
    qde = project("".join(answer.format(name, spot(0, 2)) for name in texts))
    files = {f"sources/{name}.txt": said for name, said in texts.items()}
    from workbench.interchange.refi import read_project

    made = read_project(packed(tmp_path / "a.qdpx", {"project.qde": qde, **files}))
    ids = [c.id for c in made.candidates]
    assert len(set(ids)) == 3 and {c.title for c in made.candidates} == {"No"}
    again = qde.replace('TextSource guid="a"', 'TextSource guid="x"')
    new = read_project(packed(tmp_path / "b.qdpx", {"project.qde": again, **files}))
    assert [c.id for c in new.candidates] == ids
