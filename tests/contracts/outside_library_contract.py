"""What everybody promises who has the library's tracks listened to on the outside."""

from abc import abstractmethod
from collections.abc import AsyncIterator

import pytest

from musicsim.domain.model.beyond import ExternalId
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.upload_outside import OutsideListening, OutsideState
from musicsim.ports.outside_library import OutsideLibrary
from tests.contracts.outside import OutsideContract, Question, World
from tests.support.samples import track_id


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def interrupted() -> AsyncIterator[bytes]:
    yield b"ID3"
    raise ZeroDivisionError


class Listener(World):
    """A service under test."""

    library: OutsideLibrary

    @abstractmethod
    def kept(self, track: ExternalId) -> bytes | None: ...

    @abstractmethod
    def progress(self, track: ExternalId, listening: OutsideListening) -> None: ...

    @abstractmethod
    def fill(self) -> None:
        """There is no room for more."""


class OutsideLibraryContract(OutsideContract):
    """Subclasses supply the fixture `world`."""

    @pytest.fixture
    def questions(self, world: Listener) -> list[Question]:
        return [
            lambda: world.library.add(track_id(1), "Title", chunks(b"ID3")),
            lambda: world.library.state(ExternalId("cyanite", "1")),
            lambda: world.library.remove([ExternalId("cyanite", "1")]),
        ]

    async def test_what_is_sent_arrives(self, world: Listener):
        added = await world.library.add(track_id(1), "Title", chunks(b"ID3", b"", b"more" * 1000))
        assert world.kept(added) == b"ID3" + b"more" * 1000

    async def test_titles_of_any_length_and_letters_are_taken(self, world: Listener):
        for number, title in enumerate(("", "ü" * 500, "\N{GRINNING FACE}" * 200, 'a "b" \\ \n')):
            assert world.kept(await world.library.add(track_id(number), title, chunks(b"ID3")))

    @pytest.mark.parametrize("state", [one for one in OutsideState if one is not OutsideState.SENDING])
    async def test_it_tells_how_far_it_is(self, world: Listener, state: OutsideState):
        added = await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        heard = OutsideListening(state, "no audio" if state is OutsideState.FAILED else "")
        world.progress(added, heard)
        assert await world.library.state(added) == heard

    async def test_an_unknown_track_is_an_answer(self, world: Listener):
        assert await world.library.state(ExternalId("cyanite", "404")) is None

    async def test_it_forgets(self, world: Listener):
        tracks = [await world.library.add(track_id(number), "", chunks(b"ID3")) for number in range(3)]
        await world.library.remove([*tracks[:2], ExternalId("cyanite", "404")])
        assert [world.kept(track) for track in tracks] == [None, None, b"ID3"]
        await world.library.remove([])

    async def test_there_may_be_no_room(self, world: Listener):
        world.fill()
        with pytest.raises(Refused) as caught:
            await world.library.add(track_id(1), "Title", chunks(b"ID3"))
        assert caught.value.reason is RefusalReason.QUOTA

    async def test_what_the_library_raises_is_raised(self, world: Listener):
        with pytest.raises(ZeroDivisionError):
            await world.library.add(track_id(1), "Title", interrupted())
