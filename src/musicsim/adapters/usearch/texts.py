"""Strings as small numbers."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Int32s = npt.NDArray[np.int32]

_AROUND_INSIDE = "/", "0"
"""What follows a folder's path in the first path inside of it, and in the first behind all of these."""


class Texts(Protocol):
    """A table of distinct strings; a string's code is its place."""

    def code(self, text: str) -> int:
        """Its code, -1 when it is not in the table."""

    def text(self, code: int) -> str:
        """The string of a code."""

    def below(self, folder: str) -> Sequence[int]:
        """The codes of a folder's path, and of those of the folders in it at any depth."""

    def __len__(self) -> int: ...


class GrowingTexts(Texts):
    """In memory, in order of first appearance."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._texts: list[str] = []

    def add(self, text: str) -> int:
        """Its code, a new one when it has none."""
        code = self._codes.setdefault(text, len(self._texts))
        if code == len(self._texts):
            self._texts.append(text)
        return code

    def code(self, text: str) -> int:
        return self._codes.get(text, -1)

    def text(self, code: int) -> str:
        return self._texts[code]

    def below(self, folder: str) -> Sequence[int]:
        inside = f"{folder}/"
        return [code for code, text in enumerate(self._texts) if text == folder or text.startswith(inside)]

    def __len__(self) -> int:
        return len(self._texts)


class SortedTexts(Texts):
    """In a mapped file: the strings one behind the other, ascending, and where each ends."""

    def __init__(self, ends: npt.NDArray[np.int64], letters: npt.NDArray[np.uint8]) -> None:
        self._ends = ends
        self._letters = letters

    def code(self, text: str) -> int:
        try:
            wanted = text.encode()
        except UnicodeEncodeError:
            return -1
        place = self._place(wanted)
        return place if place < len(self) and self._bytes(place) == wanted else -1

    def text(self, code: int) -> str:
        return self._bytes(code).decode()

    def below(self, folder: str) -> Sequence[int]:
        try:
            first, last = (self._place(f"{folder}{end}".encode()) for end in _AROUND_INSIDE)
        except UnicodeEncodeError:
            return []
        itself = self.code(folder)
        return [*range(first, last), *([itself] if itself >= 0 else [])]

    def __len__(self) -> int:
        return len(self._ends)

    def _place(self, wanted: bytes) -> int:
        return bisect_left(range(len(self)), wanted, key=self._bytes)

    def _bytes(self, code: int) -> bytes:
        start = int(self._ends[code - 1]) if code else 0
        return self._letters[start : int(self._ends[code])].tobytes()


def sorted_columns(texts: Iterable[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """The two columns that SortedTexts reads, of strings that ascend."""
    encoded = [text.encode() for text in texts]
    ends = np.cumsum([len(one) for one in encoded], dtype=np.int64)
    return ends, np.frombuffer(b"".join(encoded), np.uint8)


def merged(parts: list[tuple[Texts, Int32s]]) -> tuple[list[str], list[Int32s]]:
    """One ascending table of the strings that columns use, and each column in its codes."""
    used = [np.unique(codes).tolist() for _, codes in parts]
    texts = sorted({table.text(code) for (table, _), some in zip(parts, used, strict=True) for code in some})
    places = {text: place for place, text in enumerate(texts)}
    recoded = []
    for (table, codes), some in zip(parts, used, strict=True):
        translation = np.zeros(len(table), np.int32)
        translation[some] = [places[table.text(code)] for code in some]
        recoded.append(translation[codes])
    return texts, recoded
