"""What the step that brings the explorer promises for tracks that were there before it, on every database."""

from alembic import command
from sqlalchemy import Connection

from musicsim.adapters.sqlalchemy.database import Database
from musicsim.adapters.sqlalchemy.migrations import running
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.groups import AlbumQuery, GroupQuery
from tests.contracts.narrowing_contract import fill, heard
from tests.support.databases import stores_on
from tests.support.samples import DAY, SILENCE, a_track
from tests.support.stores import Stores

LIBRARY = [
    (
        a_track(1, album="Moon", artist="Ann; Bob", genre="Jazz, Soul", year=1999),
        heard(120.5, "8A", calm=0.7, dark=0.05),
    ),
    (a_track(2, album="moon", artist="bob", genre="JAZZ", year=1999, duration=12.5), heard(90.0, Calm=0.1)),
    (a_track(3, album="", artist="", title="Été"), SILENCE),
    (a_track(4, key="elsewhere/4.mp3", album="Moon", artist="Zoë", disc_number=2, track_number=3), None),
    (a_track(5, album="Gone", artist="Gone", genre="Gone", year=1900, missing_since=DAY), None),
]


async def explored(stores: Stores) -> list[object]:
    """All that the step makes."""
    catalogue, groups = stores.catalogue, stores.groups
    return [
        *[list((await catalogue.search(TrackQuery(order=order))).items) for order in TrackOrder],
        list((await catalogue.search(TrackQuery(moods=frozenset({"calm"})))).items),
        list((await catalogue.search(TrackQuery(text="alb moon"))).items),
        list((await groups.artists(GroupQuery())).items),
        list((await groups.albums(AlbumQuery())).items),
        list((await groups.genres(GroupQuery())).items),
        list(await groups.moods()),
        list(await groups.years()),
        sorted(track.id for track in await catalogue.sample(TrackQuery())),
    ]


def up(connection: Connection) -> None:
    command.upgrade(running.config(connection), "head")


class ExplorerFillingContract:
    """Subclasses supply the fixture `database`, migrated and empty."""

    async def test_what_was_there_is_shown_as_if_it_came_later(self, database: Database):
        stores = stores_on(database)
        await fill(stores, LIBRARY)
        before = await explored(stores)
        await database.write(lambda connection: running.downgrade(connection, "0002"))
        await database.write(up)
        assert await explored(stores) == before

    async def test_analyses_that_were_there_are_outlined(self, database: Database):
        stores = stores_on(database)
        await fill(stores, LIBRARY)
        ids = [track.id for track, _ in LIBRARY]
        before = await stores.analyses.outlines(ids)
        await database.write(lambda connection: running.downgrade(connection, "0006"))
        await database.write(up)
        after = await stores.analyses.outlines(ids)
        assert sorted(before.ids) == sorted(after.ids)
        rows = dict(zip(after.ids, after.rows, strict=True))
        assert all(rows[one].tobytes() == row.tobytes() for one, row in zip(before.ids, before.rows, strict=True))
