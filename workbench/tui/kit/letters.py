"""Letters that are typed in a row to find an entry of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.events import Key

MEMORY = 1.0
"""Seconds after which another letter begins anew."""


class Letters:
    """What was typed a moment ago in a list: “dip” is found by its three letters."""

    def __init__(self) -> None:
        self._typed = ""
        self._since = 0.0

    def find(self, key: Key, names: Sequence[tuple[str, ...]], at: int | None) -> list[int]:
        """The entries that fit the letters, the one to go to first; `at` is where one stands.

        `names` are what each entry may be called by. The same letter again goes to the next.
        """
        letter = (key.character or "").casefold()
        late = key.time - self._since > MEMORY
        self._since = key.time
        self._typed = letter if late else self._typed + letter
        said = [tuple("".join(name.casefold().split()) for name in each) for each in names]
        found = next(_fitting(self._typed, said), [])
        if not found:
            again = set(self._typed) == {letter}
            self._typed = letter
            found = next(_fitting(letter, said), [])
            if again and at in found:
                place = found.index(at) + 1
                return found[place:] + found[:place]
        return found


def _fitting(typed: str, said: Sequence[tuple[str, ...]]) -> Iterator[list[int]]:
    """The entries that begin with it; else, for several letters, those that hold it."""
    for found in (
        [i for i, names in enumerate(said) if any(name.startswith(typed) for name in names)],
        [i for i, names in enumerate(said) if any(typed in name for name in names)]
        if len(typed) > 1
        else [],
    ):
        if found:
            yield found


def is_letter(key: Key) -> bool:
    """Whether a key is typed to find something."""
    return bool(key.is_printable and key.character and not key.character.isspace())
