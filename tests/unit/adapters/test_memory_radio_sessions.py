"""Radio sessions in memory keep their promises."""

import pytest

from musicsim.adapters.memory.radio_sessions import MemoryRadioSessions
from musicsim.domain.model.identity import UserId
from tests.contracts.radio_sessions_contract import RadioSessionsContract


class TestMemoryRadioSessions(RadioSessionsContract):
    @pytest.fixture
    def sessions(self) -> MemoryRadioSessions:
        return MemoryRadioSessions(strangers=frozenset({UserId("nobody")}))

    @pytest.fixture
    def broken(self) -> MemoryRadioSessions:
        return MemoryRadioSessions(reachable=False)
