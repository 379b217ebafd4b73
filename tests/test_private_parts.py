"""What the program reaches into behind its libraries' doors: where, and whether it is still so.

Each stands in one module, the library has an upper bound in `pyproject.toml`, and where the library
changed a part that is named here, a test says which of our modules has to be looked at.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bidi.algorithm
import pytest
import reportlab.lib.utils
import reportlab.pdfbase.pdfdoc
import reportlab.pdfbase.ttfonts
import reportlab.pdfgen.canvas
import rich._wrap
import textual._styles_cache
import textual._xterm_parser
import textual.app
import textual.binding
import textual.content
import textual.css.stylesheet
import textual.drivers.linux_driver
import textual.events
import textual.screen
import textual.strip
import textual.widgets
import tinydb.table

ROOT = Path(__file__).parent.parent
REACHED = {
    "memo/pdf/pageframe.py": "_doc _filename _startPage _timeStamp",
    "memo/pdf/tagging/marks.py": "_doc",
    "memo/pdf/typesetting/face.py": "_ttf_data",
    "memo/pdf/typesetting/opentype.py": "_ttf_data",
    "memo/word/file.py": "_p",
    "store/storage.py": "_get_next_id",
    "tui/kit/commands.py": "_bindings",
    "tui/kit/linebreaks.py": "rich._wrap",
    "tui/kit/mending.py": "_forward_event _move_page _on_paste _on_screen_resume "
    "_pop_result_callback _replace_screen _result_callbacks _screen_resized _screen_stack "
    "textual._styles_cache",
    "tui/shell/ending.py": "_driver _exception _exception_event _exit _handle_exception _shutdown",
    "tui/shell/terminal.py": "_app _file _run_input_thread textual._xterm_parser",
}
"""The modules of `workbench/` that reach in, and for what."""
BEHIND = {name for names in REACHED.values() for name in names.split() if "." not in name}
PARTS: dict[str, dict[str, Any]] = {
    "tui/kit/commands.py": {
        "BindingsMap": textual.binding.BindingsMap,
        "App._check_bindings": textual.app.App._check_bindings,
    },
    "tui/kit/linebreaks.py": {
        "divide_line": rich._wrap.divide_line,
        "Content.get_minimal_width": textual.content.Content.get_minimal_width,
    },
    "tui/kit/mending.py": {
        "Screen.dismiss": textual.screen.Screen.dismiss,
        "Screen._forward_event": textual.screen.Screen._forward_event,
        "Screen._on_screen_resume": textual.screen.Screen._on_screen_resume,
        "Screen._screen_resized": textual.screen.Screen._screen_resized,
        "Stylesheet.apply": textual.css.stylesheet.Stylesheet.apply,
        "Screen._pop_result_callback": textual.screen.Screen._pop_result_callback,
        "App._replace_screen": textual.app.App._replace_screen,
        "OptionList._move_page": textual.widgets.OptionList._move_page,
        "Input._on_paste": textual.widgets.Input._on_paste,
        "Strip.render_style": textual.strip.Strip.render_style,
        "Key.is_printable": textual.events.Key.is_printable,
        "StylesCache.render_line": textual._styles_cache.StylesCache.render_line,
    },
    "tui/shell/ending.py": {
        "App.exit": textual.app.App.exit,
        "App._handle_exception": textual.app.App._handle_exception,
        "App._shutdown": textual.app.App._shutdown,
    },
    "tui/shell/terminal.py": {
        "LinuxDriver": textual.drivers.linux_driver.LinuxDriver,
        "XTermParser": textual._xterm_parser.XTermParser,
    },
    "store/storage.py": {"Table._get_next_id": tinydb.table.Table._get_next_id},
    "memo/pdf/typesetting/direction.py": {
        "resolve_weak_types": bidi.algorithm.resolve_weak_types,
        "resolve_neutral_types": bidi.algorithm.resolve_neutral_types,
        "resolve_implicit_levels": bidi.algorithm.resolve_implicit_levels,
    },
    "memo/pdf/compact.py": {
        "PDFDocument.GetPDFData": reportlab.pdfbase.pdfdoc.PDFDocument.GetPDFData,
        "PDFDocument.format": reportlab.pdfbase.pdfdoc.PDFDocument.format,
    },
    "memo/pdf/tagging/marks.py": {
        "TTFont.splitString": reportlab.pdfbase.ttfonts.TTFont.splitString,
        "TTFont.getSubsetInternalName": reportlab.pdfbase.ttfonts.TTFont.getSubsetInternalName,
    },
    "memo/pdf/typesetting/opentype.py": {
        "TTFontFile.extractInfo": reportlab.pdfbase.ttfonts.TTFontFile.extractInfo,
    },
    "memo/pdf/typesetting/face.py": {
        "TTFont.__init__": reportlab.pdfbase.ttfonts.TTFont.__init__,
        "TTFontFile.makeSubset": reportlab.pdfbase.ttfonts.TTFontFile.makeSubset,
        "TTFont.addObjects": reportlab.pdfbase.ttfonts.TTFont.addObjects,
    },
    "memo/pdf/pageframe.py": {
        "Canvas._startPage": reportlab.pdfgen.canvas.Canvas._startPage,
        "TimeStamp": reportlab.lib.utils.TimeStamp,
    },
}
"""The parts as they were when our modules were last held against them."""


def names_behind(path: Path) -> set[str]:
    """The private names of others that a module says."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in BEHIND:
            found.add(node.attr)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in BEHIND:
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module != "__future__":
            module = node.module or ""
            if any(part.startswith("_") for part in module.split(".")):
                found.add(module)
    return found


