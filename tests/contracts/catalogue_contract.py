"""What every catalogue promises, but for its lists: see browsing_contract."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.errors import Conflict, Unavailable
from musicsim.domain.model.browse import TrackQuery
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.scan import KnownObject, LibraryCounts
from musicsim.domain.model.similarity import Sketch
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.audio_keys import LONGEST_KEY
from tests.support.samples import DAY, HALVES, a_failed_track, a_track, track_id
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores
from tests.support.strategies import tracks, words

LATER = DAY + timedelta(days=1)
STRANGE_KEYS = ["東京/愛.flac", "a/b c/ü.mp3", "a/u\u0308.mp3", "100%_'\"\\/x.mp3", "🎵.ogg", "top.mp3", "a//b.mp3"]


async def known(stores: Stores) -> list[KnownObject]:
    return [each async for each in stores.catalogue.known_objects()]


class CatalogueContract:
    """Subclasses supply the fixtures `stores` (empty), `open_stores` (a way to more) and `broken` (not answering)."""

    # save and get

    @PROPERTY
    @given(tracks())
    async def test_every_field_comes_back_as_it_was(self, open_stores: OpenStores, track: Track):
        async with open_stores() as stores:
            await stores.save(track)
            assert await stores.catalogue.get(track.id) == track
            assert await stores.catalogue.get_many([track.id]) == [track]

    @PROPERTY
    @given(st.sets(words.filter(bool) | st.sampled_from(["1", "null", '["a"]', "{}", "'", "NaN"]), max_size=4))
    async def test_ids_may_be_any_text(self, open_stores: OpenStores, ids: set[str]):
        async with open_stores() as stores:
            made = [replace(a_track(number), id=TrackId(each)) for number, each in enumerate(sorted(ids))]
            await stores.save(*made)
            assert await stores.catalogue.get_many([*map(TrackId, sorted(ids)), TrackId("nothere.")]) == made

    async def test_unknown_ids_are_answered_with_nothing(self, stores: Stores):
        assert await stores.catalogue.get(track_id(1)) is None
        assert await stores.catalogue.get_many([track_id(1)]) == []
        assert await stores.catalogue.get_many([]) == []

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_nothing(self, stores: Stores, half: str):
        """As when a file name in another encoding is given as an argument."""
        await stores.save(a_track(1))
        assert await stores.catalogue.get(TrackId(half)) is None
        assert await stores.catalogue.get_many([TrackId(half), track_id(1)]) == [a_track(1)]
        assert await stores.catalogue.at_key(half) is None
        assert await stores.catalogue.with_content([half]) == {}
        await stores.catalogue.mark_missing([TrackId(half)], DAY)
        await stores.catalogue.restore([TrackId(half)])
        assert await stores.catalogue.get_many([track_id(1)]) == [a_track(1)]

    async def test_many_come_in_the_order_asked_for(self, stores: Stores):
        made = [a_track(n) for n in range(5)]
        await stores.save(*made)
        wanted = [track_id(n) for n in (3, 99, 0, 4, 3)]
        assert await stores.catalogue.get_many(wanted) == [made[3], made[0], made[4], made[3]]

    async def test_lists_of_any_length_are_taken(self, stores: Stores):
        made = [a_track(n) for n in range(2500)]
        await stores.save(*made)
        ids = [track.id for track in made]
        assert await stores.catalogue.get_many(ids) == made
        assert len(await stores.catalogue.with_content([track.content_hash for track in made])) == 2500
        await stores.catalogue.mark_missing(ids, DAY)
        assert (await stores.catalogue.counts()).missing == 2500
        await stores.catalogue.restore(ids)
        assert (await stores.catalogue.counts()).pending == 2500
        await stores.catalogue.save([replace(track, key=f"new/{track.key}") for track in made])
        assert (await stores.catalogue.get(ids[-1])).key == "new/folder/02499.mp3"

    async def test_artists_of_what_can_be_listened_to(self, stores: Stores):
        names = ["Björk  Guðmundsdóttir", "", "A; B"]
        await stores.analysed(*(a_track(number, artist=name) for number, name in enumerate(names)))
        await stores.save(a_track(3), a_failed_track(4))
        await stores.analysed(a_track(5))
        await stores.catalogue.mark_missing([track_id(5)], DAY)
        asked = [*map(track_id, range(9)), TrackId("nothere"), *map(TrackId, HALVES)]
        found = await stores.catalogue.artists_of(asked)
        assert found == {track_id(0): "bjork guðmundsdottir", track_id(1): "", track_id(2): "a; b"}
        assert await stores.catalogue.artists_of([]) == {}

    async def test_sketches_of_what_can_be_listened_to(self, stores: Stores):
        await stores.analysed(a_track(0, artist="Björk  Guðmundsdóttir", album=" Début\n1", duration=12.5), a_track(1))
        await stores.save(a_track(3), a_failed_track(4))
        await stores.analysed(a_track(5))
        await stores.catalogue.mark_missing([track_id(5)], DAY)
        asked = [*map(track_id, range(9)), TrackId("nothere"), *map(TrackId, HALVES)]
        found = await stores.catalogue.sketches(asked)
        assert found[track_id(0)] == Sketch("bjork guðmundsdottir", "debut 1", 12.5)
        assert set(found) == {track_id(0), track_id(1)}
        assert await stores.catalogue.sketches([]) == {}

    async def test_saving_nothing_does_nothing(self, stores: Stores):
        await stores.save()
        assert await known(stores) == []

    async def test_saving_replaces_by_id(self, stores: Stores):
        await stores.save(a_track(1))
        newer = a_failed_track(1, key="elsewhere.mp3", title="Other", missing_since=LATER, added_at=LATER)
        await stores.save(newer)
        assert await stores.catalogue.get(track_id(1)) == newer

    async def test_of_one_id_twice_the_later_wins(self, stores: Stores):
        await stores.save(a_track(1, key="x"), a_track(2), a_track(1, key="y"))
        assert (await stores.catalogue.get(track_id(1))).key == "y"
        assert len(await known(stores)) == 2

    # one present track a key

    async def test_the_longest_keys_are_taken(self, stores: Stores):
        marks = [chr(0x4E00 + number) for number in Random(7).sample(range(20_000), 335)]  # hardly to be compressed
        below, beside = "".join(marks[:300]) + "/" + "".join(marks[300:]), "".join(marks)
        made = [a_track(n, key=key + "/" + "x" * 13 + ".mp3") for n, key in ((1, below), (2, beside))]
        assert max(len(track.key.encode()) for track in made) == LONGEST_KEY
        await stores.save(*made)
        assert await stores.catalogue.get_many([track.id for track in made]) == made

    async def test_two_present_tracks_cannot_hold_one_key(self, stores: Stores):
        await stores.save(a_track(1, key="x"))
        with pytest.raises(Conflict):
            await stores.save(a_track(3), a_track(2, key="x"))
        assert await known(stores) == [KnownObject("x", track_id(1), 1001, a_track(1).modified_ns, missing=False)]

    async def test_nor_two_of_one_save(self, stores: Stores):
        with pytest.raises(Conflict):
            await stores.save(a_track(1, key="x"), a_track(2, key="x"))
        assert await known(stores) == []

    async def test_a_conflict_leaves_all_as_it_was(self, stores: Stores):
        await stores.analysed(a_track(1), a_track(2))
        before = await stores.catalogue.get_many([track_id(1), track_id(2)])
        await stores.indexed()
        with pytest.raises(Conflict):
            await stores.save(a_track(1, key="new/place.mp3"), a_track(3, key=a_track(2).key))
        assert await stores.catalogue.get_many([track_id(1), track_id(2), track_id(3)]) == before
        assert await stores.stale_ids() == []
        assert await stores.analyses.get(track_id(1)) is not None
        assert [folder.name for folder in (await stores.catalogue.folder("")).folders] == ["folder"]

    async def test_missing_tracks_keep_their_key_beside_a_present_one(self, stores: Stores):
        gone = [a_track(n, key="x", missing_since=DAY) for n in (1, 2)]
        await stores.save(*gone, a_track(3, key="x"))
        assert [(each.id, each.missing) for each in await known(stores)] == [
            (track_id(1), True),
            (track_id(2), True),
            (track_id(3), False),
        ]

    @pytest.mark.parametrize("order", [1, -1])
    async def test_tracks_can_swap_their_keys(self, stores: Stores, order: int):
        await stores.save(a_track(1, key="x"), a_track(2, key="y"), a_track(3, key="z"))
        moved = [a_track(1, key="y"), a_track(2, key="z"), a_track(3, key="x")]
        await stores.save(*moved[::order])
        assert [(each.key, each.id) for each in await known(stores)] == [
            ("x", track_id(3)),
            ("y", track_id(1)),
            ("z", track_id(2)),
        ]

    @pytest.mark.parametrize("order", [1, -1])
    async def test_a_track_can_take_the_key_of_one_that_goes_missing_with_it(self, stores: Stores, order: int):
        await stores.save(a_track(1, key="x"))
        both = [a_track(1, key="x", missing_since=DAY), a_track(2, key="x")]
        await stores.save(*both[::order])
        assert (await stores.catalogue.at_key("x")).id == track_id(2)

    async def test_of_two_that_save_the_same_key_at_once_one_wins(self, stores: Stores):
        outcomes = await asyncio.gather(
            *(stores.save(a_track(n, key="x"), a_track(n + 100)) for n in range(8)), return_exceptions=True
        )
        assert sorted(map(str, map(type, outcomes))) == sorted(map(str, [type(None), *[Conflict] * 7]))
        winner = (await stores.catalogue.at_key("x")).id
        assert {each.id for each in await known(stores)} == {winner, track_id(int(winner[1:]) + 100)}

    # the vector index

    async def test_what_is_saved_is_stale(self, stores: Stores):
        await stores.save(a_track(1), a_track(2))
        assert await stores.stale_ids() == [track_id(1), track_id(2)]
        await stores.indexed()
        assert await stores.stale_ids() == []
        await stores.save(a_track(2))
        assert await stores.stale_ids() == [track_id(2)]

    # what listening found

    @pytest.mark.parametrize(
        "change",
        [
            {"key": "elsewhere/x.mp3", "modified_ns": 5},
            {"metadata": Metadata(title="Corrected")},
            {"missing_since": DAY},
        ],
    )
    async def test_an_analysis_outlives_changes_of_place_and_name(self, stores: Stores, change: dict):
        await stores.analysed(a_track(1))
        await stores.save(replace(await stores.catalogue.get(track_id(1)), **change))
        assert (await stores.catalogue.get(track_id(1))).status is TrackStatus.ANALYSED
        assert await stores.analyses.get(track_id(1)) is not None

    @pytest.mark.parametrize("changed", [a_track(1), a_failed_track(1), a_track(1, content_hash="f" * 64)])
    async def test_an_analysis_goes_when_the_track_waits_again_or_failed(self, stores: Stores, changed: Track):
        await stores.analysed(a_track(1))
        await stores.save(changed)
        assert await stores.catalogue.get(track_id(1)) == changed
        assert await stores.analyses.get(track_id(1)) is None
        assert [each async for each in stores.analyses.embeddings("test@1")] == []

    @pytest.mark.parametrize("status", [TrackStatus.ANALYSED, TrackStatus.SILENT])
    async def test_a_track_without_its_analysis_waits_whatever_is_claimed(self, stores: Stores, status: TrackStatus):
        await stores.analysed(a_track(2))
        await stores.save(a_track(1, status=status), a_track(2, status=status, content_hash="f" * 64))
        assert {each.status for each in await stores.catalogue.get_many([track_id(1), track_id(2)])} == {
            TrackStatus.PENDING
        }
        assert [each.id for each in await stores.analyses.pending(10)] == [track_id(1), track_id(2)]

    # missing and back

    async def test_missing_tracks_stay_with_all_that_is_known(self, stores: Stores):
        await stores.analysed(a_track(1), a_track(2))
        await stores.indexed()
        before = await stores.catalogue.get(track_id(1))
        await stores.catalogue.mark_missing([track_id(1), track_id(99)], LATER)
        assert await stores.catalogue.get(track_id(1)) == replace(before, missing_since=LATER)
        assert await stores.analyses.get(track_id(1)) is not None
        assert await stores.stale_ids() == [track_id(1)]

    async def test_marking_twice_keeps_the_first_moment(self, stores: Stores):
        await stores.save(a_track(1))
        await stores.catalogue.mark_missing([track_id(1)], DAY)
        await stores.indexed()
        await stores.catalogue.mark_missing([track_id(1)], LATER)
        assert (await stores.catalogue.get(track_id(1))).missing_since == DAY
        assert await stores.stale_ids() == []

    async def test_missing_tracks_come_back_as_they_were(self, stores: Stores):
        await stores.analysed(a_track(1), a_track(2))
        before = await stores.catalogue.get(track_id(1))
        await stores.catalogue.mark_missing([track_id(1)], LATER)
        await stores.indexed()
        await stores.catalogue.restore([track_id(1), track_id(2), track_id(99)])
        assert await stores.catalogue.get(track_id(1)) == before
        assert await stores.analyses.get(track_id(1)) is not None
        assert await stores.stale_ids() == [track_id(1)]

    async def test_a_track_cannot_come_back_to_a_key_that_was_taken(self, stores: Stores):
        await stores.save(a_track(1, key="x"), a_track(2, key="y"))
        await stores.catalogue.mark_missing([track_id(1), track_id(2)], DAY)
        await stores.save(a_track(3, key="x"))
        with pytest.raises(Conflict):
            await stores.catalogue.restore([track_id(2), track_id(1)])
        assert (await stores.catalogue.counts()).missing == 2

    async def test_two_cannot_come_back_to_one_key(self, stores: Stores):
        await stores.save(a_track(1, key="x", missing_since=DAY), a_track(2, key="x", missing_since=DAY))
        with pytest.raises(Conflict):
            await stores.catalogue.restore([track_id(1), track_id(2)])
        assert await stores.catalogue.at_key("x") is None

    # by key and content

    @pytest.mark.parametrize("key", STRANGE_KEYS)
    async def test_the_present_track_at_a_key(self, stores: Stores, key: str):
        await stores.save(a_track(1, key=key, missing_since=DAY), a_track(2, key=key))
        assert (await stores.catalogue.at_key(key)).id == track_id(2)
        await stores.catalogue.mark_missing([track_id(2)], DAY)
        assert await stores.catalogue.at_key(key) is None

    async def test_tracks_by_content_present_and_missing_by_id(self, stores: Stores):
        same = [a_track(n, content_hash="a" * 64) for n in (3, 1, 2)]
        same[1] = replace(same[1], missing_since=DAY)
        await stores.save(*same, a_track(4, content_hash=""))
        found = await stores.catalogue.with_content(["a" * 64, "b" * 64, ""])
        assert dict(found) == {"a" * 64: [same[1], same[2], same[0]]}
        assert dict(await stores.catalogue.with_content([])) == {}

    # known objects

    async def test_known_objects_ascend_by_key_then_id(self, stores: Stores):
        keys = ["b", "a/z", "a b", "a", "A", "ä", "\U0001f3b5", "\uffee", "a.mp3", "a/\u00e9"]
        made = [a_track(n, key=key) for n, key in enumerate(keys)]
        made += [a_track(100 - n, key=key, missing_since=DAY) for n, key in enumerate(keys)]
        made += [a_track(200, key="a", missing_since=DAY)]
        await stores.save(*made)
        expected = sorted((track.key, track.id) for track in made)
        assert [(each.key, each.id) for each in await known(stores)] == expected

    async def test_known_objects_tell_what_is_remembered(self, stores: Stores):
        await stores.save(a_track(1), a_track(2, missing_since=DAY), a_failed_track(3, content_hash=""))
        one, two, three = await known(stores)
        assert one == KnownObject(
            "folder/00001.mp3", track_id(1), 1001, a_track(1).modified_ns, missing=False, unread=False
        )
        assert (two.missing, two.unread) == (True, False)
        assert (three.missing, three.unread) == (False, True)

    async def test_writing_while_known_objects_are_read_disturbs_nothing(self, stores: Stores):
        await stores.save(*(a_track(n) for n in range(100)))
        seen = []
        async for each in stores.catalogue.known_objects():
            seen.append(each.id)
            if len(seen) == 50:
                await stores.save(a_track(10, key="zzz"), a_track(500, key="0"), a_track(501, key="zz"))
        assert len(seen) == len(set(seen)) or seen.count(track_id(10)) == 2
        assert {track_id(n) for n in range(100)} <= set(seen)

    # counts

    async def test_counts_by_state(self, stores: Stores):
        assert await stores.catalogue.counts() == LibraryCounts(failed={})
        await stores.analysed(a_track(1), a_track(2))
        await stores.save(a_track(3), a_failed_track(4), a_failed_track(5), a_failed_track(6, FailureReason.EMPTY))
        await stores.save(a_track(7, missing_since=DAY), a_failed_track(8, missing_since=DAY))
        counts = await stores.catalogue.counts()
        assert (counts.pending, counts.analysed, counts.silent, counts.missing) == (1, 2, 0, 2)
        assert dict(counts.failed) == {FailureReason.DAMAGED: 2, FailureReason.EMPTY: 1}
        assert counts.present == 6

    # again

    async def test_failed_tracks_can_be_queued_again(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.save(a_failed_track(2), a_failed_track(3), a_failed_track(4, missing_since=DAY))
        await stores.indexed()
        assert await stores.catalogue.requeue_failed() == 2
        assert await stores.catalogue.get_many([track_id(2), track_id(3)]) == [a_track(2), a_track(3)]
        assert await stores.catalogue.get(track_id(4)) == a_failed_track(4, missing_since=DAY)
        assert (await stores.catalogue.get(track_id(1))).status is TrackStatus.ANALYSED
        assert await stores.stale_ids() == [track_id(2), track_id(3)]
        assert await stores.catalogue.requeue_failed() == 0

    async def test_only_some_of_them_can_be(self, stores: Stores):
        await stores.save(a_track(1), a_failed_track(2), a_failed_track(3))
        await stores.save(a_failed_track(4, missing_since=DAY))
        some = [track_id(1), track_id(3), track_id(4), TrackId("unknown")]
        assert await stores.catalogue.requeue_failed(some) == 1
        assert await stores.catalogue.get(track_id(3)) == a_track(3)
        assert (await stores.catalogue.counts()).failed == {FailureReason.DAMAGED: 1}
        assert await stores.catalogue.requeue_failed([]) == 0

    # a database that does not answer

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: Stores):
        catalogue, ids = broken.catalogue, [track_id(1)]
        calls = [
            catalogue.with_content(["a"]),
            catalogue.save([a_track(1)]),
            catalogue.mark_missing(ids, DAY),
            catalogue.restore(ids),
            catalogue.get(ids[0]),
            catalogue.get_many(ids),
            catalogue.at_key("a"),
            catalogue.search(TrackQuery()),
            catalogue.folder(""),
            catalogue.counts(),
            catalogue.requeue_failed(),
            anext(catalogue.known_objects()),
        ]
        for call in calls:
            with pytest.raises(Unavailable) as raised:
                await call
            assert raised.value.service == "database"

    @PROPERTY
    @given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("xyz"), st.booleans()), max_size=8))
    async def test_whatever_is_saved_no_two_present_tracks_share_a_key(
        self, open_stores: OpenStores, saves: list[tuple[int, str, bool]]
    ):
        async with open_stores() as stores:
            for number, key, missing in saves:
                track = a_track(number, key=key, missing_since=DAY if missing else None)
                holder = await stores.catalogue.at_key(key)
                try:
                    await stores.save(track)
                    assert missing or holder is None or holder.id == track.id
                except Conflict:
                    assert not missing
                    assert holder is not None
                    assert holder.id != track.id
            present = [each.key for each in await known(stores) if not each.missing]
            assert len(present) == len(set(present))
