"""Whether covers follow the music, and what painting takes: `python -m benchmarks.covers [--json] [--sheet FILE]`."""

import argparse
import asyncio
import io
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from musicsim.adapters.painter.painting import painted, placed
from musicsim.adapters.painter.parameters import CoverParameters, parameters_of
from musicsim.bootstrap import Application, demo_library, open_application
from musicsim.config import Settings
from musicsim.domain.model.analysis import Vector
from musicsim.domain.model.browse import MOST_TRACKS, TrackQuery
from musicsim.domain.model.track import Track
from musicsim.entrypoints.worker.worker import Worker

BUILD = Path(__file__).parents[1] / "build"
EDGE = 1024
SHEET = 24
_CELL, _GAP, _COLUMNS = 300, 8, 6


@dataclass(frozen=True)
class Heard:
    """A track and what is painted of it."""

    track: Track
    vector: Vector
    look: CoverParameters


async def heard(library: str, data: Path) -> list[Heard]:
    """Every track of the library that makes sound; listens to what was not listened to yet."""
    async with open_application(Settings(library=library, data=data)) as app:
        worker = Worker(app, trace_waveforms=True)
        await worker.scan()
        await worker.drain()
        return await _looks(app)


async def _looks(app: Application) -> list[Heard]:
    found = []
    analyses = app.analyse_track.analyses
    for track in (await app.search_tracks(TrackQuery(limit=MOST_TRACKS))).items:
        analysis, waveform = await analyses.get(track.id), await analyses.waveform(track.id)
        if analysis is not None and not analysis.silent:
            found.append(Heard(track, analysis.embeddings[0].vector, parameters_of(analysis, waveform)))
    return found


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's, without ties, -1 … 1."""
    places = [np.argsort(np.argsort(values)) for values in (one, other)]
    return float(np.corrcoef(places[0], places[1])[0, 1])


def correlations(library: Sequence[Heard]) -> dict[str, float]:
    """Over all pairs: distance between tracks (cosine) against that between covers, by parameters and by pixels."""
    vectors = np.stack([one.vector for one in library])
    looks = np.stack([placed(one.look, one.track.key).vector for one in library])
    small = np.stack([_thumbnail(one) for one in library])
    pairs = np.triu_indices(len(library), 1)
    tracks = (1 - vectors @ vectors.T)[pairs]
    return {
        name: rank_correlation(tracks, np.linalg.norm(points[:, None] - points[None], axis=-1)[pairs])
        for name, points in (("parameters", looks), ("pixels", small))
    }


def _thumbnail(one: Heard) -> np.ndarray:
    picture = Image.open(io.BytesIO(painted(one.look, one.track.key, 256)))
    return np.asarray(picture.resize((12, 12), Image.Resampling.BOX), float).ravel() / 255


def seconds(library: Sequence[Heard]) -> list[float]:
    """Of one core, for each of some covers of 1,024 pixels."""
    taken = []
    for one in library[:: max(1, len(library) // SHEET)]:
        begun = time.process_time()
        painted(one.look, one.track.key, EDGE)
        taken.append(time.process_time() - begun)
    return taken


def sheet(library: Sequence[Heard], file: Path) -> None:
    """24 covers side by side, as many of each genre, different motifs first."""
    genres: dict[str, list[Heard]] = defaultdict(list)
    for one in library:
        genres[one.track.metadata.genre].append(one)
    each = max(1, SHEET // len(genres))
    chosen = [one for some in genres.values() for one in _varied(some)[:each]][:SHEET]
    rows = -(-len(chosen) // _COLUMNS)
    size = [count * (_CELL + _GAP) + _GAP for count in (_COLUMNS, rows)]
    whole = Image.new("RGB", (size[0], size[1]), (20, 20, 20))
    for at, one in enumerate(chosen):
        cover = Image.open(io.BytesIO(painted(one.look, one.track.key, EDGE)))
        row, column = divmod(at, _COLUMNS)
        place = _GAP + column * (_CELL + _GAP), _GAP + row * (_CELL + _GAP)
        whole.paste(cover.resize((_CELL, _CELL), Image.Resampling.LANCZOS), place)
    whole.save(file, quality=88)


def _varied(some: Sequence[Heard]) -> list[Heard]:
    first = {one.look.motif: one for one in reversed(some)}.values()
    return [*first, *(one for one in some if all(one is not other for other in first))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
    parser.add_argument("--sheet", type=Path, help="write a contact sheet of 24 covers to this file")
    parser.add_argument("--library", help="another library than the demo one")
    parser.add_argument("--data", type=Path, default=BUILD / "bench" / "covers", help="the folder for its data")
    options = parser.parse_args()
    if options.library is None:
        asyncio.run(demo_library().compose(BUILD / "demo", lambda done, total: None))
    library = asyncio.run(heard(options.library or str(BUILD / "demo"), options.data))
    found, taken = correlations(library), seconds(library)
    if options.sheet:
        sheet(library, options.sheet)
    if options.json:
        print(json.dumps({"rank_correlation": found, "cpu_seconds": {"median": np.median(taken), "most": max(taken)}}))
        return
    print("| covers | |\n| --- | ---: |")
    print(f"| rank correlation with the music, by parameters | {found['parameters']:.2f} |")
    print(f"| rank correlation with the music, by pixels | {found['pixels']:.2f} |")
    print(f"| seconds of a core at {EDGE} px, median (most) | {np.median(taken):.2f} ({max(taken):.2f}) |")


if __name__ == "__main__":
    main()
