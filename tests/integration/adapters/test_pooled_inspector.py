"""The real inspector, in real processes, on files of all formats."""

import os
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from anyio import to_process

from musicsim.adapters.audio.containers import FORMATS as DEMUXERS
from musicsim.adapters.audio.inspecting import ENDINGS
from musicsim.adapters.audio.inspector import PooledInspector
from musicsim.domain.model.audio import InlineAudio, LocalAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.domain.rules.audio_keys import AUDIO_ENDINGS
from musicsim.ports.audio_inspector import AudioInspector
from tests.contracts.audio_inspector_contract import AudioInspectorContract
from tests.support import misbehaviour
from tests.support.files import FORMATS, encoded


@pytest.fixture(scope="module")
async def pool() -> PooledInspector:
    return PooledInspector(memory_mb=512)


class TestPooledInspector(AudioInspectorContract):
    @pytest.fixture
    def inspector(self, pool: PooledInspector) -> AudioInspector:
        return pool


@pytest.mark.parametrize("ending", FORMATS)
async def test_every_format_is_known_by_its_bytes(pool: PooledInspector, tmp_path: Path, ending: str):
    path = tmp_path / "holiday.jpg"  # whatever it is called
    path.write_bytes(encoded(ending, {"title": "Song"}))
    endings = (await pool.inspect(LocalAudio(path))).endings
    assert ending.rpartition(".")[2] in endings
    assert endings[0] == {"alac.m4a": "m4a"}.get(ending, ending)


async def test_only_the_beginning_of_a_file_counts(pool: PooledInspector, tmp_path: Path):
    song = encoded("mp3")
    path = tmp_path / "song.mp3"
    path.write_bytes(b"".join([song, b"\0" * 100_000]))
    assert (await pool.inspect(LocalAudio(path, len(song)))).endings[0] == "mp3"


async def test_films_pictures_and_torn_files_are_no_audio(pool: PooledInspector):
    refused = {}
    for name, data in {"film": _film(), "picture": _picture(), "torn": encoded("flac")[:60], "id3": b"ID3" * 9}.items():
        with pytest.raises(UnreadableAudio) as caught:
            await pool.inspect(InlineAudio(data))
        refused[name] = caught.value.failure.reason
    assert refused["film"] is refused["picture"] is FailureReason.NOT_AUDIO
    assert refused["torn"] in {FailureReason.DAMAGED, FailureReason.EMPTY}
    assert refused["id3"] is not FailureReason.CRASHED


async def test_what_never_ends_is_given_up(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo")  # opening it waits for a writer
    with pytest.raises(UnreadableAudio) as caught:
        await PooledInspector(memory_mb=512, timeout=0.3).inspect(LocalAudio(tmp_path / "fifo"))
    assert caught.value.failure.reason is FailureReason.TIMED_OUT


async def test_it_loads_no_model(pool: PooledInspector):
    await pool.inspect(InlineAudio(encoded("wav")))
    state = await to_process.run_sync(misbehaviour.state)
    assert state.data_limit == 512 * 1024 * 1024
    assert state.threads["OMP_NUM_THREADS"] == "1"


def test_every_format_that_ffmpeg_may_open_has_an_ending_or_is_in_no_library():
    known = set(DEMUXERS.split(",")) - {"m4a", "mp4", "webm"}  # further names of mov and matroska
    assert set(ENDINGS) <= known
    assert known - set(ENDINGS) == {"amr", "mlp", "mpegts", "truehd"}
    assert {ending for endings in ENDINGS.values() for ending in endings.split()} <= AUDIO_ENDINGS


def _film() -> bytes:
    file = BytesIO()
    with av.open(file, "w", format="mp4") as container:
        video, audio = container.add_stream("mpeg4", rate=10), container.add_stream("aac", rate=44100)
        video.width = video.height = 64
        for number in range(3):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 60 * number, np.uint8))
            container.mux(video.encode(frame))
        container.mux([*video.encode(), *audio.encode()])
    return file.getvalue()


def _picture() -> bytes:
    file = BytesIO()
    with av.open(file, "w", format="image2pipe") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuvj420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))))
        container.mux(stream.encode())
    return file.getvalue()
