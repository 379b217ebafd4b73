"""In which language a stretch of text is, as far as its script tells (BCP 47)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
_HEBREW = "\u0591-\u05f4\ufb1d-\ufb4f"
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_FULL = "\u3000-\u303f\uff00-\uffef"
_LATIN = "A-Za-z\u00c0-\u024f"
_SCRIPTS = re.compile(
    f"(?P<wide>[{_HAN}{_KANA}{_HANGUL}][{_HAN}{_KANA}{_HANGUL}{_FULL}]*)"
    f"|(?P<he>[{_HEBREW}](?:[{_HEBREW}\\s]*[{_HEBREW}])?)"
    f"|(?P<ar>[{_ARABIC}](?:[{_ARABIC}\\s]*[{_ARABIC}])?)"
    # A word alone may be a name or an acronym of any language; several are a phrase.
    f"|(?P<en>[{_LATIN}][{_LATIN}’'-]*(?:[ ,]+[{_LATIN}][{_LATIN}’'-]*)+)"
)


def stretches(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """`text` in parts with the language of each: `lang`, or what another script says.

    Japanese is told from Chinese by its kana, wherever in the text they stand.
    """
    at = 0
    # Letters of ASCII alone can't say anything but English.
    for match in () if lang == "en" and text.isascii() else _SCRIPTS.finditer(text):
        spoken = _spoken(match, text)
        if spoken == lang:
            continue
        if match.start() > at:
            yield text[at : match.start()], lang
        yield match.group(), spoken
        at = match.end()
    if at < len(text):
        yield text[at:], lang


def _spoken(match: re.Match[str], text: str) -> str:
    if match.lastgroup != "wide":
        return str(match.lastgroup)
    if re.search(f"[{_HANGUL}]", match.group()):
        return "ko"
    return "ja" if re.search(f"[{_KANA}]", text) else "zh-Hant"
