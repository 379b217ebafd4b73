"""Bring the catalogue up to date with the program: `python -m workbench.locale.build`.

New sentences are added untranslated, unused ones dropped, and the .mo file is compiled.
Translate in `zh_Hant/LC_MESSAGES/workbench.po` with any gettext editor, then run it again.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

_REFUSALS = ("Problem", "NotText", "UnknownState", "NotWritten", "NewerFormat")
KEYWORDS = {"tn": (1, 2), "t": None, "hint": None, "N_": None, "Fault": (3,)} | dict.fromkeys(
    _REFUSALS
)
"""The functions whose first strings are sentences (gettext's keyword table)."""

_PACKAGE = Path(__file__).parent.parent
CATALOGUE = _PACKAGE / "locale/zh_Hant/LC_MESSAGES/workbench.po"


def sentences() -> list[str | tuple[str, ...]]:
    """Every message id of the program, sorted."""
    found = {message for _, _, message, _, _ in extract_from_dir(str(_PACKAGE), keywords=KEYWORDS)}
    return sorted(found, key=lambda m: (m,) if isinstance(m, str) else m)


def build() -> list[str | tuple[str, ...]]:
    """Rewrite the .po and .mo files; gives the ids that nobody has translated yet."""
    before = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="zh_Hant")
    after = Catalog(
        locale="zh_Hant",
        project="Soft Balancing Workbench",
        header_comment=before.header_comment,
        creation_date=before.creation_date,
        revision_date=before.revision_date,
        fuzzy=False,
    )
    wanted = sentences()
    known = {message.id: message.string for message in before if message.id}
    for sentence in wanted:
        after.add(sentence, known.get(sentence, ""))
    with CATALOGUE.open("wb") as stream:
        write_po(stream, after, width=0, no_location=True)
    with CATALOGUE.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, after)
    return [sentence for sentence in wanted if not any(known.get(sentence) or "")]


if __name__ == "__main__":
    for sentence in build():
        sys.stdout.write(f"not translated: {sentence!r}\n")
