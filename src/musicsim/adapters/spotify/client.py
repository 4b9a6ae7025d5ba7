"""spotipy, tamed: one attempt, no files, no secrets in logs, never on the event loop."""

import logging
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread

from musicsim.adapters.spotify.wire import SERVICE
from musicsim.domain.errors import Unavailable
from musicsim.ports.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    import requests

Spotipy = Any  # it has no types

API = "https://api.spotify.com/v1/"
TOKENS = "https://accounts.spotify.com/api/token"

_AT_ONCE = 4
_UNAUTHORISED = 401
_SECONDS = 8.0
"""For a connection, and again for each piece of the answer."""


@dataclass(frozen=True, kw_only=True)
class Access:
    """An application of ours at Spotify, and where its API is."""

    client_id: str
    client_secret: str = field(repr=False)
    api: str = API
    tokens: str = TOKENS


class SpotifyClient:
    """Up to four calls at once, each with a client of its own: sessions are not made for several threads.

    Unavailable, when it is made, without the packages of the extra "spotify".
    """

    def __init__(self, access: Access, clock: Clock) -> None:
        try:
            spotipy = _spotipy()
        except ImportError as fault:
            raise Unavailable(SERVICE, "Spotify needs further packages: pip install 'musicsim[spotify]'.") from fault
        for name in ("spotipy.client", "spotipy.oauth2"):  # they write headers with tokens into the log
            logging.getLogger(name).addFilter(_drop)
        self._access = access
        self._clock = clock
        self._limiter = anyio.CapacityLimiter(_AT_ONCE)
        self._tokens = spotipy.MemoryCacheHandler()
        self._idle: list[_Line] = []

    async def call(self, ask: "Callable[[Spotipy], Any]", absent: frozenset[int] = frozenset()) -> Any:
        """What `ask` gives, asked in a thread; None when the answer has one of the statuses `absent`."""
        return await anyio.to_thread.run_sync(self._asked, ask, absent, limiter=self._limiter, abandon_on_cancel=True)

    def close(self) -> None:
        """Give back the connections that are not in use."""
        while self._idle:
            self._idle.pop().session.close()

    def _asked(self, ask: "Callable[[Spotipy], Any]", absent: frozenset[int]) -> Any:
        from musicsim.adapters.spotify.faults import error_of

        line = self._line()
        try:
            return self._with_a_token(line, ask, absent)
        except Exception as fault:
            error = error_of(fault, self._clock.now())
            if error is None:
                raise
            raise error from None  # the chain behind it holds requests, and with them the token
        finally:
            self._idle.append(line)

    def _with_a_token(self, line: "_Line", ask: "Callable[[Spotipy], Any]", absent: frozenset[int]) -> Any:
        """Asked again once when the token was withdrawn before its time."""
        from musicsim.adapters.spotify.faults import status_of

        for known in (self._tokens.get_cached_token() is not None, False):
            line.client.set_auth(line.auth.get_access_token(as_dict=False))
            try:
                return ask(line.client)
            except Exception as fault:
                if status_of(fault) in absent:
                    return None
                if status_of(fault) != _UNAUTHORISED or not known:
                    raise
                self._tokens.save_token_to_cache(None)
        return None

    def _line(self) -> "_Line":
        try:
            return self._idle.pop()
        except IndexError:  # not asked before: another thread may take the last one in between
            return self._opened()

    def _opened(self) -> "_Line":
        """With a session of its own: spotipy's would wait out `Retry-After` in the thread, and lose it then."""
        import requests

        spotipy = _spotipy()
        session = requests.Session()
        session.trust_env = False  # a .netrc would replace the token
        session.max_redirects = 0  # whoever answers in its place could lead us to what only this machine can reach
        auth = spotipy.SpotifyClientCredentials(
            self._access.client_id,
            self._access.client_secret,
            requests_session=session,
            requests_timeout=_SECONDS,
            cache_handler=self._tokens,
        )
        auth.OAUTH_TOKEN_URL = self._access.tokens
        client = spotipy.Spotify(requests_session=session, requests_timeout=_SECONDS)
        client.prefix = self._access.api
        return _Line(client, auth, session)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one thread at a time talks through. The client is not told of `auth`: it would hide that one's faults."""

    client: Spotipy
    auth: Any
    session: "requests.Session"


def _spotipy() -> Any:
    return import_module("spotipy")


def _drop(record: logging.LogRecord) -> bool:
    """What comes of a call is raised; there is nothing else to be told."""
    return False
