"""How keys are called, which of them terminals send, and which ones the fields and tables need."""

from __future__ import annotations

import re
import unicodedata

_MOVES = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_PLAIN = _MOVES | {"escape", "enter", "tab", "space", "backspace", "delete", "insert"}
_CALLED = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at",
           "hyphen_minus": "minus", "plus_sign": "plus", "low_line": "underscore"}  # fmt: skip
"""Marks that the terminal interface calls otherwise than Unicode does."""
_FUNCTION = re.compile(r"f\d+")
_WITH_CTRL = frozenset("abcdefgjklnopqrstuvwxyz@") | {
    "backslash", "right_square_bracket", "circumflex_accent", "underscore"
}  # fmt: skip
"""What terminals send with ctrl as a byte of its own: ctrl+h, ctrl+i and ctrl+m are others."""
_NEEDED = _MOVES | {f"ctrl+{key}" for key in ("home", "end", "pageup", "pagedown")}
_NEEDED |= {"enter", "tab", "shift+tab", "escape"}
"""What moves in tables and lists, chooses, and leads from one field to the next and out of it."""
_WRITING = frozenset({"space", "backspace", "delete", "f6", "f7"})
_WRITING |= {f"ctrl+{key}" for key in (*"acdekuvwxyz", "left", "right")}
_WRITING |= {f"{held}+{key}" for held in ("shift", "ctrl+shift") for key in _MOVES}
"""What is needed besides in a field of text, or would be written into it."""
_TEXTS = frozenset(("event-answers", "filter-line", "form", "long-text", "tagger"))
"""The places where one writes, by the first half of their actions' names."""


def split_keys(keys: str) -> list[str]:
    """Keys one by one, a mark by its name."""
    return [named_mark(key.strip()) for key in keys.split(",") if key.strip()]


def named_mark(key: str) -> str:
    """A key as the terminal interface calls it: `question_mark` for `?`."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return _CALLED.get(name, name)


def is_sent(key: str) -> bool:
    """Whether terminals send a key under this name, and not another or none."""
    *before, last = key.split("+") if len(key) > 1 else [key]
    held, function = "+".join(before), bool(_FUNCTION.fullmatch(last))
    if not held:
        return last in _PLAIN or function or len(last) == 1 or _is_mark(last)
    if held == "ctrl":
        return last in _WITH_CTRL | _MOVES | {"delete"} or function
    if held == "shift":
        return last in _MOVES | {"delete", "tab"} or function
    if held in ("alt", "alt+shift"):
        return last in _MOVES or (last.isascii() and len(last) == 1 and last.islower())
    return held == "ctrl+shift" and last in _MOVES | {"delete"}


def _is_mark(name: str) -> bool:
    """Whether a mark is called so, and no letter nor a mark that has another name."""
    if name in _CALLED.values():
        return True
    for known in (name.replace("_", " "), name.replace("_", "-")):
        try:
            return named_mark(unicodedata.lookup(known)) == name
        except KeyError:
            continue
    return False


def is_needed(scope: str, key: str) -> bool:
    """Whether what has the focus needs a key itself, at the place of that name."""
    if key in _NEEDED:
        return True
    writes = "+" not in key and key not in _PLAIN and not _FUNCTION.fullmatch(key)
    return scope in _TEXTS and (writes or key in _WRITING)
