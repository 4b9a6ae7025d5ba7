"""How much of a track that lies in a bucket is fetched: `python -m benchmarks.ranges [--json]`.

Tracks of four minutes, in four formats, on a real S3 server on this machine. Counted is what the server is asked for,
ranges and their bytes, once to read the tags and once to listen. Beside them stands what must be heard: ten patches of
three seconds and a stretch of 36 s that covers one or two of them, as a share of the track's time.
"""

import argparse
import json
import statistics
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

import uvloop
from rich.console import Console
from rich.table import Table
from tests.support.s3 import bucket_on
from tests.support.servers.guarded import CannotRun
from tests.support.servers.s3 import S3

from benchmarks.analysis import SECONDS, tracks
from musicsim.adapters.audio.decode import Heard, hear
from musicsim.adapters.audio.pcm import RATE
from musicsim.adapters.audio.ranges import Ranges
from musicsim.adapters.audio.remote import BLOCK, RemoteFile, blaming
from musicsim.adapters.audio.tags import words_in
from musicsim.adapters.minio.audio_store import MinioAudioStore
from musicsim.adapters.minio.bucket import Bucket
from musicsim.domain.model.audio import RemoteAudio


@dataclass
class Cost:
    """What reading took of one track: requests, and bytes as a share of its size."""

    requests: int = 0
    share: float = 0.0


def read(source: RemoteAudio, work: Callable[[BinaryIO], object]) -> Cost:
    """Do the work on a remote track, as an analysis process would, and count."""
    cost = Cost()

    def fetch(start: int, stop: int) -> bytes:
        cost.requests += 1
        cost.share += (stop - start) / source.size
        return ranges.fetch(start, stop)

    with closing(Ranges(source)) as ranges:
        remote = RemoteFile(source.size, fetch)
        with blaming(remote), BufferedReader(remote, BLOCK) as file:
            work(file)
    return cost


def needed(path: Path) -> float:
    """The share of a track's time that must be heard."""
    with path.open("rb") as file:
        heard: Heard = hear(file)
    patches = [(patch.start, patch.start + len(patch.samples) / RATE) for patch in heard.patches]
    middle = patches[(len(patches) - 1) // 2][0]
    stretch = middle, middle + len(heard.stretch) / RATE
    outside = [stop - max(start, stretch[1]) if start >= stretch[0] else stop - start for start, stop in patches]
    return (stretch[1] - stretch[0] + sum(max(0.0, each) for each in outside)) / heard.duration


async def sources(bucket: Bucket, server: S3) -> dict[str, list[tuple[Path, RemoteAudio]]]:
    """The tracks, put into the bucket, by format."""
    store, found = MinioAudioStore(bucket), dict[str, list[tuple[Path, RemoteAudio]]]()
    for name, paths in tracks().items():
        for path in paths:
            server.client().fput_object(bucket.name, bucket.prefix + path.name, str(path))
            source = await store.source(path.name)
            assert isinstance(source, RemoteAudio)
            found.setdefault(name, []).append((path, source))
    return found


def figures() -> dict[str, dict[str, float]]:
    """By format: medians over the tracks."""
    with S3() as server, closing(bucket_on(server)) as bucket:
        result = {}
        for name, files in uvloop.run(sources(bucket, server)).items():
            tags = [read(source, words_in) for _, source in files]
            heard = [read(source, hear) for _, source in files]
            result[name] = {
                "megabytes": statistics.median(source.size for _, source in files) / 1e6,
                "needed": statistics.median(needed(path) for path, _ in files),
                "fetched": statistics.median(cost.share for cost in heard),
                "requests": statistics.median(cost.requests for cost in heard),
                "fetched for tags": statistics.median(cost.share for cost in tags),
                "requests for tags": statistics.median(cost.requests for cost in tags),
            }
    return result


def show(by_format: dict[str, dict[str, float]]) -> None:
    table = Table(title=f"What is fetched of a track of {SECONDS} s", title_justify="left")
    for column in ("", *next(iter(by_format.values()))):
        table.add_column(column, justify="right")
    for name, row in by_format.items():
        cells = [f"{row['megabytes']:.1f}"]
        for part in ("", " for tags"):
            cells += [f"{row['needed']:.0%}"] if not part else []
            cells += [f"{row['fetched' + part]:.1%}", f"{row['requests' + part]:.0f}"]
        table.add_row(name, *cells)
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.ranges", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures for programs")
    arguments = parser.parse_args()
    try:
        by_format = figures()
    except CannotRun as why:
        sys.exit(f"There is no S3 server to measure with: {why}")
    if arguments.json:
        print(json.dumps(by_format, indent=2))
    else:
        show(by_format)


if __name__ == "__main__":
    main()
