"""After an interruption: the report of a crash, and the drafts of forms that were open."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Input, Select, SelectionList, TextArea
from textual.widgets.select import InvalidSelectValueError
from textual.worker import WorkerFailed

from workbench import __version__
from workbench.case import Event
from workbench.casebook import state_folder
from workbench.locale import whole
from workbench.store import replace_file

from ..kit.drafts import Draft

if TYPE_CHECKING:
    from textual.screen import Screen

    from workbench.casebook import Casebook

    from ..forms import Form
    from ..screens import Tagger


def of_what_goes(error: BaseException) -> bool:
    """Whether a widget that is being taken away misses its parts, which is no mistake.

    Textual mounts nothing in a widget that goes; one that was just about to come still asks for it,
    and so does a worker of a screen that was closed. Its own widgets ask in words of their own.
    """
    if isinstance(error, WorkerFailed):
        return isinstance(error.error, NoMatches) and _asker_is_gone(error.error)
    served = (_asker(frame) for frame, _ in traceback.walk_tb(error.__traceback__))
    widget = next(filter(None, served), None)
    if widget is None or not _goes(widget):
        return False
    return isinstance(error, NoMatches) or (isinstance(error, ValueError) and _of_textual(error))


def ends(pump: object, error: BaseException) -> bool:
    """Whether an error came up in the loop in which `pump` hears: Textual ends that loop then."""
    caught = next((frame for frame, _ in traceback.walk_tb(error.__traceback__)), None)
    return (
        caught is not None
        and caught.f_code.co_name == "_process_messages_loop"
        and caught.f_locals.get("self") is pump
    )


def _goes(widget: Widget) -> bool:
    # What goes is shown no more, though its style says nothing of it.
    return any(
        isinstance(node, Widget) and not node.display and node.styles.display != "none"
        for node in widget.ancestors_with_self
    )


def _asker(frame: FrameType) -> Widget | None:
    asker = frame.f_locals.get("self")
    return asker if isinstance(asker, Widget) else None


def _of_textual(error: BaseException) -> bool:
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return str(frame.f_globals.get("__name__", "")).startswith("textual.")


def _asker_is_gone(error: NoMatches) -> bool:
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    asker = _asker(frame)
    return asker is not None and not any(
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


_DRAFTS = TypeAdapter(list[Draft])


def _mark(form: Form[Any] | Tagger) -> str:
    book = getattr(form, "book", None)
    what = [type(form).__name__, book.case.slug if book else ""]
    what += [blind] if (blind := _blind(book)) else []
    what += [place] if (place := getattr(form, "place", "")) else []
    what += [f"{field.name}={field.value}" for field in form.asked]
    return hashlib.sha256(json.dumps(what).encode("utf-8")).hexdigest()


def _blind(book: Casebook | None) -> str:
    return book.answers_of if book else ""


def draft_of(form: Form[Any] | Tagger) -> Draft:
    """What stands in a form now."""
    book, event = getattr(form, "book", None), getattr(form, "event", None)
    # A new event is none that the case has, or could have lost.
    known = bool(book and event and event.id in book.case.events)
    return Draft(
        mark=_mark(form),
        form=type(form).__name__,
        heading=whole(form.heading),
        case=book.case.slug if book else "",
        event=event.id if event and known else "",
        blind=_blind(book),
        values={name: whole(value) for name, value in form.values().items()},
        pid=os.getpid(),
    )


def as_text(draft: Draft) -> str:
    """What a draft holds, for a person to read and copy."""
    if draft.form != "Tagger":
        return "\n".join(f"{name}: {value}" for name, value in draft.values.items() if value)
    lines = []
    for kept in draft.values.values():
        with suppress(ValidationError):
            event = Event.model_validate_json(kept)
            lines.append(event.title + (": none" if event.coded_none else ""))
            for tag in event.tags:
                said = (tag.strategy, tag.coder, tag.rationale)
                lines.append("  " + " | ".join(filter(None, said)))
    return "\n".join(lines)


class DraftsOnDisk:
    """The drafts on disk: those left by an interruption, and those of the forms open now."""

    def __init__(self) -> None:
        """Read what an interruption left."""
        self.path = state_folder() / "drafts.json"
        self.left = [draft for draft in self._on_disk() if not _open_elsewhere(draft)]
        self._kept = list(self.left)
        self._writing = threading.Lock()
        self._closed = False

    def _on_disk(self) -> list[Draft]:
        try:
            return _DRAFTS.validate_json(self.path.read_bytes())
        except (OSError, ValidationError):
            return []

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
            others = [draft for draft in self._on_disk() if _open_elsewhere(draft)]
            if wanted or others:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self.path, _DRAFTS.dump_json([*wanted, *others]))
            else:
                self.path.unlink(missing_ok=True)
            self._kept = wanted

    def drop(self, kept: Sequence[Draft] = ()) -> None:
        """Let go of what was left, but for what is `kept` for another time."""
        self.left = [*kept]

    def take(self, form: Form[Any] | Tagger) -> Draft | None:
        """The draft of this very form, where an interruption left one and nothing hides it."""
        book = getattr(form, "book", None)
        if book and book.file.closed and not _blind(book):
            return None
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


def _open_elsewhere(draft: Draft) -> bool:
    """Whether the form of a draft may still be open, in another program on this home."""
    # On Windows the question would end the program that is asked about.
    if draft.pid in (0, os.getpid()) or sys.platform == "win32":
        return False
    try:
        os.kill(draft.pid, 0)
    except OSError:
        return False
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
