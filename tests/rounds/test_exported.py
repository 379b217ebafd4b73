"""What goes out of a sealed round: its codings in long form, and its coders as users."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import Run
from tests.interchange.test_refi import schema
from tests.rounds.coding import SLUG, codes, started
from tests.rounds.sealing import ANN, BEN, DIFFER, Given, sealed, settles
from workbench.casebook import Casebook, put
from workbench.casebook.rounds import begin
from workbench.interchange.refi import Project, read_project
from workbench.locale import words

KEYS = ["round", "event", "evidence", "variable", "coder"]


def exported(run: Run, form: str) -> Path:
    done = run("export", SLUG, "--to", form)
    assert done.returncode == 0 and not done.stderr, done.stderr
    return Path(done.stdout.strip())


def frames(path: Path) -> dict[str, pd.DataFrame]:
    """The tables of an archive, read as a researcher would."""
    archive = zipfile.ZipFile(path)
    return {n.removesuffix(".csv"): pd.read_csv(archive.open(n)) for n in archive.namelist()}


def project(path: Path) -> Project:
    """A project that is valid by the standard's schema, read again."""
    with zipfile.ZipFile(path) as archive:
        schema("Project").validate(archive.read("project.qde").decode())
    return read_project(path)


def coded(home: Path) -> Casebook:
    """A case whose round R1 is settled, with a pilot that isn't, and one that is open."""
    book = started(home)
    codes("Dan")
    ann: Given = {**ANN, "pi001": {**ANN["pi001"], "note": "=as it reads"}, "pi002": {
        "bearings": [], "grade": "F2"}}  # fmt: skip
    settles(book, sealed(book, "R1", {"Ann": ann, "Ben": BEN}), DIFFER)
    sealed(book, "P1", {"Ann": ANN, "Ben": BEN}, pilot=True)
    begin(book.case, book.file.path, "R2", ["Zoe", "Yan"], "Dan", seed=1)
    return book


def test_the_codings_in_long_form(run: Run, home: Path) -> None:
    """A row per round, unit, variable and coder, of nothing that is open; with the settlement."""
    coded(home)
    found = frames(exported(run, "tidy"))
    rows = found["codings"]
    assert set(rows["round"]) == {"R1", "P1"} and set(rows["coder"]) == {"Ann", "Ben"}
    assert not rows.duplicated(KEYS).any()
    # Three events of 4 variables, two pieces of intent of 9 and two of effect of 7, each twice.
    assert (rows["round"] == "R1").sum() == 2 * (3 * 4 + 2 * 9 + 2 * 7)
    assert rows["pilot"].dtype == bool and rows["differs"].dtype == bool
    one = rows[(rows["round"] == "R1")].fillna("").set_index(["event", "evidence", "variable"])

    def of(unit: str, variable: str, column: str, event: str = "") -> list[str]:
        where = (event or unit, unit if event else "", variable)
        return list(one.loc[[where]][column])

    assert of("ev001", "strategies", "answer") == ["balking; binding", "binding"]
    assert of("ev002", "strategies", "answer") == ["balking", "none"]
    assert of("ev003", "strategies", "answer") == ["balking", ""]
    assert of("pi002", "bearing:balancing", "answer", "ev002") == ["silent", "silent"]
    assert of("pe001", "status", "answer", "ev001") == ["observed", "absent"]
    assert of("pi002", "grade_reliability", "answer", "ev002") == ["F", ""]
    assert of("pi001", "basis", "reason", "ev001") == ["'=as it reads", ""]
    assert of("pe001", "status", "settled", "ev001") == ["absent"] * 2
    assert of("pe001", "status", "settled_how", "ev001") == ["decided"] * 2
    assert of("pe001", "status", "settled_why", "ev001") == ["The record says so."] * 2
    assert of("pe001", "effect_kind", "settled_how", "ev001") == ["alike"] * 2
    assert of("pe001", "effect_kind", "settled_by", "ev001") == ["Dan"] * 2
    assert of("ev003", "strategies", "settled") == ["", ""]
    assert set(one.loc[one["differs"], "settled"]) == {
        "balking; binding", "diplomatic-coordination", "absent",
    }  # fmt: skip
    stands = one[one["settled"] != ""]
    assert (stands["settled"] == stands["in_case"]).all()
    pilot = rows[rows["round"] == "P1"]
    assert pilot["settled"].isna().all() and pilot["pilot"].all()
    assert pd.to_datetime(stands["settled_on"], format="%Y-%m-%d").notna().all()
    told = found["dictionary"].set_index("file").loc["codings.csv"]
    assert list(told["column"]) == list(rows.columns) and told["meaning"].notna().all()
    for column, values in told.set_index("column")["values"].dropna().items():
        assert set(rows[column].dropna()) <= set(values.split("; ")), column


