"""Where a line may end: Chinese by character with its prohibitions, other scripts by word.

After the requirements for Chinese text layout (W3C clreq, «line breaking rules»), and for marks and
small kana after the classes of the Unicode line breaking algorithm (UAX #14), which the tests hold
this to. One function serves memo and screen.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

NO_START = set(
    "，。、；：？！）」』】〉》〕］｝”’…—·％%!),.:;?]}〟ー々〻ゝゞヽヾ～"
    "〗〙〛〞︐︑︒︓︔︕︖︘︙︶︸︺︼︾﹀﹂﹄﹈﹐﹒﹔﹕﹖﹗﹚﹜﹞．｠｡｣､･・‥․‼‽⁇⁈⁉〜〼゛゜゠ﾞﾟｰ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
)
"""Marks with which no line begins: classes CL, CP, EX, IS, NS, IN and CJ, and what Chinese adds."""
NO_END = set("（「『【〈《〔［｛“‘([{〝〖〘〚︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝｟｢")
"""Marks with which no line ends: class OP, and the quotes that open."""

# Spaces at which no line ends: they hold a mark and its word together.
GLUE = set("\u00a0\u2007\u202f")
_WIDE = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\ufe30-\ufe4f\uff00-\uffef"
)
_WORD = re.compile(rf"[{_WIDE}]|\n|[ ]+|(?:[^\s{_WIDE}]|[\u00a0\u2007\u202f])+|\s")
# Vowels of Thai and Lao: written before their letter, and after it.
_LEADING = set("เแโใไເແໂໃໄ\u200d")
_FOLLOWING = set("ะาำๅๆฯະາຳຽໆຯ\u200c\u200d")
_VIRAMA = 9
"""The combining class of what joins two letters of an Indic script."""
# Where an address that is too long for a line may be cut: before these, after slashes (Chicago).
_IN_ADDRESS = re.compile(r"[/:]+|[.,~?#%=&_-]?[^/:.,~?#%=&_-]*")


_BOUND = NO_START | GLUE
_BINDING = NO_END | GLUE


def pieces(text: str) -> list[str]:
    """`text` in pieces between which a line may end; joined again they are the text.

    A piece takes the closing punctuation after it and the opening punctuation before it along.
    """
    found: list[str] = []
    opened = ""
    for token in _WORD.findall(text):
        if token.isspace() and token[0] not in GLUE:
            if opened:
                found.append(opened)
                opened = ""
            found.append(token)
            continue
        token, opened = opened + token, ""
        if token[0] in _BOUND and found and not found[-1].isspace():
            token = found.pop() + token
        if token[-1] in _BINDING:
            opened = token
        else:
            found.append(token)
    if opened:
        found.append(opened)
    return found


def cuts(piece: str) -> list[str]:
    """A piece that is wider than a line, in parts: an address between its parts, else anywhere."""
    if "://" not in piece:
        return clusters(piece)
    found: list[str] = []
    for part in filter(None, _IN_ADDRESS.findall(piece)):
        if found and (part[0] in "/:" or (len(part) == 1 and part in NO_START)):
            found[-1] += part
        else:
            found.append(part)
    return found


def clusters(text: str) -> list[str]:
    """Characters with what may not be parted from them: marks, joined letters, leading vowels."""
    found: list[str] = []
    start = 0
    for at, (last, character) in enumerate(pairwise(text), 1):
        bound = character in _FOLLOWING or unicodedata.category(character)[0] == "M"
        if not (bound or last in _LEADING or unicodedata.combining(last) == _VIRAMA):
            found.append(text[start:at])
            start = at
    return [*found, text[start:]] if text else found
