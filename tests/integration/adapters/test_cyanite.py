"""Cyanite's adapters keep the promises of their ports, with a stand-in that checks what it is asked."""

from collections.abc import Iterator

import pytest

from musicsim.adapters.cyanite.graphql import GraphQl
from musicsim.adapters.cyanite.library import CyaniteLibrary
from musicsim.adapters.cyanite.similarity import CyaniteSimilarity
from musicsim.adapters.memory.clock import ManualClock
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.beyond import CYANITE, SPOTIFY, ExternalId, Preparing, SimilarityFilter, Suggestions
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, Throttled
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState
from tests.contracts.outside import Trouble
from tests.contracts.outside_library_contract import Listener, OutsideLibraryContract, chunks
from tests.contracts.similarity_provider_contract import SimilarityProviderContract, SimilarityWorld
from tests.support.samples import track_id
from tests.support.standins.cyanite import TOKEN, Cyanite
from tests.support.standins.serving import free_address, local_web, serving


@pytest.fixture(scope="module")
def served() -> Iterator[Cyanite]:
    standin = Cyanite()
    with serving(standin.application(), standin) as standin.address:
        yield standin


@pytest.fixture
def cyanite(served: Cyanite) -> Cyanite:
    served.reset()
    return served


class _World:
    service = "cyanite"

    def __init__(self, cyanite: Cyanite):
        self.cyanite = cyanite
        self.web = local_web()
        self.turn(cyanite.address)

    def turn(self, address: str, token: str = TOKEN) -> None:
        self.api = GraphQl(web=self.web, clock=ManualClock(), token=token, endpoint=f"{address}/graphql")
        self.build()

    def suffer(self, trouble: Trouble) -> None:
        if trouble is Trouble.AWAY:
            self.turn(free_address())
        elif trouble is Trouble.CREDENTIALS:
            self.turn(self.cyanite.address, "wrong")
        else:
            self.cyanite.trouble = trouble

    def recover(self) -> None:
        self.cyanite.trouble = None


class CyaniteWorld(_World, SimilarityWorld):
    def build(self) -> None:
        self.provider = CyaniteSimilarity(self.api)

    def resemble(self, seed: ExternalId, *others: ExternalId) -> None:
        self.cyanite.like[seed.id] = [one.id for one in others]


class TestCyaniteSimilarity(SimilarityProviderContract):
    @pytest.fixture
    async def world(self, cyanite: Cyanite):
        world = CyaniteWorld(cyanite)
        yield world
        await world.web.close()

    async def test_a_track_that_it_has_not_heard_is_enqueued(self, world: CyaniteWorld):
        world.cyanite.unheard.add(world.id(1).id)
        found = await world.provider.similar(world.id(1), 5)
        assert isinstance(found, Preparing)
        assert found.seconds > 0
        assert world.cyanite.enqueued == [world.id(1).id]

    async def test_a_track_that_cannot_be_heard_says_so(self, world: CyaniteWorld):
        world.cyanite.unheard.add(world.id(1).id)
        world.cyanite.refuses_enqueue = True
        with pytest.raises(Refused, match="Nothing to listen to"):
            await world.provider.similar(world.id(1), 5)

    @pytest.mark.parametrize(
        ("code", "error"),
        [("notEligible", Refused), ("indexNotFound", Refused), ("crateNotFound", Refused), ("newlyInvented", Garbled)],
    )
    async def test_every_code_is_an_error_of_its_kind(self, world: CyaniteWorld, code: str, error: type[Exception]):
        world.cyanite.codes = {world.id(1).id: code, "rain": code}
        with pytest.raises(error):
            await world.provider.similar(world.id(1), 5)
        with pytest.raises(error):
            await world.provider.described("rain", 5)

    async def test_filters_arrive(self, world: CyaniteWorld):
        world.resemble(world.id(1), world.id(2))
        where = SimilarityFilter(bpm=(90, 110.5), genres=("Hip Hop", "Ambient"), key="1A")
        await world.provider.similar(world.id(1), 5, where)
        await world.provider.similar(
            world.id(1), 100, SimilarityFilter(same_bpm=True, same_genre=True, matching_key=True)
        )
        assert world.cyanite.filters == [
            {
                "bpm": {"range": {"start": 90, "end": 110.5}},
                "genre": {"list": ["hipHop", "ambient"]},
                "key": {"camelot": {"tonic": "aFlatMinor"}},
            },
            {"bpm": {"input": {}}, "genre": {"input": {}}, "key": {"matching": {"input": {}}}},
        ]
        assert world.cyanite.firsts == [6, 100]

    async def test_a_genre_is_a_word_and_never_more(self, world: CyaniteWorld):
        world.resemble(world.id(1), world.id(2))
        for genre in ("]}) { secrets }", "90s", ""):
            with pytest.raises(Refused) as caught:
                await world.provider.similar(world.id(1), 5, SimilarityFilter(genres=(genre,)))
            assert caught.value.reason is RefusalReason.REQUEST

    async def test_uploaded_tracks_have_likes_as_well(self, world: CyaniteWorld):
        world.cyanite.library["lib0"] = {"state": "Finished"}
        world.cyanite.like["lib0"] = [world.id(2).id]
        found = await world.provider.similar(ExternalId(CYANITE, "lib0"), 5)
        assert isinstance(found, Suggestions)
        assert [(one.id, one.label) for one in found.items] == [(world.id(2), f"Artist - Song {world.id(2).id}")]
        assert await world.provider.similar(ExternalId(CYANITE, "lib9"), 5) is None
        assert await world.provider.similar(ExternalId("musicbrainz", "x"), 5) is None

    @pytest.mark.parametrize("status", [200, 400, 500])
    async def test_errors_of_the_whole_are_told_apart_at_any_status(self, world: CyaniteWorld, status: int):
        world.cyanite.error_status = status
        for code, error in (
            ("ERR_NOT_AUTHORIZED", Refused),
            ("GRAPHQL_VALIDATION_FAILED", Refused),
            ("INTERNAL_SERVER_ERROR", Unavailable),
        ):
            world.cyanite.error = {"message": "m", "extensions": {"code": code}}
            with pytest.raises(error):
                await world.provider.similar(world.id(1), 5)
        world.cyanite.error = {"message": "bare"}
        with pytest.raises(Unavailable, match="bare"):
            await world.provider.similar(world.id(1), 5)

    async def test_a_status_tells_what_a_code_leaves_open(self, world: CyaniteWorld):
        world.cyanite.error = {"message": "Too many."}
        for status, error in ((429, Throttled), (401, Refused), (403, Refused), (503, Unavailable)):
            world.cyanite.error_status = status
            with pytest.raises(error) as caught:
                await world.provider.similar(world.id(1), 5)
            assert type(caught.value) is error

    async def test_what_is_quoted_holds_no_token_and_nothing_that_cannot_be_kept(self, world: CyaniteWorld):
        world.cyanite.error = {"message": f"Bearer {TOKEN}\0 is\nno good" + "!" * 500}
        with pytest.raises(Unavailable, match="Bearer … is no good!!!") as caught:
            await world.provider.similar(world.id(1), 5)
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 300

    async def test_ids_that_are_none_are_passed_over(self, world: CyaniteWorld):
        others = [ExternalId(SPOTIFY, text) for text in ("x" * 5000, "\0" * 22, "../../etc/passwd")]
        world.resemble(world.id(1), *others, world.id(2))
        found = await world.provider.similar(world.id(1), 5)
        assert isinstance(found, Suggestions)
        assert [one.id for one in found.items] == [world.id(2)]

    @pytest.mark.parametrize(
        "nonsense",
        [
            b"[]",
            b"null",
            b'{"data": null}',
            b'{"data": {"track": {"__typename": "Invented"}}}',
            b'{"data": {"track": {"__typename": "SpotifyTrack"}}}',
            b'{"data": {"track": {"__typename": "SpotifyTrack", "similarTracks": {"__typename": "New"}}}}',
            b'{"data": "\xff"}',
            b'{"data": ' + b"[" * 5000,
        ],
    )
    async def test_unknown_members_are_a_clear_error(self, world: CyaniteWorld, nonsense: bytes):
        world.cyanite.trouble, world.cyanite.nonsense = Trouble.NONSENSE, nonsense
        with pytest.raises(Garbled, match="not as it used to"):
            await world.provider.similar(world.id(1), 5)

    async def test_the_token_is_in_no_message(self, world: CyaniteWorld):
        assert TOKEN not in repr(world.provider)
        world.turn(world.cyanite.address, f"{TOKEN}\n")
        with pytest.raises(Exception) as caught:  # noqa: PT011
            await world.provider.similar(world.id(1), 5)
        assert TOKEN not in f"{caught.getrepr(chain=True)}".replace(repr(f"{TOKEN}\n"), "")


