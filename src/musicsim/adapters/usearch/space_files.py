"""The files of one space and how they are read.

    current                 sealed JSON: format, the space's name and dimension, the number of its generation (0: none)
    generation-00000003/    see generation.py
    journal-00000003        changes since that generation, then -00000004 … when the next one is being written

A generation and the journals from its number on make up the space; everything else is a leftover.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import msgspec

from musicsim.adapters.usearch import changes, durable, generation, journal
from musicsim.adapters.usearch.damage import Damaged
from musicsim.adapters.usearch.generation import Generation
from musicsim.adapters.usearch.layers import Layers
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.domain.model.vectors import Space

FORMAT = 2


class Current(msgspec.Struct, frozen=True, kw_only=True):
    """What `current` says."""

    format: int
    name: str
    dimension: int
    generation: int


def folder_name(space: str) -> str:
    """A file name for any space's name; "." is never in it, so that other names can be told apart."""
    return quote(space, safe="@").replace(".", "%2E") or "%"


def names(folder: Path) -> list[str]:
    """The names of the spaces in the folder of all of them."""
    if not folder.is_dir():
        return []
    folders = [path.name for path in folder.iterdir() if "." not in path.name and path.is_dir()]
    return ["" if name == "%" else unquote(name) for name in folders]


def create(folder: Path, space: Space) -> None:
    """A space without entries, all at once."""
    beside = folder.with_name(folder.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    journal.create(journal.path_of(beside, 0), 0)
    write_current(beside, Current(format=FORMAT, name=space.name, dimension=space.dimension, generation=0))
    beside.rename(folder)
    durable.sync_folder(folder.parent)


def write_current(folder: Path, current: Current) -> None:
    """Point to another generation, lastingly."""
    durable.replace_sealed(folder / "current", msgspec.json.encode(current))


def read_current(folder: Path) -> Current:
    """What the space consists of; Damaged when that cannot be told."""
    try:
        current = msgspec.json.decode(durable.read_sealed(folder / "current"), type=Current)
    except (FileNotFoundError, msgspec.DecodeError) as fault:
        raise Damaged(f"current cannot be read: {fault}") from fault
    if current.format != FORMAT:
        raise Damaged(f"the files have format {current.format}, not {FORMAT}")
    return current


@dataclass
class Opened:
    """A space as its files tell: the layers, where the last journal's last whole record ends, and its size when it was
    last looked at.
    """

    current: Current
    generation: Generation | None
    layers: Layers
    journal: int
    end: int
    changes: int
    size: int = 0


def read(folder: Path, tuning: Tuning) -> Opened:
    """Open a space without changing anything. Damaged when files are missing or not what was written."""
    current = read_current(folder)
    base = Generation(generation.path_of(folder, current.generation), tuning) if current.generation else None
    layers = Layers(current.dimension, base.layer if base else None)
    opened = Opened(current, base, layers, current.generation, 0, 0)
    catch_up(folder, opened)
    return opened


def catch_up(folder: Path, opened: Opened) -> None:
    """Bring in what the journals hold and `opened` does not. A journal is complete once the next one exists."""
    while True:
        complete = journal.path_of(folder, opened.journal + 1).exists()
        _follow(folder, opened)
        if not complete:
            return
        opened.journal, opened.end, opened.size = opened.journal + 1, 0, 0


def _follow(folder: Path, opened: Opened) -> None:
    """Damaged, too, when what was read is no longer there: the disk had refused it, and its writer took it back."""
    path = journal.path_of(folder, opened.journal)
    try:
        size, before = path.stat().st_size, opened.size
        opened.size = size
        if size == opened.end:
            return
        reading = journal.read(path, opened.journal, opened.end)
    except FileNotFoundError as fault:
        raise Damaged(f"{path.name} is missing") from fault
    if size < opened.end or (size > before > opened.end and not reading.payloads):
        raise Damaged(f"{path.name} does not go on where it was read to")
    told = (changes.decode(payload, opened.current.dimension) for payload in reading.payloads)
    opened.changes += opened.layers.replay(told) if reading.payloads else 0
    opened.end = reading.end


def remove_leftovers(folder: Path, current: int) -> None:
    """Remove what an interruption left, and generations and journals before the current one."""
    kept = generation.path_of(folder, current)
    for path in folder.glob("generation-*"):
        if path != kept:
            shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("journal-*"):
        if path < journal.path_of(folder, current):
            path.unlink(missing_ok=True)
    for path in folder.glob("*.new"):
        path.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Take a space away, all at once as others see it."""
    beside = folder.with_name(folder.name + ".cleared")
    shutil.rmtree(beside, ignore_errors=True)
    folder.rename(beside)
    durable.sync_folder(folder.parent)
    shutil.rmtree(beside, ignore_errors=True)


def set_aside(folder: Path) -> Path:
    """Keep damaged files for those who want to look, instead of the ones set aside before; where they are."""
    beside = folder.with_name(folder.name + ".damaged")
    shutil.rmtree(beside, ignore_errors=True)
    folder.rename(beside)
    durable.sync_folder(folder.parent)
    return beside
