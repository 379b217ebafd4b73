"""Which actions have which keys, read from the commands of every screen and panel.

`python -m workbench.tui.shell.commandtable` writes them where whoever has no screen finds them:
`doctor` tells of keys in the settings what the screens would.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from textual.screen import ModalScreen

from workbench.casebook.keys import TABLE, Keys

from ..kit.commands import Command, Commanded, command_id, scopes
from ..kit.node import Node
from ..panels.views import Views

_FUNCTIONS = {
    "log": "panels.logkeys.log_commands",
    "tagger": "panels.blindly.onward",
    "event-answers": "forms.answers._onward",
}
"""Functions that make commands for a scope."""


def command_table() -> Keys:
    """The keys of every action by its id, and the scopes that stand within a case's screen."""
    package = import_module("workbench.tui")
    for info in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(info.name)
    found: dict[str, str] = {}
    every = sorted(scopes().items())
    for scope, kinds in every:
        # Which class is known first depends on what was imported first; a test has some of its own.
        ours = (kind for kind in kinds if kind.__module__.startswith(package.__name__))
        for kind in sorted(ours, key=lambda kind: (kind.__module__, kind.__name__)):
            for key, action, id_ in _of_class(kind):
                found[id_ or command_id(scope, action)] = key
    for scope, name in _FUNCTIONS.items():
        module, _, function = name.rpartition(".")
        tree = _tree(import_module(f"workbench.tui.{module}"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == function:
                found |= {command_id(scope, action): key for key, action, _ in _commands(node)}
    found |= _numbered()
    return Keys(found, {scope: places for scope, _ in every if (places := sorted(_around(scope)))})


def _around(scope: str) -> Iterator[str]:
    """What a panel is part of: the screen of a case, and the tab whose view it is."""
    kinds = scopes()
    if not kinds[scope][0].__module__.startswith("workbench.tui.panels"):
        return
    yield "case"
    names = {kind.__name__ for kind in kinds[scope]}
    for tab in Views.__subclasses__():
        [views] = [n for n in _body(tab) if getattr(n, "name", "") == "views"]
        if names & {n.id for n in ast.walk(views) if isinstance(n, ast.Name)}:
            yield tab.scope


def _numbered() -> Iterator[tuple[str, str]]:
    """The actions whose commands are made one like another."""
    from ..screens import case, settle, sheet

    yield from ((f"case.tab-{tab}", str(n)) for n, tab in enumerate(case.TABS, 1))
    yield "case.tab-memo", "6,m"
    yield from ((f"sheet.look-{view}", str(n)) for n, view in enumerate(sheet._VIEWS, 1))
    yield from ((f"settle.choose-{n}", str(n)) for n in range(1, settle._MOST + 1))
    worth = ("word-excerpt", "word-origin", "answer-expected", "answer-surprising")
    yield from ((f"evidence.{name}", key) for name, key in zip(worth, "QGES", strict=True))
    yield "case.redo", "r"
    others = ("history", "inbox", "sources", "suggestion-rules")
    yield from ((f"{scope}.redo", "ctrl+r") for scope in others)


@lru_cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _of_class(kind: type[Commanded]) -> Iterator[tuple[str, str, str]]:
    """The commands in the body of a class and of those that it is made of, less the overridden."""
    seen: set[str] = set()
    for base in kind.__mro__:
        if not base.__module__.startswith("workbench.tui"):
            continue
        # The help of what hides all else.
        if base is Node and not issubclass(kind, ModalScreen):
            continue
        for node in _body(base):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name not in seen:
                yield from _commands(node)
                if f"super().{node.name}(" not in ast.unparse(node):
                    seen.add(node.name)


def _body(kind: type) -> list[ast.stmt]:
    [found] = [n for n in _tree(import_module(kind.__module__)).body
               if isinstance(n, ast.ClassDef) and n.name == kind.__name__]  # fmt: skip
    return found.body


def _commands(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    """Key, action and own id of each command that is written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id != Command.__name__ or len(node.args) < 2:
                continue
            key, action = node.args[:2]
            own = [k.value for k in node.keywords if k.arg == "id"]
            if isinstance(key, ast.Constant) and isinstance(action, ast.Constant):
                id_ = own[0].value if own and isinstance(own[0], ast.Constant) else ""
                yield str(key.value), str(action.value), str(id_)


def main() -> None:
    """Write the table anew."""
    table = command_table()
    said = {"keys": table.keys, "within": table.within}
    TABLE.write_text(json.dumps(said, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