def test_what_is_open_or_hidden_has_no_codings(run: Run, home: Path) -> None:
    """No file at all where no round is sealed; a coder of an open round learns nothing."""
    book = started(home)
    codes("Dan")
    begin(book.case, book.file.path, "R2", ["Ann", "Ben"], "Dan", seed=1)
    assert "codings" not in frames(exported(run, "tidy"))
    assert not any("R2" in s.name for s in project(exported(run, "qdpx")).sources)
    sealed(book, "R1", {"Ann": ANN, "Ben": BEN})
    assert set(frames(exported(run, "tidy"))["codings"]["round"]) == {"R1"}
    codes("Ann")
    done = run("export", SLUG, "--to", "tidy")
    assert done.returncode == 0 and "isn’t shown how the round R1 came out" in done.stderr
    assert "codings" not in frames(Path(done.stdout.strip()))
    with zipfile.ZipFile(run("export", SLUG, "--to", "qdpx").stdout.strip()) as archive:
        assert b"Ben" not in archive.read("project.qde")


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_coders_as_users_of_a_project(run: Run, home: Path, lang: str) -> None:
    """What each gave is in a text of the round, never on the texts of the case."""
    book = coded(home)
    info = book.case.info.model_copy(update={"language": lang})
    book.apply("a case", put(book.case, info), "Dan")
    path = exported(run, "qdpx")
    found = project(path)
    (name,) = [s.name for s in found.sources if "R1" in s.name]
    assert any("P1" in s.name for s in found.sources)
    assert not any("R2" in s.name for s in found.sources)
    apart = [p for p in found.passages if p.source.name == name]
    by = {(p.words.splitlines()[0], p.coders): p for p in apart}
    names = {s.id: s.name.in_(lang) for s in book.case.codebook.strategies}
    assert [c.name for c in by["Act 1", ("Ann",)].codes] == [names["balking"], names["binding"]]
    assert [c.name for c in by["Act 1", ("Ben",)].codes] == [names["binding"]]
    # An answer without a code is told in words, by the one who gave it.
    say = words(lang)
    none = f"{say.t('strategies')}{say.colon}{say.t('none')}"
    assert [p.memos for p in apart if p.words.startswith("Act 2") and not p.codes] == [(none,)]
    assert {p.coders for p in apart if p.words.startswith("Act 3")} == {("Ann",)}
    book_ = book.case.codebook
    first = [p for p in apart if p.words == "deeds"][:2]
    assert [p.codes[0].name.split(say.colon)[0] for p in first] == [
        book_.word("status", status, lang) for status in ("observed", "absent")
    ]
    others = [p for p in found.passages if p.source.name not in (name, "")]
    case_own = [p for p in others if "P1" not in p.source.name]
    assert {who for p in case_own for who in p.coders} == {"Dan"}
    with zipfile.ZipFile(path) as archive:
        qde = archive.read("project.qde").decode()
    assert all(qde.count(f'name="{who}"') == 1 for who in ("Ann", "Ben", "Dan"))
    assert qde.count("<User ") == 3 and "Zoe" not in qde
