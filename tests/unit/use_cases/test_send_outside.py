"""Tracks that an outside service listens to: sent once, and never left behind there."""

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest

from musicsim.adapters.memory.clock import ManualClock
from musicsim.adapters.memory.outside_library import MemoryOutsideLibrary
from musicsim.adapters.memory.similarity_provider import MemorySimilarityProvider
from musicsim.bootstrap import Ports
from musicsim.bootstrap.beyond import Beyond, assemble_beyond
from musicsim.domain.errors import Conflict, NotFound, Unavailable
from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState, OutsideUpload
from musicsim.domain.use_cases.follow_outside import PATIENCE
from musicsim.domain.use_cases.send_outside import LOST
from tests.support.application import memory_ports
from tests.support.samples import a_track, track_id

TRACK = track_id(1)


class Numbering(MemoryOutsideLibrary):
    """Gives whatever it is sent an id of its own, as services do; `meanwhile` happens before it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def add(self, track: TrackId, title: str, chunks: AsyncIterable[bytes]) -> ExternalId:
        self.sent += 1
        external = await super().add(TrackId(f"{track}-{self.sent}"), title, chunks)
        if self.meanwhile is not None:
            await self.meanwhile()
        return external


@dataclass
class World:
    """A library of one track."""

    clock: ManualClock = field(default_factory=ManualClock)
    library: Numbering = field(default_factory=Numbering)

    def __post_init__(self) -> None:
        self.ports: Ports = memory_ports(
            clock=self.clock, outside_library=self.library, similarity_providers=[MemorySimilarityProvider()]
        )

    @property
    def beyond(self) -> Beyond:
        return assemble_beyond(self.ports)

    async def put(self, content: str = "a") -> None:
        track = a_track(1, key="song.mp3", content_hash=content)
        self.ports.store.put(track.key, b"ID3")  # type: ignore[attr-defined]
        await self.ports.catalogue.save([track])

    async def send(self) -> OutsideUpload:
        upload, begun = await self.beyond.begin_upload(TRACK)
        assert begun
        await self.beyond.send(upload)
        kept = await self.ports.outside_uploads.of(TRACK)
        assert kept is not None
        return kept


@pytest.fixture
async def world() -> World:
    world = World()
    await world.put()
    return world


async def test_what_is_under_way_is_not_sent_twice(world: World):
    begun = await asyncio.gather(*(world.beyond.begin_upload(TRACK) for _ in range(3)))
    assert sum(mine for _, mine in begun) == 1
    world.clock.advance(LOST - timedelta(seconds=1))
    assert not (await world.beyond.begin_upload(TRACK))[1]
    world.clock.advance(timedelta(seconds=1))  # its process died
    assert (await world.send()).listening.state is OutsideState.WAITING
    assert not (await world.beyond.begin_upload(TRACK))[1]


async def test_other_bytes_take_the_place_of_what_was_sent_before(world: World):
    first = await world.send()
    await world.put("b")
    second = await world.send()
    assert first.external != second.external
    assert world.library.kept.keys() == {second.external}


async def test_bytes_that_cannot_be_sent_leave_what_was_sent_before(world: World):
    first = await world.send()
    await world.put("b")
    world.library.fails_with = Unavailable("memory", "Nobody answers.")
    failed = await world.send()
    assert (failed.listening, failed.external) == (
        OutsideListening(OutsideState.FAILED, "Nobody answers."),
        first.external,
    )
    world.library.fails_with = None
    assert (await world.send()).listening.state is OutsideState.WAITING
    assert len(world.library.kept) == 1


async def test_what_is_forgotten_while_it_is_sent_is_not_left_behind(world: World):
    upload, _ = await world.beyond.begin_upload(TRACK)
    world.library.meanwhile = partial(world.beyond.forget_upload, TRACK)
    await world.beyond.send(upload)
    assert world.library.kept == {}
    assert await world.ports.outside_uploads.of(TRACK) is None


async def test_what_broke_off_may_be_begun_again_at_once(world: World):
    upload, _ = await world.beyond.begin_upload(TRACK)
    started = asyncio.Event()

    async def for_ever() -> None:
        started.set()
        await asyncio.Event().wait()

    world.library.meanwhile = for_ever
    sending = asyncio.create_task(world.beyond.send(upload))
    await started.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    world.library.meanwhile = None
    assert (await world.send()).listening.state is OutsideState.WAITING


async def test_what_there_is_no_room_for_may_be_begun_again_at_once(world: World):
    upload, _ = await world.beyond.begin_upload(TRACK)
    await world.beyond.put_off_upload(upload)
    assert (await world.send()).listening.state is OutsideState.WAITING


async def test_how_far_it_is_is_asked_for_now_and_then(world: World):
    sent = await world.send()
    assert sent.external is not None
    assert (await world.beyond.show_upload(TRACK))[1] is False
    world.clock.advance(PATIENCE)
    assert (await world.beyond.show_upload(TRACK))[1] is True
    world.library.states[sent.external] = OutsideListening(OutsideState.FINISHED)
    await world.beyond.check_upload(TRACK)
    world.clock.advance(PATIENCE)
    upload, old = await world.beyond.show_upload(TRACK)
    assert (upload.listening.state, old) == (OutsideState.FINISHED, False)


async def test_a_track_that_is_gone_there_says_so(world: World):
    sent = await world.send()
    assert sent.external is not None
    await world.library.remove([sent.external])
    await world.beyond.check_upload(TRACK)
    upload, _ = await world.beyond.show_upload(TRACK)
    assert upload.listening.state is OutsideState.FAILED
    assert "send it again" in upload.listening.detail


async def test_nobody_to_send_to_and_nothing_to_send(world: World):
    with pytest.raises(NotFound):
        await world.beyond.begin_upload(track_id(9))
    await world.ports.catalogue.mark_missing([TRACK], world.clock.now())
    with pytest.raises(NotFound):
        await world.beyond.begin_upload(TRACK)
    world.ports = memory_ports()
    with pytest.raises(Conflict):
        await world.beyond.begin_upload(TRACK)
