"""Pure judgement: a case and the codebook in, findings with their reasons out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
