"""What goes out for statistics is read by pandas without arguments, with the right types."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import Run
from workbench.case import Case, Event, Rating, begun
from workbench.interchange.qca import write_qca
from workbench.interchange.sheet import read_sheet
from workbench.interchange.tidy import write_tidy
from workbench.judgement import VERDICTS, judge_case, lens_ids

EMPTY = Case("c", begun(title="T", balancer="=cmd()", target="美國"))
SHEET = (
    "event,date,title,description,domain,strategies,coder,side,bearing,status\n"
    '007,2003-03,"'
    '\'=1+1, ""quoted"" <script>x</script>",中文,military,binding;balking,甲,effect,raises-cost,'
    "observed\n008,,Undated שלום,,,,,,,\n009,2003,NA or none,,,none,,,,\n"
)
CASE = EMPTY.with_changes(read_sheet(SHEET.encode(), EMPTY, "x").changes)


def frames(data: bytes) -> dict[str, pd.DataFrame]:
    """The tables of an archive, read as a researcher would."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {n.removesuffix(".csv"): pd.read_csv(archive.open(n)) for n in archive.namelist()}


def test_a_row_per_event_and_strategy_and_per_event_and_lens() -> None:
    found = frames(write_tidy(CASE, judge_case(CASE)))
    tags, lenses = found["strategies"], found["lenses"]
    assert list(tags["strategy"]) == ["binding", "balking"]
    assert list(tags["class"]) == ["institutional", "weakening"] and set(tags["coders"]) == {"甲"}
    assert len(lenses) == 3 * len(lens_ids()) and not lenses.duplicated(["event", "lens"]).any()
    assert list(lenses["lens"][:4]) == list(lens_ids())
    assert lenses["coded"].dtype == bool and lenses["differs"].dtype == bool
    assert lenses["counted"].dtype == "int64" and set(lenses["left_out"]) == {0}
    assert all(isinstance(id, str) and id.startswith("ev-") for id in lenses["event"])
    begins = pd.to_datetime(lenses["begins"], format="%Y-%m-%d")
    assert begins.isna().sum() == len(lens_ids())
    days = dict(
        zip(lenses["date"], zip(lenses["begins"], lenses["ends"], strict=True), strict=True)
    )
    assert days["2003-03"] == ("2003-03-01", "2003-03-31")
    art = lenses.set_index(["key", "lens"])["verdict"]
    assert [art[key, "art"] for key in (7, 8)] == ["balancing", "insufficient"]


def test_whose_acts_they_are() -> None:
    """Counted of the balancer's acts; the target's and third parties' stand apart."""
    others = {
        "x": Event(id="x", title="t", initiator="美國", coded_none=True),
        "y": Event(id="y", title="t", initiator="德國", partners=("俄國",)),
        "z": Event(id="z", title="t", partners=("美國",)),
    }
    found = judge_case(Case("c", CASE.info, events={**CASE.events, **others},
                            evidence=CASE.evidence))  # fmt: skip
    frame = frames(write_qca([found]))["qca"].set_index("case").loc["c"]
    assert [frame[f"acts_{a}"] for a in ("balancer", "target", "joint", "third")] == [3, 1, 1, 1]
    assert (frame["events"], frame["coded"], frame["art_balancing"]) == (6, 2, 1)
    lenses = frames(write_tidy(CASE, found))["lenses"].drop_duplicates("event").set_index("event")
    assert list(lenses.loc[["x", "y", "z"], "actor"]) == ["target", "third", "joint"]
    assert not lenses.loc[["x", "y", "z"], "in_counts"].any() and lenses["in_counts"].sum() == 3
    assert (lenses.loc["z", "initiator"], lenses.loc["y", "partners"]) == ("'=cmd()", "俄國")


def test_what_begins_like_a_formula_is_text() -> None:
    titles = set(frames(write_tidy(CASE, judge_case(CASE)))["lenses"]["title"])
    assert titles == {
        '\'=1+1, "quoted" <script>x</script>',
        "Undated שלום",
        "NA or none",
    }


@pytest.mark.parametrize(
    "data", [write_tidy(CASE, judge_case(CASE)), write_qca([judge_case(CASE)])], ids=["tidy", "qca"]
)
def test_the_dictionary_tells_of_every_column(data: bytes) -> None:
    found = frames(data)
    told = found.pop("dictionary").set_index(["file", "column"])
    columns = [(f"{name}.csv", c) for name, frame in found.items() for c in frame]
    assert list(told.index) == columns
    assert told["meaning"].notna().all()
    assert (told["meaning"] != told["meaning_zh_hant"]).all()
    for (file, column), values in told["values"].dropna().items():
        seen = found[file.removesuffix(".csv")][column].dropna()
        assert set(seen.astype(str)) <= set(values.split("; ")), column


def test_conditions_and_outcome_are_a_row_a_case() -> None:
    """Raw ratings and counts; what isn't rated is missing, never nought."""
    rated = Case("d", CASE.info, ratings={"threat": Rating(id="threat", value="latent")})
    frame = frames(write_qca([judge_case(CASE), judge_case(rated)]))["qca"].set_index("case")
    assert list(frame.index) == ["c", "d"]
    assert frame["threat"].isna()["c"] and frame["threat_place"].isna()["c"]
    assert (frame["threat"]["d"], frame["threat_place"]["d"]) == ("latent", 1)
    assert (frame["expected"]["c"], frame["expected"]["d"]) == ("undetermined", "soft")
    assert (frame["events"]["c"], frame["weakening"]["c"], frame["institutional"]["c"]) == (3, 1, 1)
    for lens in lens_ids():
        names = [f"{lens}_{verdict}".replace("-", "_") for verdict in VERDICTS]
        assert frame[names].sum(axis=1).equals(frame["acts_balancer"])
    assert frame["art_balancing"]["c"] == 1
    assert all(name.isidentifier() for name in frame.columns)


