"""Libraries of any size that look like music: artists with a few albums each, in one genre, that sound alike."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from musicsim.domain.model.analysis import (
    Analysis,
    Embedding,
    Highlight,
    KeyEstimate,
    Loudness,
    Tags,
    Tempo,
    Vector,
)
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.outline import TAGS
from musicsim.domain.model.track import Track, TrackStatus

SPACE = "musicnn-msd@1"
DIMENSION = 212
TRACKS_PER_ALBUM = 12
ALBUMS_PER_ARTIST = 4

_MODEL = "synthetic@1"
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_GENRES = (
    "Ambient", "Blues", "Chanson", "Classical", "Country", "Drum & Bass", "Electronic", "Folk", "Funk", "Hip-Hop",
    "House", "Jazz", "Metal", "Pop", "Punk", "Reggae", "Rock", "Soul", "Techno", "Trip-Hop",
)  # fmt: skip
_WORDS = (
    "Amber", "Ash", "Aurora", "Bell", "Blue", "Bridge", "Cinder", "Cloud", "Coral", "Crow", "Dawn", "Delta", "Dust",
    "Echo", "Ember", "Été", "Falcon", "Fern", "Field", "Flood", "Fog", "Garden", "Ghost", "Glass", "Gold", "Grün",
    "Harbour", "Hollow", "Île", "Iron", "Ivory", "Juniper", "Kite", "Lake", "Lantern", "Leaf", "Light", "Lune",
    "Marble", "Meadow", "Mirror", "Moon", "Moss", "Night", "Noise", "North", "Ocean", "Øre", "Owl", "Paper", "Pine",
    "Quartz", "Rain", "Raven", "River", "Sable", "Salt", "Shadow", "Silver", "Sky", "Smoke", "Snow", "Stone",
    "Storm", "Sun", "Thorn", "Tide", "Tower", "Valley", "Velvet", "Wave", "Willow", "Wind", "Winter", "Wire", "Yew",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Artist:
    name: str
    genre: str
    sound: Vector


def synthetic_tracks(count: int, seed: int) -> Iterator[tuple[Track, Analysis]]:
    """`count` listened-to tracks, the same for the same seed, in constant memory.

    Keys are ascending within an album only. Embeddings are unit vectors of `DIMENSION` in `SPACE`: a centre for each
    genre, around it a centre for each artist, around that the tracks.
    """
    rng = np.random.default_rng(seed)
    centres = _unit(rng.standard_normal((len(_GENRES), DIMENSION)))
    leanings = np.random.default_rng(seed).standard_normal((len(TAGS), DIMENSION))
    per_artist = TRACKS_PER_ALBUM * ALBUMS_PER_ARTIST
    artist, album, year = _Artist("", "", centres[0]), "", 2000
    for number in range(count):
        if number % per_artist == 0:
            artist = _artist(rng, centres, number // per_artist)
        if number % TRACKS_PER_ALBUM == 0:
            album, year = _name(rng, 2), int(rng.integers(1955, 2026))
        track, heard = _track(rng, number, artist, album, year), _analysis(rng, artist)
        yield track, replace(heard, tags=_tags(heard, leanings))


def _artist(rng: np.random.Generator, centres: Vector, number: int) -> _Artist:
    genre = int(rng.integers(len(_GENRES)))
    sound = _unit(centres[genre] + 0.06 * rng.standard_normal(DIMENSION))
    return _Artist(f"{_name(rng, 2)} {number}", _GENRES[genre], sound)


def _track(rng: np.random.Generator, number: int, artist: _Artist, album: str, year: int) -> Track:
    title, place = _name(rng, 3), number % TRACKS_PER_ALBUM + 1
    seconds = float(np.clip(rng.normal(230, 70), 20, 1200))
    return Track(
        id=TrackId(f"{number:026d}"),
        key=f"{artist.name}/{album} ({year})/{place:02d} {title}.mp3",
        size=int(seconds * 32_000),
        modified_ns=1_700_000_000_000_000_000 + number * 1_000_000_007,
        content_hash=rng.bytes(32).hex(),
        metadata=Metadata(
            title=title,
            artist=artist.name,
            album=album,
            album_artist=artist.name,
            genre=artist.genre,
            year=year,
            track_number=place,
            disc_number=1,
            duration=seconds,
            sample_rate=44_100,
            channels=2,
            bitrate=256,
            codec="mp3",
        ),
        status=TrackStatus.PENDING,
        added_at=_FIRST_DAY + timedelta(seconds=number // 500),
    )


def _analysis(rng: np.random.Generator, artist: _Artist) -> Analysis:
    vector = _unit(artist.sound + 0.05 * rng.standard_normal(DIMENSION))
    low, high = np.sort(rng.random(2))
    return Analysis(
        duration=230.0,
        embeddings=(Embedding(SPACE, vector),),
        tempo=Tempo(float(rng.normal(118, 25)), float(high), _MODEL),
        key=KeyEstimate(
            MusicalKey(int(rng.integers(12)), Mode.MINOR if low < 0.5 else Mode.MAJOR), float(high), _MODEL
        ),
        loudness=Loudness(float(rng.normal(-12, 4)), _MODEL),
        tags=Tags({artist.genre: float(high), "instrumental": float(low)}, _MODEL),
        highlight=Highlight(60.0, 30.0, _MODEL),
    )


def _tags(heard: Analysis, leanings: npt.NDArray[np.float64]) -> Tags | None:
    """With a probability of each of the fifty tags, each of which leans to one side of the space."""
    if heard.tags is None:
        return None
    odds = 1.2 * leanings @ heard.embeddings[0].vector - 3
    likely = 1 / (1 + np.exp(-odds))
    return Tags({**dict(zip(TAGS, likely.round(4).tolist(), strict=True)), **heard.tags.probabilities}, _MODEL)


def _name(rng: np.random.Generator, words: int) -> str:
    return " ".join(_WORDS[each] for each in rng.integers(len(_WORDS), size=words))


def _unit(vectors: np.ndarray) -> Vector:
    lengths: Vector = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / lengths).astype(np.float32)
