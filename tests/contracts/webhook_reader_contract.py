"""What every reader of messages promises."""

from abc import ABC, abstractmethod

from hypothesis import given
from hypothesis import strategies as st

from musicsim.domain.model.webhook import Heard, ListeningEvent
from musicsim.ports.webhook_reader import WebhookReader


class Post(ABC):
    """A reader under test, and somebody who writes to it."""

    reader: WebhookReader

    @abstractmethod
    def message(self, track: str, outcome: Heard) -> bytes: ...

    @abstractmethod
    def sign(self, body: bytes) -> str: ...


class WebhookReaderContract:
    """Subclasses supply `post`, a method."""

    @abstractmethod
    def post(self) -> Post: ...

    def test_a_genuine_message_is_read(self):
        post = self.post()
        for outcome in Heard:
            body = post.message("abc", outcome)
            event = post.reader.read(body, post.sign(body))
            assert isinstance(event, ListeningEvent)
            assert (event.id, event.outcome) == ("abc", outcome)

    def test_it_is_signed_or_not_read(self):
        post = self.post()
        body, other = post.message("abc", Heard.FINISHED), post.message("abd", Heard.FINISHED)
        for signature in ("", post.sign(other), post.sign(body)[:-1], post.sign(body) + "0", "é", "\0"):
            assert post.reader.read(body, signature) is None

    def test_nothing_makes_it_stumble(self):
        post = self.post()

        @given(st.binary(max_size=200), st.text(max_size=40))
        def read(body: bytes, signature: str) -> None:
            assert not isinstance(post.reader.read(body, signature), ListeningEvent)
            post.reader.read(body, post.sign(body))

        read()

    def test_a_changed_message_is_not_genuine(self):
        post = self.post()
        body = post.message("abc", Heard.FINISHED)

        @given(st.integers(0, len(body) - 1), st.integers(1, 255))
        def forge(at: int, change: int) -> None:
            forged = body[:at] + bytes([body[at] ^ change]) + body[at + 1 :]
            assert not isinstance(post.reader.read(forged, post.sign(body)), ListeningEvent)

        forge()
