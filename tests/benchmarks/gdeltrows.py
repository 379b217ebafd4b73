"""Rows of GDELT 2.0 by a seed, odd ones among them, in files of a day each or of more.

The same seed gives the same bytes with every version of Python: only `Random.random` is drawn from.
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Literal

_STATES = ["USA"] * 12 + ["FRA"] + [""] * 14 + (
    "GBR DEU RUS CHN JPN ISR PSE IRQ IRN TUR EGY SYR SAU PAK IND AFG KOR PRK AUS CAN MEX BRA ARG "
    "COL VEN CUB NGA ZAF KEN SDN SOM ESP ITA POL UKR GRC NLD BEL SWE CHE IDN MYS PHL VNM THA TWN"
).split()  # fmt: skip
_ROLES = ["", "GOV", "GOV", "MIL", "BUS", "MED", "OPP", "CVL"]
_CODES = "010 020 036 040 042 043 051 057 061 071 080 090 111 112 120 130 141 163 172 190".split()
_PLACES = [
    "4\tParis, Île-de-France, France\tFR\tFRA8\t16282\t48.87\t2.33\t-1456928",
    "3\tWashington, District of Columbia, United States\tUS\tUSDC\t531871\t38.9\t-77.04\t531871",
    "1\tIraq\tIZ\tIZ\t\t33\t44\tIZ",
    "0\t\t\t\t\t\t\t",
]
_TAILS = ["\t".join((one, other, one)) for one in _PLACES for other in _PLACES]
_DAYS = 365


def _actor(state: str, role: str) -> str:
    code = state + role or "GOV"
    name = "" if not state else {"FRA": "PARIS", "USA": "UNITED STATES"}.get(state, state.title())
    return f"{code}\t{name}\t{state}\t\t\t\t\t{role}\t\t"


_ACTORS = [_actor(state, role) for state in _STATES for role in _ROLES]


def gdelt_row(number: int, day: date, lot: Random) -> str:
    """One row without the end of its line; about one in two hundred is of France and the USA."""
    draw = lot.random
    one, two = (_ACTORS[int(draw() * len(_ACTORS))] for _ in range(2))
    code = _CODES[int(draw() * len(_CODES))]
    tail = _TAILS[int(draw() * len(_TAILS))]
    written = f"{day:%Y%m%d}"
    return (
        f"{number}\t{written}\t{written[:6]}\t{written[:4]}\t{written[:4]}.{number % 10_000:04}\t"
        f"{one}\t{two}\t1\t{code}\t{code}\t{code[:2]}\t{1 + number % 4}\t1.9\t{number % 40}\t1\t9\t"
        f"-2.4390243\t{tail}\t{written}120000\t"
        f"https://example.org/news/{written}/{number}/an-article-of-a-usual-length.html"
    )


def _odd(kind: int, number: int, row: str) -> bytes:
    """The same row as files have it that were broken, cut or saved again by another program."""
    cells = row.split("\t")
    if kind == 0:
        cells = cells[: 1 + number % 60]
    elif kind == 1:
        cells.append("more")
    elif kind == 2:
        return b"\n"
    elif kind == 3:
        return row.encode() + b"\r\n"
    elif kind == 4:
        cells = [f'"{cell}"' for cell in cells]
    elif kind == 5:
        return row.replace("Paris", "Café").encode("latin-1", "replace") + b"\n"
    elif kind == 6:
        cells[1] = "99999999"
    elif kind == 7:
        cells[5:8], cells[15:18] = ["FRAGOV", "", ""], ["usa", "", ""]
    elif kind == 8:
        cells[6] = 'THE "REPUBLIC'
    elif kind == 9:
        cells[7] = " fra "
    else:
        return b"\r\n"
    return "\t".join(cells).encode() + b"\n"


def gdelt_lines(
    rows: int, seed: int = 1, odd: float = 0.002, begins: date = date(2003, 1, 1), days: int = _DAYS
) -> Iterator[bytes]:
    """The lines of so many rows over so many days; a share of them is odd."""
    lot = Random(seed)
    for at in range(rows):
        number = 900_000_000 + at
        row = gdelt_row(number, begins + timedelta(days=at * days // rows), lot)
        if lot.random() < odd:
            yield _odd(int(lot.random() * 11), number, row)
        else:
            yield row.encode() + b"\n"


def gdelt_files(
    folder: Path,
    rows: int,
    files: int,
    packed: Literal["", "zip", "gzip"] = "zip",
    seed: int = 1,
    odd: float = 0.002,
    days: int | None = None,
) -> list[Path]:
    """Files named as GDELT names them by their first day; the last has no end of line.

    Of a day each, or all together of so many `days`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    days = days or files
    lines = gdelt_lines(rows, seed, odd, days=days)
    found: list[Path] = []
    for place in range(files):
        name = f"{date(2003, 1, 1) + timedelta(days=place * days // files):%Y%m%d}.export.CSV"
        many = -(-rows * (place + 1) // files) - -(-rows * place // files)
        data = b"".join(next(lines) for _ in range(many))
        data = data.rstrip(b"\n") if place == files - 1 else data
        if packed == "zip":
            path = folder / f"{name}.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        elif packed == "gzip":
            path = folder / f"{name}.gz"
            path.write_bytes(gzip.compress(data, mtime=0))
        else:
            path = folder / name
            path.write_bytes(data)
        found.append(path)
    return found
