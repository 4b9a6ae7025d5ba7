"""Several processes and several tasks on one folder."""

import os
import struct
import zlib

import anyio
import pytest

from musicsim.adapters.usearch.changes import Put, encode
from musicsim.adapters.usearch.tuning import Tuning
from musicsim.adapters.usearch.vector_index import UsearchVectorIndex
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.vectors import Attributes, Filter, Space, VectorEntry
from tests.contracts.vector_index_contract import FLAT, WIDE, at, crowd, entries_of

TUNING = Tuning(exact_limit=200, delta_least=300, delta_share=0.0, rest_after=0.0)


@pytest.fixture
async def two(tmp_path):
    """Two indexes on one folder, as two processes have them: the lock is with the open file."""
    writer, reader = UsearchVectorIndex(tmp_path, TUNING), UsearchVectorIndex(tmp_path, TUNING)
    await writer.count(FLAT)
    yield writer, reader
    await reader.close()


async def test_the_second_one_sees_what_the_first_writes(two):
    writer, reader = two
    assert await reader.count(FLAT) == 0
    for number in range(30):
        await writer.upsert(FLAT, [VectorEntry(f"n{number}", at(number))])
        assert await reader.count(FLAT) == number + 1
    await writer.delete(FLAT, ["n0"])
    assert [one.id for one in await reader.nearest(FLAT, at(0), 1)] == ["n1"]
    await writer.drop(FLAT)
    assert await reader.nearest(FLAT, at(0), 1) == []
    await writer.close()


async def test_the_second_one_follows_new_generations(two):
    writer, reader = two
    vectors = crowd(2000)
    for start in range(0, 2000, 100):
        await writer.upsert(WIDE, entries_of(vectors)[start : start + 100])
        assert await reader.count(WIDE) == start + 100
        assert [one.id for one in await reader.nearest(WIDE, vectors[start], 1)] == [f"e{start}"]
    await writer.settle()
    assert await reader.count(WIDE) == 2000
    await writer.close()


@pytest.mark.parametrize("length", [10, 5_000])
async def test_the_second_one_forgets_what_the_disk_refused_the_first(two, tmp_path, length):
    """It may have read a record before the first one took it back."""
    first, second = two
    await first.upsert(FLAT, [VectorEntry("a", at(0))])
    journal = next(tmp_path.glob("*/journal-*"))
    size = journal.stat().st_size
    record = encode(Put(["taken back"], at(5).tobytes(), [("x" * length, "", None, None, "", None, "", [], [])]))
    with journal.open("ab") as file:
        file.write(struct.pack("<II", len(record), zlib.crc32(record)) + record)
    assert await second.count(FLAT) == 2
    os.truncate(journal, size)
    for number in range(3):
        await first.upsert(FLAT, [VectorEntry(f"b{number}", at(number), Attributes(artist="long" * 20))])
        await second.count(FLAT)
    assert [entry.id for entry in await second.page(FLAT, 9)] == ["a", "b0", "b1", "b2"]
    await first.close()


async def test_the_second_one_may_not_write(two):
    writer, reader = two
    await writer.upsert(FLAT, [VectorEntry("a", at(0))])
    for attempt in (reader.upsert(FLAT, [VectorEntry("b", at(0))]), reader.delete(FLAT, ["a"]), reader.drop(FLAT)):
        with pytest.raises(Unavailable, match="Another process") as caught:
            await attempt
        assert caught.value.service == "vector index"
    assert await writer.count(FLAT) == 1
    await writer.close()


async def test_the_second_one_may_not_switch_and_sees_it_when_the_first_does(two):
    writer, reader = two
    for attempt in (reader.create(FLAT), reader.switch("library", FLAT)):
        with pytest.raises(Unavailable, match="Another process"):
            await attempt
    await writer.create(FLAT)
    await writer.create(WIDE)
    for space in (FLAT, WIDE, FLAT):
        await writer.switch("library", space)
        assert await reader.answering("library") == space
    await writer.close()
    await reader.switch("library", WIDE)
    assert await reader.answering("library") == WIDE


async def test_the_second_one_writes_once_the_first_is_gone(two):
    writer, reader = two
    await writer.upsert(FLAT, [VectorEntry("a", at(0))])
    assert await reader.count(FLAT) == 1
    await writer.close()
    await reader.upsert(FLAT, [VectorEntry("b", at(1))])
    assert [one.id for one in await reader.nearest(FLAT, at(0), 5)] == ["a", "b"]


async def test_searches_go_on_while_a_generation_is_written(tmp_path):
    index = UsearchVectorIndex(tmp_path, TUNING)
    vectors = crowd(3000)
    entries = entries_of(vectors)
    await index.upsert(WIDE, entries[:500])
    searches = 0

    async def search() -> None:
        nonlocal searches
        while searches < 10_000:
            row = searches % 500
            found = await index.nearest(WIDE, vectors[row], 3, Filter(exclude_ids=frozenset({f"e{row + 1}"})))
            assert found[0].id == f"e{row}"
            assert found[0].score == pytest.approx(1, abs=1e-5)
            searches += 1

    async with anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(search)
        for start in range(500, 3000, 100):
            await index.upsert(WIDE, entries[start : start + 100])
            await index.delete(WIDE, [f"e{start}"])
        await index.settle()
        tasks.cancel_scope.cancel()
    assert searches > 50
    assert await index.count(WIDE) == 3000 - 25
    await index.close()


async def test_memory_given_back_is_fetched_again(tmp_path):
    index = UsearchVectorIndex(tmp_path, TUNING)
    vectors = crowd(1000)
    await index.upsert(WIDE, entries_of(vectors))
    await index.settle()
    before = await index.nearest(WIDE, vectors[3], 50)
    for _ in range(20):
        await index.settle()
        assert await index.nearest(WIDE, vectors[3], 50) == before
    await index.close()
    index = UsearchVectorIndex(tmp_path, TUNING)
    assert await index.nearest(WIDE, vectors[3], 50) == before
    await index.close()


@pytest.mark.parametrize("name", ["", ".", "..", ".lock", "a/b", "a.damaged", "x" * 60 + "é"])
async def test_any_name_of_a_space_has_its_own_folder(tmp_path, name):
    index = UsearchVectorIndex(tmp_path / "vectors")
    space = Space(name, 2)
    await index.upsert(FLAT, [VectorEntry("other", at(0))])
    await index.upsert(space, [VectorEntry("a", at(0))])
    assert [one.id for one in await index.nearest(space, at(0), 5)] == ["a"]
    await index.drop(space)
    assert [await index.count(one) for one in (space, FLAT)] == [0, 1]
    await index.close()
    assert [path.name for path in tmp_path.iterdir()] == ["vectors"]
