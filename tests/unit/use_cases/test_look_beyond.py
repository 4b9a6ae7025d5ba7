"""What sounds like a track, beyond the library."""

import pytest

from musicsim.adapters.memory.metadata_provider import MemoryMetadataProvider
from musicsim.adapters.memory.similarity_provider import MemorySimilarityProvider
from musicsim.domain.errors import Invalid, Unavailable
from musicsim.domain.model.beyond import MUSICBRAINZ, SPOTIFY, SimilarityFilter, Suggestion
from musicsim.domain.use_cases.look_beyond import LookBeyond
from tests.support.externals import an_external, an_id, sought

AWAY = Unavailable("memory", "Nobody answers.")


def a_world(catalogue: str = SPOTIFY, name: str = "memory", tracks: int = 5):
    """A provider to whom track 1 sounds like all others, and its catalogue."""
    known = [an_external(number, catalogue) for number in range(1, tracks + 1)]
    like = [Suggestion(track.id, 1 - at / 10) for at, track in enumerate(known[1:])]
    provider = MemorySimilarityProvider(name=name, catalogue=catalogue, like={known[0].id: like})
    return provider, MemoryMetadataProvider(catalogue=catalogue, tracks=known)


async def test_a_track_leads_to_others():
    provider, catalogue = a_world()
    look = LookBeyond(providers=[provider], catalogues=[catalogue])
    where = SimilarityFilter(same_bpm=True)
    found = await look(sought(an_external(1)), 3, where)
    assert [track.id for track in found.tracks] == [an_id(2), an_id(3), an_id(4)]
    assert (found.preparing, found.unknown_to, found.failed) == (None, (), ())
    assert provider.asked == [(an_id(1), where)]
    assert look.possible


async def test_two_providers_are_merged_and_one_may_fail():
    (one, spotify), (two, brainz) = a_world(), a_world(MUSICBRAINZ, "second", 3)
    look = LookBeyond(providers=[one, two], catalogues=[spotify, brainz])
    found = await look(sought(an_external(1)), 10)
    assert [track.title for track in found.tracks] == ["Song 2", "Song 3", "Song 4", "Song 5"]
    two.fails_with = AWAY
    found = await look(sought(an_external(1)), 10)
    assert len(found.tracks) == 4
    assert found.failed == (("second", "Nobody answers."),)
    spotify.fails_with = AWAY
    with pytest.raises(Unavailable):
        await look(sought(an_external(1)), 10)


async def test_who_does_not_know_it_and_who_is_at_it():
    (one, spotify), (two, brainz) = a_world(), a_world(MUSICBRAINZ, "second")
    one.unheard.add(an_id(1))
    two.like.clear()
    found = await LookBeyond(providers=[one, two], catalogues=[spotify, brainz])(sought(an_external(1)), 5)
    assert (found.tracks, found.preparing, found.unknown_to) == ([], 60.0, ("second",))
    found = await LookBeyond(providers=[two], catalogues=[brainz])(sought(an_external(1), title="Unheard of"), 5)
    assert found.unknown_to == ("second",)


async def test_suggestions_that_no_catalogue_describes_are_left_out():
    provider, catalogue = a_world()
    catalogue.tracks = [track for track in catalogue.tracks if track.id != an_id(3)]
    found = await LookBeyond(providers=[provider], catalogues=[catalogue])(sought(an_external(1)), 5)
    assert [track.id for track in found.tracks] == [an_id(2), an_id(4), an_id(5)]


async def test_the_seeds_own_artist_comes_last():
    provider, catalogue = a_world()
    catalogue.tracks[1] = an_external(2, artist="Band 1")
    found = await LookBeyond(providers=[provider], catalogues=[catalogue])(sought(an_external(1)), 5)
    assert [track.id for track in found.tracks][-1] == an_id(2)


async def test_without_a_provider_or_its_catalogue_nothing_is_possible():
    provider, _ = a_world()
    _, brainz = a_world(MUSICBRAINZ)
    for look in (LookBeyond(providers=[], catalogues=[brainz]), LookBeyond(providers=[provider], catalogues=[brainz])):
        assert not look.possible
        assert (await look(sought(an_external(1)), 5)).tracks == []
    with pytest.raises(Invalid):
        await LookBeyond(providers=[], catalogues=[])(sought(an_external(1)), 0)
