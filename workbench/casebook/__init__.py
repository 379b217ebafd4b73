"""The one door to a case: open it, edit it, undo, subscribe to changes."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
