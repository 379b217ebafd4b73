"""How far coders agree: pure counting, which knows no case, no file and no screen."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
