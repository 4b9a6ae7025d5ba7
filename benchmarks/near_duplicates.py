"""How well near-duplicates are told from what only sounds like them: `python -m benchmarks.near_duplicates [--json]`.

From pieces of the demo library, composed anew: their re-encodings, cuts, levels and rates must be found, while takes of
the same score (played anew, two per cent faster or slower, a tone higher), other pieces of the artist and pieces that
share a kit must not. False merges matter most: they hide music.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from zlib import crc32

import numpy as np
import soxr
from tests.support.encode import encoded
from tests.support.sounds import wav

from musicsim.adapters.audio.listen import listen
from musicsim.adapters.demo.catalogue import ALBUMS, Album
from musicsim.adapters.demo.jobs import compose
from musicsim.adapters.demo.plan import Piece
from musicsim.adapters.demo.sound import RATE, Sound
from musicsim.domain.model.audio import InlineAudio
from musicsim.domain.model.similarity import Sound as Heard
from musicsim.domain.rules.near_duplicates import is_near_duplicate
from musicsim.domain.rules.sounds import sound_of

PIECES = 2  # of each album


class Take(Piece):
    """The same score, played on another day."""

    def rng(self) -> np.random.Generator:
        return np.random.default_rng(crc32(f"{self.style}/{self.flavour}/{self.number}/another".encode()))


@dataclass(frozen=True, slots=True)
class Recording:
    """A file: what it is a file of, what was done to it, and what was heard in it."""

    piece: str
    change: str
    sound: Heard


def copies_of(sound: Sound) -> Iterator[tuple[str, bytes]]:
    """Files that are all of one recording."""
    yield "original", encoded(sound, RATE, "flac", "flac")
    yield "mp3 128", encoded(sound, RATE, "mp3", "libmp3lame", bit_rate=128_000)
    yield "mp3 64", encoded(sound, RATE, "mp3", "libmp3lame", bit_rate=64_000)
    yield "opus 32", encoded(soxr.resample(sound.T, RATE, 48_000).T, 48_000, "ogg", "libopus", bit_rate=32_000)
    yield "22 kHz mono", wav(soxr.resample(sound.mean(axis=0), RATE, 22_050), 22_050)
    yield "-9 dB", wav(sound * 10 ** (-9 / 20), RATE)
    yield "3 s off the start", wav(sound[:, 3 * RATE :], RATE)  # between two frames of fingerprints
    yield "6 s off the end", wav(sound[:, : -6 * RATE], RATE)


def takes_of(album: Album, number: int) -> Iterator[tuple[str, Piece]]:
    """Pieces that sound like that one, and are another recording."""
    piece = album.piece(number)
    parts = (piece.title, piece.key_name, piece.bpm, piece.number, piece.style, piece.flavour)
    tonic, mode = piece.key_name.split(" ", 1)
    yield "played anew", Take(*parts)
    yield "2 % faster", replace(piece, bpm=piece.bpm * 1.02)
    yield "2 % slower", replace(piece, bpm=piece.bpm * 0.98)
    yield "a tone higher", replace(piece, key_name=f"{_UP[tonic]} {mode}")


_UP = {"C": "D", "C#": "Eb", "D": "E", "Eb": "F", "E": "F#", "F": "G", "F#": "Ab", "G": "A", "G#": "Bb", "Ab": "Bb"}
_UP |= {"A": "B", "Bb": "C", "B": "C#"}


def recordings(albums: int, pieces: int) -> Iterator[Recording]:
    """All files of the labelled set."""
    for album in ALBUMS[:: max(1, len(ALBUMS) // albums)]:
        for number in range(1, pieces + 1):
            piece = f"{album.title}/{number}"
            for change, data in copies_of(compose(album.piece(number))):
                yield Recording(piece, change, heard(data))
            for change, take in takes_of(album, number):
                yield Recording(f"{piece}, {change}", change, heard(encoded(compose(take), RATE, "flac", "flac")))


def heard(data: bytes) -> Heard:
    """What decides whether a file is of the same recording as another."""
    analysis = listen(InlineAudio(data))
    return sound_of(analysis, analysis.embeddings[0].vector, analysis.fingerprint)


@dataclass(frozen=True, slots=True)
class Count:
    """Pairs of files: how many are of one recording and of two, and how many of these are taken for the other."""

    same: int
    missed: int
    different: int
    merged: int
    wrong: list[str]


def counted(files: list[Recording]) -> Count:
    """What the rule makes of all pairs."""
    same = missed = different = merged = 0
    wrong = []
    for one, other in combinations(files, 2):
        found = is_near_duplicate(one.sound, other.sound, float(one.sound.vector @ other.sound.vector))
        if one.piece == other.piece:
            same, missed = same + 1, missed + (not found)
        else:
            different, merged = different + 1, merged + found
        if found != (one.piece == other.piece):
            wrong.append(f"{one.piece} ({one.change}) | {other.piece} ({other.change})")
    return Count(same, missed, different, merged, wrong)


def compared(albums: int = 8, pieces: int = PIECES) -> dict[str, Count]:
    """With fingerprints and without."""
    files = list(recordings(albums, pieces))
    bare = [replace(file, sound=file.sound._replace(fingerprint=None)) for file in files]
    return {"with fingerprints": counted(files), "without": counted(bare)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--albums", type=int, default=8)
    asked = parser.parse_args()
    found = compared(asked.albums)
    if asked.json:
        print(json.dumps({name: {"missed": c.missed, "merged": c.merged} for name, c in found.items()}))
        return
    print("| | pairs of one recording | missed | pairs of two | merged |\n| --- | ---: | ---: | ---: | ---: |")
    for name, count in found.items():
        print(f"| {name} | {count.same} | {count.missed} | {count.different} | {count.merged} |")
    for name, count in found.items():
        print(f"\n{name}:", *count.wrong[:40], sep="\n  ")


if __name__ == "__main__":
    main()
