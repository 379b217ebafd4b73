"""Coding rounds: several people code the same units apart, and only then compare."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
