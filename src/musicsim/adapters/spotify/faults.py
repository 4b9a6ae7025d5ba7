"""What spotipy raises, in the words of the domain. Imported late, with the packages of the extra "spotify"."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

import requests

from musicsim.adapters.spotify.wire import SERVICE
from musicsim.domain.errors import MusicsimError, Unavailable
from musicsim.domain.model.outside import RefusalReason, Refused
from musicsim.domain.model.web import WebAnswer
from musicsim.domain.rules.web_answers import fault_of, garbled

_spotipy = import_module("spotipy.exceptions")  # it has no types
SpotifyException = _spotipy.SpotifyException
SpotifyOauthError = _spotipy.SpotifyOauthError

_CREDENTIALS = "Spotify does not accept our client's id or secret. Correct them in the settings."


def error_of(fault: Exception, now: datetime) -> MusicsimError | None:
    """The error that a fault means; None for one that is not Spotify's, and so a fault of ours.

    spotipy stumbles over error documents that it does not expect, and then raises whatever Python does. The answer that
    it stumbled over is still to be found behind it.
    """
    if isinstance(fault, SpotifyOauthError) and fault.error in {"invalid_client", "invalid_grant"}:
        return Refused(SERVICE, RefusalReason.CREDENTIALS, _CREDENTIALS)
    answer = _answer_behind(fault)
    if answer is not None and (error := fault_of(SERVICE, answer, now)) is not None:
        return error
    if isinstance(fault, requests.exceptions.JSONDecodeError | KeyError | TypeError | AttributeError | ValueError):
        return garbled(SERVICE, type(fault).__name__)
    if isinstance(fault, requests.exceptions.RequestException | SpotifyException | SpotifyOauthError):
        return Unavailable(SERVICE, f"Spotify cannot be reached ({type(fault).__name__}).")
    return None


def status_of(fault: Exception) -> int | None:
    """The status of the answer behind a fault, where there is one."""
    answer = _answer_behind(fault)
    return answer.status if answer is not None else None


def _answer_behind(fault: Exception) -> WebAnswer | None:
    for one in _chain(fault):
        if isinstance(one, SpotifyException) and isinstance(one.http_status, int):
            return WebAnswer(one.http_status, _lowered(one.headers), b"")
        if isinstance(one, requests.exceptions.HTTPError) and one.response is not None:
            return WebAnswer(one.response.status_code, _lowered(one.response.headers), b"")
    return None


def _chain(fault: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = fault
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _lowered(headers: object) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in dict(headers or {}).items()}  # type: ignore[call-overload]
