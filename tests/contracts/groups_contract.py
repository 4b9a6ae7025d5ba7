"""What every adapter of Groups promises."""

from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.groups import Album, AlbumOrder, AlbumQuery, Artist, Genre, GroupOrder, GroupQuery, Year
from musicsim.domain.model.identity import AlbumId, ArtistId, GenreId
from musicsim.domain.model.span import Span
from musicsim.domain.model.track import Track
from musicsim.domain.rules.grouping import album_id, artist_id, genre_id
from tests.contracts.narrowing_contract import hear, heard
from tests.support.samples import DAY, HALVES, a_track, track_id
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores


def on(album: str, number: int, artist: str = "Ann", **about: object) -> Track:
    return a_track(number, album=album, artist=artist, album_artist=about.pop("album_artist", artist), **about)


async def names(stores: Stores, **query: object) -> list[str]:
    return [album.name for album in (await stores.groups.albums(AlbumQuery(**query))).items]


async def artists(stores: Stores, **query: object) -> list[str]:
    return [artist.name for artist in (await stores.groups.artists(GroupQuery(**query))).items]


class GroupsContract:
    """Subclasses supply the fixtures `stores` (empty), `open_stores` and `broken`."""

    async def test_an_empty_library_has_none(self, stores: Stores):
        assert await names(stores) == await artists(stores) == []
        assert list((await stores.groups.genres(GroupQuery())).items) == []
        assert (list(await stores.groups.moods()), list(await stores.groups.years())) == ([], [])

    # one or some

    async def test_albums_are_found_by_their_ids(self, stores: Stores):
        await stores.save(on("Blue", 1), on("Red", 2), on("Grey", 3))
        blue, red = album_id(on("Blue", 1)), album_id(on("Red", 2))
        found = await stores.groups.albums_by_id([red, blue, AlbumId("none"), AlbumId("\0"), AlbumId("\ud800")])
        assert {one: album.name for one, album in found.items()} == {blue: "Blue", red: "Red"}
        assert found[blue] == await stores.groups.album(blue)
        assert dict(await stores.groups.albums_by_id([])) == {}

    async def test_artists_are_found_by_their_ids(self, stores: Stores):
        await stores.save(on("Blue", 1, "Ann"), on("Red", 2, "Bob"), on("Grey", 3, "Bob"), on("Black", 4, "Cas"))
        ann, bob = artist_id("Ann"), artist_id("Bob")
        found = await stores.groups.artists_by_id([ann, bob, ArtistId("none"), ArtistId("\0"), ArtistId("\ud800")])
        assert {one: (artist.name, artist.albums) for one, artist in found.items()} == {
            ann: ("Ann", 1),
            bob: ("Bob", 2),
        }
        assert found[bob] == await stores.groups.artist(bob)
        assert dict(await stores.groups.artists_by_id([])) == {}

    async def test_an_album_is_told_by_its_tracks(self, stores: Stores):
        await stores.save(
            on("Blue", 2, year=1971, duration=100.5),
            on("BLUE", 1, year=1971, duration=None, added_at=DAY),
            on("blue", 3, year=2001, duration=0.25, added_at=DAY + timedelta(days=2)),
        )
        [album] = (await stores.groups.albums(AlbumQuery())).items
        assert album == Album(
            id=album_id(on("Blue", 1)),
            name="BLUE",
            artist="Ann",
            artist_id=artist_id("ann"),
            year=1971,
            tracks=3,
            duration=100.75,
            added_at=DAY + timedelta(days=2),
        )
        assert await stores.groups.album(album.id) == album

    async def test_an_album_by_many_is_by_various_artists(self, stores: Stores):
        for n, artist in enumerate(["A", "B"]):
            await stores.save(a_track(n, key=f"Now/{n}.mp3", artist=artist, album="Now"))
        [album] = (await stores.groups.albums(AlbumQuery())).items
        assert (album.artist, album.artist_id, album.tracks) == ("Various Artists", artist_id("various artists"), 2)

    async def test_an_album_by_nobody_has_no_artist(self, stores: Stores):
        await stores.save(a_track(1, artist="", album="Now"))
        [album] = (await stores.groups.albums(AlbumQuery())).items
        assert (album.artist, album.artist_id) == ("", None)

    async def test_an_artist_counts_tracks_and_own_albums(self, stores: Stores):
        await stores.save(
            on("One", 1), on("Two", 2), on("Two", 3, "Ann; Bob", album_artist="Ann"), on("Three", 4, "Bob")
        )
        ann, bob = (await stores.groups.artists(GroupQuery())).items
        assert ann == Artist(id=artist_id("ann"), name="Ann", tracks=3, albums=2)
        assert bob == Artist(id=artist_id("bob"), name="Bob", tracks=2, albums=1)
        assert await stores.groups.artist(ann.id) == ann

    async def test_a_genre_counts_tracks(self, stores: Stores):
        await stores.save(a_track(2, genre="Jazz, Soul"), a_track(1, genre="JAZZ"), a_track(3))
        jazz, soul = (await stores.groups.genres(GroupQuery())).items
        assert jazz == Genre(id=genre_id("jazz"), name="JAZZ", tracks=2)
        assert soul == Genre(id=genre_id("soul"), name="Soul", tracks=1)
        assert await stores.groups.genre(jazz.id) == jazz

    @pytest.mark.parametrize("unknown", ["nobody", "", *HALVES])
    async def test_unknown_ones_are_absent(self, stores: Stores, unknown: str):
        await stores.save(on("One", 1))
        assert await stores.groups.album(AlbumId(unknown)) is None
        assert await stores.groups.artist(ArtistId(unknown)) is None
        assert await stores.groups.genre(GenreId(unknown)) is None

    async def test_years_are_counted(self, stores: Stores):
        await stores.save(*(a_track(n, year=year) for n, year in enumerate([1999, None, 2001, 1999, -5])))
        assert list(await stores.groups.years()) == [Year(2001, 1), Year(1999, 2), Year(-5, 1)]

    async def test_moods_are_counted_where_they_are_likely(self, stores: Stores):
        await hear(stores, 1, heard(calm=0.5, dark=0.05))
        await hear(stores, 2, heard(Calm=0.1, happy=1.0))
        assert list(await stores.groups.moods()) == [("calm", 2), ("happy", 1)]
        await stores.catalogue.mark_missing([track_id(1)], DAY)
        assert list(await stores.groups.moods()) == [("calm", 1), ("happy", 1)]

    # as tracks come, go and change

    async def test_groups_go_with_their_last_track_and_come_back(self, stores: Stores):
        await stores.save(on("One", 1, genre="Jazz", year=1999), on("One", 2, genre="Jazz"))
        for ids, left in (([track_id(1)], 1), ([track_id(1), track_id(2)], 0)):
            await stores.catalogue.mark_missing(ids, DAY)
            assert len(await names(stores)) == len(await artists(stores)) == bool(left)
        assert list((await stores.groups.genres(GroupQuery())).items) == []
        assert list(await stores.groups.years()) == []
        await stores.catalogue.restore([track_id(1)])
        [album] = (await stores.groups.albums(AlbumQuery())).items
        assert (album.tracks, await artists(stores), len(await stores.groups.years())) == (1, ["Ann"], 1)

    async def test_groups_follow_what_tracks_say(self, stores: Stores):
        await stores.save(on("One", 1, genre="Jazz"), on("One", 2, genre="Jazz"))
        await stores.save(on("Two", 1, "Bob", genre="Soul"))
        assert await names(stores) == ["One", "Two"]
        assert await artists(stores) == ["Ann", "Bob"]
        assert [(genre.name, genre.tracks) for genre in (await stores.groups.genres(GroupQuery())).items] == [
            ("Jazz", 1),
            ("Soul", 1),
        ]
        await stores.save(on("ONE", 2, "ANN", genre="JAZZ"))
        assert await names(stores) == ["ONE", "Two"]
        assert await artists(stores) == ["ANN", "Bob"]

    async def test_a_name_is_the_first_track_s(self, stores: Stores):
        await stores.save(on("one", 2, "ann"), on("One", 1, "Ann"))
        assert (await names(stores), await artists(stores)) == (["One"], ["Ann"])
        await stores.catalogue.mark_missing([track_id(1)], DAY)
        assert (await names(stores), await artists(stores)) == (["one"], ["ann"])

    # lists

    async def test_orders_of_albums(self, stores: Stores):
        await stores.save(
            on("Beta", 1, "Zoë", year=1990, added_at=DAY),
            on("álpha", 2, "Bob", year=None, added_at=DAY + timedelta(days=3)),
            on("Gamma", 3, "bob", year=1980, added_at=DAY + timedelta(days=1)),
        )
        assert await names(stores) == ["álpha", "Beta", "Gamma"]
        assert await names(stores, order=AlbumOrder.ARTIST) == ["álpha", "Gamma", "Beta"]
        assert await names(stores, order=AlbumOrder.YEAR) == ["Gamma", "Beta", "álpha"]
        assert await names(stores, order=AlbumOrder.YEAR, reverse=True) == ["Beta", "Gamma", "álpha"]
        assert await names(stores, order=AlbumOrder.ADDED) == ["álpha", "Gamma", "Beta"]

    async def test_conditions_on_albums(self, stores: Stores):
        await stores.save(on("Été Noir", 1, "Zoë", year=1990), on("Noir", 2, "Bob", year=1980), on("100%", 3, "Ann"))
        assert await names(stores, text="noir") == ["Été Noir", "Noir"]
        assert await names(stores, text="ZOE ete") == ["Été Noir"]
        assert await names(stores, text="%") == ["100%"]
        assert await names(stores, starts="NO") == ["Noir"]
        assert await names(stores, artist=artist_id("bob")) == ["Noir"]
        assert await names(stores, year=Span(1985, None)) == ["Été Noir"]
        assert await names(stores, text="nothing") == []

    async def test_albums_that_a_genre_is_on(self, stores: Stores):
        await stores.save(
            on("Red", 1, genre="Jazz, Soul"), on("Red", 2, genre="Jazz"), on("Blue", 3, genre="jazz"), on("Grey", 4)
        )
        await stores.save(a_track(5, genre="Jazz", album=""))
        assert await names(stores, genre=genre_id("JAZZ")) == ["Blue", "Red"]
        assert await names(stores, genre=genre_id("Jazz"), text="blue") == ["Blue"]
        assert await names(stores, genre=genre_id("Soul")) == ["Red"]
        first = await stores.groups.albums(AlbumQuery(genre=genre_id("Jazz"), limit=1))
        assert await names(stores, genre=genre_id("Jazz"), limit=1, cursor=first.next) == ["Red"]
        for unknown in ("", "nothing", *HALVES):
            assert await names(stores, genre=GenreId(unknown)) == []
        await stores.catalogue.mark_missing([track_id(1)], DAY)
        assert await names(stores, genre=genre_id("Soul")) == []

    async def test_orders_and_conditions_of_artists_and_genres(self, stores: Stores):
        for n, name in enumerate(["Zoë", "bob", "Ann", "bob"]):
            await stores.save(a_track(n, artist=name, genre=name))
        for listing in (stores.groups.artists, stores.groups.genres):

            async def listed(listing=listing, **query: object) -> list[str]:
                return [each.name for each in (await listing(GroupQuery(**query))).items]

            assert await listed() == ["Ann", "bob", "Zoë"]
            assert await listed(reverse=True) == ["Zoë", "bob", "Ann"]
            assert (await listed(order=GroupOrder.TRACKS))[0] == "bob"
            assert (await listed(order=GroupOrder.TRACKS, reverse=True))[-1] == "bob"
            assert await listed(text="OE") == ["Zoë"]
            assert await listed(starts="b") == ["bob"]
            assert await listed(text="\ud800") == await listed(starts="\0") == []

    @settings(PROPERTY, max_examples=8)
    @given(
        st.lists(st.tuples(st.sampled_from("aBbcdé"), st.none() | st.integers(0, 2)), min_size=1, max_size=12),
        st.sampled_from([*AlbumOrder, *GroupOrder]),
        st.booleans(),
        st.integers(1, 3),
    )
    async def test_pages_have_no_gap_and_no_repeat_while_groups_come_and_go(
        self, open_stores: OpenStores, there: list, order: AlbumOrder | GroupOrder, reverse: bool, limit: int
    ):
        async with open_stores() as stores:
            await stores.save(*(on(name, n, f"{name}{n % 3}", year=year) for n, (name, year) in enumerate(there)))
            make, listing = (
                (AlbumQuery, stores.groups.albums) if order in list(AlbumOrder) else (GroupQuery, stores.groups.artists)
            )
            before = {each.id for each in (await listing(make(limit=500))).items}
            seen, cursor, coming = [], None, iter(range(100, 106))
            while True:
                page = await listing(make(order=order, reverse=reverse, limit=limit, cursor=cursor))
                seen += [each.id for each in page.items]
                if (cursor := page.next) is None:
                    break
                await stores.save(*(on(f"new{n}", n, f"new{n}", added_at=DAY) for n in islice(coming, 1)))
            assert len(seen) == len(set(seen))
            assert before <= set(seen)

    async def test_cursors_of_other_lists_are_invalid(self, stores: Stores):
        await stores.save(*(on(f"A{n}", n, f"B{n}", genre=f"G{n}") for n in range(3)))
        groups = stores.groups
        album = (await groups.albums(AlbumQuery(limit=1))).next
        artist = (await groups.artists(GroupQuery(limit=1))).next
        for asking in (
            groups.albums(AlbumQuery(cursor=artist)),
            groups.albums(AlbumQuery(cursor=album, order=AlbumOrder.ADDED)),
            groups.albums(AlbumQuery(cursor=album, text="a")),
            groups.artists(GroupQuery(cursor=album)),
            groups.genres(GroupQuery(cursor=artist)),
            groups.genres(GroupQuery(cursor="x")),
        ):
            with pytest.raises(Invalid) as raised:
                await asking
            assert raised.value.field == "cursor"

    async def test_counts_are_those_of_the_lists(self, stores: Stores):
        await stores.save(*(on("AB"[n % 2], n, "XYZ"[n % 3], genre="Jazz") for n in range(9)))
        for album in (await stores.groups.albums(AlbumQuery())).items:
            assert len((await stores.catalogue.search(TrackQuery(album=album.id))).items) == album.tracks
        for artist in (await stores.groups.artists(GroupQuery())).items:
            assert len((await stores.catalogue.search(TrackQuery(artist=artist.id))).items) == artist.tracks

    async def test_an_outage_is_told(self, broken: Stores):
        groups = broken.groups
        for asking in (
            groups.albums(AlbumQuery()),
            groups.album(AlbumId("a")),
            groups.artists(GroupQuery()),
            groups.artist(ArtistId("a")),
            groups.genres(GroupQuery()),
            groups.genre(GenreId("a")),
            groups.moods(),
            groups.years(),
            broken.catalogue.sample(TrackQuery()),
        ):
            with pytest.raises(Unavailable):
                await asking
