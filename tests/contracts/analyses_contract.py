"""What every keeper of analyses promises."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.analysis import Analysis, Embedding
from musicsim.domain.model.details import UNHEARD, TempoAndKey
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.domain.rules.outlines import outlined
from tests.support.samples import (
    DAY,
    HALVES,
    SILENCE,
    SPACE,
    a_failed_track,
    a_track,
    a_vector,
    a_waveform,
    an_analysis,
    same_analysis,
    track_id,
)
from tests.support.settings import PROPERTY
from tests.support.stores import OpenStores, Stores
from tests.support.strategies import analyses

DAMAGED = Failure(FailureReason.DAMAGED, "no sync word")
SECOND = timedelta(seconds=1)


async def embedded(stores: Stores, space: str = SPACE) -> list[str]:
    return [each async for each, _ in stores.analyses.embeddings(space)]


class AnalysesContract:
    """Subclasses supply the fixtures `stores` (empty), `open_stores` (a way to more) and `broken` (not answering)."""

    # what waits

    async def test_pending_tracks_come_oldest_first(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.save(a_track(4), a_track(2), a_track(3), a_failed_track(5), a_track(6, missing_since=DAY))
        pending = await stores.analyses.pending(10)
        assert pending == [a_track(2), a_track(3), a_track(4)]
        assert await stores.analyses.pending(2) == pending[:2]
        assert await stores.analyses.pending(0) == []

    async def test_pending_passes_over_what_is_under_way(self, stores: Stores):
        await stores.save(*map(a_track, range(1, 6)))
        under_way = {track_id(1), track_id(3), track_id(77)}
        assert [each.id for each in await stores.analyses.pending(2, under_way)] == [track_id(2), track_id(4)]
        assert await stores.analyses.pending(2, [track_id(n) for n in range(2000)]) == []

    async def test_pending_passes_over_any_number(self, stores: Stores):
        made = [a_track(n) for n in range(1300)]
        await stores.save(*made)
        under_way = [track.id for track in made[:1200]]
        assert await stores.analyses.pending(40, under_way) == made[1200:1240]
        assert await stores.analyses.pending(1000, under_way) == made[1200:]
        assert await stores.analyses.pending(1, [track.id for track in made]) == []
        assert await stores.analyses.pending(1250, under_way[10:]) == made[:10] + made[1200:]
        assert await stores.analyses.pending(2000) == made

    # keeping

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_nothing(self, stores: Stores, half: str):
        await stores.analysed(a_track(1))
        unknown = a_track(2, id=TrackId(half))
        assert not await stores.analyses.save(unknown, an_analysis(), DAY)
        assert not await stores.analyses.fail(unknown, DAMAGED, DAY)
        assert not await stores.analyses.save_waveform(unknown, a_waveform())
        assert await stores.analyses.get(unknown.id) is None
        assert await stores.analyses.get_many([unknown.id]) == {}
        assert await stores.analyses.waveform(unknown.id) is None
        assert await stores.analyses.of_content(half) is None
        assert await embedded(stores, half) == []
        await stores.analyses.mark_indexed({unknown.id: 1})
        assert await stores.stale_ids() == [track_id(1)]

    @PROPERTY
    @given(analyses())
    async def test_every_part_comes_back_as_it_was(self, open_stores: OpenStores, analysis: Analysis):
        async with open_stores() as stores:
            await stores.save(a_track(1))
            assert await stores.analyses.save(a_track(1), analysis, DAY)
            assert same_analysis(await stores.analyses.get(track_id(1)), analysis)
            assert same_analysis(await stores.analyses.of_content(a_track(1).content_hash), analysis)
            kept = await stores.analyses.get_many([track_id(1)])
            assert kept[track_id(1)] == replace(analysis, embeddings=())
            slim = await stores.analyses.untagged([track_id(1), track_id(2)])
            assert slim == {track_id(1): replace(analysis, embeddings=(), tags=None)}
            shown = await stores.analyses.tempi_and_keys([track_id(1), track_id(2)])
            heard = TempoAndKey.of(analysis)
            assert shown == ({} if heard == UNHEARD else {track_id(1): heard})
            assert same_analysis((await stores.analyses.stale(1))[0].analysis, analysis)

    async def test_lists_show_no_tempo_of_what_failed_since(self, stores: Stores):
        await stores.save(a_track(1))
        assert await stores.analyses.save(a_track(1), an_analysis(), DAY)
        assert await stores.analyses.tempi_and_keys([track_id(1)])
        assert await stores.analyses.fail(a_track(1), DAMAGED, DAY)
        assert await stores.analyses.tempi_and_keys([track_id(1)]) == {}

    async def test_an_analysis_sets_the_status(self, stores: Stores):
        await stores.save(a_track(1), a_track(2), a_failed_track(3))
        assert await stores.analyses.save(a_track(1), an_analysis(), DAY)
        assert await stores.analyses.save(a_track(2), SILENCE, DAY)
        assert await stores.analyses.save(a_failed_track(3), an_analysis(), DAY)
        assert await stores.catalogue.get_many([track_id(n) for n in (1, 2, 3)]) == [
            a_track(1, status=TrackStatus.ANALYSED),
            a_track(2, status=TrackStatus.SILENT),
            a_track(3, status=TrackStatus.ANALYSED),
        ]

    async def test_an_analysis_replaces_the_older_one_wholly(self, stores: Stores):
        await stores.analysed(a_track(1))
        other = Analysis(duration=7.0, embeddings=(Embedding("new@1", a_vector(7)),))
        assert await stores.analyses.save(a_track(1), other, DAY)
        assert same_analysis(await stores.analyses.get(track_id(1)), other)
        assert await embedded(stores) == []
        assert await stores.analyses.save(a_track(1), SILENCE, DAY)
        assert same_analysis(await stores.analyses.get(track_id(1)), SILENCE)
        assert (await stores.catalogue.get(track_id(1))).status is TrackStatus.SILENT

    async def test_metadata_written_meanwhile_is_kept(self, stores: Stores):
        await stores.save(a_track(1))
        await stores.save(a_track(1, title="Retagged", key="moved.mp3"))
        assert await stores.analyses.save(a_track(1), an_analysis(), DAY)
        assert await stores.catalogue.get(track_id(1)) == a_track(
            1, title="Retagged", key="moved.mp3", status=TrackStatus.ANALYSED
        )

    async def test_missing_tracks_are_analysed_too(self, stores: Stores):
        await stores.save(a_track(1, missing_since=DAY))
        assert await stores.analyses.save(a_track(1), an_analysis(), DAY)
        track = await stores.catalogue.get(track_id(1))
        assert (track.status, track.missing_since) == (TrackStatus.ANALYSED, DAY)

    async def test_nothing_is_written_for_unknown_tracks(self, stores: Stores):
        assert not await stores.analyses.save(a_track(1), an_analysis(), DAY)
        assert not await stores.analyses.fail(a_track(1), DAMAGED, DAY)
        assert not await stores.analyses.save_waveform(a_track(1), a_waveform())
        assert await stores.catalogue.get(track_id(1)) is None
        assert await stores.analyses.get(track_id(1)) is None
        assert await stores.analyses.waveform(track_id(1)) is None

    async def test_nothing_is_written_for_content_that_is_gone(self, stores: Stores):
        heard = a_track(1)
        await stores.analysed(heard)
        now = a_track(1, content_hash="e" * 64)
        await stores.save(now)
        await stores.indexed()
        assert not await stores.analyses.save(heard, an_analysis(), DAY + SECOND)
        assert not await stores.analyses.fail(heard, DAMAGED, DAY + SECOND)
        assert not await stores.analyses.save_waveform(heard, a_waveform())
        assert await stores.catalogue.get(track_id(1)) == now
        assert await stores.analyses.get(track_id(1)) is None
        assert await stores.analyses.waveform(track_id(1)) is None
        assert await stores.stale_ids() == []
        assert await stores.analyses.finished_since(DAY) == 0

    async def test_a_failure_drops_what_was_found(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.analyses.save_waveform(a_track(1), a_waveform())
        assert await stores.analyses.fail(a_track(1), DAMAGED, DAY)
        assert await stores.catalogue.get(track_id(1)) == a_track(1, status=TrackStatus.FAILED, failure=DAMAGED)
        assert await stores.analyses.get(track_id(1)) is None
        assert await stores.analyses.waveform(track_id(1)) is None
        assert await embedded(stores) == []

    async def test_a_failure_replaces_a_failure(self, stores: Stores):
        await stores.save(a_failed_track(1))
        assert await stores.analyses.fail(a_track(1), Failure(FailureReason.TIMED_OUT), DAY)
        assert (await stores.catalogue.get(track_id(1))).failure == Failure(FailureReason.TIMED_OUT)

    async def test_many_save_at_once(self, stores: Stores):
        made = [a_track(n) for n in range(30)]
        await stores.save(*made)
        jobs = (stores.analyses.save(track, an_analysis(n), DAY) for n, track in enumerate(made))
        assert all(await asyncio.gather(*jobs))
        assert (await stores.catalogue.counts()).analysed == 30
        assert len(await embedded(stores)) == 30

    # reading

    async def test_unknown_tracks_have_no_analysis(self, stores: Stores):
        await stores.save(a_track(1))
        assert await stores.analyses.get(track_id(1)) is None
        assert await stores.analyses.get(track_id(2)) is None
        assert dict(await stores.analyses.get_many([track_id(1), track_id(2)])) == {}
        assert dict(await stores.analyses.get_many([])) == {}

    async def test_outlines_are_those_of_the_analyses(self, stores: Stores):
        await stores.analysed(*map(a_track, range(0, 600, 20)))
        await stores.save(a_track(700))
        assert await stores.analyses.save(a_track(700), SILENCE, DAY)
        asked = [*(track_id(n) for n in (*range(600), 700, 800)), "a\0b"]  # more than one query asks for
        outlines = await stores.analyses.outlines(asked)
        kept = await stores.analyses.get_many(asked)
        assert sorted(outlines.ids) == sorted(kept)
        assert outlines.rows.tobytes() == outlined([kept[one] for one in outlines.ids]).tobytes()
        assert len(await stores.analyses.outlines([])) == 0

    async def test_many_analyses_come_without_embeddings(self, stores: Stores):
        await stores.analysed(a_track(1), a_track(2))
        await stores.save(a_track(3))
        found = await stores.analyses.get_many({track_id(n) for n in (1, 2, 3, 4)})
        assert dict(found) == {
            track_id(1): replace(an_analysis(0), embeddings=()),
            track_id(2): replace(an_analysis(1), embeddings=()),
        }

    async def test_an_analysis_is_found_by_content(self, stores: Stores):
        same = "c" * 64
        await stores.save(a_track(1, content_hash=same), a_track(2, content_hash=same), a_track(3, content_hash=""))
        assert await stores.analyses.of_content(same) is None
        assert await stores.analyses.save(a_track(2, content_hash=same), an_analysis(5), DAY)
        await stores.analyses.save(a_track(3, content_hash=""), an_analysis(6), DAY)
        await stores.catalogue.mark_missing([track_id(2)], DAY)
        assert same_analysis(await stores.analyses.of_content(same), an_analysis(5))
        assert await stores.analyses.of_content("") is None
        assert await stores.analyses.of_content("d" * 64) is None

    async def test_embeddings_of_a_space_ascend_by_id(self, stores: Stores):
        await stores.analysed(a_track(3), a_track(1), a_track(2), a_track(4), a_track(5))
        await stores.save(a_track(6))
        await stores.analyses.save(a_track(4), an_analysis(4, "other@1"), DAY)
        await stores.catalogue.mark_missing([track_id(5)], DAY)
        found = [each async for each in stores.analyses.embeddings(SPACE)]
        assert [each for each, _ in found] == [track_id(1), track_id(2), track_id(3)]
        assert np.array_equal(found[0][1], an_analysis(1).embeddings[0].vector)
        assert await embedded(stores, "other@1") == [track_id(4)]
        assert await embedded(stores, "nothere@1") == []

    async def test_embeddings_of_many_tracks_leave_none_out(self, stores: Stores):
        made = [a_track(n) for n in range(1001)]
        await stores.save(*made)
        small = Analysis(duration=1.0, embeddings=(Embedding(SPACE, a_vector(1, 2)),))
        for track in made[::300]:
            await stores.analyses.save(track, small, DAY)
        assert await embedded(stores) == [track.id for track in made[::300]]

    # the vector index

    async def test_stale_tracks_come_with_all_that_the_index_needs(self, stores: Stores):
        await stores.save(a_track(2), a_track(1), a_track(3, missing_since=DAY))
        await stores.analyses.save(a_track(1), an_analysis(1), DAY)
        one, two, three = await stores.analyses.stale(10)
        assert (one.track, two.track) == (a_track(1, status=TrackStatus.ANALYSED), a_track(2))
        assert three.track == a_track(3, missing_since=DAY)
        assert same_analysis(one.analysis, an_analysis(1))
        assert two.analysis is None
        assert [each.track.id for each in await stores.analyses.stale(2)] == [track_id(1), track_id(2)]

    async def test_every_change_makes_a_track_stale_anew(self, stores: Stores):
        await stores.save(a_track(1))
        revisions = set()
        changes = [
            lambda: stores.save(a_track(1)),
            lambda: stores.analyses.save(a_track(1), an_analysis(1), DAY),
            lambda: stores.analyses.save(a_track(1), an_analysis(2), DAY),
            lambda: stores.catalogue.mark_missing([track_id(1)], DAY),
            lambda: stores.catalogue.restore([track_id(1)]),
            lambda: stores.analyses.fail(a_track(1), DAMAGED, DAY),
            lambda: stores.catalogue.requeue_failed(),
            lambda: stores.analyses.mark_stale([track_id(1)]),
        ]
        for change in changes:
            await stores.indexed()
            assert await stores.analyses.stale(1) == []
            await change()
            [stale] = await stores.analyses.stale(1)
            revisions.add(stale.revision)
        assert len(revisions) == len(changes)

    async def test_marking_an_older_revision_changes_nothing(self, stores: Stores):
        await stores.save(a_track(1))
        [old] = await stores.analyses.stale(1)
        await stores.save(a_track(1, title="Newer"))
        await stores.analyses.mark_indexed({track_id(1): old.revision, track_id(9): 1})
        assert await stores.stale_ids() == [track_id(1)]
        await stores.indexed()
        await stores.analyses.mark_indexed({track_id(1): old.revision})
        assert await stores.stale_ids() == []
        await stores.analyses.mark_indexed({})

    async def test_a_waveform_is_nothing_to_the_index(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.indexed()
        await stores.analyses.save_waveform(a_track(1), a_waveform())
        assert await stores.stale_ids() == []

    async def test_the_index_should_hold_what_is_present_analysed_and_not_stale(self, stores: Stores):
        assert await stores.analyses.indexable_count() == 0
        await stores.analysed(*(a_track(n) for n in range(1, 6)))
        await stores.save(a_track(6), a_failed_track(7), a_track(8))
        await stores.analyses.save(a_track(8), SILENCE, DAY)
        assert await stores.analyses.indexable_count() == 0
        await stores.indexed()
        assert await stores.analyses.indexable_count() == 5
        await stores.catalogue.mark_missing([track_id(1)], DAY)
        await stores.analyses.save(a_track(2), an_analysis(9), DAY)
        assert await stores.analyses.indexable_count() == 3
        await stores.indexed()
        assert await stores.analyses.indexable_count() == 4

    async def test_a_lost_index_is_filled_anew(self, stores: Stores):
        await stores.analysed(a_track(1), a_track(2, missing_since=DAY))
        under_way = {each.track.id: each.revision for each in await stores.analyses.stale(10)}
        await stores.analyses.mark_stale([track_id(1), track_id(2)])
        await stores.analyses.mark_indexed(under_way)  # written to the index that was lost
        assert await stores.stale_ids() == [track_id(1), track_id(2)]
        assert await stores.analyses.indexable_count() == 0

    async def test_what_an_index_lost_is_filled_in(self, stores: Stores):
        await stores.analysed(a_track(1), a_track(2, missing_since=DAY), a_track(3))
        await stores.indexed()
        await stores.analyses.mark_stale([track_id(9), track_id(3), track_id(2), TrackId("\ud800")])
        assert await stores.stale_ids() == [track_id(2), track_id(3)]
        await stores.analyses.mark_stale([])
        assert await stores.analyses.indexable_count() == 1

    async def test_the_index_of_a_large_library_is_forgotten_to_the_last_track(self, stores: Stores):
        made = [a_track(n) for n in range(1001)]
        await stores.save(*made)
        await stores.indexed()
        await stores.analyses.mark_stale([track.id for track in made])
        assert await stores.stale_ids() == [track.id for track in made]

    # waveforms

    async def test_waveforms_are_kept(self, stores: Stores):
        await stores.analysed(a_track(1))
        assert await stores.analyses.waveform(track_id(1)) is None
        for seed in (1, 2):
            assert await stores.analyses.save_waveform(a_track(1), a_waveform(seed))
            kept = await stores.analyses.waveform(track_id(1))
            assert kept.model == f"waveform@{seed}"
            assert np.array_equal(kept.peaks, a_waveform(seed).peaks)
            assert kept.peaks.dtype == np.uint8

    async def test_a_waveform_outlives_a_new_analysis_of_the_same_content(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.analyses.save_waveform(a_track(1), a_waveform())
        await stores.analyses.save(a_track(1), an_analysis(2), DAY)
        assert await stores.analyses.waveform(track_id(1)) is not None
        assert await stores.analyses.without_waveform(10) == []

    async def test_a_waveform_goes_with_its_content(self, stores: Stores):
        await stores.analysed(a_track(1))
        await stores.analyses.save_waveform(a_track(1), a_waveform())
        other = a_track(1, content_hash="e" * 64)
        await stores.save(other)
        assert await stores.analyses.waveform(track_id(1)) is None
        await stores.analyses.save(other, an_analysis(2), DAY)
        assert [each.id for each in await stores.analyses.without_waveform(10)] == [track_id(1)]

    async def test_tracks_without_a_waveform_come_by_id(self, stores: Stores):
        await stores.analysed(*(a_track(n) for n in (5, 1, 4, 2)))
        await stores.save(a_track(3), a_failed_track(6), a_track(7), a_track(8))
        await stores.analyses.save(a_track(8), SILENCE, DAY)
        await stores.catalogue.mark_missing([track_id(4)], DAY)
        await stores.analyses.save_waveform(a_track(2), a_waveform())

        async def numbers(limit: int, excluding: tuple[str, ...] = ()) -> list[int]:
            return [int(each.id[1:]) for each in await stores.analyses.without_waveform(limit, excluding)]

        assert await numbers(10) == [1, 5, 8]
        assert await numbers(2) == [1, 5]
        assert await numbers(2, (track_id(1), track_id(99))) == [5, 8]

    async def test_tracks_that_only_another_model_heard_come_by_id(self, stores: Stores):
        await stores.analysed(*(a_track(n) for n in (5, 1, 4, 2)))
        await stores.save(a_track(3), a_failed_track(6), a_track(7))
        await stores.analyses.save(a_track(7), SILENCE, DAY)
        await stores.catalogue.mark_missing([track_id(4)], DAY)
        [here, *_] = an_analysis(0).embeddings
        assert await stores.analyses.heard_otherwise(here.space, 10) == []

        async def numbers(limit: int, excluding: tuple[str, ...] = ()) -> list[int]:
            return [int(one.id[1:]) for one in await stores.analyses.heard_otherwise("next@1", limit, excluding)]

        assert await numbers(10) == [1, 2, 5]
        assert await numbers(1, (track_id(1),)) == [2]
        await stores.analyses.save(
            a_track(2), Analysis(duration=1.0, embeddings=(Embedding("next@1", here.vector),)), DAY
        )
        assert await numbers(10) == [1, 5]

    # pace

    async def test_finished_tracks_are_counted_from_a_moment_on(self, stores: Stores):
        await stores.save(*(a_track(n) for n in range(1, 5)))
        assert await stores.analyses.finished_since(DAY - SECOND) == 0
        await stores.analyses.save(a_track(1), an_analysis(1), DAY)
        await stores.analyses.fail(a_track(2), DAMAGED, DAY + SECOND)
        await stores.analyses.save(a_track(3), SILENCE, DAY + 2 * SECOND)
        found = [await stores.analyses.finished_since(DAY + n * SECOND) for n in (-1, 0, 1, 2)]
        assert found == [3, 2, 1, 0]
        assert await stores.analyses.finished_since(DAY - timedelta(microseconds=1)) == 3

    async def test_a_track_finished_again_counts_once(self, stores: Stores):
        await stores.save(a_track(1))
        for n in range(3):
            await stores.analyses.save(a_track(1), an_analysis(n), DAY + n * SECOND)
        assert await stores.analyses.finished_since(DAY - SECOND) == 1

    # a database that does not answer

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, broken: Stores):
        found: Track = a_track(1)
        keeper = broken.analyses
        calls = [
            keeper.pending(1),
            keeper.save(found, an_analysis(), DAY),
            keeper.fail(found, DAMAGED, DAY),
            keeper.get(found.id),
            keeper.get_many([found.id]),
            keeper.of_content("a" * 64),
            anext(keeper.embeddings(SPACE)),
            keeper.stale(1),
            keeper.mark_indexed({found.id: 1}),
            keeper.indexable_count(),
            keeper.mark_stale([found.id]),
            keeper.save_waveform(found, a_waveform()),
            keeper.waveform(found.id),
            keeper.without_waveform(1),
            keeper.heard_otherwise("next@1", 1),
            keeper.finished_since(DAY),
        ]
        for call in calls:
            with pytest.raises(Unavailable) as raised:
                await call
            assert raised.value.service == "database"
