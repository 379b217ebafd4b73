"""Whether verdicts stand as marks or as letters: as the settings ask, else as the terminal can."""

from __future__ import annotations

import locale
import os
import sys
from typing import Literal

Why = Literal["asked", "encoding", "console", "wide", "able"]
"""Asked for · no UTF-8 · a console of few glyphs · ambiguous characters are wide · all is well."""
SHOWN_AS = ("marks", "letters")
"""What the setting `verdicts` can ask for."""
_FEW = ("linux", "dumb", "vt100", "vt220")
"""Kinds of terminal whose fonts lack half circles."""


def lettered(asked: str) -> tuple[bool, Why]:
    """Whether letters stand for verdicts, and why; `asked` is what the settings say.

    Marks are of ambiguous width (UAX #11): a terminal that says it draws those wide would tear
    every column after them.
    """
    if asked in SHOWN_AS:
        return asked == "letters", "asked"
    if sys.platform != "win32" and locale.getencoding().lower().replace("-", "") != "utf8":
        return True, "encoding"
    if os.environ.get("TERM", "") in _FEW and sys.platform != "win32":
        return True, "console"
    if os.environ.get("VTE_CJK_WIDTH", "") in ("2", "wide") or (
        os.environ.get("RUNEWIDTH_EASTASIAN") == "1"
    ):
        return True, "wide"
    return False, "able"
