"""Tracks and analyses for tests, by number; for odd ones see strategies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from musicsim.domain.model.analysis import (
    Analysis,
    Embedding,
    Highlight,
    KeyEstimate,
    Loudness,
    Tags,
    Tempo,
    Waveform,
)
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.track import Track, TrackStatus

SPACE = "test@1"
HALVES = ["\udcff", "a/\ud800.mp3", "a\0b"]  # text without a form in UTF-8, and what no database keeps
DAY = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


def track_id(number: int) -> TrackId:
    return TrackId(f"t{number:05d}")


def a_track(number: int = 1, **changes: Any) -> Track:
    """A pending track; `title`, `artist`, `year` and the like go to its metadata."""
    about = {name: changes.pop(name) for name in Metadata.__slots__ if name in changes}
    plain = Track(
        id=track_id(number),
        key=f"folder/{number:05d}.mp3",
        size=1000 + number,
        modified_ns=1_700_000_000_000_000_000 + number,
        content_hash=f"{number:064x}",
        metadata=Metadata(**({"title": f"Title {number}", "artist": "Artist", "album": "Album"} | about)),
        status=TrackStatus.PENDING,
        added_at=DAY + timedelta(seconds=number),
    )
    return replace(plain, **changes)


def a_failed_track(number: int = 1, reason: FailureReason = FailureReason.DAMAGED, **changes: Any) -> Track:
    return a_track(number, status=TrackStatus.FAILED, failure=Failure(reason, "its own words"), **changes)


def a_vector(seed: int = 1, dimension: int = 8) -> np.ndarray:
    vector = np.random.default_rng(seed).standard_normal(dimension)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def an_analysis(seed: int = 1, space: str = SPACE) -> Analysis:
    """All parts, those of another `seed` differ."""
    return Analysis(
        duration=100.5 + seed,
        embeddings=(Embedding(space, a_vector(seed)), Embedding("another@2", a_vector(seed + 1000, 3))),
        tempo=Tempo(120.0 + seed, 0.75, "tempo@1"),
        key=KeyEstimate(MusicalKey(seed % 12, Mode.MINOR), 0.5, "key@2"),
        loudness=Loudness(-14.25, "loudness@3"),
        tags=Tags({"rock": 0.9, "été": 0.1, 'quo"te': 0.0}, "tags@4"),
        highlight=Highlight(12.5, 30.0, "highlight@5"),
    )


SILENCE = Analysis(duration=3.25, loudness=Loudness(float("-inf"), "loudness@3"))


def a_waveform(seed: int = 1) -> Waveform:
    return Waveform(np.arange(seed, seed + 200, dtype=np.uint8), f"waveform@{seed}")


def same_analysis(one: Analysis | None, other: Analysis | None) -> bool:
    """Equality that looks into vectors."""
    if one is None or other is None:
        return one is other
    return (
        replace(one, embeddings=()) == replace(other, embeddings=())
        and [e.space for e in one.embeddings] == [e.space for e in other.embeddings]
        and all(
            np.array_equal(a.vector, b.vector) and a.vector.dtype == b.vector.dtype == np.float32
            for a, b in zip(one.embeddings, other.embeddings, strict=True)
        )
    )
