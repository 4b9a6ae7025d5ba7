"""kill -9 at any moment loses nothing, and the next run goes on where the last one was."""

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import numpy as np

from musicsim.bootstrap import Application, open_application
from musicsim.config import Settings
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.track import TrackStatus
from tests.support.nursery import Born, nursery
from tests.unit.use_cases.library import tone

KILLS = 4
FILES_A_KILL = 14
PATIENCE = 120.0


def _scan(music: Path, data: Path) -> Born:
    with Path(os.devnull).open("r+") as nothing:
        words = ["scan", "--json", "--library", str(music), "--data", str(data)]
        return nursery().bear(words, os.environ, standard=[nothing.fileno(), nothing.fileno(), 2])


def _add_files(music: Path, number: int) -> None:
    for one in range(number * FILES_A_KILL, (number + 1) * FILES_A_KILL):
        (music / f"{one:03}.wav").write_bytes(tone(110 * 2 ** (one / 24), seconds=4.0))


def _finished(data: Path) -> dict[str, str]:
    """When each track that was listened to was finished, by id, looked up behind the application's back."""
    if not (data / "musicsim.db").exists():
        return {}
    try:
        with closing(sqlite3.connect(f"file:{data / 'musicsim.db'}?mode=ro", uri=True)) as connection:
            return dict(connection.execute("SELECT id, finished_at FROM tracks WHERE status = 'analysed'"))
    except sqlite3.OperationalError:  # the first start has not made its tables yet
        return {}


def _kill_while_listening(music: Path, data: Path, moments: random.Random) -> None:
    """Kill a scan after it has listened to some of what waits, and before it has listened to all."""
    before = len(_finished(data))
    wanted = before + moments.randint(1, FILES_A_KILL - 6)
    process = _scan(music, data)
    deadline = time.monotonic() + PATIENCE
    code = process.poll()
    while len(_finished(data)) < wanted:
        assert code is None, "the scan ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
        code = process.poll()  # before the next count: what had ended then has finished all that it ever will
    time.sleep(moments.uniform(0, 0.05))
    process.kill()
    process.wait()


async def test_killed_again_and_again_it_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    music, killed, calm = tmp_path / "music", tmp_path / "killed", tmp_path / "calm"
    music.mkdir()
    moments = random.Random(7)
    kept: dict[str, str] = {}
    cut_short = 0
    for number in range(KILLS):
        _add_files(music, number)
        _kill_while_listening(music, killed, moments)
        finished = _finished(killed)
        assert kept.items() <= finished.items(), "something was lost, or listened to twice"
        kept = finished
        cut_short += len(finished) < (number + 1) * FILES_A_KILL
        (music / f"{number:03}.wav").rename(music / f"moved {number:03}.wav")
    assert cut_short >= KILLS // 2, "too few kills came while there was still something to listen to"
    assert _scan(music, killed).wait() == 0
    assert kept.items() <= _finished(killed).items()
    assert _scan(music, calm).wait() == 0
    async with (
        open_application(Settings(library=str(music), data=calm)) as reference,
        open_application(Settings(library=str(music), data=killed)) as app,
    ):
        await _assert_alike(app, reference)


async def _assert_alike(app: Application, reference: Application) -> None:
    """Same tracks, same embeddings, same answers; and the vector index has nothing to catch up with."""
    found, expected = await _embeddings(app), await _embeddings(reference)
    assert {key: vector for key, (_, vector) in found.items()} == {key: vector for key, (_, vector) in expected.items()}
    assert len(found) == KILLS * FILES_A_KILL
    counts = (await app.report_status()).counts
    assert (counts.analysed, counts.missing) == (len(found), 0)
    assert await app.index_tracks() == 0
    assert not await app.reconcile_index(mend=False)
    for key in list(expected)[::20]:
        right = await reference.find_similar(expected[key][0])
        answer = await app.find_similar(found[key][0])
        assert [hit.track.key for hit in answer.hits] == [hit.track.key for hit in right.hits]
        assert np.allclose([hit.score for hit in answer.hits], [hit.score for hit in right.hits])


async def _embeddings(app: Application) -> dict[str, tuple]:
    """Id and embedding of each present track, by key."""
    embeddings = {}
    for track in (await app.search_tracks(TrackQuery(limit=500))).items:
        assert track.status is TrackStatus.ANALYSED
        analysis = (await app.show_track(track.id)).analysis
        assert analysis is not None
        embeddings[track.key] = track.id, analysis.embeddings[0].vector.tobytes()
    return embeddings
