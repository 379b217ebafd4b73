"""After an interruption: the report of a crash, and the drafts of forms that were open."""

from __future__ import annotations

import hashlib
import json
import platform
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from textual._context import active_message_pump
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Input, Select, SelectionList, TextArea
from textual.widgets.select import InvalidSelectValueError
from textual.worker import WorkerFailed

from workbench import __version__
from workbench.casebook import state_folder
from workbench.locale import whole
from workbench.store import replace_file

if TYPE_CHECKING:
    from textual.screen import Screen

    from .forms import Form
    from .screens import Tagger


def of_what_goes(error: BaseException) -> bool:
    """Whether a widget that is being taken away misses its parts, which is no mistake.

    Textual mounts nothing in a widget that goes; one that was just about to come still asks for it,
    and so does a worker of a screen that was closed.
    """
    if isinstance(error, WorkerFailed):
        return isinstance(error.error, NoMatches) and _asker_is_gone(error.error)
    widget = active_message_pump.get(None)
    return isinstance(error, NoMatches) and isinstance(widget, Widget) and widget._pruning


def _asker_is_gone(error: NoMatches) -> bool:
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    asker = frame.f_locals.get("self")
    return isinstance(asker, Widget) and not any(
        node in asker.app.screen_stack for node in asker.ancestors_with_self
    )


def write_report(error: BaseException, screens: Sequence[Screen[object]]) -> Path | None:
    """Write down what happened, without a word of any case; None where that can't be."""
    now = datetime.now(UTC)
    lines = [
        f"Soft Balancing Workbench {__version__} · {now:%Y-%m-%d %H:%M:%S} UTC",
        f"Python {platform.python_version()} · {platform.platform()}",
        *(f"{name} {version(name)}" for name in ("textual", "rich", "pydantic", "tinydb")),
        "screens: " + " > ".join(type(screen).__name__ for screen in screens),
        "",
    ]
    seen: BaseException | None = error
    told: list[BaseException] = []
    while seen is not None and seen not in told:
        # The message of an error may hold what a person typed: only its kind is told.
        lines += [type(seen).__qualname__, *traceback.format_tb(seen.__traceback__), ""]
        told.append(seen)
        # What a worker raised stands in the error that says it failed, and nowhere else.
        inner = seen.error if isinstance(seen, WorkerFailed) else None
        seen = inner or seen.__cause__ or seen.__context__
    path = state_folder() / "reports" / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
    except OSError:
        return None
    return path


class Draft(BaseModel):
    """What was typed in a form that was never saved or closed."""

    mark: str
    """The form and what stood in it when it was opened, as a digest."""
    form: str
    heading: str
    case: str = ""
    event: str = ""
    values: dict[str, str]


_DRAFTS = TypeAdapter(list[Draft])


def _mark(form: Form[Any] | Tagger) -> str:
    book = getattr(form, "book", None)
    what = [type(form).__name__, book.case.slug if book else ""]
    what += [f"{field.name}={field.value}" for field in form.asked]
    return hashlib.sha256(json.dumps(what).encode("utf-8")).hexdigest()


def draft_of(form: Form[Any] | Tagger) -> Draft:
    """What stands in a form now."""
    book, event = getattr(form, "book", None), getattr(form, "event", None)
    return Draft(
        mark=_mark(form),
        form=type(form).__name__,
        heading=whole(form.heading),
        case=book.case.slug if book else "",
        event=event.id if event else "",
        values={name: whole(value) for name, value in form.values().items()},
    )


class Drafts:
    """The drafts on disk: those left by an interruption, and those of the forms open now."""

    def __init__(self) -> None:
        """Read what an interruption left."""
        self.path = state_folder() / "drafts.json"
        try:
            self.left = _DRAFTS.validate_json(self.path.read_bytes())
        except (OSError, ValidationError):
            self.left = []
        self._kept = list(self.left)
        self._writing = threading.Lock()
        self._closed = False

    def keep(self, now: Sequence[Draft], *, last: bool = False) -> None:
        """Write what the open forms hold, where that is new; raises `OSError`.

        After the `last` time nothing is written any more, were it on its way already.
        """
        with self._writing:
            wanted = [*self.left, *now]
            # Keys that were on their way may have reached a form since it was told to end.
            if self._closed and not (last and now):
                return
            self._closed = self._closed or last
            if wanted == self._kept:
                return
            if wanted:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self.path, _DRAFTS.dump_json(wanted))
            else:
                self.path.unlink(missing_ok=True)
            self._kept = wanted

    def drop(self) -> None:
        """Let go of what was left."""
        self.left = []

    def take(self, form: Form[Any] | Tagger) -> Draft | None:
        """The draft of this very form, where an interruption left one."""
        draft = next((d for d in self.left if d.mark == _mark(form)), None) if self.left else None
        if draft:
            self.left.remove(draft)
        return draft

    def fill(self, form: Form[Any]) -> bool:
        """Put what was typed back into the same form; whether there was such a thing."""
        draft = self.take(form)
        if draft is None:
            return False
        for name, value in draft.values.items():
            for widget in form.query(f"#field-{name}"):
                _put(widget, value)
        return True


def _put(widget: object, value: str) -> None:
    if isinstance(widget, TextArea):
        widget.text = value
    elif isinstance(widget, SelectionList):
        widget.deselect_all()
        offered = {widget.get_option_at_index(i).value for i in range(widget.option_count)}
        for each in offered & set(value.split(";")):
            widget.select(each)
    elif isinstance(widget, Input) or (isinstance(widget, Select) and value):
        # What could be chosen then may be gone from the case.
        with suppress(InvalidSelectValueError):
            widget.value = value
