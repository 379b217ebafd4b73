"""The command as a process with bounds; without them a mistake here would stop the machine."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path


def bounded(memory: int, seconds: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `workbench` within bytes of address space and seconds of the processor."""

    def bounds() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    return subprocess.run(
        [sys.executable, "-m", "workbench", *map(str, arguments)],
        capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
        preexec_fn=bounds,
    )  # fmt: skip