def test_a_rating_of_a_part_is_none_of_the_case() -> None:
    """A row has room for one rating: the whole case's, and the dictionary says so."""
    part = Rating(id="ra-1", of="threat", begins="2003", value="acute")
    case = Case(
        "p", CASE.info, ratings={"threat": Rating(id="threat", value="latent"), "ra-1": part}
    )
    found = frames(write_qca([judge_case(case)]))
    row = found["qca"].set_index("case").loc["p"]
    assert (row["threat"], row["expected"]) == ("latent", "soft")
    told = found["dictionary"].set_index("column")["meaning"]
    assert "without ratings of a part" in told["threat"] and "as a whole" in told["expected"]


def test_from_the_command_line(run: Run, home: Path) -> None:
    refused = run("export", "--to", "qca")
    assert refused.returncode == 2 and not list(home.rglob("*.zip"))
    run("examples", "france-us-iraq-2003")
    run("examples", "france-us-iraq-2003-zh")
    assert run("export", "france-us-iraq-2003", "--to", "qca").returncode == 2
    assert run("export", "--to", "csv").returncode == 2
    done = run("export", "--to", "qca")
    assert done.returncode == 0, done.stderr
    frame = frames(Path(done.stdout.strip()).read_bytes())["qca"]
    assert list(frame["case"]) == ["france-us-iraq-2003", "france-us-iraq-2003-zh"]
    cases = home / "cases"
    text = (cases / "france-us-iraq-2003.json").read_text("utf-8")
    torn = re.sub('"event": "ev-[^"]+"', '"event": "ev-gone"', text, count=1)
    (cases / "torn.json").write_text(torn, "utf-8")
    (cases / "dangling.json").symlink_to(cases / "nothing")
    (cases / "folder.json").mkdir()
    done = run("export", "--to", "qca")
    assert done.returncode == 1
    assert list(frames(Path(done.stdout.strip()).read_bytes())["qca"]["case"]) == list(
        frame["case"]
    )
    for name, why in (("torn", "ev-gone"), ("dangling", "no case file"), ("folder", "directory")):
        assert f"workbench: {name} is left out: " in done.stderr and why in done.stderr
    assert "Traceback" not in done.stderr
    done = run("export", "france-us-iraq-2003", "--to", "tidy")
    assert len(frames(Path(done.stdout.strip()).read_bytes())["lenses"]) == 37 * len(lens_ids())


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R isn't here")
def test_r_reads_the_same(tmp_path: Path) -> None:
    """`read.csv` without arguments: the same rows, and the type of each column."""
    zipfile.ZipFile(io.BytesIO(write_tidy(CASE, judge_case(CASE)))).extractall(tmp_path)
    zipfile.ZipFile(io.BytesIO(write_qca([judge_case(CASE)]))).extractall(tmp_path)
    told = (
        'd <- read.csv("lenses.csv"); q <- read.csv("qca.csv", row.names = 1)\n'
        "cat(nrow(d), sapply(d[c('event', 'begins', 'coded', 'differs', 'counted')], class))\n"
        "cat('\\n', sum(is.na(d$begins)), format(as.Date(d$begins[1])), is.na(q$threat),"
        "q$art_balancing, rownames(q), '\\n')\ncat(unique(d$title), sep = '\\n')"
    )
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", told], cwd=tmp_path, capture_output=True, encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"}, check=True,
    )  # fmt: skip
    types, values, *titles = done.stdout.splitlines()
    assert types.split() == ["12", "character", "character", "logical", "logical", "integer"]
    assert values.split() == ["4", "2003-01-01", "TRUE", "1", "c"]
    frame = frames(write_tidy(CASE, judge_case(CASE)))["lenses"]
    assert titles == list(frame["title"].unique())


def test_open_ends_stay_open_and_days_before_the_year_0_are_days() -> None:
    dates = ("1985-12?/..", "200X~/..", "/2003", "-0044-03-15")
    case = Case(
        "c",
        CASE.info.model_copy(update={"begins": "-0044"}),
        events={each: Event(id=each, title="-t", date=each) for each in dates},
    )
    judged = judge_case(case)
    frame = frames(write_tidy(case, judged))["lenses"].drop_duplicates("date")
    days = {date: (begins, ends) for date, begins, ends in frame[["date", "begins", "ends"]].values}
    assert {date: days[date][0] for date in dates if pd.notna(days[date][0])} == {
        "1985-12?/..": "1985-12-01",
        "200X~/..": "2000-01-01",
        "-0044-03-15": "-0044-03-15",
    }
    assert {date: days[date][1] for date in dates if pd.notna(days[date][1])} == {
        "/2003": "2003-12-31",
        "-0044-03-15": "-0044-03-15",
    }
    assert set(frame["title"]) == {"'-t"}
    assert str(frames(write_qca([judged]))["qca"]["begins"][0]) in ("-44", "-0044")
