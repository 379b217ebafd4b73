"""Where the threads of the program do their work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ForgetfulThreads(ThreadPoolExecutor):
    """Threads that forget for whom they worked.

    Textual tells a thread which worker it serves, for good: each would hold the screen that asked
    it last, with the case that was open there.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The same, in a context of its own."""
        return super().submit(lambda: Context().run(fn, *args, **kwargs))
