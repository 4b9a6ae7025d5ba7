"""Asking a part keeps the promises of every probe."""

import anyio
import pytest

from musicsim.adapters.probes.answering import AnsweringProbe, Question
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.failure import FailureReason, UnreadableAudio
from musicsim.ports.probe import Probe
from tests.contracts.probe_contract import SOON, ProbeContract


def asking(question: Question, patience: float = 60.0) -> Probe:
    return AnsweringProbe("piano", question, remedy="Tune it.", patience=patience)


def failing(fault: Exception) -> Probe:
    async def ask() -> str:
        raise fault

    return asking(ask)


class TestAnsweringProbe(ProbeContract):
    @pytest.fixture
    def healthy(self) -> Probe:
        async def ask() -> str:
            return "In tune."

        return asking(ask)

    @pytest.fixture
    def unhealthy(self) -> Probe:
        return failing(Unavailable("piano", "It is locked."))

    @pytest.fixture
    def raising(self) -> Probe:
        return failing(ValueError("out of tune"))

    @pytest.fixture
    def hanging(self) -> Probe:
        async def ask() -> str:
            await anyio.sleep_forever()
            return ""

        return asking(ask, SOON)


async def test_a_fault_that_the_part_explains_is_not_logged(caplog: pytest.LogCaptureFixture):
    finding = await failing(UnreadableAudio(FailureReason.DAMAGED, "no strings")).check()
    assert (finding.part, finding.healthy, finding.remedy) == ("piano", False, "Tune it.")
    assert not caplog.records