class CyaniteListener(_World, Listener):
    def build(self) -> None:
        self.library = CyaniteLibrary(self.api)

    def kept(self, track: ExternalId) -> bytes | None:
        kept = self.cyanite.library.get(track.id)
        return self.cyanite.sent[kept["upload"]] if kept else None

    def progress(self, track: ExternalId, listening: OutsideListening) -> None:
        words = {OutsideState.WAITING: "NotStarted", OutsideState.LISTENING: "Processing"}
        state = words.get(listening.state, listening.state.capitalize())
        self.cyanite.library[track.id] |= {"state": state, "detail": listening.detail}

    def fill(self) -> None:
        self.cyanite.room = 0


class TestCyaniteLibrary(OutsideLibraryContract):
    @pytest.fixture
    async def world(self, cyanite: Cyanite):
        world = CyaniteListener(cyanite)
        yield world
        await world.web.close()

    async def test_our_token_is_not_shown_to_the_store_behind(self, world: CyaniteListener):
        await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        (headers,) = world.cyanite.sent_with
        assert "authorization" not in headers
        assert headers["content-type"] == "audio/mpeg"

    async def test_a_track_that_missed_its_queue_is_put_there(self, world: CyaniteListener):
        world.cyanite.queue_fails = True
        added = await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        assert world.cyanite.enqueued == [added.id]

    async def test_one_that_cannot_be_put_there_is_not_left_behind(self, world: CyaniteListener):
        world.cyanite.queue_fails = world.cyanite.refuses_enqueue = True
        with pytest.raises(Refused) as caught:
            await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        assert caught.value.reason is RefusalReason.QUOTA
        assert world.cyanite.library == {}

    async def test_the_newer_analysis_is_asked_first(self, world: CyaniteListener):
        added = await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        world.cyanite.library[added.id] |= {"state": "Finished", "newer": "Processing"}
        assert await world.library.state(added) == OutsideListening(OutsideState.LISTENING)

    async def test_an_unknown_state_is_a_clear_error(self, world: CyaniteListener):
        added = await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        world.cyanite.library[added.id]["newer"] = "Invented"
        with pytest.raises(Garbled, match="Invented"):
            await world.library.state(added)

    async def test_hundreds_are_forgotten_in_parts(self, world: CyaniteListener):
        await world.library.remove([ExternalId(CYANITE, str(number)) for number in range(201)])
        assert [len(part) for part in world.cyanite.deleted] == [100, 100, 1]
