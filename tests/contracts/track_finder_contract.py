"""What everything promises that finds tracks by what other programs know of them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.track_finder import TrackFinder
from tests.support.samples import DAY, HALVES, a_track, track_id


@dataclass(frozen=True)
class Finding:
    """A finder beside the catalogue that it looks into."""

    finder: TrackFinder
    catalogue: Catalogue


OpenFinding = Callable[[], AbstractAsyncContextManager[Finding]]


class TrackFinderContract:
    """Subclasses supply `finding` (empty) and `cut_off`, which does not answer."""

    async def test_present_tracks_by_key(self, finding: Finding):
        tracks = [a_track(number, key=f"A/{number}.mp3") for number in range(600)]
        await finding.catalogue.save(tracks)
        await finding.catalogue.mark_missing([track_id(3)], DAY)
        found = await finding.finder.at_keys([track.key for track in tracks] + ["nothere", "a/1.mp3", *HALVES])
        assert found == {track.key: track for track in tracks if track.id != track_id(3)}
        assert await finding.finder.at_keys([]) == {}

    async def test_present_tracks_by_folded_title_the_oldest_first(self, finding: Finding):
        tracks = [
            a_track(2, title="Été"),
            a_track(1, title="ETE "),
            a_track(3, title="Hiver"),
            a_track(4, title="Été"),
        ]
        await finding.catalogue.save(tracks)
        await finding.catalogue.mark_missing([track_id(4)], DAY)
        found = await finding.finder.titled(["ete", "Hiver", "nothere", *HALVES])
        assert found == {"ete": [tracks[1], tracks[0]]}
        assert await finding.finder.titled([]) == {}
        some = await finding.finder.titled(["ete", "hiver", *HALVES], 1)
        assert some == {"ete": [tracks[1]], "hiver": [tracks[2]]}
        assert await finding.finder.titled(["ete"], 9) == found

    async def test_present_tracks_by_isrc_the_oldest_first(self, finding: Finding):
        code, other = "DEA122600001", "DEA122600002"
        tracks = [a_track(2, isrc=code), a_track(1, isrc=code), a_track(3, isrc=other), a_track(4)]
        await finding.catalogue.save(tracks)
        await finding.catalogue.mark_missing([track_id(3)], DAY)
        assert await finding.finder.identified([code, other, "", "nothere", *HALVES]) == {code: tracks[1]}
        assert await finding.finder.identified([]) == {}

    async def test_unavailable_is_raised_when_the_database_does_not_answer(self, cut_off: Finding):
        for call in (cut_off.finder.at_keys, cut_off.finder.titled, cut_off.finder.identified):
            with pytest.raises(Unavailable):
                await call(["x"])
