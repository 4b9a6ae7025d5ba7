"""Known near-duplicates, as a JSON file says: {"duplicates": [[key, key of the copy, kind], …]}."""

from pathlib import Path

import msgspec

from musicsim.domain.errors import Invalid, NotFound


class Truth(msgspec.Struct, frozen=True):
    """The file's content; a copy's kind is for people ("mp3", "+2 %")."""

    duplicates: list[tuple[str, str, str]] = []

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(original, copy) for original, copy, _ in self.duplicates]

    def kind(self, one: str, other: str) -> str:
        """The kind of copy that two keys are, "" when they are copies of a third."""
        kinds = {frozenset((original, copy)): kind for original, copy, kind in self.duplicates}
        return kinds.get(frozenset((one, other)), "")


def read_truth(named: Path | None, library: Path | None) -> Truth | None:
    """The file that is named, else the library's own truth.json, else None.

    NotFound when a named file is not there, Invalid when it is not as it should be.
    """
    path = named or (library / "truth.json" if library is not None else None)
    if path is None:
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Truth)
    except (FileNotFoundError, NotADirectoryError):
        if named is None:
            return None
        raise NotFound(f"There is no file {str(path)!r}. Name an existing one with --truth.") from None
    except (OSError, msgspec.DecodeError) as fault:
        raise Invalid(f"{str(path)!r} cannot be used as truth: {fault}.", "truth") from fault
