"""What a person typed, made fit for paper: data and nothing else."""

from __future__ import annotations

import re
import unicodedata

from arabic_reshaper.arabic_reshaper import ArabicReshaper

# Controls, zero-width and bidirectional marks; the line break alone is kept.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ARABIC = re.compile("[\u0600-\u08ff]")
_joiner = ArabicReshaper({"delete_harakat": False})


def clean(said: str) -> str:
    """`said` in NFC and without controls, in the order in which it was written."""
    kept = _SURROGATE.sub("\ufffd", said).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", kept.replace("\t", " ")))


def joined(said: str) -> str:
    """`said` cleaned, its Arabic letters in the forms that they take beside one another."""
    if not _ARABIC.search(said):
        return clean(said)
    # Before cleaning: a zero-width non-joiner keeps two letters apart, and is then gone.
    # The joiner itself would shift the letters behind it.
    return clean(_joiner.reshape(unicodedata.normalize("NFC", said.replace("\u200d", ""))))


def link(url: str) -> str | None:
    """`url` where it is an http or https address that can stand in a PDF, else None."""
    found = url.strip()
    return found if re.fullmatch(r"https?://[\x21-\x7e]+", found) else None
