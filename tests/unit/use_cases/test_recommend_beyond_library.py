"""What lies beyond the library: asked, kept, shown."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.database import MemoryDatabase
from musicsim.adapters.memory.metadata_provider import MemoryMetadataProvider
from musicsim.adapters.memory.similarity_provider import MemorySimilarityProvider
from musicsim.bootstrap import Ports
from musicsim.bootstrap.beyond import Beyond, assemble_beyond
from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.beyond import (
    CYANITE,
    MUSICBRAINZ,
    SPOTIFY,
    ExternalId,
    Freshness,
    SimilarityFilter,
    Suggestion,
)
from musicsim.domain.model.outside import RefusalReason, Refused, Throttled
from musicsim.domain.model.question import AnswerState, Question
from musicsim.domain.model.recommendation import Recommendations
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from musicsim.domain.rules.asking_outside import CLAIM, key_of
from tests.support.application import memory_ports
from tests.support.externals import an_external, an_id
from tests.support.samples import a_track, track_id

DAY = timedelta(days=1)
SEED = Question(track=track_id(1))
AWAY = Unavailable("memory", "Nobody answers.")


def ours(number: int, **changes):
    """The track of ours that is the outside one of that number."""
    outside = an_external(number)
    about = {"title": outside.title, "artist": outside.artist, "duration": outside.duration}
    return a_track(number, **(about | changes))


@dataclass
class World:
    """A provider to whom outside track 1, which is our track 1, sounds like all others."""

    clock: ManualClock = field(default_factory=ManualClock)
    database: MemoryDatabase = field(default_factory=MemoryDatabase)

    def __post_init__(self):
        known = [an_external(number) for number in range(1, 6)]
        like = [Suggestion(track.id, 1 - at / 10, f"Band - {track.title}") for at, track in enumerate(known[1:])]
        self.spotify = MemoryMetadataProvider(name="spotify", tracks=known)
        self.provider = MemorySimilarityProvider(name="one", like={known[0].id: like})
        self.second = MemorySimilarityProvider(name="two", catalogue=MUSICBRAINZ, knows_sound=False)
        self.brainz = MemoryMetadataProvider(name="brainz", catalogue=MUSICBRAINZ)
        self.ports: Ports = memory_ports(
            self.database,
            self.clock,
            similarity_providers=[self.provider],
            metadata_providers=[self.spotify, self.brainz],
        )

    @property
    def beyond(self) -> Beyond:
        return assemble_beyond(self.ports)

    def with_second(self) -> "World":
        self.ports = replace(self.ports, similarity_providers=[self.provider, self.second])
        return self

    async def show(self, question: Question = SEED, limit: int = 20) -> Recommendations:
        return await self.beyond.recommend(question, limit)

    async def ask(self, question: Question = SEED) -> Recommendations:
        assert await self.beyond.ask(question)
        return await self.show(question)


@pytest.fixture
async def world() -> World:
    world = World()
    await world.ports.catalogue.save([ours(1)])
    return world


async def test_a_track_leads_to_others(world: World):
    before = await world.show()
    assert (before.items, before.due, before.asking) == ([], True, False)
    assert [source.state for source in before.sources] == [None]
    found = await world.ask()
    assert [one.track for one in found.items] == [an_external(number) for number in (2, 3, 4, 5)]
    assert (found.due, found.asking, found.again_at) == (False, False, None)
    assert found.sources[0].state is AnswerState.ANSWERED
    assert found.sources[0].freshness is Freshness.FRESH
    assert found.sources[0].answered_at == world.clock.now()
    assert [one.track.id for one in (await world.show(limit=2)).items] == [an_id(2), an_id(3)]
    assert all(tuple(one.providers) == ("one",) for one in found.items)


async def test_what_is_fresh_is_not_asked_for_again(world: World):
    await world.ask()
    asked = len(world.provider.asked), world.spotify.asked
    await world.ask()
    assert (len(world.provider.asked), world.spotify.asked) == asked
    world.clock.advance(7 * DAY)
    assert (await world.show()).due
    await world.ask()
    # its counterpart and the descriptions are good for longer than the suggestions
    assert (len(world.provider.asked), world.spotify.asked) == (asked[0] + 1, asked[1])


async def test_stale_answers_are_shown_until_there_are_new_ones(world: World):
    await world.ask()
    world.clock.advance(8 * DAY)
    stale = await world.show()
    assert stale.due
    assert len(stale.items) == 4
    assert stale.sources[0].freshness is Freshness.STALE
    world.clock.advance(90 * DAY)
    expired = await world.show()
    assert expired.items == []
    assert expired.sources[0].freshness is Freshness.EXPIRED


async def test_an_outage_leaves_what_was_known(world: World):
    await world.ask()
    world.clock.advance(8 * DAY)
    world.provider.fails_with = AWAY
    found = await world.ask()
    assert len(found.items) == 4
    assert (found.sources[0].state, found.sources[0].detail) == (AnswerState.FAILED, "Nobody answers.")
    assert found.sources[0].freshness is Freshness.STALE
    assert not found.due
    world.clock.advance(timedelta(minutes=1))
    world.provider.fails_with = None
    assert (await world.show()).due
    assert (await world.ask()).sources[0].state is AnswerState.ANSWERED


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (AWAY, timedelta(minutes=1)),
        (Throttled("memory", "Later.", 3600.0), timedelta(hours=1)),
        (Refused("memory", RefusalReason.CREDENTIALS, "No."), timedelta(minutes=10)),
        (Refused("memory", RefusalReason.REQUEST, "Not that one."), DAY),
    ],
)
async def test_who_failed_is_left_alone_for_a_while(world: World, fault: Exception, wait: timedelta):
    world.provider.fails_with = fault
    found = await world.ask()
    assert found.again_at == world.clock.now() + wait
    world.clock.advance(wait - timedelta(seconds=1))
    assert not (await world.show()).due
    world.clock.advance(timedelta(seconds=1))
    assert (await world.show()).due


async def test_a_provider_that_has_yet_to_listen(world: World):
    world.provider.unheard.add(an_id(1))
    found = await world.ask()
    assert found.sources[0].state is AnswerState.PREPARING
    assert found.again_at == world.clock.now() + timedelta(minutes=1)
    world.provider.unheard.clear()
    world.clock.advance(timedelta(minutes=1))
    assert len((await world.ask()).items) == 4


async def test_a_track_that_is_nowhere_is_looked_for_again_when_its_tags_change(world: World):
    await world.ports.catalogue.save([a_track(1, title="Unheard of", artist="Nobody")])
    found = await world.ask()
    assert (found.items, found.sources[0].state) == ([], AnswerState.UNKNOWN)
    asked = world.spotify.asked
    await world.ports.catalogue.save([ours(1, isrc=an_external(1).isrc)])
    world.clock.advance(DAY)
    assert len((await world.ask()).items) == 4
    assert world.spotify.asked > asked


async def test_two_providers_are_asked_side_by_side_and_merged(world: World):
    world.with_second()
    world.brainz.tracks = [an_external(number, MUSICBRAINZ) for number in (1, 3)]
    world.second.like = {an_id(1, MUSICBRAINZ): [Suggestion(an_id(3, MUSICBRAINZ), 0.5)]}
    found = await world.ask()
    assert [one.track.title for one in found.items] == ["Song 3", "Song 2", "Song 4", "Song 5"]
    assert found.items[0].providers == ["one", "two"]
    world.provider.fails_with = AWAY
    world.clock.advance(8 * DAY)
    found = await world.ask()
    assert [source.state for source in found.sources] == [AnswerState.FAILED, AnswerState.ANSWERED]


async def test_words_and_conditions_are_for_those_who_know_sound(world: World):
    world.with_second()
    world.provider.by_prompt = {"calm": [Suggestion(an_id(2), 1.0)]}
    found = await world.ask(Question(prompt="calm piano"))
    assert [one.track.id for one in found.items] == [an_id(2)]
    assert [source.provider for source in found.sources] == ["one"]
    fast = SimilarityFilter(same_bpm=True)
    await world.ask(replace(SEED, where=fast))
    assert world.provider.asked[-1] == (an_id(1), fast)
    assert world.second.asked == []
    world.ports = replace(world.ports, similarity_providers=[world.second])
    assert (world.beyond.recommend.possible, world.beyond.recommend.by_sound) == (True, False)
    with pytest.raises(Conflict):
        await world.show(Question(prompt="calm piano"))


async def test_the_seeds_own_artist_waits_and_the_seed_itself_is_left_out(world: World):
    world.spotify.tracks[1] = replace(an_external(2), artist="Band 1")
    world.spotify.tracks[3] = replace(an_external(1), id=an_id(4))  # the same recording on another album
    copy = a_track(0, title="Song 1", artist="Band 1", duration=an_external(1).duration, isrc=an_external(1).isrc)
    await world.ports.catalogue.save([copy])
    found = await world.ask()
    assert [one.track.id for one in found.items] == [an_id(3), an_id(5), an_id(2)]


async def test_what_the_library_has_is_marked(world: World):
    by_code = a_track(2, title="Other", artist="Name", isrc=an_external(2).isrc)
    gone = ours(5, missing_since=world.clock.now())
    other_version = ours(4, title="Song 4 (Live)")
    await world.ports.catalogue.save([by_code, ours(3), other_version, gone])
    found = await world.ask()
    marked = {one.track.id: one.ours.id for one in found.items if one.ours}
    assert marked == {an_id(2): track_id(2), an_id(3): track_id(3)}


async def test_what_was_matched_once_is_known_from_then_on(world: World):
    world.spotify.tracks[2] = an_external(3, title="Song 3 (Mono) [Album]")
    await world.ports.catalogue.save([ours(3, title="Song 3 (Mono)")])  # which is not looked for among ours
    assert not any(one.ours for one in (await world.ask()).items)
    world.provider.like[an_id(3)] = []
    await world.beyond.ask(Question(track=track_id(3)))
    found = await world.ask()
    assert {one.track.id for one in found.items if one.ours} == {an_id(3)}
    # with other tags it is another song, and one that was found to be the same before it comes to light
    copy = ours(4, title="Song 3 (Mono)", artist="Band 3", duration=an_external(3).duration)
    await world.ports.catalogue.save([ours(3, title="Another song"), copy])
    assert not any(one.ours for one in (await world.show()).items)
    await world.beyond.ask(Question(track=track_id(4)))
    assert {one.track.id: one.ours.id for one in (await world.show()).items if one.ours} == {an_id(3): track_id(4)}


async def test_tracks_that_cannot_be_described_yet_have_their_providers_name(world: World):
    await world.beyond.ask(SEED)
    answers = world.spotify.tracks
    world.clock.advance(31 * DAY)  # descriptions are to be renewed, too
    world.provider.like[an_id(1)].append(Suggestion(an_id(9), 0.1, "Somebody - Something - Live"))
    world.provider.like[an_id(1)].append(Suggestion(an_id(8), 0.1))
    world.spotify.tracks = answers[:1]

    class Stumbles(MemoryMetadataProvider):
        async def get(self, track_id: str):
            raise AWAY

    stumbling = Stumbles(name="spotify", tracks=answers[:1])
    world.ports = replace(world.ports, metadata_providers=[stumbling])
    found = await world.ask()
    assert [one.track.title for one in found.items] == ["Song 2", "Song 3", "Song 4", "Song 5", "Something - Live"]
    assert found.items[-1].track.artist == "Somebody"
    assert found.sources[0].detail == "Nobody answers."
    world.clock.advance(timedelta(minutes=5))
    assert (await world.show()).due


async def test_what_a_catalogue_says_is_not_there_is_left_out(world: World):
    world.spotify.tracks = world.spotify.tracks[:3]
    assert [one.track.id for one in (await world.ask()).items] == [an_id(2), an_id(3)]


async def test_one_at_a_time_asks(world: World):
    asked = await asyncio.gather(*(world.beyond.ask(SEED) for _ in range(4)))
    assert sum(asked) == 1
    assert len(world.provider.asked) == 1


async def test_who_died_while_asking_does_not_keep_others_from_it(world: World):
    now = world.clock.now()
    assert await world.ports.outside_answers.claim(key_of(SEED), now, now + CLAIM)
    assert (await world.show()).asking
    assert not await world.beyond.ask(SEED)
    world.clock.advance(CLAIM)
    assert not (await world.show()).asking
    assert len((await world.ask()).items) == 4


async def test_cancelling_lets_others_ask(world: World):
    started, never = asyncio.Event(), asyncio.Event()

    class Slow(MemorySimilarityProvider):
        async def similar(self, *question):
            started.set()
            await never.wait()

    world.ports = replace(world.ports, similarity_providers=[Slow(name="slow")])
    asking = asyncio.create_task(world.beyond.ask(SEED))
    await started.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert not (await world.show()).asking


async def test_nobody_is_configured(world: World):
    world.ports = replace(world.ports, metadata_providers=[])  # a provider without a catalogue cannot be understood
    assert not world.beyond.recommend.possible
    with pytest.raises(Conflict):
        await world.show()


async def test_unknown_tracks(world: World):
    for call in (world.beyond.recommend(Question(track=track_id(9)), 5), world.beyond.ask(Question(track=track_id(9)))):
        with pytest.raises(NotFound):
            await call


async def test_a_database_that_is_down_is_told_as_such(world: World):
    world.database.reachable = False
    for call in (world.beyond.recommend(SEED, 5), world.beyond.ask(SEED)):
        with pytest.raises(Unavailable, match="database"):
            await call


async def test_a_track_that_was_sent_needs_no_counterpart(world: World):
    sent = ExternalId(CYANITE, "lib1")
    await world.ports.catalogue.save([a_track(1, title="Unheard of", artist="Nobody")])
    upload = OutsideUpload(
        track=track_id(1),
        content_hash="a",
        listening=OutsideListening(OutsideState.WAITING),
        changed_at=world.clock.now(),
        external=sent,
    )
    await world.ports.outside_uploads.keep(upload, None)
    world.provider.like = {sent: [Suggestion(an_id(2), 1.0)]}
    assert [one.track.id for one in (await world.ask()).items] == [an_id(2)]
    assert (await world.ports.outside_tracks.counterparts(track_id(1)))[SPOTIFY].external is None


async def test_what_nobody_may_be_shown_is_forgotten(world: World):
    await world.ask()
    assert await world.beyond.forget() == 0
    world.clock.advance(91 * DAY)
    assert await world.beyond.forget() == 1
    world.clock.advance(300 * DAY)
    assert await world.beyond.forget() == 4
    assert (await world.show()).sources[0].state is None
