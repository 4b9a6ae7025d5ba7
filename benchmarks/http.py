"""The HTTP API on a large library: `python -m benchmarks.http [--tracks 100000] [--seconds 10] [--json]`.

`musicsim serve` in a process of its own, its rows in a PostgreSQL that is started for it, asked by somebody who is
signed in. Beside each kind of question stands, in the same run, one that needs neither rows nor a person; beside
streaming stands a bare server of files.
"""
# ruff: noqa: A005 - it is run by this name, and imported by nobody

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update
from tests.support.servers.postgres import Postgres

from benchmarks.burdening import Answers, Client, Step, Throughput, burdened, listing, streamed
from benchmarks.file_servers import file_server
from benchmarks.signed_in import signed_in_server
from benchmarks.synthetic import synthetic_tracks
from musicsim.adapters.sqlalchemy import analysis_rows, saving, state_counts
from musicsim.adapters.sqlalchemy.among import among
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.tables import analyses, tracks
from musicsim.config import Settings
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.track import Track, TrackStatus

_SEED = 7
_BATCH = 5000
_PAGE = 50
_LATE = 1000
_SONG = 64 * 1024 * 1024
_ANALYSED = (TrackStatus.ANALYSED.value, "")

Listened = tuple[Track, Analysis]


@dataclass(frozen=True, kw_only=True)
class Report:
    """All figures of one run; `load` is the machine's before and after it, over a minute."""

    machine: str
    tracks: int
    load: tuple[float, float]
    answers: list[Answers]
    streaming: list[Throughput]


def main() -> None:
    """Fill, measure, print."""
    options = _options()
    before = os.getloadavg()[0]
    with (
        Postgres() as postgres,
        tempfile.TemporaryDirectory() as folder,
        _site(postgres, Path(folder), options) as client,
    ):
        _say("Asking…")
        answers = _asked(client, options)
        _say("Streaming…")
        song = Path(folder) / "music" / client.song_key
        streaming = [streamed("musicsim", client.stream_url, options.seconds, client.headers)]
        with file_server(song) as (name, url):
            streaming.append(streamed(name, url, options.seconds, {}))
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    load = (before, os.getloadavg()[0])
    report = Report(machine=machine, tracks=options.tracks, load=load, answers=answers, streaming=streaming)
    print(json.dumps(asdict(report), indent=2) if options.json else _in_words(report))


@contextmanager
def _site(postgres: Postgres, folder: Path, options: Any) -> Iterator[Client]:
    """The server on a full library, and one file of it that is really there."""
    url = postgres.new_database()
    _say(f"Filling a database with {options.tracks:,} tracks (a minute or two)…")
    first = asyncio.run(_fill(url, options.tracks))
    # what its own housekeeping does within a minute: before that, it plans for an empty table
    postgres.run("VACUUM (ANALYZE)", url.rpartition("/")[2])
    path = folder / "music" / first.key
    path.parent.mkdir(parents=True)
    path.write_bytes(os.urandom(_SONG))
    settings = Settings(database_url=url, data=folder / "data", library=str(folder / "music"), processes=1, work=False)
    with signed_in_server(settings) as (address, headers):
        yield Client(address, headers, first.id, first.key)


def _asked(client: Client, options: Any) -> list[Answers]:
    _say("Walking to a late page…")
    late = listing(client, "/api/v1/tracks", _PAGE, min(_LATE, options.tracks // _PAGE))
    album = client.song_key.rpartition("/")[0]
    favourite = f"/api/v1/favourites/{client.song_id}"
    questions: dict[str, Sequence[Step]] = {
        "nothing but an answer (`/health/live`)": [("GET", "/api/v1/health/live", {})],
        "`GET /me`": [("GET", "/api/v1/me", {})],
        "`GET /tracks`, page 1": [("GET", "/api/v1/tracks", {"limit": str(_PAGE)})],
        f"`GET /tracks`, page {_LATE:,}": [("GET", "/api/v1/tracks", {"limit": str(_PAGE), "cursor": late})],
        "`GET /library/folders`, the root": [("GET", "/api/v1/library/folders", {})],
        "`GET /library/folders`, an album": [("GET", "/api/v1/library/folders", {"path": album})],
        "a favourite, marked and unmarked": [("PUT", favourite, {}), ("DELETE", favourite, {})],
    }
    return [burdened(client, name, steps, options.seconds) for name, steps in questions.items()]


async def _fill(url: str, count: int) -> Track:
    """Rows as they look once everything was listened to, without the vectors, which nothing here asks for."""
    database = Database(url, patience=600.0)
    await database.migrate()
    listened = synthetic_tracks(count, _SEED)
    first: Track | None = None
    while batch := list(islice(listened, _BATCH)):
        first = first or batch[0][0]
        await database.write(partial(_insert, batch=batch))
    await database.close()
    assert first is not None
    return first


def _insert(connection: Connection, batch: list[Listened]) -> None:
    saving.store(connection, {track.id: replace(track, status=TrackStatus.PENDING) for track, _ in batch})
    connection.execute(insert(analyses), [analysis_rows.row_of(track.id, heard) for track, heard in batch])
    done = {"status": TrackStatus.ANALYSED.value, "indexed_revision": tracks.c.revision}
    connection.execute(update(tracks).where(among(tracks.c.id, [track.id for track, _ in batch])).values(done))
    state_counts.adjust(connection, [_ANALYSED] * len(batch), [saving.PENDING_STATE] * len(batch))


def _options() -> Any:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.http", description=__doc__)
    parser.add_argument("--tracks", type=int, default=100_000, help="how many the library has")
    parser.add_argument("--seconds", type=float, default=10.0, help="for which each question is asked")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of tables")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _in_words(report: Report) -> str:
    """As tables in Markdown."""
    before, after = report.load
    floor, bare = report.answers[0], report.streaming[-1]
    lines = [
        f"{report.machine}; {report.tracks:,} tracks on PostgreSQL; load {before:.1f} before, {after:.1f} after",
        "",
        _row("question", "requests/s", "of the floor", "p50 / p99 ms, alone", "p50 / p99 ms, 8 at once"),
        _row("---", "---:", "---:", "---:", "---:"),
        *(_answers_row(one, floor) for one in report.answers),
        "",
        _row("streaming", "MB/s", f"of {bare.name}"),
        _row("---", "---:", "---:"),
        *(_row(one.name, f"{one.rate:.0f}", f"{one.rate / bare.rate:.2f}") for one in report.streaming),
    ]
    return "\n".join(lines)


def _answers_row(of: Answers, floor: Answers) -> str:
    alone, at_once = (f"{one.p50:.1f} / {one.p99:.1f}" for one in (of.alone, of.at_once))
    return _row(of.name, f"{of.rate:,.0f}", f"{of.rate / floor.rate:.2f}", alone, at_once)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
