"""Look up a sentence in a reader's language (GNU gettext catalogues)."""

from __future__ import annotations

import gettext
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
        """The sentence `message` in this language, its `{named}` fields filled in as data."""
        said = self._catalogue.gettext(message)
        return said.format(**fields) if fields else said

    def tn(self, one: str, many: str, n: int, **fields: object) -> str:
        """The sentence for `n` things, which is also the field `{n}`."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **fields)


def N_(message: str) -> str:
    """Mark a message that is looked up later, in whatever language it is then read."""
    return message


@lru_cache
def words(lang: str) -> Words:
    """The one `Words` of a language."""
    return Words(lang)
