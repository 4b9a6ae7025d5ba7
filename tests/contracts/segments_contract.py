"""What every keeper of fingerprints promises."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.fingerprint import Fingerprint
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.segments import Segments
from musicsim.domain.model.track import Track, TrackStatus
from musicsim.ports.analyses import Analyses
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.segments import SegmentStore
from tests.support.samples import DAY, HALVES, SILENCE, a_track, an_analysis, track_id

MODEL = "prints@1"
DAMAGED = Failure(FailureReason.DAMAGED)


def a_print(seed: int = 1, words: int = 200, model: str = MODEL) -> Fingerprint:
    drawn = np.random.default_rng(seed).integers(1, 2**32, words, dtype=np.uint32)
    return Fingerprint.of(drawn, model)


def segments(seed: int = 1, model: str = MODEL) -> Segments:
    """Three segments and a bit that is too short for another."""
    return Segments(a_print(seed, model=model), a_print(seed + 1000, 50, model))


@dataclass(frozen=True)
class Shelf:
    segments: SegmentStore
    analyses: Analyses
    catalogue: Catalogue

    async def analysed(self, *tracks: Track) -> None:
        await self.catalogue.save(tracks)
        for track in tracks:
            assert await self.analyses.save(track, an_analysis(), DAY)

    async def shown(self) -> dict[str, int]:
        return {track: parts async for track, parts in self.segments.shown(MODEL)}

    async def lacking(self, model: str = MODEL) -> list[str]:
        return [track.id for track in await self.segments.lacking(model, 100)]


class SegmentsContract:
    """Subclasses supply the fixtures `shelf` (empty) and `broken` (a store that does not answer)."""

    async def test_analysed_tracks_lack_segments_until_they_are_kept(self, shelf: Shelf):
        await shelf.analysed(*map(a_track, range(1, 5)))
        await shelf.catalogue.save([a_track(5), a_track(6)])
        assert await shelf.analyses.save(a_track(6), SILENCE, DAY)
        await shelf.catalogue.mark_missing({track_id(4)}, DAY)
        assert await shelf.lacking() == [track_id(1), track_id(2), track_id(3)]
        assert [track.id for track in await shelf.segments.lacking(MODEL, 1, {track_id(1)})] == [track_id(2)]
        assert await shelf.segments.save(a_track(2), segments(2))
        assert await shelf.lacking() == [track_id(1), track_id(3)]

    async def test_fingerprints_come_back_as_they_were(self, shelf: Shelf):
        await shelf.analysed(a_track(1), a_track(2), a_track(3))
        assert await shelf.segments.save(a_track(1), segments(1))
        assert await shelf.segments.save(a_track(1), segments(7))
        assert await shelf.segments.save_print(a_track(2), a_print(9))
        asked = [track_id(n) for n in (1, 2, 3, 99)]
        assert await shelf.segments.wholes(asked) == {track_id(1): segments(7).whole}
        assert await shelf.segments.prints(asked) == {track_id(1): segments(7).stretch, track_id(2): a_print(9)}
        assert await shelf.segments.wholes([]) == {}

    async def test_the_same_bytes_have_the_same_fingerprint(self, shelf: Shelf):
        await shelf.analysed(a_track(1), a_track(2, content_hash="e" * 64))
        assert await shelf.segments.save_print(a_track(1), a_print(9))
        assert await shelf.segments.print_of_content(a_track(1).content_hash) == a_print(9)
        assert await shelf.segments.print_of_content("e" * 64) is None
        assert await shelf.segments.print_of_content("") is None

    async def test_what_the_index_does_not_show_is_told_until_it_does(self, shelf: Shelf):
        await shelf.analysed(*map(a_track, range(1, 4)))
        for number in (1, 2, 3):
            await shelf.segments.save(a_track(number), segments(number))
        waiting = await shelf.segments.unshown(MODEL, 2)
        assert {track: one.whole for track, one in waiting.items()} == {track_id(n): segments(n).whole for n in (1, 2)}
        await shelf.segments.mark_shown({track: one.version for track, one in waiting.items()})
        assert list(await shelf.segments.unshown(MODEL, 9)) == [track_id(3)]
        assert await shelf.shown() == {track_id(1): 3, track_id(2): 3}
        assert await shelf.segments.shown_count(MODEL) == 6
        await shelf.segments.mark_unshown([track_id(1), track_id(77)])
        assert list(await shelf.segments.unshown(MODEL, 9)) == [track_id(1), track_id(3)]
        await shelf.segments.mark_unshown(None)
        assert await shelf.shown() == {}
        assert await shelf.segments.shown_count(MODEL) == 0

    async def test_what_changed_while_it_was_shown_is_shown_again(self, shelf: Shelf):
        await shelf.analysed(a_track(1))
        await shelf.segments.save(a_track(1), segments(1))
        seen = {track: one.version for track, one in (await shelf.segments.unshown(MODEL, 9)).items()}
        await shelf.analysed(a_track(1, content_hash="e" * 64))
        await shelf.segments.save(a_track(1, content_hash="e" * 64), segments(2))
        await shelf.segments.mark_shown(seen)
        assert (await shelf.segments.unshown(MODEL, 9))[track_id(1)].whole == segments(2).whole

    async def test_missing_tracks_wait_until_they_are_back(self, shelf: Shelf):
        await shelf.analysed(a_track(1))
        await shelf.segments.save(a_track(1), segments(1))
        await shelf.catalogue.mark_missing({track_id(1)}, DAY)
        assert await shelf.segments.unshown(MODEL, 9) == {}
        await shelf.catalogue.save([a_track(1, status=TrackStatus.ANALYSED)])
        assert list(await shelf.segments.unshown(MODEL, 9)) == [track_id(1)]

    async def test_fingerprints_of_other_content_are_not_kept(self, shelf: Shelf):
        await shelf.analysed(a_track(1), a_track(2))
        for number in (1, 2):
            await shelf.segments.save(a_track(number), segments(number))
        await shelf.catalogue.save([a_track(1, content_hash="e" * 64)])
        await shelf.analyses.fail(a_track(2), DAMAGED, DAY)
        both = [track_id(1), track_id(2)]
        assert await shelf.segments.wholes(both) == {}
        assert await shelf.segments.prints(both) == {}
        assert not await shelf.segments.save(a_track(1), segments(1))
        assert not await shelf.segments.save_print(a_track(1), a_print(1))
        await shelf.analysed(a_track(1, content_hash="e" * 64))
        assert await shelf.lacking() == [track_id(1)]

    async def test_retagging_keeps_them(self, shelf: Shelf):
        await shelf.analysed(a_track(1))
        await shelf.segments.save(a_track(1), segments(1))
        now = await shelf.catalogue.get(track_id(1))
        assert now is not None
        await shelf.catalogue.save([replace(now, metadata=replace(now.metadata, title="Another"))])
        assert await shelf.lacking() == []
        assert await shelf.segments.wholes([track_id(1)]) == {track_id(1): segments(1).whole}

    async def test_another_model_is_asked_for_again(self, shelf: Shelf):
        await shelf.analysed(a_track(1), a_track(2))
        await shelf.segments.save(a_track(1), segments(1))
        assert await shelf.lacking("prints@2") == [track_id(1), track_id(2)]
        await shelf.segments.save(a_track(1), segments(1, "prints@2"))
        assert await shelf.lacking("prints@2") == [track_id(2)]
        assert await shelf.segments.unshown(MODEL, 9) == {}

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_nothing(self, shelf: Shelf, half: str):
        unknown = a_track(2, id=TrackId(half))
        assert not await shelf.segments.save(unknown, segments())
        assert not await shelf.segments.save_print(unknown, a_print())
        assert await shelf.segments.wholes([unknown.id]) == await shelf.segments.prints([unknown.id]) == {}
        assert await shelf.segments.print_of_content(half) is None
        await shelf.segments.mark_shown({unknown.id: 1})
        await shelf.segments.mark_unshown([unknown.id])

    async def test_outages_are_told(self, broken: SegmentStore):
        for call in (broken.lacking(MODEL, 1), broken.save(a_track(1), segments()), broken.unshown(MODEL, 1)):
            with pytest.raises(Unavailable):
                await call
        with pytest.raises(Unavailable):
            await broken.prints([track_id(1)])
        with pytest.raises(Unavailable):
            await anext(broken.shown(MODEL))
