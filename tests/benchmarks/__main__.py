"""Every figure in one go: `python -m tests.benchmarks` writes RESULTS.md beside this file."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from . import eventdata, importing, memo_speed, start, store

HEAD = """# Figures

Each is measured in turns with its floor in one run, and the medians are compared;
only the ratios carry over to another machine. Made by `python -m tests.benchmarks` on {machine}.

| figure | measured | floor | ratio | target | held |
|---|---|---|---|---|---|
"""


def main() -> None:
    """Measure, and write the table."""
    parts = [f"{os.cpu_count()} cores", platform.system(), f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("textual", "reportlab", "tinydb")]
    parts_of = (start, store, importing, memo_speed, eventdata)
    rows = [figure.row for module in parts_of for figure in module.figures()]
    text = HEAD.format(machine=", ".join(parts)) + "\n".join(rows) + "\n"
    Path(__file__).with_name("RESULTS.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
