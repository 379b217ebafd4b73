"""The case as one HTML file to be shared: it loads nothing and runs nothing."""

from .page import memo_html

__all__ = ["memo_html"]
