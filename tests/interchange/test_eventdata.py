"""Event data: filtered, streamed, and nothing coded by itself."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Run
from workbench.case import Problem
from workbench.interchange.eventdata import Progress, Wanted, read_candidates
from workbench.interchange.eventdata.actors import find_actor
from workbench.interchange.eventdata.formats import HEADERS

DYAD = Wanted(("FRA", "美國"))


def gdelt(
    number: int, one: str = "FRA", two: str = "USA", width: int = 61, code: str = "036"
) -> str:
    """A row as GDELT writes it."""
    row = [""] * width
    row[0], row[1], row[5], row[7], row[15], row[17] = str(number), "20030305", one, one, two, two
    row[26], row[27], row[28], row[-1] = code, code, code[:2], "https://example.org/a"
    return "\t".join(row) + "\n"


def headed(dataset: str, mark: str, **cells: str) -> str:
    """A header and one row."""
    columns = HEADERS[dataset]
    values = {key.replace("_", " ").casefold(): value for key, value in cells.items()}
    row = [values.get(name.replace("_", " ").casefold(), "") for name in columns]
    return mark.join(columns) + "\n" + mark.join(row) + "\n"


@pytest.mark.parametrize("width", [57, 58, 61])
def test_gdelt_keeps_codes_and_filters(tmp_path: Path, width: int) -> None:
    """Both directions of the dyad, no third state; leading zeros stay; packed or not."""
    rows = [gdelt(1, width=width), gdelt(2, "USA", "FRAGOV", width), gdelt(3, "CHN", width=width)]
    path = tmp_path / "e.csv"
    path.write_text("".join(rows) + "broken\n", "utf-8")
    packed, zipped = tmp_path / "e.gz", tmp_path / "e.zip"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(path, "e.csv")
    for file in (path, packed, zipped):
        progress = Progress()
        found = list(read_candidates(file, "gdelt", DYAD, progress))
        assert [(c.row, c.initiator, c.target) for c in found] == [
            ("1", "France", "United States"),
            ("2", "United States", "France"),
        ]
        assert found[0].codes == ("036", "03") and found[0].date == "2003-03-05"
        assert (progress.rows, progress.misshapen) == (4, 1)
        assert found[0].url == ("" if width == 57 else "https://example.org/a")
    late = Wanted(DYAD.actors, begins="2003-04")
    assert not list(read_candidates(path, "gdelt", late, Progress()))
    other = Wanted(DYAD.actors, classes=("36",))
    assert not list(read_candidates(path, "gdelt", other, Progress()))


def test_icews_ids_repeat_and_acled_has_no_direction(tmp_path: Path) -> None:
    """Two ICEWS rows with one id are two; ACLED in both date forms says nothing of who acted."""
    cells = {"event id": "7", "event date": "2003-03-05", "source country": "France",
             "target country": "United States", "cameo code": "0361"}  # fmt: skip
    text = headed("icews", "\t", **cells, **{"source name": "A"})
    text += headed("icews", "\t", **cells, **{"source name": "B"}).split("\n")[1] + "\n"
    path = tmp_path / "icews.tab"
    path.write_text(text, "utf-8")
    found = list(read_candidates(path, "icews", DYAD, Progress()))
    assert len({c.id for c in found}) == 2 and found[0].codes == ("0361",)
    for form in ("05 March 2003", "2003-03-05"):
        path.write_text(
            headed("acled", ";", event_id_cnty="FRA1", event_date=form,
                   actor1="Military Forces of France (2017-)", actor2="Protesters (United States)"),
            "utf-8",
        )  # fmt: skip
        (one,) = read_candidates(path, "acled", DYAD, Progress())
        assert (one.date, one.initiator, one.target) == ("2003-03-05", "", "")


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Military Forces of the United States (2017-2021)", "USA"),
        ("Police Forces of China (2012-) Coast Guard", "CHN"),
        ("Fishers (Philippines)", "PHL"),
        ("Russian Federation", "RUS"),
        ("USAGOVMIL", "USA"),
        ("ROM", "ROU"),
        ("713", "TWN"),
        ("臺灣", "TWN"),
        ("Communal Militia (Unknown)", None),
        ("IGOEUR", None),
    ],
)
def test_names_and_codes_of_states(name: str, iso3: str | None) -> None:
    """As the data sets write them; what is no state is none."""
    found = find_actor(name)
    assert (found and found.iso3) == iso3


def test_polecat_resolves_cow_and_suggests(tmp_path: Path) -> None:
    """A COW number is a state; a class suggests with its reason."""
    path = tmp_path / "p.txt"
    path.write_text(
        headed("polecat", "\t", event_id="x", event_date="2003-03-05", event_type="SANCTION",
               actor_cow="220", recipient_country="USA"),
        "utf-8",
    )  # fmt: skip
    (one,) = read_candidates(path, "polecat", DYAD, Progress())
    assert one.suggestions[0].strategy == "economic-sanctions" and one.suggestions[0].reason
    head, row = path.read_text("utf-8").splitlines()
    path.write_text(head.replace("Event Mode", "Event Mode\tHeadline") + f"\n{row}\n", "utf-8")
    assert [c.id for c in read_candidates(path, "polecat", DYAD, Progress())] == [one.id]


def test_bounded_memory_and_bombs(tmp_path: Path) -> None:
    """200,000 rows in a few megabytes; a packed file that explodes is refused."""
    path = tmp_path / "big.csv"
    with path.open("w") as stream:
        for number in range(200_000):
            stream.write(gdelt(number, "FRA" if number % 1000 == 0 else "CHN"))
    tracemalloc.start()
    assert sum(1 for _ in read_candidates(path, "gdelt", DYAD, Progress())) == 200
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress((gdelt(1, "CHN") * 800_000).encode()))
    with pytest.raises(Problem, match="far more"):
        list(read_candidates(bomb, "gdelt", DYAD, Progress()))
    for data, says in (
        (b"\x1f\x8b broken", "damaged"),
        (gdelt(1).encode("utf-16"), "line 1: there is a NUL"),
        (b"\t" * (1 << 20), "longer than a megabyte"),
    ):
        bomb.write_bytes(data)
        with pytest.raises(Problem, match=says):
            list(read_candidates(bomb, "gdelt", DYAD, Progress()))
    bomb.write_bytes(gdelt(1).replace("036", "é", 1).encode("cp1252"))
    progress = Progress()
    assert len(list(read_candidates(bomb, "gdelt", DYAD, progress))) == progress.misread == 1


def test_the_inbox_from_the_command_line(run: Run, home: Path, tmp_path: Path) -> None:
    """Add, accept with tags, merge, reject; reading the file again brings nothing back."""
    path = tmp_path / "e.csv"
    path.write_text("".join(gdelt(n) for n in range(3)), "utf-8")
    run("new", "dyad", "--title", "T", "--balancer", "法國", "--target", "United States")
    done = run("inbox", "add", "dyad", path, "--as", "gdelt", "--json")
    assert json.loads(done.stdout)["added"] == 3, done.stderr
    ids = [c["id"] for c in json.loads(run("inbox", "list", "dyad", "--json").stdout)]
    assert json.loads(run("judge", "dyad", "--json").stdout)["events"] == []
    event = run("inbox", "accept", "dyad", ids[0], "--tags", "balking; 約束").stdout.strip()
    assert run("inbox", "merge", "dyad", ids[1], "--into", event).returncode == 0
    assert run("inbox", "reject", "dyad", ids[2], "--reason", " ").returncode == 2
    assert run("inbox", "reject", "dyad", ids[2], "--reason", "routine").returncode == 0
    assert run("inbox", "accept", "dyad", ids[2]).returncode == 2
    again = run("inbox", "add", "dyad", path, "--as", "gdelt", "--json")
    assert json.loads(again.stdout)["added"] == 0
    (judged,) = json.loads(run("judge", "dyad", "--json").stdout)["events"]
    assert judged["strategies"] == ["balking", "binding"]
    assert run("check", "dyad").returncode == 0
