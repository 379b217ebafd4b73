"""Where a line may end: Chinese by character with its prohibitions, other scripts by word.

After the requirements for Chinese text layout (W3C clreq, «line breaking rules»).
"""

from __future__ import annotations

import re

NO_START = set("，。、；：？！）」』】〉》〕］｝”’…—·％%!),.:;?]}〟ー々〻ゝゞヽヾ～")
NO_END = set("（「『【〈《〔［｛“‘([{〝")

_WORD = re.compile(
    r"[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    r"\ufe30-\ufe4f\uff00-\uffef]|\n|[ ]+|[^\s\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf"
    r"\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+|\s"
)


def pieces(text: str) -> list[str]:
    """`text` in pieces between which a line may end; joined again they are the text.

    A piece takes the closing punctuation after it and the opening punctuation before it along.
    """
    found: list[str] = []
    opened = ""
    for token in _WORD.findall(text):
        if token.isspace():
            if opened:
                found.append(opened)
                opened = ""
            found.append(token)
            continue
        token, opened = opened + token, ""
        if found and not found[-1].isspace() and token[0] in NO_START:
            token = found.pop() + token
        if token[-1] in NO_END:
            opened = token
        else:
            found.append(token)
    if opened:
        found.append(opened)
    return found
