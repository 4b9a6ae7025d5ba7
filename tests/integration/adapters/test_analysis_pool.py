"""Worker processes are bounded, and what happens to one of them stays there."""

import os
import pickle
import signal
import time
from pathlib import Path

import anyio
import numpy as np
import pytest
from anyio import create_task_group, to_process

from musicsim.adapters.audio.pool import PooledAnalyser
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import InlineAudio, LocalAudio
from musicsim.domain.model.failure import Failure, FailureReason, UnreadableAudio
from tests.contracts.analyser_contract import sound
from tests.support import misbehaviour
from tests.support.sounds import song, wav

MEMORY_MB = 512


@pytest.fixture(scope="module")
async def pool() -> PooledAnalyser:
    return PooledAnalyser(processes=2, memory_mb=MEMORY_MB, timeout=60)


async def reason_of(pool: PooledAnalyser, source: InlineAudio | LocalAudio) -> FailureReason:
    with pytest.raises(UnreadableAudio) as raised:
        await pool.analyse(source)
    return raised.value.failure.reason


def test_a_failure_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(UnreadableAudio(FailureReason.DAMAGED, "at 0:12")))  # noqa: S301
    assert error.failure == Failure(FailureReason.DAMAGED, "at 0:12")
    assert str(error) == "damaged: at 0:12"


async def test_workers_load_neither_database_nor_web_and_stay_small(pool: PooledAnalyser) -> None:
    await pool.analyse(InlineAudio(wav(np.stack([song(1, 40), song(2, 40)]))))
    state = await to_process.run_sync(misbehaviour.state)
    assert await to_process.run_sync(os.nice, 0) > os.nice(0)  # answers go first
    assert not {"sqlalchemy", "litestar", "usearch", "typer"} & state.modules
    assert state.data_limit == MEMORY_MB * 1024 * 1024
    assert state.resident_mb <= 300
    assert state.threads["OMP_NUM_THREADS"] == state.threads["OPENBLAS_NUM_THREADS"] == "1"


async def test_a_call_without_end_is_cut_off_and_others_go_on() -> None:
    pool = PooledAnalyser(processes=2, memory_mb=MEMORY_MB, timeout=60)
    impatient = PooledAnalyser(processes=1, memory_mb=MEMORY_MB, timeout=0.5)
    reasons = []

    async def endless() -> None:
        with pytest.raises(UnreadableAudio) as raised:
            await impatient._run(misbehaviour.sleep, 60.0)
        reasons.append(raised.value.failure.reason)

    start = time.monotonic()
    async with create_task_group() as group:
        group.start_soon(endless)
        assert (await pool.analyse(sound())).duration == pytest.approx(4, abs=0.1)
    assert reasons == [FailureReason.TIMED_OUT]
    assert time.monotonic() - start < 40
    assert (await impatient._run(misbehaviour.answer)) == 42


async def test_a_killed_process_is_replaced(pool: PooledAnalyser) -> None:
    with pytest.raises(UnreadableAudio) as raised:
        await pool._run(misbehaviour.crash)
    assert raised.value.failure.reason is FailureReason.CRASHED
    assert not (await pool.analyse(sound())).silent


async def test_an_idle_process_that_was_killed_is_nobodys_fault(pool: PooledAnalyser) -> None:
    await pool.analyse(sound())
    os.kill((await to_process.run_sync(misbehaviour.state)).pid, signal.SIGKILL)
    assert not (await pool.analyse(sound())).silent


async def test_a_process_that_never_gets_ready_is_given_up(pool: PooledAnalyser) -> None:
    hurried = PooledAnalyser(processes=1, memory_mb=MEMORY_MB, timeout=60, start=0.5)
    await pool.analyse(sound())
    os.kill((await to_process.run_sync(misbehaviour.state)).pid, signal.SIGSTOP)
    with pytest.raises(Unavailable, match=r"not ready after 0\.5 s"):
        await hurried.analyse(sound())
    assert not (await pool.analyse(sound())).silent


async def test_memory_is_bounded(pool: PooledAnalyser) -> None:
    with pytest.raises(UnreadableAudio) as raised:
        await pool._run(misbehaviour.take_memory, MEMORY_MB)
    assert raised.value.failure.reason is FailureReason.TOO_LARGE
    assert not (await pool.analyse(sound())).silent


async def test_audio_that_would_need_too_much_memory_is_too_large(pool: PooledAnalyser, tmp_path: Path) -> None:
    """254 channels at 192 kHz: one patch alone is beyond the bound. The file is sparse."""
    channels, rate = 254, 192_000
    header = misbehaviour.wav_header(channels, rate, 3_000_000_000)
    path = tmp_path / "vast.wav"
    with path.open("wb") as file:
        file.write(header)
        file.truncate(3_000_000_000)
    assert await reason_of(pool, LocalAudio(path)) is FailureReason.TOO_LARGE
    assert not (await pool.analyse(sound())).silent


async def test_a_cancelled_call_leaves_the_pool_usable(pool: PooledAnalyser) -> None:
    with anyio.move_on_after(0.2) as scope:
        await pool._run(misbehaviour.sleep, 60.0)
    assert scope.cancelled_caught
    assert not (await pool.analyse(sound())).silent


async def test_whatever_is_raised_comes_back_in_the_domains_words(pool: PooledAnalyser) -> None:
    with pytest.raises(UnreadableAudio, match="_StrangeError") as raised:
        await pool._run(misbehaviour.raise_strange)
    assert raised.value.failure.reason is FailureReason.DAMAGED
