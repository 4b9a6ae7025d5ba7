"""`musicsim vectors`."""

import pytest

from musicsim.adapters.memory.vector_index import MemoryVectorIndex
from musicsim.domain.model.vectors import LIBRARY, Space, VectorEntry
from tests.support.cli import Desk
from tests.support.vectors import FLAT, WIDE, at


class Forgetful(MemoryVectorIndex):
    """Keeps nothing that it is given."""

    async def upsert(self, space: Space, entries: object) -> None:
        await self.create(space)


@pytest.fixture
def desk(tmp_path) -> Desk:
    desk = Desk(
        tmp_path, indexes={"usearch": MemoryVectorIndex(), "qdrant": MemoryVectorIndex(), "milvus": Forgetful()}
    )
    index = desk.indexes["usearch"]

    async def fill() -> None:
        await index.upsert(FLAT, [VectorEntry("a", at(1)), VectorEntry("a", at(2), part=1), VectorEntry("b", at(3))])
        await index.create(WIDE)
        await index.switch(LIBRARY, FLAT)

    desk.do(fill())
    return desk


def test_spaces_are_listed(desk) -> None:
    result = desk.run("vectors", "list")
    assert result.stdout.splitlines() == [
        "space\tdimension\tentries\taliases",
        "plane@1\t2\t3\tlibrary",
        "wide@1\t212\t0\t",
    ]
    assert desk.json("vectors", "list")["spaces"][0] == {
        "name": "plane@1",
        "dimension": 2,
        "entries": 3,
        "aliases": ["library"],
    }
    assert "no spaces yet" in desk.run("vectors", "list", "--store", "qdrant").stderr


def test_a_copy_says_that_it_was_verified(desk) -> None:
    result = desk.run("vectors", "copy", "--from", "usearch", "--to", "qdrant")
    assert result.exit_code == 0, result.output
    assert "plane@1\t3\t3\t0\tyes" in result.stdout
    assert "'library' leads to plane@1." in result.stdout
    again = desk.json("vectors", "copy", "--from", "usearch", "--to", "qdrant")
    assert again["verified"]
    assert [one["written"] for one in again["spaces"]] == [0, 0]
    assert again["aliases"] == {"library": "plane@1"}
    assert desk.json("vectors", "list", "--store", "qdrant") == desk.json("vectors", "list", "--store", "usearch")


def test_a_copy_that_is_not_verified_fails(desk) -> None:
    result = desk.run("vectors", "copy", "--from", "usearch", "--to", "milvus")
    assert result.exit_code == 6
    assert "NO: 0 entries instead of 3, 2 ids not the same, only 0% of the neighbours in common" in result.stdout
    assert "'library' was not switched" in result.stderr
    told = desk.json("vectors", "copy", "--from", "usearch", "--to", "milvus", code=6)
    assert (told["verified"], told["held_back"]) == (False, ["library"])


def test_a_store_that_holds_nothing_is_told_of(desk) -> None:
    result = desk.run("vectors", "copy", "--from", "qdrant", "--to", "usearch")
    assert result.exit_code == 0
    assert "nothing to copy" in result.stderr


def test_only_a_space_that_does_not_answer_is_dropped(desk) -> None:
    assert desk.json("vectors", "drop", "wide@1") == {"dropped": "wide@1"}
    result = desk.run("vectors", "drop", "plane@1")
    assert result.exit_code == 4
    assert "an alias leads to it" in result.stderr
    assert desk.run("vectors", "drop", "wide@1").exit_code == 3
    assert [one["name"] for one in desk.json("vectors", "list")["spaces"]] == ["plane@1"]


def test_what_cannot_be_copied(desk) -> None:
    assert desk.run("vectors", "copy", "--from", "usearch", "--to", "usearch").exit_code == 4
    assert desk.run("vectors", "copy", "--from", "usearch", "--to", "memory").exit_code == 2
    assert desk.run("vectors", "copy", "--from", "usearch").exit_code == 2
    desk.indexes["qdrant"].reachable = False
    result = desk.run("vectors", "copy", "--from", "usearch", "--to", "qdrant")
    assert result.exit_code == 5
    assert "unreachable" in result.stderr
