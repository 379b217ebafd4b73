"""What a person typed, made fit for paper: data and nothing else."""

from __future__ import annotations

import re
import unicodedata

from arabic_reshaper.arabic_reshaper import reshape
from bidi import get_display

# Controls, zero-width and bidirectional marks; the line break alone is kept.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def clean(said: str) -> str:
    """`said` in NFC, without controls, right-to-left names joined and in the order of reading."""
    kept = _SURROGATE.sub("\ufffd", said).replace("\r\n", "\n").replace("\r", "\n")
    kept = unicodedata.normalize("NFC", _UNSEEN.sub("", kept.replace("\t", " ")))
    if _RIGHT_TO_LEFT.search(kept):
        kept = "\n".join(str(get_display(reshape(line), base_dir="L")) for line in kept.split("\n"))
    return kept


def link(url: str) -> str | None:
    """`url` where it is an http or https address that can stand in a PDF, else None."""
    found = url.strip()
    return found if re.fullmatch(r"https?://[\x21-\x7e]+", found) else None
