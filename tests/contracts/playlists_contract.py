"""What every keeper of playlists promises."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musicsim.domain.errors import Conflict, NotFound, Outdated, Unavailable
from musicsim.domain.model.browse import TrackOrder, TrackQuery
from musicsim.domain.model.identity import ItemId, PlaylistId, ShareId, TrackId, UserId
from musicsim.domain.model.playlist import Playlist, PlaylistItem, Share
from musicsim.domain.model.track import TrackStatus
from musicsim.domain.model.track_rule import TrackRule
from musicsim.domain.rules.arranging import inserted, moved, removed
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.playlists import Playlists
from tests.support.samples import DAY, HALVES, a_track, track_id
from tests.support.settings import PROPERTY

ANN, BOB = UserId("ann"), UserId("bob")
FEW = settings(PROPERTY, max_examples=12)
MANY = 100


@dataclass(frozen=True)
class Shelf:
    """Playlists beside a catalogue, with two people who may have some."""

    playlists: Playlists
    catalogue: Catalogue

    async def tracks(self, count: int) -> None:
        await self.catalogue.save([a_track(number) for number in range(count)])

    async def put(self, number: int = 1, owner: UserId = ANN, items: int = 0) -> Playlist:
        """A playlist with as many items, of as many tracks, which have to be there."""
        await self.playlists.create(a_playlist(number, owner), [an_item(each) for each in range(items)], MANY)
        found = await self.playlists.get(PlaylistId(f"p{number}"))
        assert found is not None
        return found

    async def order(self, number: int = 1) -> list[str]:
        contents = await self.playlists.contents(PlaylistId(f"p{number}"))
        assert contents is not None
        assert contents.playlist.count == len(contents.items)
        return [item.id for item in contents.items]


OpenShelf = Callable[[], AbstractAsyncContextManager[Shelf]]


def a_playlist(number: int = 1, owner: UserId = ANN) -> Playlist:
    return Playlist(id=PlaylistId(f"p{number}"), owner=owner, name=f"List {number}", created_at=DAY, changed_at=DAY)


def an_item(number: int, track: int | None = None) -> PlaylistItem:
    return PlaylistItem(ItemId(f"i{number:04d}"), track_id(number if track is None else track), DAY)


def a_share(number: int = 1, playlist: int = 1, minutes: float | None = None) -> Share:
    return Share(
        id=ShareId(f"s{number}"),
        playlist_id=PlaylistId(f"p{playlist}"),
        token_hash=f"hash {number}",
        created_at=DAY,
        expires_at=None if minutes is None else DAY + timedelta(minutes=minutes),
    )


def ids(*numbers: int) -> list[str]:
    return [f"i{number:04d}" for number in numbers]


class PlaylistsContract:
    """Subclasses supply `shelf` (empty but for two people), `open_shelf` (a way to more) and `broken`."""

    async def test_what_is_created_is_there(self, shelf: Shelf):
        await shelf.tracks(3)
        made = replace(a_playlist(), name="Été 🎧", description="two\nlines")
        await shelf.playlists.create(made, [an_item(2), an_item(0), an_item(5, track=2)], MANY)
        contents = await shelf.playlists.contents(made.id)
        assert contents is not None
        assert contents.playlist == replace(made, count=3)
        assert list(contents.items) == [an_item(2), an_item(0), an_item(5, track=2)]
        assert await shelf.playlists.get(made.id) == contents.playlist

    @pytest.mark.parametrize("unknown", ["nothere", *HALVES])
    async def test_what_is_not_there_is_answered_with_nothing(self, shelf: Shelf, unknown: str):
        playlist = PlaylistId(unknown)
        assert await shelf.playlists.get(playlist) is None
        assert await shelf.playlists.contents(playlist) is None
        assert await shelf.playlists.page(playlist, 0, 1) is None
        assert await shelf.playlists.of_owner(UserId(unknown)) == []
        assert await shelf.playlists.shares(playlist) == []
        assert await shelf.playlists.shared(unknown) is None
        assert await shelf.playlists.holds(playlist, [TrackId(unknown)]) == set()
        assert await shelf.playlists.revoke(playlist) == 0
        assert await shelf.playlists.export(UserId(unknown)) == {"playlists": []}
        await shelf.playlists.delete(playlist, None)
        await shelf.playlists.forget(UserId(unknown))
        for call in (
            shelf.playlists.describe(replace(a_playlist(), id=playlist)),
            shelf.playlists.arrange(playlist, 1, [], DAY),
            shelf.playlists.share(replace(a_share(), playlist_id=playlist), 1),
        ):
            with pytest.raises(NotFound):
                await call

    async def test_unknown_tracks_are_refused_as_a_whole(self, shelf: Shelf):
        await shelf.tracks(1)
        with pytest.raises(NotFound, match="track"):
            await shelf.playlists.create(a_playlist(), [an_item(0), an_item(1, track=99)], MANY)
        assert await shelf.playlists.get(PlaylistId("p1")) is None
        await shelf.put(items=1)
        with pytest.raises(NotFound, match="track"):
            await shelf.playlists.arrange(PlaylistId("p1"), 1, [an_item(3, track=99)], DAY)
        assert await shelf.order() == ids(0)

    async def test_a_person_has_so_many_at_most(self, shelf: Shelf):
        await shelf.put(1)
        await shelf.put(2, owner=BOB)
        with pytest.raises(Conflict):
            await shelf.playlists.create(a_playlist(3), [], 1)
        assert [one.id for one in await shelf.playlists.of_owner(ANN)] == ["p1"]

    async def test_of_many_made_at_once_only_so_many_are(self, shelf: Shelf):
        made = [shelf.playlists.create(a_playlist(number), [], 3) for number in range(6)]
        outcomes = await asyncio.gather(*made, return_exceptions=True)
        assert sum(isinstance(each, Conflict) for each in outcomes) == 3
        assert len(await shelf.playlists.of_owner(ANN)) == 3

    async def test_each_person_has_their_own_the_oldest_first(self, shelf: Shelf):
        for number, owner in [(2, ANN), (1, ANN), (3, BOB)]:
            await shelf.put(number, owner)
        assert [one.id for one in await shelf.playlists.of_owner(ANN)] == ["p1", "p2"]
        assert [one.id for one in await shelf.playlists.of_owner(BOB)] == ["p3"]

    async def test_describing_leaves_the_items(self, shelf: Shelf):
        await shelf.tracks(2)
        before = await shelf.put(items=2)
        later = DAY + timedelta(hours=1)
        after = await shelf.playlists.describe(replace(before, name="New", description="why", changed_at=later))
        assert after == replace(before, name="New", description="why", changed_at=later, version=2)
        assert await shelf.playlists.get(before.id) == after
        assert await shelf.order() == ids(0, 1)

    async def test_a_rule_comes_back_as_it_was_and_takes_the_items_place(self, shelf: Shelf):
        await shelf.tracks(2)
        before = await shelf.put(items=2)
        query = TrackQuery(text="été", statuses=frozenset({TrackStatus.ANALYSED}), order=TrackOrder.ADDED)
        rule = TrackRule(query, 77)
        ruled = await shelf.playlists.describe(replace(before, rule=rule))
        assert (ruled.rule, ruled.count) == (rule, 0)
        assert await shelf.playlists.get(before.id) == ruled
        assert await shelf.order() == []
        frozen = await shelf.playlists.arrange(before.id, 2, [an_item(1)], DAY)
        assert (frozen.rule, frozen.count, frozen.version) == (None, 1, 3)

    async def test_arranging_keeps_what_is_there_and_takes_what_is_new(self, shelf: Shelf):
        await shelf.tracks(6)
        await shelf.put(items=4)
        changed = replace(an_item(3), added_at=DAY + timedelta(days=9), track_id=track_id(0))
        later = DAY + timedelta(hours=1)
        after = await shelf.playlists.arrange(
            PlaylistId("p1"), 1, [changed, an_item(5), an_item(0), an_item(9, track=0)], later
        )
        assert (after.version, after.count, after.changed_at) == (2, 4, later)
        contents = await shelf.playlists.contents(PlaylistId("p1"))
        assert contents is not None
        assert list(contents.items) == [an_item(3), an_item(5), an_item(0), an_item(9, track=0)]

    async def test_two_playlists_do_not_meet(self, shelf: Shelf):
        await shelf.tracks(3)
        await shelf.put(1, items=3)
        await shelf.put(2, BOB, items=2)
        await shelf.playlists.arrange(PlaylistId("p1"), 1, [an_item(2), an_item(0)], DAY)
        assert (await shelf.order(1), await shelf.order(2)) == (ids(2, 0), ids(0, 1))
        await shelf.playlists.delete(PlaylistId("p1"), None)
        assert await shelf.order(2) == ids(0, 1)

    async def test_changes_meant_for_another_version_are_refused(self, shelf: Shelf):
        await shelf.tracks(2)
        before = await shelf.put(items=2)
        await shelf.playlists.arrange(before.id, 1, [an_item(1), an_item(0)], DAY)
        for call in (
            shelf.playlists.describe(replace(before, name="Other")),
            shelf.playlists.arrange(before.id, 1, [], DAY),
            shelf.playlists.delete(before.id, 1),
        ):
            with pytest.raises(Outdated) as outdated:
                await call
            assert outdated.value.version == 2
        assert await shelf.order() == ids(1, 0)
        await shelf.playlists.delete(before.id, 2)
        assert await shelf.playlists.get(before.id) is None

    async def test_of_two_changes_at_one_moment_one_is_made(self, shelf: Shelf):
        await shelf.tracks(5)
        await shelf.put(items=5)
        orders = [random.Random(seed).sample(range(5), 5) for seed in range(4)]
        calls = [shelf.playlists.arrange(PlaylistId("p1"), 1, [an_item(i) for i in order], DAY) for order in orders]
        outcomes = await asyncio.gather(*calls, return_exceptions=True)
        assert sorted(type(each).__name__ for each in outcomes) == ["Outdated"] * 3 + ["Playlist"]
        won = next(i for i, each in enumerate(outcomes) if isinstance(each, Playlist))
        assert await shelf.order() == ids(*orders[won])

    @FEW
    @given(st.lists(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 12)), max_size=4), min_size=2, max_size=4))
    async def test_any_moves_in_any_tabs_keep_every_item_exactly_once(
        self, open_shelf: OpenShelf, tabs: Sequence[Sequence[tuple[int, int]]]
    ):
        """Each tab moves what it sees, and looks again when another was quicker: nothing is lost, no move either."""
        async with open_shelf() as shelf:
            await shelf.tracks(12)
            playlist = await shelf.put(items=12)

            async def tab(moves: Sequence[tuple[int, int]]) -> None:
                for which, where in moves:
                    while True:
                        seen = await shelf.playlists.contents(playlist.id)
                        order = moved(seen.items, [seen.items[which].id], min(where, 11))
                        try:
                            await shelf.playlists.arrange(playlist.id, seen.playlist.version, order, DAY)
                        except Outdated:
                            continue
                        break

            await asyncio.gather(*map(tab, tabs))
            assert sorted(await shelf.order()) == ids(*range(12))
            after = await shelf.playlists.get(playlist.id)
            assert after.version == 1 + sum(map(len, tabs))

    @FEW
    @given(st.lists(st.tuples(st.sampled_from("amr"), st.integers(0, 99), st.integers(0, 99)), max_size=12))
    async def test_any_changes_lead_where_they_lead_on_paper(
        self, open_shelf: OpenShelf, changes: Sequence[tuple[str, int, int]]
    ):
        async with open_shelf() as shelf:
            await shelf.tracks(10)
            playlist = await shelf.put(items=5)
            paper = [an_item(number) for number in range(5)]
            for number, (kind, one, other) in enumerate(changes):
                where = other % (len(paper) + 1)
                if kind == "a":
                    paper = inserted(paper, [an_item(100 + number, one % 10)], where)
                elif paper and kind == "m":
                    paper = moved(paper, [paper[one % len(paper)].id], other % len(paper))
                elif paper:
                    paper = removed(paper, [paper[one % len(paper)].id])
                await shelf.playlists.arrange(playlist.id, number + 1, paper, DAY)
                contents = await shelf.playlists.contents(playlist.id)
                assert list(contents.items) == paper

    async def test_long_ones(self, shelf: Shelf):
        await shelf.tracks(1)
        items = [an_item(number, track=0) for number in range(1500)]
        await shelf.playlists.create(a_playlist(), items, MANY)
        assert await shelf.order() == [item.id for item in items]
        shuffled = random.Random(1).sample(items, len(items))
        await shelf.playlists.arrange(PlaylistId("p1"), 1, shuffled, DAY)
        assert await shelf.order() == [item.id for item in shuffled]
        await shelf.playlists.arrange(PlaylistId("p1"), 2, shuffled[700:], DAY)
        assert await shelf.order() == [item.id for item in shuffled[700:]]

    async def test_pages_are_stretches_of_the_whole(self, shelf: Shelf):
        await shelf.tracks(5)
        playlist = await shelf.put(items=5)
        await shelf.playlists.arrange(playlist.id, 1, [an_item(number) for number in (3, 1, 4, 0, 2)], DAY)
        for start, limit, wanted in ((0, 2, [3, 1]), (2, 2, [4, 0]), (4, 2, [2]), (5, 2, []), (10**9 - 1, 2, [])):
            page = await shelf.playlists.page(playlist.id, start, limit)
            assert page is not None
            assert (page.playlist.version, page.playlist.count) == (2, 5)
            assert [item.id for item in page.items] == ids(*wanted)

    async def test_missing_tracks_stay(self, shelf: Shelf):
        await shelf.tracks(2)
        await shelf.put(items=2)
        await shelf.catalogue.mark_missing([track_id(0)], DAY)
        assert await shelf.order() == ids(0, 1)

    async def test_what_it_holds(self, shelf: Shelf):
        await shelf.tracks(3)
        await shelf.put(items=2)
        asked = [track_id(number) for number in (0, 2, 77)]
        assert await shelf.playlists.holds(PlaylistId("p1"), asked) == {track_id(0)}
        assert await shelf.playlists.holds(PlaylistId("p1"), []) == set()

    async def test_links_are_known_by_their_secret(self, shelf: Shelf):
        await shelf.put(1)
        await shelf.put(2)
        for share in (a_share(2, 1), a_share(1, 1, minutes=5), a_share(3, 2)):
            await shelf.playlists.share(share, 5)
        assert await shelf.playlists.shares(PlaylistId("p1")) == [a_share(1, 1, minutes=5), a_share(2, 1)]
        assert await shelf.playlists.shared("hash 3") == a_share(3, 2)
        assert (await shelf.playlists.get(PlaylistId("p1"))).version == 1

    async def test_links_are_revoked_one_by_one_or_all(self, shelf: Shelf):
        await shelf.put(1)
        await shelf.put(2)
        for number in (1, 2, 3):
            await shelf.playlists.share(a_share(number), 5)
        await shelf.playlists.share(a_share(4, 2), 5)
        assert await shelf.playlists.revoke(PlaylistId("p2"), ShareId("s1")) == 0
        assert await shelf.playlists.revoke(PlaylistId("p1"), ShareId("s1")) == 1
        assert await shelf.playlists.shared("hash 1") is None
        assert await shelf.playlists.revoke(PlaylistId("p1")) == 2
        assert await shelf.playlists.shared("hash 4") == a_share(4, 2)
        await shelf.playlists.delete(PlaylistId("p2"), None)
        assert await shelf.playlists.shared("hash 4") is None

    async def test_so_many_links_at_most_expired_ones_make_room(self, shelf: Shelf):
        await shelf.put()
        await shelf.playlists.share(a_share(1), 2)
        await shelf.playlists.share(a_share(2, minutes=5), 2)
        with pytest.raises(Conflict):
            await shelf.playlists.share(a_share(3), 2)
        later = replace(a_share(4), created_at=DAY + timedelta(minutes=5))
        await shelf.playlists.share(later, 2)
        assert await shelf.playlists.shares(PlaylistId("p1")) == [a_share(1), later]

    async def test_a_person_takes_along_what_is_theirs(self, shelf: Shelf):
        await shelf.tracks(1)
        await shelf.put(1, items=1)
        ruled = replace(a_playlist(2), rule=TrackRule(TrackQuery(text="x", statuses=frozenset(TrackStatus)), 5))
        await shelf.playlists.create(ruled, [], MANY)
        await shelf.playlists.share(a_share(1, minutes=1), 5)
        await shelf.put(3, BOB)
        taken = await shelf.playlists.export(ANN)
        assert list(taken) == ["playlists"]
        first, second = taken["playlists"]
        day = "2026-03-01T12:30:15.123456Z"
        assert first == {
            "id": "p1",
            "name": "List 1",
            "description": "",
            "rule": None,
            "created_at": day,
            "changed_at": day,
            "items": [
                {
                    "track_id": "t00000",
                    "path": "folder/00000.mp3",
                    "title": "Title 0",
                    "artist": "Artist",
                    "added_at": day,
                }
            ],
            "links": [{"created_at": day, "expires_at": "2026-03-01T12:31:15.123456Z"}],
        }
        assert second["rule"]["limit"] == 5
        assert second["rule"]["query"]["statuses"] == sorted(TrackStatus)

    async def test_what_is_forgotten_is_one_persons_only(self, shelf: Shelf):
        await shelf.tracks(1)
        await shelf.put(1, items=1)
        await shelf.put(2, BOB, items=1)
        for _ in range(2):
            await shelf.playlists.forget(ANN)
        assert await shelf.playlists.of_owner(ANN) == []
        assert await shelf.order(2) == ids(0)

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: Shelf):
        playlists, one = broken.playlists, PlaylistId("p1")
        for call in (
            playlists.create(a_playlist(), [], 1),
            playlists.get(one),
            playlists.contents(one),
            playlists.page(one, 0, 1),
            playlists.of_owner(ANN),
            playlists.describe(a_playlist()),
            playlists.arrange(one, 1, [], DAY),
            playlists.delete(one, None),
            playlists.holds(one, [track_id(1)]),
            playlists.share(a_share(), 1),
            playlists.shares(one),
            playlists.shared("hash"),
            playlists.revoke(one),
            playlists.export(ANN),
            playlists.forget(ANN),
        ):
            with pytest.raises(Unavailable):
                await call
