"""The case as one HTML file to be shared: it loads nothing and runs nothing."""

from .page import html_page

__all__ = ["html_page"]
