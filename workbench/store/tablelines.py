"""The lines of a table of a case file, where they stand in its bytes, and those written since.

A large case is held as the bytes that were read: a line of its own for each record would take more
memory, and all of them would be joined anew at every edit.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

_MOST = 1000
"""Lines written since, above which all are put behind each other anew."""


class TableLines(Mapping[str, bytes]):
    """The bytes of every record's line by id, its comma included; `put` gives the next state."""

    def __init__(
        self, file: bytes, numbers: dict[str, int], begins: array[int], since: dict[str, bytes]
    ) -> None:
        """Use `within` or `of`."""
        self._data = file
        self._numbers = numbers
        """Which of the lines in the file is whose."""
        self._begins = begins
        """Where each begins, and last where the first byte behind them is."""
        self._since = since
        """The lines that stand in place of those, or behind them."""

    @classmethod
    def within(cls, file: bytes, at: int, ids: list[str], sizes: Iterable[int]) -> TableLines:
        """Lines of these sizes behind each other in `file` from `at` on, each with its break."""
        ends = enumerate(accumulate(sizes, initial=at))
        begins = array("Q", [number + end for number, end in ends])
        return cls(file, dict(zip(ids, range(len(ids)), strict=True)), begins, {})

    @classmethod
    def of(cls, lines: Mapping[str, bytes]) -> TableLines:
        """Lines that stand in no file yet."""
        held = [*lines.values()]
        return cls.within(b"\n".join([*held, b""]), 0, [*lines], map(len, held))

    def __getitem__(self, key: str) -> bytes:
        if key in self._since:
            return self._since[key]
        number = self._numbers[key]
        return self._data[self._begins[number] : self._begins[number + 1] - 1]

    def __contains__(self, key: object) -> bool:
        return key in self._numbers or key in self._since

    def __iter__(self) -> Iterator[str]:
        yield from self._numbers
        yield from (key for key in self._since if key not in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers) + sum(key not in self._numbers for key in self._since)

    def run(self, key: str, most: int) -> list[bytes]:
        """The line of `key` and those behind it, `most` at most, where they stand in the file.

        None where lines were written since: they may stand in place of these.
        """
        first = len(self._numbers) if self._since else self._numbers.get(key, len(self._numbers))
        last = min(first + most, len(self._numbers))
        return self._data[self._begins[first] : self._begins[last]].split(b"\n")[:-1]

    @property
    def end(self) -> int:
        """Where what follows them begins in their file."""
        return self._begins[-1]

    def put(self, lines: dict[str, bytes]) -> TableLines:
        """The table with these lines, each in the place of its record's or at the end."""
        since = self._since | lines
        if len(since) > _MOST:
            return self.of({**self, **lines})
        return TableLines(self._data, self._numbers, self._begins, since)

    def parts(self) -> Iterator[bytes | memoryview]:
        """The bytes of the lines, each with its break; those of the file as they stand there."""
        file, at = memoryview(self._data), self._begins[0]
        replaced = {self._numbers[key]: key for key in self._since if key in self._numbers}
        for number in sorted(replaced):
            yield file[at : self._begins[number]]
            yield self._since[replaced[number]] + b"\n"
            at = self._begins[number + 1]
        yield file[at : self.end]
        yield b"".join(
            line + b"\n" for key, line in self._since.items() if key not in self._numbers
        )
