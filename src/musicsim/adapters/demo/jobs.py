"""One unit of work for a worker process: compose a song, then write every file that is made of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from musicsim.adapters.demo import cover
from musicsim.adapters.demo.catalogue import (
    ALBUMS,
    COMPILATION,
    COMPILATION_ARTIST,
    COMPILATION_YEAR,
    COPIES,
    Album,
    Copy,
    Format,
)
from musicsim.adapters.demo.effects import fade
from musicsim.adapters.demo.encode import write_audio
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.sound import Sound, decibels, samples

PART = ".part"
"""The suffix of files that are still being written; no scanner takes it for audio."""


@dataclass(frozen=True, slots=True)
class Job:
    """A song, and where its files go: the original, when it is missing, and the missing copies by key."""

    album: Album
    number: int
    original: bool
    copies: tuple[tuple[str, Copy], ...]

    def __len__(self) -> int:
        return self.original + len(self.copies)


def copy_key(copy: Copy) -> str:
    """The file of a copy, as a POSIX path below the demo folder."""
    title = album_named(copy.album).songs[copy.number - 1][0]
    return f"{COMPILATION_ARTIST}/{COMPILATION}/{COPIES.index(copy) + 1:02} {title}.{copy.format}"


def album_named(title: str) -> Album:
    return next(album for album in ALBUMS if album.title == title)


def every_job(missing: frozenset[str]) -> Iterator[Job]:
    """The jobs that write the missing keys."""
    for album in ALBUMS:
        for number in range(1, len(album.songs) + 1):
            keyed = ((copy_key(copy), copy) for copy in COPIES if (copy.album, copy.number) == (album.title, number))
            copies = tuple((key, copy) for key, copy in keyed if key in missing)
            job = Job(album, number, album.key_of(number) in missing, copies)
            if len(job):
                yield job


def compose(piece: Piece) -> Sound:
    """The stereo master of a piece; the module of its style composes it."""
    module = import_module(f"musicsim.adapters.demo.styles.{piece.style}")
    sound: Sound = module.compose(piece)
    return sound


def perform(folder: Path, job: Job) -> int:
    """Write the job's files and return how many there are. Raises `OSError` when one cannot be written."""
    sound = compose(job.album.piece(job.number))
    if job.original:
        _original(folder, job.album, job.number, sound)
    for key, copy in job.copies:
        _copy(folder, key, job.album, copy, sound)
    return len(job)


def _original(folder: Path, album: Album, number: int, sound: Sound) -> None:
    tags = _tags(album, number) | {
        "album": album.title,
        "album_artist": album.artist,
        "date": str(album.year),
        "track": f"{number}/{len(album.songs)}",
    }
    picture = cover.png(album.title) if album.cover == "embedded" else None
    _write(folder / album.key_of(number), sound, album.format, album.bitrate, tags, picture)


def _copy(folder: Path, key: str, album: Album, copy: Copy, sound: Sound) -> None:
    tags = _tags(album, copy.number) | {
        "album": COMPILATION,
        "album_artist": COMPILATION_ARTIST,
        "date": str(COMPILATION_YEAR),
        "track": f"{COPIES.index(copy) + 1}/{len(COPIES)}",
    }
    _write(folder / key, altered(sound, copy), copy.format, copy.bitrate, tags, None)


def altered(sound: Sound, copy: Copy) -> Sound:
    """The sound as the compilation has it: cut at the ends that the copy cuts, and quieter."""
    kept = sound[:, samples(copy.cut_start) : sound.shape[1] - samples(copy.cut_end)]
    if copy.change == "shortened":
        kept = fade(kept, 0.05 if copy.cut_start else 0.0, 1.5)
    return kept if copy.gain_db == 0 else (kept * decibels(copy.gain_db)).astype(kept.dtype)


def _tags(album: Album, number: int) -> dict[str, str]:
    return {"title": album.songs[number - 1][0], "artist": album.artist, "genre": album.genre}


def _write(path: Path, sound: Sound, form: Format, bitrate: int, tags: dict[str, str], picture: bytes | None) -> None:
    write_whole(path, lambda partial: write_audio(partial, sound, form, bitrate, tags, picture))


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` write under another name first, so that a final name never stands for half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}{PART}")
    write(partial)
    partial.replace(path)