def own_names() -> set[str]:
    """Every name that something of ours gives."""
    found: set[str] = set()
    for path in (ROOT / "workbench").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.attr if isinstance(node, ast.Attribute) else node.id)
    return found


def test_each_stands_in_one_module() -> None:
    """A module that isn't in the list reaches into nothing."""
    found = {}
    for path in (ROOT / "workbench").rglob("*.py"):
        if names := names_behind(path):
            found[path.relative_to(ROOT / "workbench").as_posix()] = names
    assert found == {name: set(said.split()) for name, said in REACHED.items()}


def test_nothing_else_private_is_reached() -> None:
    """A name with an underscore that nothing of ours gives is in the list, or a named tuple's."""
    own = own_names() | BEHIND | {"_replace"}
    for path in (ROOT / "workbench").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
                private = not node.attr.startswith("__") and node.attr not in own
                assert not private, f"{path}:{node.lineno}: {node.attr}"


def test_whoever_is_reached_into_has_an_upper_bound() -> None:
    """A next version is looked at before it is taken."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for library in ("textual", "rich", "python-bidi", "python-docx", "reportlab", "tinydb"):
        [line] = [each for each in needed if each.startswith(f"{library}>")]
        assert ",<" in line, line


def digest(part: Callable[..., Any] | property) -> str:
    """What a part of a library is written as, in short."""
    source = inspect.getsource(part.fget if isinstance(part, property) else part)  # type: ignore[arg-type]
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:12]


KNOWN: dict[str, str] = {
    "BindingsMap": "f6561a8c32ce",
    "App._check_bindings": "c9643552d942",
    "divide_line": "edb3968cf35f",
    "Content.get_minimal_width": "e30876e1e577",
    "Screen.dismiss": "0c6d250ef5e6",
    "Screen._forward_event": "edd1065a4a2d",
    "Screen._pop_result_callback": "aba6124e41fd",
    "App._replace_screen": "6296dfc760a1",
    "Screen._on_screen_resume": "f39caa8ec442",
    "Screen._screen_resized": "9ac8cd9df563",
    "Stylesheet.apply": "1faf3687bbba",
    "OptionList._move_page": "85f7f3300576",
    "Input._on_paste": "4130f8efa484",
    "Strip.render_style": "749d890bb5c4",
    "Key.is_printable": "21dfd1f36e47",
    "StylesCache.render_line": "928d7496e850",
    "App.exit": "d8c06b817ac8",
    "App._handle_exception": "baea2e7f88e7",
    "App._shutdown": "c264035bcb62",
    "LinuxDriver": "ec65992e0f98",
    "XTermParser": "fc1e32fb7a4a",
    "Table._get_next_id": "261a7b28dab8",
    "resolve_weak_types": "86b44093df9f",
    "resolve_neutral_types": "cb01207a50dd",
    "resolve_implicit_levels": "95dd9bb0df53",
    "Canvas._startPage": "1b9b735f9841",
    "TimeStamp": "c84b31be8382",
    "PDFDocument.GetPDFData": "d277704fa42a",
    "PDFDocument.format": "536ea7a67549",
    "TTFont.__init__": "ac43d7e44b0c",
    "TTFont.splitString": "95205a99dcbb",
    "TTFont.getSubsetInternalName": "a9d1262f594a",
    "TTFontFile.extractInfo": "95fbfd5dbf73",
    "TTFontFile.makeSubset": "25b6baf37794",
    "TTFont.addObjects": "33ac8d69ad7f",
}


@pytest.mark.parametrize(
    ("module", "name"), [(module, name) for module, parts in PARTS.items() for name in parts]
)
def test_a_part_is_as_it_was(module: str, name: str) -> None:
    """Where it isn't: look at our module, then write the new digest down here."""
    assert digest(PARTS[module][name]) == KNOWN[name], f"{name} changed: see workbench/{module}"
