"""ReportLab without two libraries that it imports and a memo doesn't need from it.

The reader of pictures and the shaper of letters take twice the time of ReportLab itself. It does
without a shaper where none is installed, and no memo shows a picture that is a file;
`typesetting/face.py` asks for the shaper itself where a text needs one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def _without(**modules: ModuleType | None) -> Iterator[None]:
    """Have these in place of what isn't imported yet, as long as it lasts."""
    held = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(held)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in held:
            del sys.modules[name]


_pictures = ModuleType("PIL")
_pictures.Image = None  # type: ignore[attr-defined]

with _without(uharfbuzz=None, PIL=_pictures):
    import reportlab.lib.utils
    import reportlab.pdfbase.ttfonts  # noqa: F401
