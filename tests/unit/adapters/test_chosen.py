"""A library in whichever folder was chosen last."""

from pathlib import Path

import pytest

from musicsim.adapters.filesystem.audio_store import FilesystemAudioStore
from musicsim.adapters.filesystem.side_files import FilesystemSideFiles
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.library_choice import MemoryLibraryChoice
from musicsim.adapters.mounted.chosen import Chosen, ChosenAudioStore, ChosenSideFiles
from musicsim.domain.errors import Unavailable


@pytest.fixture
def choice() -> MemoryLibraryChoice:
    return MemoryLibraryChoice(MemoryDatabase())


@pytest.fixture
def audio(choice: MemoryLibraryChoice, tmp_path: Path) -> ChosenAudioStore:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.mp3").write_bytes(name.encode())
        (tmp_path / name / "cover.jpg").write_bytes(name.encode())
    first = str(tmp_path / "one")
    return ChosenAudioStore(Chosen(choice, first, lambda folder: FilesystemAudioStore(Path(folder))))


async def test_until_somebody_chooses_it_is_the_first(audio: ChosenAudioStore) -> None:
    assert [item.key async for item in audio.walk()] == ["one.mp3"]
    assert b"".join([chunk async for chunk in audio.read("one.mp3")]) == b"one"


async def test_from_then_on_it_is_the_chosen_one(
    audio: ChosenAudioStore, choice: MemoryLibraryChoice, tmp_path: Path
) -> None:
    await choice.choose(str(tmp_path / "two"))
    assert [item.key async for item in audio.walk()] == ["two.mp3"]
    assert await audio.stat("one.mp3") is None
    assert len(await audio.content_hash("two.mp3")) == 64
    assert (await audio.source("two.mp3")) is not None
    assert await audio.url("two.mp3", 9.0) is None


async def test_a_chosen_folder_that_is_gone_is_unavailable(
    audio: ChosenAudioStore, choice: MemoryLibraryChoice, tmp_path: Path
) -> None:
    await choice.choose(str(tmp_path / "nowhere"))
    with pytest.raises(Unavailable):
        await audio.stat("one.mp3")


async def test_what_lies_beside_the_audio_follows(
    audio: ChosenAudioStore, choice: MemoryLibraryChoice, tmp_path: Path
) -> None:
    first = str(tmp_path / "one")
    files = ChosenSideFiles(Chosen(choice, first, lambda folder: FilesystemSideFiles(Path(folder))))
    assert await files.read("cover.jpg", 9) == b"one"
    await choice.choose(str(tmp_path / "two"))
    assert await files.read("cover.jpg", 9) == b"two"
    assert [file.key for file in await files.starting_with("cov")] == ["cover.jpg"]
