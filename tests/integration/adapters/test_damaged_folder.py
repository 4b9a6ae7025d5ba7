"""The damaged library holds what it claims, and the store and the tag reader get through it."""

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import av
import pytest
import soundfile

from musicsim.adapters.audio.tags import FileTagReader
from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.domain.model.audio import Unlisted
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from tests.support.damaged import HEARD, Outcomes, make_damaged_library

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.fixture(scope="module")
def expected(library: Path) -> Mapping[str, Outcomes]:
    return make_damaged_library(library)


def fingerprints(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if stat.S_ISREG(path.lstat().st_mode) and os.access(path, os.R_OK)]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_is_large_in_number_and_small_in_size(library: Path, expected: Mapping[str, Outcomes]):
    assert sum(outcomes != HEARD for outcomes in expected.values()) >= 200
    assert sum(path.lstat().st_size for path in library.rglob("*")) < 30_000_000
    assert all(expected.values())


def test_it_shows_every_failure_that_a_file_alone_can_cause(expected: Mapping[str, Outcomes]):
    shown = frozenset[FailureReason | None]().union(*expected.values())
    needed = {FailureReason.EMPTY, FailureReason.NOT_AUDIO, FailureReason.DAMAGED, FailureReason.BAD_NAME}
    assert shown >= needed | {FailureReason.LOOP, None}


def test_it_is_the_same_every_time(library: Path, expected: Mapping[str, Outcomes], tmp_path: Path):
    assert make_damaged_library(tmp_path) == expected
    assert fingerprints(tmp_path) == fingerprints(library)


async def test_the_store_lists_exactly_what_is_expected(library: Path, expected: Mapping[str, Outcomes]):
    found = [item async for item in FilesystemAudioStore(library).walk()]
    assert [item.key for item in found] == sorted(expected)
    for item in found:
        if isinstance(item, Unlisted):
            assert item.failure.reason in expected[item.key]


async def hashed_and_tagged(root: Path, key: str) -> FailureReason | None:
    store, reader = FilesystemAudioStore(root), FileTagReader()
    try:
        assert len(await store.content_hash(key)) == 64
        source = await store.source(key)
    except UnreadableAudio as fault:
        return fault.failure.reason
    assert (await reader.read(source, key)).title
    await reader.picture(source)
    return None


async def test_every_file_has_a_hash_and_tags_or_a_reason(library: Path, expected: Mapping[str, Outcomes]):
    async for item in FilesystemAudioStore(library).walk():
        if not isinstance(item, Unlisted):
            reason = await hashed_and_tagged(library, item.key)
            assert reason is None or reason in expected[item.key]


def can_be_decoded(path: Path) -> bool:
    """By FFmpeg, or as one of them needs, by libsndfile."""
    try:
        with path.open("rb") as file, av.open(file, metadata_errors="replace") as container:
            return next(container.decode(audio=0)).samples > 0
    except av.FFmpegError:
        with soundfile.SoundFile(path) as sound:
            return len(sound.read(100)) > 0


def test_what_must_be_heard_can_be_decoded(library: Path, expected: Mapping[str, Outcomes]):
    heard = [key for key, outcomes in expected.items() if outcomes == HEARD]
    assert [key for key in heard if not can_be_decoded(library / key)] == []
