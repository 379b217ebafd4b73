"""The case memo: a document, and its faces on paper, in Word, in a browser and as text."""

from .contents import SECTIONS, SHORT
from .faces import (
    event_bytes,
    event_file,
    memo_bytes,
    memo_docx,
    memo_html,
    memo_markdown,
    write_event,
    write_memo,
)

__all__ = [
    "SECTIONS",
    "SHORT",
    "event_bytes",
    "event_file",
    "memo_bytes",
    "memo_docx",
    "memo_html",
    "memo_markdown",
    "write_event",
    "write_memo",
]
