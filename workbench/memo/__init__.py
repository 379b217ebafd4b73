"""The case memo as a PDF."""

from .document import SECTIONS, SHORT, memo_bytes, write_memo
from .markdown import memo_markdown

__all__ = ["SECTIONS", "SHORT", "memo_bytes", "memo_markdown", "write_memo"]
