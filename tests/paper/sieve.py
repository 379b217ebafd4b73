"""Find runs of Chinese characters that a text shares with the paper, without holding its text.

`grams.bin` holds the first five bytes of the SHA-256 of every third run of ten characters of the
paper, sorted; punctuation and spaces are left out, other letters and digits end a run. A run of
twelve shared characters holds at least one of them whole, so none is missed; a shared run of ten or
eleven may be found too. Between two kept runs three characters are unknown, so the text can't be
read out of the file. With the paper as a text file it is made again by
`python -m tests.paper.sieve PAPER.txt`.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

GRAMS = Path(__file__).parent / "grams.bin"
LENGTH, STEP, BYTES = 10, 3, 5


def segments(text: str) -> Iterator[str]:
    """The runs of Chinese characters in a text, read across punctuation and spaces."""
    kept = "".join(c for c in text if unicodedata.category(c)[0] not in "PZC")
    run = ""
    for character in f"{kept}|":
        if "\u4e00" <= character <= "\u9fff":
            run += character
            continue
        if run:
            yield run
        run = ""


def _print(gram: str) -> bytes:
    return sha256(gram.encode("utf-8")).digest()[:BYTES]


@cache
def grams() -> frozenset[bytes]:
    """The fingerprints of the paper."""
    data = GRAMS.read_bytes()
    return frozenset(data[n : n + BYTES] for n in range(0, len(data), BYTES))


def shared(text: str) -> list[str]:
    """The runs that `text` shares with the paper, each as long as its matches reach."""
    found: list[str] = []
    for run in segments(text):
        end = -1
        for n in range(len(run) - LENGTH + 1):
            if _print(run[n : n + LENGTH]) in grams():
                if n <= end:
                    found[-1] += run[end : n + LENGTH]
                else:
                    found.append(run[n : n + LENGTH])
                end = n + LENGTH
    return found


def main(path: str) -> None:
    """Write the fingerprints of the paper in `path`."""
    kept = {
        _print(run[n : n + LENGTH])
        for run in segments(Path(path).read_text("utf-8"))
        for n in range(0, len(run) - LENGTH + 1, STEP)
    }
    GRAMS.write_bytes(b"".join(sorted(kept)))


if __name__ == "__main__":
    main(sys.argv[1])
