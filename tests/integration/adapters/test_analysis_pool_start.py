"""Worker processes start late, light, or not at all."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest

from musicsim.adapters.audio.pool import PooledAnalyser
from musicsim.domain.errors import Unavailable
from tests.contracts.analyser_contract import sound


def test_importing_the_pool_loads_no_decoder_and_no_model() -> None:
    heavy = "{'av', 'onnxruntime', 'soundfile', 'soxr'} & set(sys.modules)"
    code = f"import sys, musicsim.adapters.audio.pool; sys.exit(str({heavy}) if {heavy} else 0)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_worker_that_cannot_start_is_not_the_audios_fault() -> None:
    analyser = PooledAnalyser(processes=1, memory_mb=40, timeout=60)
    # a loop of its own, in a thread of its own: the tests' own loop may have idle workers, with more memory
    with ThreadPoolExecutor(1) as apart, pytest.raises(Unavailable, match="memory"):
        apart.submit(anyio.run, analyser.analyse, sound()).result()


def test_a_pool_needs_a_process() -> None:
    with pytest.raises(ValueError, match="at least one process"):
        PooledAnalyser(processes=0, memory_mb=512, timeout=1)
