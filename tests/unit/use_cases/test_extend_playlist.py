"""What is suggested for a playlist, beyond what it holds."""

from musicsim.domain.model.identity import UserId
from musicsim.domain.model.user import Caller, Role
from tests.unit.use_cases.library import Library, tone

ANN = Caller(UserId("ann"), Role.LISTENER)


async def test_a_playlist_longer_than_is_listened_to_leaves_room_for_others() -> None:
    """Its own tracks are the nearest to themselves: they are not what the index is asked for."""
    library = Library()
    for number in range(1001):
        library.store.put(f"{number:04d}.wav", tone(400 + number / 100, seconds=0.1))
    library.store.put("other.wav", tone(3000, seconds=0.1))
    await library.scan()
    for _ in range(2):  # a thousand at a time
        await library.listen()
    curation = library.app.curation
    own = await library.ports.finder.at_keys([f"{number:04d}.wav" for number in range(1001)])
    made = await curation.create_playlist(ANN, "Long", tracks=[track.id for track in own.values()])
    found = await curation.suggest_tracks(ANN, made.id)
    assert [one.track.key for one in found] == ["other.wav"]
