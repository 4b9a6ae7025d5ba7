"""What every adapter of Favourites promises."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.favourite import Favourite
from musicsim.domain.model.identity import TrackId, UserId
from tests.support.samples import DAY, HALVES, a_track, track_id
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores

ANN, BOB = UserId("ann"), UserId("bob")
LATER = DAY + timedelta(hours=1)


async def two_people(stores: Stores, tracks: int = 4) -> None:
    for user in (ANN, BOB):
        await stores.welcome(user)
    await stores.save(*map(a_track, range(tracks)))


async def listed(stores: Stores, user: UserId, limit: int = 50) -> list[int]:
    ids: list[int] = []
    cursor = None
    while True:
        page = await stores.favourites.page(user, limit, cursor)
        assert len(page.items) <= limit
        ids += [int(each.track[1:]) for each in page.items]
        if (cursor := page.next) is None:
            return ids


class FavouritesContract:
    """Subclasses supply the fixtures `stores`, `open_stores` and `broken`."""

    async def test_a_mark_is_kept_as_it_was_first_made(self, stores: Stores):
        await two_people(stores)
        first = Favourite(track_id(1), DAY)
        assert await stores.favourites.get(ANN, track_id(1)) is None
        assert await stores.favourites.add(ANN, track_id(1), DAY) == first
        assert await stores.favourites.add(ANN, track_id(1), LATER) == first
        assert await stores.favourites.get(ANN, track_id(1)) == first
        assert await stores.favourites.get(BOB, track_id(1)) is None

    async def test_the_newest_come_in_the_order_of_the_list(self, stores: Stores):
        await two_people(stores)
        for number, at in ((0, DAY), (2, LATER), (1, DAY), (3, DAY + timedelta(days=9))):
            await stores.favourites.add(ANN, track_id(number), at)
        await stores.favourites.add(BOB, track_id(0), DAY)
        assert await stores.favourites.newest(ANN, 9) == [track_id(number) for number in (3, 2, 0, 1)]
        assert await stores.favourites.newest(ANN, 2) == [track_id(3), track_id(2)]
        assert await stores.favourites.newest(ANN, 0) == []
        assert await stores.favourites.newest(UserId("\ud800"), 9) == []

    async def test_a_mark_is_taken_away_once_or_twice(self, stores: Stores):
        await two_people(stores)
        for user in (ANN, BOB):
            await stores.favourites.add(user, track_id(1), DAY)
        for _ in range(2):
            await stores.favourites.remove(ANN, track_id(1))
            assert await stores.favourites.get(ANN, track_id(1)) is None
        assert await stores.favourites.get(BOB, track_id(1)) is not None
        assert await stores.favourites.add(ANN, track_id(1), LATER) == Favourite(track_id(1), LATER)

    async def test_who_marks_what_others_take_away_in_that_moment_is_told_of_a_mark(self, stores: Stores):
        await two_people(stores)
        both = [
            call
            for _ in range(40)
            for call in (stores.favourites.add(ANN, track_id(1), DAY), stores.favourites.remove(ANN, track_id(1)))
        ]
        told = (await asyncio.gather(*both))[::2]
        assert told == [Favourite(track_id(1), DAY)] * 40

    @pytest.mark.parametrize("unknown", ["nobody", *HALVES])
    async def test_unknown_tracks_are_no_favourites(self, stores: Stores, unknown: str):
        await two_people(stores)
        track = TrackId(unknown)
        assert await stores.favourites.add(ANN, track, DAY) is None
        assert await stores.favourites.get(ANN, track) is None
        await stores.favourites.remove(ANN, track)
        assert await stores.favourites.among(ANN, [track]) == set()
        assert await listed(stores, ANN) == []

    async def test_missing_tracks_stay(self, stores: Stores):
        await two_people(stores)
        await stores.favourites.add(ANN, track_id(1), DAY)
        await stores.catalogue.mark_missing([track_id(1), track_id(2)], DAY)
        assert await stores.favourites.add(ANN, track_id(2), LATER) is not None
        assert await listed(stores, ANN) == [2, 1]

    async def test_those_of_a_page_are_told_at_once(self, stores: Stores):
        await two_people(stores)
        await stores.favourites.add(ANN, track_id(1), DAY)
        await stores.favourites.add(BOB, track_id(2), DAY)
        assert await stores.favourites.among(ANN, [track_id(n) for n in range(900)]) == {track_id(1)}
        assert await stores.favourites.among(ANN, []) == set()

    async def test_the_newest_first_ties_by_id(self, stores: Stores):
        await two_people(stores, 6)
        for n, at in enumerate([DAY, LATER, DAY, LATER, LATER + timedelta(microseconds=1), DAY]):
            await stores.favourites.add(ANN, track_id(n), at)
        assert await listed(stores, ANN) == [4, 1, 3, 0, 2, 5]
        assert await listed(stores, ANN, limit=2) == [4, 1, 3, 0, 2, 5]
        assert await listed(stores, BOB) == []

    async def test_a_cursor_is_a_person_s_own(self, stores: Stores):
        await two_people(stores)
        for n in range(3):
            await stores.favourites.add(ANN, track_id(n), DAY)
        cursor = (await stores.favourites.page(ANN, 1)).next
        for user, wrong in ((BOB, cursor), (ANN, "x")):
            with pytest.raises(Invalid) as raised:
                await stores.favourites.page(user, 1, wrong)
            assert raised.value.field == "cursor"

    @settings(PROPERTY, max_examples=8)
    @given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 3)), max_size=12), st.integers(1, 3), st.data())
    async def test_pages_have_no_gap_and_no_repeat_while_marks_come_and_go(
        self, open_stores: OpenStores, marks: list[tuple[int, int]], limit: int, data: st.DataObject
    ):
        async with open_stores() as stores:
            await two_people(stores, 24)
            for track, second in marks:
                await stores.favourites.add(ANN, track_id(track), DAY + timedelta(seconds=second))
            staying, seen, cursor = {track for track, _ in marks}, [], None
            while True:
                page = await stores.favourites.page(ANN, limit, cursor)
                seen += [int(each.track[1:]) for each in page.items]
                if (cursor := page.next) is None:
                    break
                coming, at = 12 + data.draw(st.integers(0, 11)), DAY + timedelta(seconds=data.draw(st.integers(0, 3)))
                await stores.favourites.add(ANN, track_id(coming), at)
                going = data.draw(st.integers(0, 23))
                await stores.favourites.remove(ANN, track_id(going))
                staying.discard(going)
            assert sorted(n for n in seen if n in staying) == sorted(staying)

    async def test_a_person_takes_them_along_and_is_forgotten(self, stores: Stores):
        await two_people(stores)
        for user in (ANN, BOB):
            for n in (1, 2):
                await stores.favourites.add(user, track_id(n), DAY + timedelta(seconds=n))
        exported = await stores.favourites.export(ANN)
        assert exported == {
            "favourites": [
                {"track_id": "t00002", "path": "folder/00002.mp3", "added_at": "2026-03-01T12:30:17.123456Z"},
                {"track_id": "t00001", "path": "folder/00001.mp3", "added_at": "2026-03-01T12:30:16.123456Z"},
            ]
        }
        for _ in range(2):
            await stores.favourites.forget(ANN)
        assert await stores.favourites.export(ANN) == {"favourites": []}
        assert await listed(stores, BOB) == [2, 1]

    async def test_an_outage_is_told(self, broken: Stores):
        track = track_id(1)
        for asking in (
            broken.favourites.add(ANN, track, DAY),
            broken.favourites.remove(ANN, track),
            broken.favourites.get(ANN, track),
            broken.favourites.among(ANN, [track]),
            broken.favourites.page(ANN, 5),
            broken.favourites.export(ANN),
            broken.favourites.forget(ANN),
        ):
            with pytest.raises(Unavailable):
                await asking
