"""The case memo as a PDF."""

from .document import memo_bytes, write_memo

__all__ = ["memo_bytes", "write_memo"]
