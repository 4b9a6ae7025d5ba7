"""Analyses, embeddings and waveforms as rows of their tables, and back."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import numpy as np

from musicsim.domain.model.analysis import (
    Analysis,
    Embedding,
    Highlight,
    KeyEstimate,
    Loudness,
    Tags,
    Tempo,
    Vector,
    Waveform,
)
from musicsim.domain.model.details import TempoAndKey
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.rules.listing import WHEEL, wheel
from musicsim.domain.rules.outlines import outline_of

_PROBABILITIES = msgspec.json.Decoder(dict[str, float])
_FLOAT32 = np.dtype("<f4")


def row_of(track_id: TrackId, analysis: Analysis) -> dict[str, Any]:
    """The row of an analysis, all columns named; parts that are not there are None."""
    tempo, key, loudness = analysis.tempo, analysis.key, analysis.loudness
    tags, highlight = analysis.tags, analysis.highlight
    return {
        "track_id": track_id,
        "duration": analysis.duration,
        "tempo_bpm": tempo.bpm if tempo else None,
        "tempo_confidence": tempo.confidence if tempo else None,
        "tempo_model": tempo.model if tempo else None,
        "key_tonic": key.key.tonic if key else None,
        "key_mode": key.key.mode.value if key else None,
        "key_confidence": key.confidence if key else None,
        "key_model": key.model if key else None,
        "loudness_lufs": loudness.lufs if loudness else None,
        "loudness_model": loudness.model if loudness else None,
        "tags": json.dumps(dict(tags.probabilities), ensure_ascii=False) if tags else None,
        "tags_model": tags.model if tags else None,
        "highlight_start": highlight.start if highlight else None,
        "highlight_length": highlight.length if highlight else None,
        "highlight_model": highlight.model if highlight else None,
        "outline": outline_of(analysis),
    }


def shown_of(analysis: Analysis) -> dict[str, Any]:
    """What the track's own row shows of it."""
    tempo, key = analysis.tempo, analysis.key
    return {"bpm": tempo.bpm if tempo else None, "camelot": wheel(key.key) if key else None}


def tempo_and_key_of(bpm: float | None, camelot: int | None) -> TempoAndKey:
    """And back."""
    return TempoAndKey(bpm, None if camelot is None else WHEEL[camelot])


def analysis_of(row: Mapping[Any, Any], embeddings: Iterable[Embedding] = ()) -> Analysis:
    """The analysis of a row, with the embeddings given."""
    return Analysis(
        duration=row["duration"],
        embeddings=tuple(embeddings),
        tempo=_tempo(row),
        key=_key(row),
        loudness=_loudness(row),
        tags=_tags(row),
        highlight=_highlight(row),
    )


def _tempo(row: Mapping[Any, Any]) -> Tempo | None:
    model = row["tempo_model"]
    return None if model is None else Tempo(row["tempo_bpm"], row["tempo_confidence"], model)


def _key(row: Mapping[Any, Any]) -> KeyEstimate | None:
    model = row["key_model"]
    if model is None:
        return None
    return KeyEstimate(MusicalKey(row["key_tonic"], Mode(row["key_mode"])), row["key_confidence"], model)


def _loudness(row: Mapping[Any, Any]) -> Loudness | None:
    model = row["loudness_model"]
    return None if model is None else Loudness(row["loudness_lufs"], model)


def _tags(row: Mapping[Any, Any]) -> Tags | None:
    model = row["tags_model"]
    return None if model is None else Tags(_PROBABILITIES.decode(row["tags"]), model)


def _highlight(row: Mapping[Any, Any]) -> Highlight | None:
    model = row["highlight_model"]
    return None if model is None else Highlight(row["highlight_start"], row["highlight_length"], model)


def embedding_rows(track_id: TrackId, analysis: Analysis) -> list[dict[str, Any]]:
    """A row for each embedding, in their order."""
    return [
        {
            "track_id": track_id,
            "space": each.space,
            "position": position,
            "vector": each.vector.astype(_FLOAT32).tobytes(),
        }
        for position, each in enumerate(analysis.embeddings)
    ]


def vector_of(data: bytes) -> Vector:
    """The vector of an embedding's row, float32, read-only."""
    return np.frombuffer(data, _FLOAT32).astype(np.float32, copy=False)


def waveform_of(peaks: bytes, model: str) -> Waveform:
    """The waveform of a row; its peaks are read-only."""
    return Waveform(np.frombuffer(peaks, np.uint8), model)
