"""ListenBrainz and MusicBrainz, without any account, keep the promises of the same ports."""

from collections.abc import Iterator

import pytest

from musicsim.adapters.guarded.remembering import RememberingMetadataProvider
from musicsim.adapters.listenbrainz.similarity import ListenBrainzSimilarity
from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.musicbrainz.metadata import MusicBrainzMetadata
from musicsim.domain.model.beyond import MUSICBRAINZ, ExternalId, ExternalTrack, SoughtTrack, Suggestions
from musicsim.domain.model.outside import Garbled, Throttled
from tests.contracts.metadata_provider_contract import MetadataProviderContract, MetadataWorld
from tests.contracts.outside import Trouble
from tests.contracts.similarity_provider_contract import SimilarityProviderContract, SimilarityWorld
from tests.support.externals import an_external, an_id
from tests.support.standins.brainz import ListenBrainz, MusicBrainz
from tests.support.standins.serving import Knobs, free_address, local_web, serving


@pytest.fixture(scope="module")
def listenbrainz() -> Iterator[ListenBrainz]:
    standin = ListenBrainz()
    with serving(standin.application(), standin) as standin.address:
        yield standin


@pytest.fixture(scope="module")
def musicbrainz() -> Iterator[MusicBrainz]:
    standin = MusicBrainz()
    with serving(standin.application(), standin) as standin.address:
        yield standin


class _World:
    def __init__(self, standin: Knobs):
        standin.reset()
        self.standin = standin
        self.web = local_web()
        self.turn(standin.address)

    def suffer(self, trouble: Trouble) -> None:
        if trouble is Trouble.AWAY:
            self.turn(free_address())
        else:
            self.standin.trouble = trouble

    def recover(self) -> None:
        self.standin.trouble = None


class ListenBrainzWorld(_World, SimilarityWorld):
    service = "listenbrainz"
    understands_words = False

    def turn(self, address: str) -> None:
        self.provider = ListenBrainzSimilarity(web=self.web, clock=ManualClock(), endpoint=address, algorithm="a")

    def resemble(self, seed: ExternalId, *others: ExternalId) -> None:
        self.standin.like[seed.id] = [
            {"recording_mbid": one.id, "recording_name": f"Song {at}", "artist_credit_name": "Band", "score": 900 - at}
            for at, one in enumerate(others)
        ]


class TestListenBrainzSimilarity(SimilarityProviderContract):
    @pytest.fixture
    async def world(self, listenbrainz: ListenBrainz):
        world = ListenBrainzWorld(listenbrainz)
        yield world
        await world.web.close()

    async def test_scores_are_shares_of_the_best(self, world: ListenBrainzWorld):
        world.standin.like[world.id(1).id] = [
            {"recording_mbid": world.id(2).id, "score": 50},
            {"recording_mbid": world.id(3).id, "score": 200, "recording_name": "Song", "artist_credit_name": "Band"},
            {"recording_mbid": world.id(4).id, "score": None, "recording_name": None},
        ]
        found = await world.provider.similar(world.id(1), 5)
        assert isinstance(found, Suggestions)
        assert [(one.score, one.label) for one in found.items] == [(1.0, "Band - Song"), (0.25, ""), (0.0, "")]
        assert world.standin.questions == [{"recording_mbids": world.id(1).id, "algorithm": "a"}]

    async def test_ids_that_are_none_are_passed_over(self, world: ListenBrainzWorld):
        world.resemble(world.id(1), ExternalId(MUSICBRAINZ, "x" * 5000), world.id(2))
        found = await world.provider.similar(world.id(1), 5)
        assert isinstance(found, Suggestions)
        assert [one.id for one in found.items] == [world.id(2)]

    @pytest.mark.parametrize("seed", [ExternalId("spotify", "x"), ExternalId(MUSICBRAINZ, "&x=y"), an_id(1)])
    async def test_other_ids_are_not_even_asked_for(self, world: ListenBrainzWorld, seed: ExternalId):
        assert await world.provider.similar(seed, 5) is None
        assert world.standin.questions == []

    @pytest.mark.parametrize("nonsense", [b"{}", b"[[]]", b'[{"recording_mbid": 1}]', b'{"error": "no"}'])
    async def test_other_shapes_are_a_clear_error(self, world: ListenBrainzWorld, nonsense: bytes):
        world.standin.trouble, world.standin.nonsense = Trouble.NONSENSE, nonsense
        with pytest.raises(Garbled):
            await world.provider.similar(world.id(1), 5)


class MusicBrainzWorld(_World, MetadataWorld):
    service = "musicbrainz"

    def turn(self, address: str) -> None:
        self.provider = MusicBrainzMetadata(web=self.web, clock=ManualClock(), endpoint=f"{address}/ws/2")

    def publish(self, *tracks: ExternalTrack) -> None:
        self.standin.tracks += tracks

    def track(self, number: int, **changes: object) -> ExternalTrack:
        track = an_external(number, MUSICBRAINZ, **changes)
        about = {
            "cover": f"https://coverartarchive.org/release/{an_id(number, MUSICBRAINZ).id}/front-500",
            "link": f"https://musicbrainz.org/recording/{track.id.id}",
        }
        return an_external(number, MUSICBRAINZ, **(about | changes))


class TestMusicBrainzMetadata(MetadataProviderContract):
    @pytest.fixture
    async def world(self, musicbrainz: MusicBrainz):
        world = MusicBrainzWorld(musicbrainz)
        yield world
        await world.web.close()

    async def test_a_bare_503_asks_for_patience(self, world: MusicBrainzWorld):
        world.standin.statuses = [503]
        with pytest.raises(Throttled):
            await world.provider.get(world.track(1).id.id)

    async def test_it_says_who_asks(self, world: MusicBrainzWorld):
        await world.provider.get(world.track(1).id.id)
        assert world.standin.seen[0]["user-agent"] == "musicsim tests"

    async def test_the_syntax_of_searches_is_not_for_titles(self, world: MusicBrainzWorld):
        odd = world.track(1, title='What? C++ (Live) "now" AND/OR a:b \\ [x]*')
        world.publish(odd)
        assert await world.provider.find(SoughtTrack(title=odd.title, artist=odd.artist)) == [odd]
        assert await world.provider.find(SoughtTrack(title=" ", artist="")) == []


class TestRememberingMetadataProvider(TestMusicBrainzMetadata):
    @pytest.fixture
    async def world(self, musicbrainz: MusicBrainz):
        world = MusicBrainzWorld(musicbrainz)
        world.provider = RememberingMetadataProvider(world.provider, ManualClock())
        yield world
        await world.web.close()
