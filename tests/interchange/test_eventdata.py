"""Event data: filtered, streamed, and nothing coded by itself."""

from __future__ import annotations

import csv
import gzip
import json
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Run
from workbench.case import Problem
from workbench.casebook import Order
from workbench.codebook import seeds_folder
from workbench.interchange.eventdata import Progress, Wanted, read_candidates
from workbench.interchange.eventdata.formats import HEADERS
from workbench.interchange.eventdata.states import find_actor
from workbench.interchange.recognition import recognise
from workbench.locale import words

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
        ("220.0", "FRA"),
        ("Ecuador", "ECU"),
        ("Cote d’Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Occupied Palestinian Territory", "PSE"),
        ("Saint Barthelemy", "BLM"),
        ("Congo, The Democratic Republic of the", "COD"),
        ("Military Forces of the Democratic Republic of Congo (2019-)", "COD"),
        ("Police Forces of the Republic of Congo (1997-)", "COG"),
        ("MTN", "MNE"),
        ("史瓦帝尼", "SWZ"),
        ("860", "TLS"),
        ("中国", "CHN"),
        ("刚果（金）", "COD"),
        ("Congo, DRC", "COD"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("", None),
    ],
)
def test_names_and_codes_of_states(name: str, iso3: str | None) -> None:
    """As the data sets write them; what is no state is none."""
    found = find_actor(name)
    assert (found and found.iso3) == iso3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("blank", ["", "\r\n \t\r\n"])
def test_what_programs_do_to_a_data_set(tmp_path: Path, encoding: str, blank: str) -> None:
    """Other encodings, blank lines before the head, R's names and its row numbers, marks."""
    cells = {"event id": "7", "event date": "2003-03-05", "source country": "France",
             "target country": "United States", "cameo code": "0361"}  # fmt: skip
    head, row = headed("icews", "\t", **cells, **{"event text": "巴黎"}).splitlines()
    dotted = head.replace(" ", ".").split("\t")
    quoted = [",".join(f'"{cell}"' for cell in line) for line in (["", *dotted],
              ["1", *row.split("\t")])]  # fmt: skip
    texts = {
        "icews": [f"{head}\n{row}\n", "\n".join(quoted), "\t".join(dotted) + "\n1\t" + row],
        "gdelt": ["\t".join(f'"{cell}"' for cell in gdelt(1).rstrip("\n").split("\t")), gdelt(1)],
    }
    for dataset, many in texts.items():
        for text in many:
            path, progress = tmp_path / "data.txt", Progress()
            path.write_bytes((blank + text).encode(encoding))
            assert recognise(path).form == dataset, text
            (one,) = read_candidates(path, dataset, DYAD, progress)
            assert (one.initiator, one.date, progress.misshapen) == ("France", "2003-03-05", 0)
            assert one.row == ("1" if dataset == "gdelt" else one.row)


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


@pytest.mark.parametrize("rows", [30_000, pytest.param(200_000, marks=pytest.mark.long)])
def test_bounded_memory(tmp_path: Path, rows: int) -> None:
    """However many rows, in two megabytes."""
    path = tmp_path / "big.csv"
    with path.open("w") as stream:
        for number in range(rows):
            stream.write(gdelt(number, "FRA" if number % 1000 == 0 else "CHN"))
    tracemalloc.start()
    assert sum(1 for _ in read_candidates(path, "gdelt", DYAD, Progress())) == rows // 1000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 << 20 < path.stat().st_size


