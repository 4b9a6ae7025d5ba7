"""What was acknowledged outlives kill -9, and torn or damaged files lose nothing silently."""

import logging
import shutil
import threading
from pathlib import Path

import anyio
import pytest

from musicsim.adapters.usearch import durable
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import Space, VectorEntry
from tests.contracts.vector_index_contract import FLAT, at, crowd, entries_of
from tests.support.vector_writer import check_kills

SMALL = Tuning(exact_limit=50, delta_least=100, delta_share=0.0, verify_inline=0)
SMALL_INLINE = Tuning(exact_limit=50, delta_least=100, delta_share=0.0)


@pytest.mark.slow
async def test_a_kill_at_any_moment_loses_nothing(tmp_path):
    await check_kills("usearch", tmp_path / "index", rounds=5)


async def fill(folder: Path, count: int = 400, tuning: Tuning = SMALL) -> None:
    index = UsearchVectorIndex(folder, tuning)
    for start in range(0, count, 50):
        await index.upsert(FLAT, [VectorEntry(f"e{one}", at(one / 10)) for one in range(start, start + 50)])
    await index.settle()
    for one in range(3):
        await index.upsert(FLAT, [VectorEntry(f"last{one}", at(one))])
    await index.close()


def space_folder(folder: Path) -> Path:
    return next(path for path in folder.iterdir() if path.is_dir() and "." not in path.name)


