"""kill -9 at any moment loses nothing, and the next run goes on."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from musicsim.bootstrap import Application, open_application
from musicsim.config import Settings
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.track import TrackStatus
from tests.unit.use_cases.library import tone

FILES = 40
KILLS = 6


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("music")
    for number in range(FILES):
        (folder / f"{number:02}.wav").write_bytes(tone(110 * 2 ** (number / 12), seconds=4.0))
    return folder


def _scan(music: Path, data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "musicsim", "scan", "--json", "--library", str(music), "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


async def _state(app: Application) -> dict[str, tuple[str, str, bytes]]:
    """Id, status and embedding of each present track by key."""
    page = await app.search_tracks(TrackQuery(limit=500))
    state = {}
    for track in page.items:
        analysis = (await app.show_track(track.id)).analysis
        assert analysis is not None
        assert track.status is TrackStatus.ANALYSED
        state[track.key] = (track.id, track.content_hash, analysis.embeddings[0].vector.tobytes())
    return state


async def test_killed_again_and_again_it_ends_as_if_it_had_not_been(music: Path, tmp_path: Path) -> None:
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    started = time.monotonic()
    assert _scan(music, calm).wait() == 0
    duration = time.monotonic() - started

    moved = tmp_path / "music"
    shutil.copytree(music, moved)
    moments = random.Random(7)
    for kill in range(KILLS):
        process = _scan(moved, killed)
        try:
            process.wait(moments.uniform(0.05, 0.9) * duration)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        (moved / f"{kill:02}.wav").rename(moved / f"moved {kill:02}.wav")
    assert _scan(moved, killed).wait() == 0

    async with (
        open_application(Settings(library=music, data=calm)) as reference,
        open_application(Settings(library=moved, data=killed)) as app,
    ):
        expected, found = await _state(reference), await _state(app)
        assert {key.removeprefix("moved ") for key in found} == set(expected)
        for key, (_, content_hash, vector) in found.items():
            assert (content_hash, vector) == expected[key.removeprefix("moved ")][1:]
        assert len({track_id for track_id, _, _ in found.values()}) == FILES
        counts = (await app.report_status()).counts
        assert (counts.analysed, counts.missing) == (FILES, 0)
        assert await app.index_tracks(verify=True) == 0
        for key in ("00.wav", "30.wav"):
            await _same_answers(reference, expected, app, found, key)


async def _same_answers(reference: Application, expected: dict, app: Application, found: dict, key: str) -> None:
    here = key if key in found else f"moved {key}"
    right = await reference.find_similar(expected[key][0])
    answer = await app.find_similar(found[here][0])
    assert [hit.track.content_hash for hit in answer.hits] == [hit.track.content_hash for hit in right.hits]
    assert np.allclose([hit.score for hit in answer.hits], [hit.score for hit in right.hits])
