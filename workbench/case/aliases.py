"""Other names of an actor, as a person writes them: `France = 法國; République française`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .problems import Problem

Aliases = Mapping[str, Sequence[str]]


def read_aliases(text: str) -> dict[str, tuple[str, ...]]:
    """The aliases in `text`, an actor a line; raises `Problem` that names the line.

    An alias names the same actor, in another language or spelling; never a member or a bloc
    (THEORY §5).
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, sign, others = re.sub("＝", "=", line, count=1).partition("=")
        names = tuple(dict.fromkeys(o.strip() for o in re.split("[;；]", others) if o.strip()))
        if not (name.strip() and sign and names):
            raise Problem("line {line}: write NAME = OTHER NAME; OTHER NAME", line=number)
        if name.strip() in found:
            raise Problem("line {line}: {name} has a line already", line=number, name=name.strip())
        found[name.strip()] = names
    return found


def written_aliases(aliases: Aliases) -> str:
    """The aliases as `read_aliases` reads them."""
    return "\n".join(f"{name} = {'; '.join(others)}" for name, others in aliases.items())
