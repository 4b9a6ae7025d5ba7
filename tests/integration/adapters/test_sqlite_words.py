"""The trigrams that SQLite finds words by follow the tracks, whatever happens to these."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from musicsim.adapters.sqlalchemy import sqlite_words
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.domain.model.browse import TrackQuery
from tests.support.databases import stores_on
from tests.support.samples import DAY, a_track, track_id
from tests.support.sqlite import opened


@pytest.fixture
async def database(template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """One of its own: some take the trigrams away."""
    shutil.copyfile(template, tmp_path / "musicsim.db")
    async with opened(tmp_path / "musicsim.db") as made:
        yield made


async def looked_up(database: Database, words: str) -> set[str] | None:
    ids = await database.read(lambda connection: sqlite_words.found_by(connection, words))
    return None if ids is None else {row.track_id for row in await database.rows(ids)}


async def test_they_follow_what_is_saved(database: Database):
    stores = stores_on(database)
    await stores.save(a_track(1, title="Jóga"), a_track(2, title="Hunter"))
    assert await looked_up(database, "joga") == {track_id(1)}
    await stores.save(a_track(1, title="Hunted"), a_track(3, title="Hunting"))
    assert await looked_up(database, "joga") == set()
    assert await looked_up(database, "HUNT") == {track_id(n) for n in (1, 2, 3)}
    await stores.catalogue.mark_missing([track_id(2)], DAY)
    assert [track.id for track in (await stores.catalogue.search(TrackQuery(text="hunter"))).items] == []


async def test_nothing_is_lost_when_the_file_is_packed(database: Database):
    """VACUUM may give rows other numbers than they had."""
    stores = stores_on(database)
    await stores.save(*(a_track(n, title=f"title {n * 1111}") for n in range(9)))
    await stores.catalogue.save([a_track(n, title=f"other {n * 1111}") for n in (2, 5)])
    await database.read(lambda connection: connection.execute(text("VACUUM")))
    assert await looked_up(database, "title 7777") == {track_id(7)}
    assert await looked_up(database, "other") == {track_id(2), track_id(5)}
    await database.write(lambda c: c.execute(text("INSERT INTO track_words (track_words) VALUES ('integrity-check')")))


async def test_short_words_are_not_looked_up(database: Database):
    await stores_on(database).save(a_track(1, title="U2"))
    assert await looked_up(database, "u2 1") is None
    assert len((await stores_on(database).catalogue.search(TrackQuery(text="u2"))).items) == 1


@pytest.mark.parametrize(
    "word", ['"a"b', "100%", "a AND b OR c*", "NEAR(abc", "-abc", "^abc", "愛愛愛愛", "ab\ncd", "'''"]
)
async def test_no_word_is_taken_for_an_expression(database: Database, word: str):
    await stores_on(database).save(a_track(1, title=f"x{word}x"), a_track(2, title="other"))
    page = await stores_on(database).catalogue.search(TrackQuery(text=word))
    assert [track.id for track in page.items] == [track_id(1)]


async def test_long_words_are_looked_up_by_some_of_their_trigrams(database: Database):
    long = "".join(chr(97 + n % 26) for n in range(300)) + "end"
    await stores_on(database).save(a_track(1, title=long), a_track(2, title=long[:200]))
    assert sqlite_words.expression([long]).count("AND") < 20
    assert await looked_up(database, long) == {track_id(1)}


async def test_an_sqlite_without_them_reads_lists_through(database: Database):
    """As one does that was built without FTS5, or is older than its trigrams."""
    await database.write(sqlite_words.drop)
    stores = stores_on(database)
    await stores.save(a_track(1, title="Jóga"))
    assert await looked_up(database, "joga") is None
    assert len((await stores.catalogue.search(TrackQuery(text="joga"))).items) == 1
    assert len(await stores.catalogue.sample(TrackQuery(text="joga"))) == 1


async def test_where_they_cannot_be_made_nothing_is_left_behind(database: Database):
    def again(connection: Connection) -> bool:
        return sqlite_words.create(connection)

    assert await database.write(again) is False  # they are there
    assert await looked_up(database, "joga") == set()
