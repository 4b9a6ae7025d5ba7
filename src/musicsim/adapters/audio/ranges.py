"""Ranges of bytes from an HTTP address."""

from functools import cache, partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from http.client import responses as phrases
from ssl import SSLContext, create_default_context
from urllib.parse import urlsplit

from musicsim.domain.errors import Unavailable
from musicsim.domain.model.audio import RemoteAudio
from musicsim.domain.model.failure import FailureReason, UnreadableAudio

SERVICE = "library"
TIMEOUT = 5.0
"""Seconds that connecting, or the next bytes of an answer, may take."""

_REASON = 4096  # bytes of an answer that say why
_ARCHIVED = b"InvalidObjectState"  # S3's word
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403})
_OTHERWISE = frozenset({412, 416})
_PASSING = frozenset({500, 502, 503, 504})


class Ranges:
    """Fetches ranges of one object over one connection, kept between them; for one thread."""

    def __init__(self, source: RemoteAudio) -> None:
        parts = urlsplit(source.url)
        secure = parts.scheme == "https"
        kind = partial(HTTPSConnection, context=_trust()) if secure else HTTPConnection
        self._new_connection = partial(kind, parts.hostname or "", parts.port, timeout=TIMEOUT)
        self._target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self._host = parts.netloc
        self._condition = {"If-Match": source.etag} if source.etag else {}
        self._connection: HTTPConnection | None = None

    def fetch(self, start: int, stop: int) -> bytes:
        """Bytes start … stop (exclusive), which the object is known to have.

        Unavailable when they can't be had now: nobody answers, the address holds no longer, or the object has
        changed. UnreadableAudio when it is gone.
        """
        try:
            return self._fetched(start, stop)
        except (OSError, HTTPException):
            self.close()  # no outage yet: the other side closes what is kept for long, and S3 is busy now and then
        try:
            return self._fetched(start, stop)
        except (OSError, HTTPException) as fault:
            self.close()
            raise self._unavailable(f"does not answer as it should ({fault or type(fault).__name__})") from fault

    def close(self) -> None:
        """Close the connection; the next range opens another one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _fetched(self, start: int, stop: int) -> bytes:
        if self._connection is None:
            self._connection = self._new_connection()
        headers = {"Range": f"bytes={start}-{stop - 1}", "Accept-Encoding": "identity", **self._condition}
        self._connection.request("GET", self._target, headers=headers)
        answer = self._connection.getresponse()
        if answer.status in _PASSING:
            raise HTTPException(f"{answer.status} {answer.reason}")
        if answer.status != 206:
            raise self._refusal(answer)
        data = answer.read()
        if len(data) != stop - start:
            raise HTTPException(f"{len(data)} bytes in place of {stop - start}")
        return data

    def _refusal(self, answer: HTTPResponse) -> Exception:
        words = answer.read(_REASON)
        self.close()  # whatever else it has to say
        if answer.status in _GONE:
            return UnreadableAudio(FailureReason.VANISHED, "The library has no such object.")
        if _ARCHIVED in words:
            return UnreadableAudio(FailureReason.UNREADABLE, "It lies in an archive: restore it first.")
        if answer.status in _REFUSED:
            return self._unavailable("no longer lets the audio be read: its address has expired, or access was denied")
        if answer.status in _OTHERWISE:
            return self._unavailable("has other bytes than those that were meant: the object has changed")
        return self._unavailable(f"answered {answer.status} {phrases.get(answer.status, '')}".rstrip())

    def _unavailable(self, what: str) -> Unavailable:
        return Unavailable(SERVICE, f"The store of the library at {self._host} {what}.")


@cache
def _trust() -> SSLContext:
    """Once: reading whom the system trusts takes 50 ms, and a scan opens each track."""
    return create_default_context()