async def test_a_torn_tail_is_cut_off(tmp_path):
    index = UsearchVectorIndex(tmp_path / "whole", SMALL)
    await index.upsert(FLAT, [VectorEntry("first", at(0)), VectorEntry("second", at(1))])
    journal = space_folder(tmp_path / "whole") / "journal-00000000"
    before = journal.stat().st_size
    await index.upsert(FLAT, [VectorEntry("torn", at(2))])
    await index.close()
    size = journal.stat().st_size
    for cut in (before, before + 1, before + 8, (before + size) // 2, size - 1):
        copy = tmp_path / f"cut{cut}"
        shutil.copytree(tmp_path / "whole", copy)
        with (space_folder(copy) / journal.name).open("r+b") as file:
            file.truncate(cut)
        index = UsearchVectorIndex(copy, SMALL)
        assert await index.count(FLAT) == 2
        await index.upsert(FLAT, [VectorEntry("again", at(1))])
        await index.close()
        index = UsearchVectorIndex(copy, SMALL)
        assert [one.id for one in await index.nearest(FLAT, at(0), 5)] == ["first", "again", "second"]
        await index.close()


async def test_zeros_behind_the_last_record_are_cut_off(tmp_path):
    await fill(tmp_path)
    journal = max(space_folder(tmp_path).glob("journal-*"))
    with journal.open("ab") as file:
        file.write(bytes(5000))
    index = UsearchVectorIndex(tmp_path, SMALL)
    assert await index.count(FLAT) == 403
    await index.close()


def flip(path: Path, place: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(place * (len(data) - 1))] ^= 0x55
    path.write_bytes(data)


def shorten(path: Path, _: float) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def remove(path: Path, _: float) -> None:
    path.unlink()


HARM = [
    *(
        (flip, name, place)
        for name in ("current", "*/manifest", "*/rows", "*/vectors", "*/graph")
        for place in (0, 0.5)
    ),
    *((shorten, name, 0) for name in ("current", "*/manifest", "*/rows", "*/vectors", "*/graph")),
    *((remove, name, 0) for name in ("current", "*/manifest", "*/rows", "*/vectors", "*/graph", "journal-*")),
    *((flip, "journal-*", place) for place in (0, 0.2)),
]


@pytest.fixture(scope="module")
async def whole(tmp_path_factory) -> Path:
    """A filled index, to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    await fill(folder)
    return folder


@pytest.mark.parametrize("tuning", [SMALL, SMALL_INLINE], ids=["behind", "inline"])
@pytest.mark.parametrize(("harm", "name", "place"), HARM, ids=lambda value: getattr(value, "__name__", str(value)))
async def test_damaged_files_are_set_aside(whole, tmp_path, caplog, tuning, harm, name, place):
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    for path in space_folder(tmp_path).glob(name):
        harm(path, place)
    caplog.set_level(logging.WARNING)
    index = UsearchVectorIndex(tmp_path, tuning)
    assert await index.count(FLAT) == 0
    assert "damaged" in caplog.text
    assert [path.name for path in tmp_path.glob("*.damaged")] == [space_folder_name() + ".damaged"]
    assert await index.nearest(FLAT, at(0), 5) == []
    await index.upsert(FLAT, [VectorEntry("new", at(0))])
    await index.close()
    index = UsearchVectorIndex(tmp_path, tuning)
    assert [one.id for one in await index.nearest(FLAT, at(0), 5)] == ["new"]
    await index.close()


async def test_damaged_aliases_are_set_aside(tmp_path, caplog):
    await fill(tmp_path, 50)
    index = UsearchVectorIndex(tmp_path, SMALL)
    await index.switch("library", FLAT)
    reader = UsearchVectorIndex(tmp_path, SMALL)
    flip(tmp_path / ".aliases", 0.5)
    with pytest.raises(Unavailable, match="damaged"):
        await reader.answering("library")
    assert await index.answering("library") == FLAT  # it knows what it wrote
    await index.close()
    assert await reader.count(FLAT) == 53
    await reader.close()
    index = UsearchVectorIndex(tmp_path, SMALL)
    assert await index.aliases() == {}
    assert "damaged" in caplog.text
    await index.switch("library", FLAT)
    await index.close()
    index = UsearchVectorIndex(tmp_path, SMALL)
    assert await index.answering("library") == FLAT
    await index.close()


async def test_an_alias_outlives_the_damage_of_its_space(tmp_path):
    """What is filled in anew answers at once."""
    await fill(tmp_path, 50)
    index = UsearchVectorIndex(tmp_path, SMALL)
    await index.switch("library", FLAT)
    await index.close()
    flip(space_folder(tmp_path) / "current", 0.5)
    index = UsearchVectorIndex(tmp_path, SMALL)
    assert await index.count(FLAT) == 0
    assert await index.answering("library") == FLAT
    await index.upsert(FLAT, [VectorEntry("new", at(0))])
    assert [one.id for one in await index.nearest(FLAT, at(0), 5)] == ["new"]
    await index.close()


def space_folder_name() -> str:
    return "plane@1"


async def test_what_an_interruption_left_is_removed(tmp_path):
    await fill(tmp_path)
    folder = space_folder(tmp_path)
    (folder / "generation-00000099").mkdir()
    (folder / "journal-00000000").write_bytes(b"old")
    (folder / "journal-00000099.new").write_bytes(b"half")
    (tmp_path / "plane@1.new").mkdir()
    index = UsearchVectorIndex(tmp_path, SMALL)
    assert await index.count(FLAT) == 403
    await index.upsert(Space("other", 2), [VectorEntry("a", at(0))])
    await index.close()
    assert len(list(folder.glob("generation-*"))) == 1
    assert len(list(folder.iterdir())) == 3


async def test_a_generation_that_cannot_be_written_loses_nothing(tmp_path, caplog):
    vectors = crowd(500, 2)
    index = UsearchVectorIndex(tmp_path, SMALL)
    await index.upsert(FLAT, entries_of(vectors)[:90])
    blocked = space_folder(tmp_path) / "generation-00000001"
    blocked.write_bytes(b"in the way")
    await index.upsert(FLAT, entries_of(vectors)[80:300])
    await index.delete(FLAT, ["e7"])
    await index.settle()
    assert "Nothing is lost" in caplog.text
    assert await index.count(FLAT) == 299
    await index.upsert(FLAT, entries_of(vectors)[300:])
    await index.settle()
    assert await index.count(FLAT) == 499
    await index.close()
    index = UsearchVectorIndex(tmp_path, SMALL)
    assert await index.count(FLAT) == 499
    assert (await index.vectors(FLAT, ["e7"])) == {}
    await index.close()


async def test_no_thread_waits_for_a_long_verification(tmp_path):
    """Counting waits, as it must, but can be given up; searches do not wait at all."""
    await fill(tmp_path)
    index = UsearchVectorIndex(tmp_path, SMALL)
    go_on = threading.Event()
    index._spaces._verifying.submit(go_on.wait)
    for _ in range(10):
        with anyio.move_on_after(0.01) as patience:
            await index.count(FLAT)
        assert patience.cancelled_caught
    assert len(await index.nearest(FLAT, at(0), 5)) == 5
    go_on.set()
    assert await index.count(FLAT) == 403
    await index.close()


async def test_a_folder_that_cannot_be_used_is_unavailable(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    index = UsearchVectorIndex(tmp_path / "file")
    with pytest.raises(Unavailable):
        await index.upsert(FLAT, [VectorEntry("a", at(0))])
    await index.close()


async def test_files_of_another_format_are_set_aside(tmp_path, caplog):
    folder = tmp_path / "index"
    index = UsearchVectorIndex(folder)
    await index.upsert(FLAT, [VectorEntry("a", at(0))])
    await index.close()
    space = space_folder(folder)
    told = durable.read_sealed(space / "current").replace(b'"format":2', b'"format":1')
    durable.replace_sealed(space / "current", told)
    index = UsearchVectorIndex(folder)
    assert await index.count(FLAT) == 0
    assert "format 1, not 2" in caplog.text
    await index.upsert(FLAT, [VectorEntry("b", at(0))])
    assert await index.count(FLAT) == 1
    await index.close()
