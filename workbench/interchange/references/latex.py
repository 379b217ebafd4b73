"""What LaTeX in a BibTeX file says, and text as LaTeX that says it."""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\n": r"\newline{}",
    "\t": r"\tab{}",
    **{mark: f"\\{mark}" for mark in "%&#_$"},
}
_MACROS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"} | {
    "newline": "\n",
    "tab": "\t",
}
_ACCENTS = dict(
    zip(
        "`'^~=u.\"rHvdckb",
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331",
        strict=True,
    )
)
_LETTER = r"(?:\{\s*(\\[ij]|[^\W\d_])\s*\}|(\\[ij](?![A-Za-z])|[^\W\d_]))"
_ACCENTED = re.compile(
    rf"\\([`'^~=.\"])\s*{_LETTER}|\\([uvHrdckb])(?:\s+|(?=\{{)){_LETTER}", re.UNICODE
)


def as_latex(text: str) -> str:
    """The text as LaTeX that says it; ligatures are broken and runs of spaces kept."""
    said = re.sub(r"\r\n?", "\n", text)
    said = "".join(_LATEX.get(char, char) for char in said)
    said = re.sub(r" {2,}", lambda run: "\\ " * len(run[0]), said)
    return re.sub(r"(?<=[-`'])(?=[-`'])|(?<=[?!])(?=`)", "{}", said)


@lru_cache(maxsize=1)
def _decoder() -> LatexNodes2Text:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    # It writes into the log what it can't take, which is kept as it stands.
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=said) for name, said in _MACROS.items()]
    url = MacroTextSpec("url", simplify_repl="%s")
    context.add_context_category("workbench", prepend=True, macros=[*macros, url])
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


def said(latex: str) -> str:
    """What LaTeX says; a bare % or & means itself, as BibTeX has no comments within a field."""
    bare = re.sub(r"[ \t\r\n]+", " ", latex)
    if not re.search(r"[\\{}$~%&`'-]", bare):
        return bare.strip()
    bare = re.sub(r"\\.|[%&]", lambda found: f"\\{found[0]}"[-2:], bare, flags=re.DOTALL)
    text: str = _decoder().latex_to_text(bare)
    return text.strip()


def accented(latex: str) -> str:
    r"""LaTeX with its accented letters as letters: in «Mu\~noz» the tilde parts no words."""

    def letter(found: re.Match[str]) -> str:
        mark = found[1] or found[4]
        base = (found[2] or found[3] or found[5] or found[6]).lstrip("\\")
        return unicodedata.normalize("NFC", base + _ACCENTS[mark])

    # A backslash before a backslash is a line break, and begins no accent.
    parts = re.split(r"(\\\\)", latex)
    return "".join(p if n % 2 else _ACCENTED.sub(letter, p) for n, p in enumerate(parts))


def whole(name: str) -> bool:
    """Whether one pair of braces holds all of it; a name in braces is a body's."""
    if not name.startswith("{"):
        return False
    depth = 0
    for place, char in enumerate(name, 1):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return place == len(name)
    return False
