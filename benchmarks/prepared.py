"""Synthetic libraries as musicsim keeps them once it has listened to everything, made once and then kept.

Rows go in by the ten thousand, without a transaction a track: listening is not what is measured here.
"""

import asyncio
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from benchmarks.synthetic import DIMENSION, SPACE, synthetic_tracks
from musicsim.adapters.sqlalchemy import analysis_rows, facets, folder_counts, state_counts, track_rows
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.migrations.head import HEAD
from musicsim.adapters.sqlalchemy.tables import analyses, embeddings, tracks, waveforms
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from musicsim.config import Settings
from musicsim.domain.model.analysis import Analysis, Waveform
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.model.vectors import Space, VectorEntry
from musicsim.domain.rules.attributes import attributes_of

KEPT = Path("build/bench")
LIBRARY_SPACE = Space(SPACE, DIMENSION)

_FORMAT = 4  # another one when what is made below changes
_SEED = 7
_BATCH = 10_000
_HUBS = 0.6, 0.05  # mean and deviation of hub numbers, about as they are found
_AUDIO = b"ID3\x04\0\0\0\0\0\0"  # enough for a file that no one opens
_WAVEFORM = Waveform(np.full(800, 128, np.uint8), "peaks@1")

Listened = tuple[Track, Analysis]


def listened_to(count: int) -> Iterator[Listened]:
    """The tracks of the library with `count` tracks, as they are kept; their files are tiny."""
    for track, analysis in synthetic_tracks(count, _SEED):
        yield replace(track, status=TrackStatus.ANALYSED, size=len(_AUDIO)), analysis


def settings_for(count: int) -> Settings:
    """Settings under which musicsim knows `count` tracks: rows, vectors and index are made unless they are there."""
    data = KEPT.absolute() / f"{count}-{HEAD}-{_FORMAT}"
    if not data.exists():
        beside = data.with_name(data.name + ".new")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        asyncio.run(_fill(Settings(data=beside), count))
        beside.rename(data)
    return Settings(data=data, library=str(KEPT.absolute() / "no-music"), scan_on_start=False)


def files_for(count: int) -> Path:
    """A folder with the files of that library: one folder an album, sizes and times as in the rows."""
    root = KEPT.absolute() / f"{count}-files-{_FORMAT}"
    if not root.exists():
        beside = root.with_name(root.name + ".new")
        shutil.rmtree(beside, ignore_errors=True)
        for track, _ in listened_to(count):
            path = beside / track.key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_AUDIO)
            os.utime(path, ns=(track.modified_ns, track.modified_ns))
        beside.rename(root)
    return root


async def _fill(settings: Settings, count: int) -> None:
    database = Database(settings.effective_database_url)
    # one generation at the end; small libraries stay in the journal, as they would
    tuning = Tuning(delta_least=max(Tuning.delta_least, count - 1), delta_most=max(Tuning.delta_most, count - 1))
    index = UsearchVectorIndex(settings.data / "vectors", tuning)
    await database.migrate()
    for batch in _batches(listened_to(count)):
        await database.write(partial(_insert, batch=batch, count=count))
        await index.upsert(LIBRARY_SPACE, [_entry(*one) for one in batch])
    await index.settle()
    await index.close()
    await database.close()


def _insert(connection: Connection, batch: list[Listened], count: int) -> None:
    rows = [_row(track) for track, _ in batch]
    with facets.regrouped(connection, [track.id for track, _ in batch]):
        connection.execute(insert(tracks), rows)
        facets.write(connection, [track for track, _ in batch], known=())
    connection.execute(insert(analyses), [analysis_rows.row_of(track.id, heard) for track, heard in batch])
    hubs = np.random.default_rng(_SEED).normal(*_HUBS, len(batch)).tolist()
    vectors = [
        row | {"hub": hub, "hub_among": count}
        for (track, heard), hub in zip(batch, hubs, strict=True)
        for row in analysis_rows.embedding_rows(track.id, heard)
    ]
    connection.execute(insert(embeddings), vectors)
    drawn = {"peaks": _WAVEFORM.peaks.tobytes(), "model": _WAVEFORM.model}
    connection.execute(insert(waveforms), [{"track_id": track.id, **drawn} for track, _ in batch])
    state_counts.adjust(connection, map(state_counts.state_in, rows))
    folder_counts.adjust(connection, shown=[track.key for track, _ in batch])


def _row(track: Track) -> Mapping[str, Any]:
    """The row of a track that nothing is left to do for."""
    done = {"indexed_revision": 1, "has_waveform": True, "finished_at": track.added_at}
    return track_rows.row_of(track) | done


def _entry(track: Track, heard: Analysis) -> VectorEntry:
    return VectorEntry(track.id, heard.embeddings[0].vector, attributes_of(track, heard))


def _batches(items: Iterable[Listened]) -> Iterator[list[Listened]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch
