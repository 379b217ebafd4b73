"""Look up a sentence in a reader's language (GNU gettext catalogues)."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh-Hant")
"""The languages of the interface and of the memo; English is the language of the message ids."""
NAMED = (("en", "English"), ("zh-Hant", "正體中文"))
"""The languages, each by its own name."""


class Words:
    """The program's sentences in one language."""

    def __init__(self, lang: str) -> None:
        """Open the catalogue of `lang`; raises `ValueError` for a language without one."""
        if lang not in LANGUAGES:
            raise ValueError(f"no catalogue for the language {lang!r}")
        self.lang = lang
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if lang != "en":
            self._catalogue = gettext.translation(
                "workbench", Path(__file__).parent, languages=[lang.replace("-", "_")]
            )

    def t(self, message: str, **fields: object) -> str:
        """The sentence `message` in this language, its `{named}` fields filled in as data.

        A tuple is several things side by side.
        """
        said = self._catalogue.gettext(message)
        if not fields:
            return said
        return said.format(
            **{name: self.listed(v) if isinstance(v, tuple) else v for name, v in fields.items()}
        )

    def tn(self, one: str, many: str, n: int, **fields: object) -> str:
        """The sentence for `n` things, which is also the field `{n}`."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **fields)

    @property
    def comma(self) -> str:
        """What stands between things side by side."""
        return "、" if self.lang == "zh-Hant" else ", "

    @property
    def semicolon(self) -> str:
        """What parts things of several words."""
        return "；" if self.lang == "zh-Hant" else "; "

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it."""
        return "：" if self.lang == "zh-Hant" else ": "

    @property
    def stop(self) -> str:
        """What ends a sentence."""
        return "。" if self.lang == "zh-Hant" else "."

    @property
    def pause(self) -> str:
        """What parts two halves of a sentence."""
        return "，" if self.lang == "zh-Hant" else ", "

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.lang == "zh-Hant" else " "

    @property
    def then(self) -> str:
        """What stands between the parts of a note, each of which may hold commas."""
        return "，" if self.lang == "zh-Hant" else ". "

    @property
    def lead(self) -> str:
        """What stands between a title and the text that goes on in its line."""
        return "：" if self.lang == "zh-Hant" else ". "

    @property
    def marks(self) -> tuple[str, str]:
        """What stands before and behind the address of a record."""
        return ("〔", "〕") if self.lang == "zh-Hant" else (" [", "]")

    @property
    def until(self) -> str:
        """What stands between the two ends of a time."""
        return "至" if self.lang == "zh-Hant" else " – "

    @property
    def brackets(self) -> tuple[str, str]:
        """What stands before and behind a remark that follows a word."""
        return ("（", "）") if self.lang == "zh-Hant" else (" (", ")")

    def listed(self, parts: Iterable[str]) -> str:
        """Things side by side in a sentence."""
        return self.comma.join(parts)

    def parted(self, parts: Iterable[str]) -> str:
        """Things that a semicolon parts."""
        return self.semicolon.join(parts)

    def pages(self, numbers: str) -> str:
        """Pages as a citation in brackets names them."""
        return f"頁{numbers}" if self.lang == "zh-Hant" else numbers

    def quoted(self, text: str) -> str:
        """What somebody said, in the marks of the language."""
        return f"「{text}」" if self.lang == "zh-Hant" else f"“{text}”"

    def bracketed(self, text: str) -> str:
        """A remark behind a word, in the brackets of the language."""
        before, behind = self.brackets
        return f"{before}{text}{behind}"


def first_of(names: Sequence[str], most: int) -> tuple[str, ...]:
    """The first of many names, with a mark behind the last where there are more."""
    if len(names) <= most:
        return tuple(names)
    return (*names[: most - 1], f"{names[most - 1]} …")


def N_(message: str) -> str:
    """Mark a message that is looked up later, in whatever language it is then read."""
    return message


@lru_cache
def words(lang: str) -> Words:
    """The one `Words` of a language."""
    return Words(lang)
