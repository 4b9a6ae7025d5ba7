"""What everybody promises who remembers looks for pictures."""

from dataclasses import replace
from typing import Any

import pytest

from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSource
from musicsim.domain.model.identity import TrackId
from tests.contracts.plays_contract import Ear
from tests.support.samples import DAY, HALVES, a_track, track_id


def found(number: int = 1, **changes: Any) -> Artwork:
    plain = Artwork(
        track=track_id(number),
        outcome=ArtworkOutcome.FOUND,
        looked_at=DAY,
        picture=f"{number:064x}",
        source=ArtworkSource.FOLDER,
        origin="folder/Größe.jpg",
    )
    return replace(plain, **changes)


class ArtworksContract:
    """Subclasses supply the fixture `ear`."""

    @pytest.mark.parametrize(
        "artwork",
        [
            found(),
            found(source=ArtworkSource.TAGS),
            Artwork(track=track_id(1), outcome=ArtworkOutcome.ABSENT, looked_at=DAY),
            Artwork(track=track_id(1), outcome=ArtworkOutcome.FAILED, looked_at=DAY, reason="It is damaged."),
        ],
    )
    async def test_what_was_found_out_comes_back(self, ear: Ear, artwork: Artwork):
        assert await ear.artworks.get(track_id(1)) is None
        assert await ear.artworks.save(a_track(1), artwork)
        assert await ear.artworks.get(track_id(1)) == artwork

    async def test_a_later_look_replaces_an_earlier_one(self, ear: Ear):
        await ear.artworks.save(a_track(1), found())
        later = found(picture="f" * 64, source=ArtworkSource.TAGS)
        assert await ear.artworks.save(a_track(1), later)
        assert await ear.artworks.get(track_id(1)) == later

    @pytest.mark.parametrize("change", [{"size": 5}, {"modified_ns": 5}])
    async def test_it_holds_for_the_object_that_was_looked_at(self, ear: Ear, change: dict[str, int]):
        await ear.artworks.save(a_track(1), found())
        await ear.catalogue.save([a_track(1, **change)])
        assert await ear.artworks.get(track_id(1)) is None
        assert await ear.artworks.get_many([track_id(1)]) == {}
        assert not await ear.artworks.save(a_track(1), found())
        assert await ear.artworks.save(a_track(1, **change), found(picture="a" * 64))
        await ear.catalogue.save([a_track(1, **change, key="moved.mp3", title="Other")])
        assert await ear.artworks.get(track_id(1)) == found(picture="a" * 64)

    async def test_several_at_once(self, ear: Ear):
        for number in (1, 2, 3):
            await ear.artworks.save(a_track(number), found(number))
        wanted = [track_id(3), track_id(1), track_id(9), TrackId("unknown"), track_id(1)]
        assert await ear.artworks.get_many(wanted) == {track_id(1): found(1), track_id(3): found(3)}
        assert await ear.artworks.get_many([]) == {}

    async def test_what_albums_bring_goes_for_all_their_tracks(self, ear: Ear):
        """The first present track's in the album's order, whose look came to something and holds."""
        album = {"album": "One", "album_artist": "Ann"}
        for number in range(1, 7):
            await ear.catalogue.save([a_track(number, track_number=number, **album)])
        other = [a_track(11, album="Two", album_artist="Ann"), a_track(12, album=""), a_track(13, album="")]
        await ear.catalogue.save(other)
        absent = Artwork(track=track_id(1), outcome=ArtworkOutcome.ABSENT, looked_at=DAY)
        await ear.artworks.save(a_track(1, track_number=1, **album), absent)
        for number in (6, 5, 4, 3, 2):
            await ear.artworks.save(a_track(number, track_number=number, **album), found(number))
        await ear.artworks.save(other[1], found(12))
        await ear.catalogue.mark_missing([track_id(2)], DAY)
        await ear.catalogue.save([a_track(3, track_number=3, size=5, **album)])
        wanted = [track_id(number) for number in (1, 2, 5, 11, 12, 13, 99)]
        assert await ear.artworks.of_albums(wanted) == dict.fromkeys(wanted[:3], found(4))
        assert await ear.artworks.of_albums([]) == {}

    async def test_missing_tracks_keep_theirs(self, ear: Ear):
        await ear.artworks.save(a_track(1), found())
        await ear.catalogue.mark_missing([track_id(1)], DAY)
        assert await ear.artworks.get(track_id(1)) == found()

    async def test_pictures_that_are_named(self, ear: Ear):
        await ear.artworks.save(a_track(1), found(1))
        await ear.artworks.save(a_track(2), found(1, track=track_id(2)))
        await ear.artworks.save(a_track(3), found(3))
        await ear.catalogue.save([a_track(3, size=5)])
        wanted = [f"{number:064x}" for number in (1, 3, 4)]
        assert await ear.artworks.named(wanted) == set(wanted[:2])
        assert await ear.artworks.named([]) == set()

    async def test_unknown_tracks_have_none(self, ear: Ear):
        unknown = a_track(77)
        assert not await ear.artworks.save(unknown, found(77))
        assert await ear.artworks.get(unknown.id) is None

    @pytest.mark.parametrize("half", HALVES)
    async def test_halves_of_characters_name_no_track(self, ear: Ear, half: str):
        assert await ear.artworks.get(TrackId(half)) is None
        assert await ear.artworks.get_many([TrackId(half)]) == {}
        assert await ear.artworks.of_albums([TrackId(half)]) == {}
        assert not await ear.artworks.save(a_track(1, id=TrackId(half)), found())
