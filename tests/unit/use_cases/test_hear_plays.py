"""What players tell of plays reaches the radio sessions that gave the tracks out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.domain.model.identity import TrackId, UserId
from musicsim.domain.model.play import PlayEvent, PlayId, PlayStage
from musicsim.domain.model.radio import RadioId, RadioSession, Verdict
from tests.support.samples import DAY
from tests.support.station import ANNA, Station


@dataclass
class Crowded(MemoryRadioSessions):
    """Knob: `meanwhile` is done behind each look at a session of Anna's, `often` times."""

    meanwhile: Callable[[], Awaitable[object]] | None = None
    often: int = 0

    async def get(self, user: UserId, session_id: RadioId) -> RadioSession | None:
        found = await super().get(user, session_id)
        if self.meanwhile is not None and self.often > 0:
            self.often -= 1
            hurry, self.meanwhile = self.meanwhile, None  # it looks, too
            await hurry()
            self.meanwhile = hurry
        return found


def skipped(track: TrackId, session: str) -> PlayEvent:
    return PlayEvent(play=PlayId("p"), track=track, stage=PlayStage.SKIPPED, at=DAY, context=f"radio:{session}")


async def playing(sessions: MemoryRadioSessions) -> tuple[Station, RadioSession, TrackId]:
    station = Station()
    station.sessions = sessions
    await station.fill(20)
    session = await station.start()
    track = await station.next(session)
    assert track is not None
    return station, session, track


async def test_what_was_told_is_not_lost_on_another_window():
    sessions = Crowded()
    station, session, track = await playing(sessions)
    sessions.meanwhile, sessions.often = lambda: station.turn(session), 2
    await station.hear(skipped(track, session.id))
    kept = await station.kept(session)
    assert (kept.plays[0].verdict, len(kept.plays)) == (Verdict.SKIPPED, 3)


async def test_what_always_comes_late_is_passed_over():
    sessions = Crowded()
    station, session, track = await playing(sessions)
    sessions.meanwhile, sessions.often = lambda: station.turn(session), 4
    await station.hear(skipped(track, session.id))
    assert (await station.kept(session)).plays[0].verdict is None


async def test_what_there_is_not_is_passed_over():
    station, session, track = await playing(MemoryRadioSessions())
    await station.hear(skipped(TrackId("never played"), session.id), skipped(track, "nothere"))
    assert (await station.kept(session)).revision == 2
    await station.sessions.drop(ANNA, session.id)
    await station.hear(skipped(track, session.id))
    assert await station.sessions.recent(ANNA, 9) == []
