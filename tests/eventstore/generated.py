"""Files of every layout, with odd rows among them, in every way in which files come."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from random import Random

from tests.benchmarks.gdeltrows import gdelt_files
from workbench.interchange.eventdata.formats import HEADERS

_STATES = {
    "icews": ["France", "United States", "China", "", "fra", "Cote d’Ivoire"],
    "polecat": ["FRA", "USA", "CHN", "", "220", "None"],
    "acled": [
        "Military Forces of France (2017-)",
        "Protesters (United States)",
        "Rioters (China)",
        "",
    ],
}
_DATES = {
    "icews": ["2003-03-05", "05-Mar-2003", "2004-01-31", "2003-13-45"],
    "polecat": ["2003-03-05", "2003-02-28", "", "2019-12-31"],
    "acled": ["5/3/2003", "31/12/2002", "05 March 2003", "2004-02-30"],
}
_CODES = {
    "icews": ["036", "0361", "190", "", " 03 "],
    "polecat": ["SANCTION", "Consult", "AGREE", ""],
    "acled": ["Peaceful protest", "Attack|raid", "100% strike_", ""],
}
_WORDS = ["", "Crème brûlée", 'says "no"', "巴黎", "a\x1eb\x1e1", "x  ", "\x0b", "tab·bed"]


def _cell(dataset: str, name: str, lot: Random, number: int) -> str:
    plain = name.casefold()
    if plain in ("event id", "event_id_cnty"):
        return f"{dataset}{number % 90}"
    if plain in ("event date", "event_date"):
        return lot.choice(_DATES[dataset])
    if plain in ("source country", "target country", "actor country", "recipient country",
                 "actor1", "actor2"):  # fmt: skip
        return lot.choice(_STATES[dataset])
    if plain in ("actor cow", "recipient cow"):
        return lot.choice(["", "", "2", "220.0"])
    if plain in ("cameo code", "event type", "event mode", "event_type", "sub_event_type"):
        return lot.choice(_CODES[dataset])
    return lot.choice(_WORDS) if lot.random() < 0.3 else ""


def headed_rows(dataset: str, rows: int, seed: int) -> list[list[str]]:
    """A data set that names its columns: the head, then its rows, some of another width."""
    lot = Random(seed)
    found = [HEADERS[dataset]]
    for number in range(rows):
        row = [_cell(dataset, name, lot, number) for name in HEADERS[dataset]]
        if lot.random() < 0.03:
            row = row[: lot.randint(1, len(row) - 1)] if lot.random() < 0.5 else [*row, "more"]
        found.append(row)
    return found


def _quoted(row: list[str], mark: str) -> str:
    return mark.join('"' + cell.replace('"', '""') + '"' for cell in row)


def all_layouts(folder: Path, rows: int = 400) -> list[Path]:
    """GDELT 1.0 and 2.0, ICEWS, POLECAT and ACLED; plain, packed, several in one archive."""
    two = gdelt_files(folder / "two", rows * 2, 3, odd=0.1, seed=7)
    (folder / "one").mkdir()
    one = []
    for place, path in enumerate(gdelt_files(folder / "cut", rows, 2, "", odd=0.1, seed=8)):
        wide = path.read_bytes().split(b"\n")
        # GDELT 1.0 has no second code of the region in its three places, and 58 columns.
        cut = [
            b"\t".join(c for n, c in enumerate(line.split(b"\t")) if n not in (39, 47, 55))
            for line in wide
        ]
        path.unlink()
        one.append(folder / "one" / f"{1979 + place}.csv")
        one[-1].write_bytes(b"\n".join(cut))
    named = []
    for dataset in HEADERS:
        lines = headed_rows(dataset, rows, seed=len(dataset))
        tabs = "\r\n".join("\t".join(row) for row in lines)
        plain = folder / f"{dataset}.tab"
        plain.write_text(tabs, "utf-8", newline="")
        quoted = "\n".join(_quoted(row, ";" if dataset == "acled" else ",") for row in lines[:90])
        packed = folder / f"{dataset}.csv.gz"
        packed.write_bytes(gzip.compress(quoted.replace("tab·bed", "a\tb\nc\rd").encode()))
        named += [plain, packed]
    archive = folder / "several.zip"
    with zipfile.ZipFile(archive, "w") as several:
        for number in (1, 2):
            text = "\n".join("\t".join(r) for r in headed_rows("icews", 60, seed=100 + number))
            several.writestr(
                f"weeks/{number}.tab", text.encode("utf-16" if number == 1 else "utf-8")
            )
    return [*two, *one, *named, archive]
