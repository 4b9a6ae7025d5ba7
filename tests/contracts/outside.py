"""What every port of an outside service promises when that service fails."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from enum import StrEnum

import pytest

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.outside import Garbled, RefusalReason, Refused, Throttled


class Trouble(StrEnum):
    """What a world can be made to do to everything that it is asked."""

    AWAY = "away"  # nobody answers
    BROKEN = "broken"  # its own fault (5xx)
    THROTTLING = "throttling"  # come back in WAIT seconds
    NONSENSE = "nonsense"  # an answer that makes no sense
    EMPTY = "empty"  # an answer without anything in it
    CREDENTIALS = "credentials"  # it does not know us


WAIT = 37.0


class World(ABC):
    """An adapter's outside, to be furnished by tests."""

    service: str

    @abstractmethod
    def suffer(self, trouble: Trouble) -> None:
        """From now on."""

    @abstractmethod
    def recover(self) -> None:
        """All is well again."""


Question = Callable[[], Awaitable[object]]


class OutsideContract:
    """Subclasses supply the fixtures `world` and `questions`, a list of what can be asked."""

    @pytest.mark.parametrize("trouble", [Trouble.AWAY, Trouble.BROKEN])
    async def test_an_outage_is_temporary(self, world: World, questions: list[Question], trouble: Trouble):
        world.suffer(trouble)
        for ask in questions:
            with pytest.raises(Unavailable) as caught:
                await ask()
            assert caught.value.service == world.service
            assert not isinstance(caught.value, Garbled)

    async def test_a_service_that_asks_for_patience_says_for_how_long(self, world: World, questions: list[Question]):
        world.suffer(Trouble.THROTTLING)
        for ask in questions:
            with pytest.raises(Throttled) as caught:
                await ask()
            assert (caught.value.service, caught.value.retry_after) == (world.service, WAIT)

    @pytest.mark.parametrize("trouble", [Trouble.NONSENSE, Trouble.EMPTY])
    async def test_nonsense_is_told_from_an_answer(self, world: World, questions: list[Question], trouble: Trouble):
        world.suffer(trouble)
        for ask in questions:
            with pytest.raises(Garbled) as caught:
                await ask()
            assert caught.value.service == world.service

    async def test_wrong_credentials_are_for_a_person_to_mend(self, world: World, questions: list[Question]):
        world.suffer(Trouble.CREDENTIALS)
        for ask in questions:
            with pytest.raises(Refused) as caught:
                await ask()
            assert (caught.value.service, caught.value.reason) == (world.service, RefusalReason.CREDENTIALS)

    async def test_it_works_again_when_the_service_does(self, world: World, questions: list[Question]):
        world.suffer(Trouble.BROKEN)
        for ask in questions:
            with pytest.raises(Unavailable):
                await ask()
        world.recover()
        for ask in questions:
            await ask()