def test_bombs(tmp_path: Path) -> None:
    """A packed file that explodes is refused, and so is what is no file of events."""
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress((gdelt(1, "CHN") * 800_000).encode()))
    with pytest.raises(Problem, match="far more"):
        list(read_candidates(bomb, "gdelt", DYAD, Progress()))
    for data, says in (
        (b"\x1f\x8b broken", "damaged"),
        (gdelt(1).encode("utf-16-le"), "line 1: there is a NUL"),
        (b"\t" * (1 << 20), "longer than a megabyte"),
        (gdelt(1).encode() + b"\n" * 1_200_000, "more than 1,000,000 empty lines"),
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


NAMES_OF_ICEWS = """
Afghanistan;Albania;Algeria;Andorra;Angola;Antigua and Barbuda;Argentina;Armenia;Australia;Austria;
Azerbaijan;Bahamas;Bahrain;Bangladesh;Barbados;Belarus;Belgium;Belize;Benin;Bhutan;Bolivia;Bosnia
and Herzegovina;Botswana;Brazil;Brunei;Bulgaria;Burkina Faso;Burundi;Cambodia;Cameroon;Canada;Cape
Verde;Central African Republic;Chad;Chile;China;Colombia;Comoros;Costa Rica;Cote d'Ivoire;Croatia;
Cuba;Cyprus;Czech Republic;Democratic Republic of Congo;Denmark;Djibouti;Dominica;Dominican
Republic;East Timor;Ecuador;Egypt;El Salvador;Equatorial Guinea;Eritrea;Estonia;Ethiopia;Fiji;
Finland;France;Gabon;Gambia;Georgia;Germany;Ghana;Greece;Grenada;Guatemala;Guinea;Guinea-Bissau;
Guyana;Haiti;Holy See;Honduras;Hong Kong;Hungary;Iceland;India;Indonesia;Iran;Iraq;Ireland;Israel;
Italy;Ivory Coast;Jamaica;Japan;Jordan;Kazakhstan;Kenya;Kiribati;Kosovo;Kuwait;Kyrgyzstan;Laos;
Latvia;Lebanon;Lesotho;Liberia;Libya;Liechtenstein;Lithuania;Luxembourg;Macau;Macedonia;Madagascar;
Malawi;Malaysia;Maldives;Mali;Malta;Marshall Islands;Mauritania;Mauritius;Mexico;Micronesia;Moldova;
Monaco;Mongolia;Montenegro;Morocco;Mozambique;Myanmar;Namibia;Nauru;Nepal;Netherlands;New Zealand;
Nicaragua;Niger;Nigeria;North Korea;Norway;Oman;Pakistan;Palau;Panama;Papua New Guinea;Paraguay;
Peru;Philippines;Poland;Portugal;Qatar;Republic of the Congo;Romania;Russian Federation;Rwanda;Saint
Kitts and Nevis;Saint Lucia;Saint Vincent and the Grenadines;Samoa;San Marino;Sao Tome and Principe;
Saudi Arabia;Senegal;Serbia;Seychelles;Sierra Leone;Singapore;Slovakia;Slovenia;Solomon Islands;
Somalia;South Africa;South Korea;South Sudan;Spain;Sri Lanka;Sudan;Suriname;Swaziland;Sweden;
Switzerland;Syria;Taiwan;Tajikistan;Tanzania;Thailand;Togo;Tonga;Trinidad and Tobago;Tunisia;Turkey;
Turkmenistan;Tuvalu;Uganda;Ukraine;United Arab Emirates;United Kingdom;United States;Uruguay;
Uzbekistan;Vanuatu;Venezuela;Vietnam;Yemen;Zambia;Zimbabwe
"""


def test_every_state_is_known_and_none_under_anothers_name() -> None:
    """The states that data sets name in English; no name or code stands for two."""
    names = " ".join(NAMES_OF_ICEWS.split()).split(";")
    assert not [name for name in names if find_actor(name.strip()) is None]
    with (seeds_folder() / "eventdata" / "actors.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 245 and len({row["iso3"] for row in rows}) == len(rows)
    for row in rows:
        assert all(row[name] for name in ("iso3", "en", "zh"))
        for name in (*(row[key] for key in ("iso3", "cow", "cameo", "en", "zh")),
                     *row["also"].split(";")):  # fmt: skip
            found = find_actor(name)
            assert not name or (found and found.iso3 == row["iso3"]), (row["iso3"], name)


def row_of(dataset: str, mark: str, **cells: str) -> str:
    return headed(dataset, mark, **cells).split("\n")[1] + "\n"


CELLS = {
    "icews": {"event_id": "7", "source_country": "France", "target_country": "United States",
              "source_name": "Ministry (France)", "event_text": "Reject", "cameo_code": "120"},
    "acled": {"event_id_cnty": "7", "actor1": "Military Forces of France (2017-)",
              "actor2": "Protesters (United States)", "event_type": "Strategic developments"},
    "polecat": {"event_id": "7", "actor_cow": "220.0", "recipient_cow": "2.0",
                "event_type": "REJECT"},
}  # fmt: skip
DATES = [
    "2003-03-05", "05 March 2003", "05-Mar-2003", "5-Mar-03", "2003-03-05T00:00:00", "05 Mar 2003",
    "20030305", "2003/3/5", "2003-03-05 14:30:00.0", "March 5, 2003",
]  # fmt: skip


@pytest.mark.parametrize("written", DATES)
@pytest.mark.parametrize(("dataset", "mark"), [("icews", "\t"), ("acled", ","), ("polecat", "\t")])
def test_dates_as_files_write_them(tmp_path: Path, dataset: str, mark: str, written: str) -> None:
    """Also after a spreadsheet saved the file again; within a period as without."""
    path = tmp_path / "a.txt"
    quoted = f'"{written}"' if mark in written else written
    path.write_text(headed(dataset, mark, **CELLS[dataset], event_date=quoted), "utf-8")
    for wanted in (DYAD, Wanted(DYAD.actors, begins="2003-03-05", ends="2003-03-05")):
        (one,) = read_candidates(path, dataset, wanted, Progress())
        assert one.date == "2003-03-05"


@pytest.mark.parametrize(
    ("others", "dates", "found"),
    [
        (["13/1/2003"], "", "2003-03-05"),
        (["1/13/2003 0:00"], "", "2003-05-03"),
        (["1/13/03"], "", "2003-05-03"),
        ([], "", ""),
        (["1/2/2003"], "", ""),
        (["13/1/2003", "1/13/2003"], "", ""),
        ([], "day", "2003-03-05"),
        (["13/1/2003"], "month", "2003-05-03"),
    ],
)
@pytest.mark.parametrize(("dataset", "mark"), [("icews", "\t"), ("acled", ";")])
def test_the_order_of_day_and_month_is_that_of_the_file(
    tmp_path: Path, dataset: str, mark: str, others: list[str], dates: Order, found: str
) -> None:
    """By all of its rows, of whatever dyad; what nothing tells is counted and shown."""
    cells = CELLS[dataset]
    elsewhere = {"target_country": "Cuba", "actor2": "Protesters (Cuba)"}
    path, progress = tmp_path / "a.txt", Progress()
    text = headed(dataset, mark, **cells, event_date="5/3/2003")
    for other in others:
        text += row_of(dataset, mark, **{**cells, **elsewhere}, event_date=other)
    path.write_text(text, "utf-8")
    (one,) = read_candidates(path, dataset, Wanted(DYAD.actors, dates=dates), progress)
    assert one.date == found
    undated = (0, []) if found else (1, [("a.txt, 2", "5/3/2003")])
    assert (progress.undated, progress.undatable) == undated
    progress = Progress()
    period = Wanted(DYAD.actors, begins="2003", dates=dates)
    assert len(list(read_candidates(path, dataset, period, progress))) == bool(found)
    said = " ".join(each.said(words("en")) for each in progress.remarks(period=True))
    assert said if not found else not said
    assert ("5/3/2003" in said and "first in a.txt" in said) or found


def test_rows_that_cant_be_dated_are_said(run: Run, home: Path, tmp_path: Path) -> None:
    """At the command line, in numbers and with what stands there."""
    path = tmp_path / "a.tab"
    path.write_text(headed("icews", "\t", **CELLS["icews"], event_date="soon"), "utf-8")
    run("new", "dyad", "--title", "T", "--balancer", "France", "--target", "USA")
    done = run("inbox", "add", "dyad", path, "--from", "2003", "--json")
    said = json.loads(done.stdout)
    assert said.items() >= {
        "case": "dyad", "fitting": 0, "added": 0, "rows": 1, "misshapen": 0, "undated": 1,
        "dyad": 1, "odd": [], "unsearched": 0,
    }.items()  # fmt: skip
    assert "soon" in done.stderr and "2" in done.stderr
    assert run("inbox", "add", "dyad", path).stdout.startswith("1 ")


GDELT = ["GLOBALEVENTID", "SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "EventCode"]
SHAPES = {
    "icews, quoted": ("icews", '"Event ID"\t"Event Date"\t"Source Country"\t"Target Country"\t'
                      '"Event Text"\n7\t2003-03-05\t"France"\t"United States"\t'
                      '"Reject, ""all"""\n'),
    "icews, without codes": ("icews", "Event ID\tEvent Date\tSource Country\tTarget Country\t"
                             'Event Text\n7\t2003-03-05\tFrance\tUnited States\t"Reject, all"\n'),
    "icews as csv": ("icews", "Event ID,Event Date,Source Country,Target Country,Event Text\n"
                     '7,2003-03-05,France,United States,"Reject, all"\n'),
    "gdelt with a head": ("gdelt", "\t".join(GDELT) + "\n7\t20030305\tFRA\tUSA\t036\n"),
    "gdelt from BigQuery": ("gdelt", ",".join(GDELT) + "\n7,20030305,FRA,USA,036\n"),
    "gdelt, quoted": ("gdelt", '"' + '","'.join(GDELT) + '"\n"7","20030305","FRA","USA","036"\n'),
    "acled in capitals": ("acled", "EVENT_ID_CNTY,EVENT_DATE,EVENT_TYPE,ACTOR1,ACTOR2\n"
                          "7,2003-03-05,Protests,Police of France (2017-),United States\n"),
    "polecat, COW alone": ("polecat", "Event ID\tEvent Date\tEvent Type\tActor COW\tRecipient COW\n"
                           "7\t2003-03-05\tREJECT\t220.0\t2.0\n"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_only_the_columns_that_are_used_are_needed(tmp_path: Path, shape: str) -> None:
    """Recognised by its head, whatever separates and quotes its columns."""
    dataset, text = SHAPES[shape]
    path = tmp_path / "a.txt"
    for mark in ("", "\ufeff"):
        path.write_text(mark + text, "utf-8")
        assert recognise(path).form == dataset
        (one,) = read_candidates(path, dataset, DYAD, Progress())
        assert (one.row, one.date) == ("7", "2003-03-05")
        assert '"' not in one.title.replace('"all"', "") and one.codes


def test_what_is_lacking_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Event ID\tEvent Date\tSource Country\tEvent Text\n1\t2\t3\t4\n", "utf-8")
    with pytest.raises(Problem, match="Target Country of icews"):
        list(read_candidates(path, "icews", DYAD, Progress()))


def test_acled_in_a_workbook(tmp_path: Path) -> None:
    """Dates as cells of dates, numbers as numbers."""
    path, book = tmp_path / "a.xlsx", Workbook()
    book.active.append([name.upper() for name in HEADERS["acled"]])
    cells = {**CELLS["acled"], "event_date": datetime(2003, 3, 5), "fatalities": 0}
    book.active.append([cells.get(name) for name in HEADERS["acled"]])
    book.save(path)
    assert recognise(path).form == "acled"
    (one,) = read_candidates(path, "acled", DYAD, Progress())
    assert (one.date, one.record["FATALITIES"]) == ("2003-03-05", "0")


def test_the_cases_aliases_count(tmp_path: Path) -> None:
    """A name that no table has is one of the state that the case calls so; else it is refused."""
    path = tmp_path / "a.csv"
    path.write_text(gdelt(1), "utf-8")
    aliases = {"France": ["Hexagone"]}
    wanted = Wanted(("Hexagone", "USA"), called=("Hexagone", "USA"), aliases=aliases)
    (one,) = read_candidates(path, "gdelt", wanted, Progress())
    assert (one.initiator, one.target) == ("Hexagone", "USA")
    with pytest.raises(Problem, match="no state is known as “Hexagone”"):
        list(read_candidates(path, "gdelt", Wanted(("Hexagone", "USA")), Progress()))
