"""The beginning of a file is as a file of its own."""

from io import SEEK_CUR, SEEK_END, SEEK_SET, BufferedReader, BytesIO, FileIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.adapters.audio.beginning import Beginning
from musicsim.adapters.audio.opening import opened
from musicsim.domain.model.audio import LocalAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.support.settings import PROPERTY

WHOLE = bytes(range(100))

moves = st.tuples(st.integers(-120, 120), st.sampled_from([SEEK_SET, SEEK_CUR, SEEK_END]))
reads = st.integers(-1, 120)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("beginning") / "whole"
    path.write_bytes(WHOLE)
    return path


@PROPERTY
@given(st.integers(0, 130), st.lists(moves | reads, max_size=8))
def test_it_moves_and_reads_as_the_bytes_alone_do(path: Path, size: int, steps: list):
    size = min(size, len(WHOLE))
    with BufferedReader(Beginning(FileIO(path), size), 16) as file:
        alone = BytesIO(WHOLE[:size])
        for step in steps:
            if isinstance(step, int):
                assert file.read(step) == alone.read(step)
            elif _leads_to(alone, size, *step) >= 0:
                assert file.seek(*step) == alone.seek(*step)
        assert file.tell() == alone.tell()


def _leads_to(file: BytesIO, size: int, offset: int, whence: int) -> int:
    return offset + {SEEK_SET: 0, SEEK_CUR: file.tell(), SEEK_END: size}[whence]


def test_decoders_are_given_the_beginning(path: Path):
    with opened(LocalAudio(path, 7)) as file:
        assert file.read() == WHOLE[:7]
    with opened(LocalAudio(path)) as file:
        assert file.read() == WHOLE
    with pytest.raises(UnreadableAudio) as caught, opened(LocalAudio(path, 0)):
        pass
    assert caught.value.failure.reason is FailureReason.EMPTY


def test_closing_it_closes_the_file(path: Path):
    raw = FileIO(path)
    Beginning(raw, 5).close()
    assert raw.closed
