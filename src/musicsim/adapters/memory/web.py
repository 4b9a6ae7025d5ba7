"""An outside that a test makes up."""

from collections.abc import Callable

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.web import WebAnswer, WebRequest
from musicsim.ports.web import Web

Rule = Callable[[WebRequest], WebAnswer | MusicsimError]


class MemoryWeb(Web):
    """Answers by a rule, which may give an error to raise; `asked` tells what came."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.asked: list[tuple[str, WebRequest]] = []

    async def ask(self, service: str, request: WebRequest) -> WebAnswer:
        self.asked.append((service, request))
        answer = self.rule(request)
        if isinstance(answer, MusicsimError):
            raise answer
        return answer

    async def close(self) -> None:
        """There is nothing to give back."""
