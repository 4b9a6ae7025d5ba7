"""A library's vectors travel through every embedded store and come back as they were."""

from itertools import pairwise

from musicsim.bootstrap import open_vector_index
from musicsim.config import Settings, VectorIndexKind
from musicsim.domain.model.vectors import LIBRARY, Attributes, Space, VectorEntry
from musicsim.domain.use_cases.copy_vectors import CopyVectors
from tests.support.vectors import WIDE, crowd, entries_in

EMPTY = Space("Modèle/2@x y", 7)


def _entries() -> list[VectorEntry]:
    """Ids with one part and with several, of which some lack part 0, and attributes of all kinds."""
    names = ("", "björk", 'the "quoted"', "back\\slash", "東京\n")
    return [
        VectorEntry(
            f"e{number % 240:04}",
            vector,
            Attributes(
                artist=names[number % 5],
                genres=frozenset(names[1 : number % 4]),
                year=None if number % 7 == 0 else 1900 + number % 120,
                bpm=None if number % 11 == 0 else 60 + number / 7,
                key=("", "8A", "12B")[number % 3],
                duration=number * 0.1,
                moods=frozenset(names[number % 5 : 4]),
                folder="/".join(names[1 : number % 5]),
            ),
            number // 240 + number % 2,
        )
        for number, vector in enumerate(crowd(400))
    ]


async def test_every_embedded_store_hands_on_what_it_was_given(one_loop, tmp_path) -> None:
    here, there = Settings(data=tmp_path / "here"), Settings(data=tmp_path / "there")
    async with open_vector_index(here, "usearch") as first:
        await first.upsert(WIDE, _entries())
        await first.create(EMPTY)
        await first.switch(LIBRARY, WIDE)
    stops: list[tuple[Settings, VectorIndexKind]] = [
        (here, "usearch"),
        (here, "qdrant"),
        (here, "milvus"),
        (there, "usearch"),
    ]
    for source, target in pairwise(stops):
        async with open_vector_index(*source) as ours, open_vector_index(*target) as theirs:
            copy = await CopyVectors(source=ours, target=theirs)()
            assert copy.verified, copy
            assert sum(one.written for one in copy.spaces) == 400
            assert (await CopyVectors(source=ours, target=theirs)()).spaces[1].written == 0
    async with open_vector_index(*stops[0]) as first, open_vector_index(*stops[-1]) as last:
        assert await last.spaces() == [EMPTY, WIDE]
        assert await last.aliases() == {LIBRARY: WIDE}
        told = [[(one.place, one.attributes) for one in await entries_in(index, WIDE)] for index in (first, last)]
        assert told[0] == told[1]
