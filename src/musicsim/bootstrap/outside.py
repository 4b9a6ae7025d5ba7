"""The outside services that the settings choose, each behind a guard of its own."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

import musicsim
from musicsim.adapters.probes.answering import AnsweringProbe
from musicsim.config import Settings
from musicsim.domain.model.beyond import CYANITE, MUSICBRAINZ, ExternalId
from musicsim.ports.clock import Clock
from musicsim.ports.metadata_provider import MetadataProvider
from musicsim.ports.metrics import Metrics
from musicsim.ports.outside_library import OutsideLibrary
from musicsim.ports.probe import Probe
from musicsim.ports.similarity_provider import SimilarityProvider
from musicsim.ports.webhook_reader import WebhookReader

if TYPE_CHECKING:
    from musicsim.adapters.cyanite.graphql import GraphQl
    from musicsim.adapters.guarded.guard import Guard
    from musicsim.adapters.guarded.limits import Limits
    from musicsim.ports.web import Web

_UPLOADING = 420.0
"""Seconds that sending a track may take: 300 of them are for its bytes alone."""

_PATIENCE = 15.0
"""Seconds for a look at a service."""

_SPOTIFYS, _MUSICBRAINZS = "11dFghVXANMlKmJXsNCbNl", "b1a9c0e9-d987-4042-ae91-78d6a3267d69"
"""Tracks to ask for; whether they are there does not matter."""

_REMEDIES = {
    "cyanite": "If it refuses, see MUSICSIM_CYANITE_TOKEN: an integration's access token. Else try again later.",
    "spotify": "If it refuses, see MUSICSIM_SPOTIFY_CLIENT_ID and MUSICSIM_SPOTIFY_CLIENT_SECRET. Else try later.",
    "listenbrainz": "Try again later, or set MUSICSIM_LISTENBRAINZ=false.",
    "musicbrainz": "Try again later, or set MUSICSIM_LISTENBRAINZ=false.",
}


def _public(user_agent: str) -> "Web":
    from musicsim.adapters.web.client import HttpWeb

    return HttpWeb(user_agent)


def _usual(limits: "Limits") -> "Limits":
    return limits


@dataclass(frozen=True, kw_only=True)
class Internet:
    """How outside services are reached, and how often asked; tests have stand-ins on this machine.

    `web` makes the way to them for a user agent; `addresses` are instead of a service's own: "cyanite", "spotify",
    "spotify_tokens", "listenbrainz", "musicbrainz".
    """

    web: "Callable[[str], Web]" = _public
    addresses: Mapping[str, str] = field(default_factory=dict)
    limited: "Callable[[Limits], Limits]" = _usual

    def guard(self, service: str, limits: "Limits", clock: Clock, metrics: Metrics, name: str = "") -> "Guard":
        """A guard of a service: the one, or the one that metrics call `name`."""
        from musicsim.adapters.guarded.guard import Guard

        return Guard(service, self.limited(limits), clock, metrics, name=name)

    def at(self, service: str, field: str = "endpoint") -> dict[str, str]:
        """The field of an adapter that says where the service is, unless it is where it always was."""
        return {field: self.addresses[service]} if service in self.addresses else {}


INTERNET = Internet()
"""The real one."""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What the settings let us ask. `library` and `webhooks` are Cyanite's."""

    providers: Sequence[SimilarityProvider] = ()
    catalogues: Sequence[MetadataProvider] = ()
    library: OutsideLibrary | None = None
    webhooks: WebhookReader | None = None


def user_agent(settings: Settings) -> str:
    """Who asks; some services want to know whom to turn to."""
    contact = f" ( {settings.outside_contact} )" if settings.outside_contact else ""
    return f"musicsim/{musicsim.__version__}{contact}"


def open_outside(
    settings: Settings, internet: Internet, clock: Clock, metrics: Metrics, stack: AsyncExitStack
) -> Outside:
    """The adapters of all that is configured, closed with `stack`; nobody is asked yet.

    Their packages are imported where there is anything to be asked. Unavailable when some are not installed.
    """
    s = settings
    if not (s.cyanite_token or s.spotify_client_id or s.listenbrainz):
        return Outside()
    web = internet.web(user_agent(settings))
    stack.push_async_callback(web.close)
    made = _Workshop(settings=settings, internet=internet, web=web, clock=clock, metrics=metrics, stack=stack)
    return Outside(
        providers=[*([made.cyanite()] if s.cyanite_token else ()), *([made.listenbrainz()] if s.listenbrainz else ())],
        catalogues=[
            *([made.spotify()] if s.spotify_client_id else ()),
            *([made.musicbrainz()] if s.listenbrainz else ()),
        ],
        library=made.cyanite_library() if s.cyanite_token else None,
        webhooks=_webhooks(s.cyanite_webhook_secret) if s.cyanite_webhook_secret else None,
    )


def outside_probes(outside: Outside) -> list[Probe]:
    """A small question to each service; doctor asks it, readiness never does."""
    questions: dict[str, Callable[[], Awaitable[object]]] = {}
    if (library := outside.library) is not None:
        questions["cyanite"] = lambda: library.state(ExternalId(CYANITE, "0"))
    for catalogue in outside.catalogues:
        known = _MUSICBRAINZS if catalogue.catalogue == MUSICBRAINZ else _SPOTIFYS
        questions[catalogue.name] = partial(catalogue.get, known)
    for provider in outside.providers:
        if provider.catalogue == MUSICBRAINZ:
            questions[provider.name] = partial(provider.similar, ExternalId(MUSICBRAINZ, _MUSICBRAINZS), 1)
    return [_probe(name, ask) for name, ask in questions.items()]


def _probe(name: str, ask: Callable[[], Awaitable[object]]) -> Probe:
    async def answering() -> str:
        await ask()
        return "It answers."

    return AnsweringProbe(name, answering, remedy=_REMEDIES[name], patience=_PATIENCE)


def _webhooks(secret: str) -> WebhookReader:
    from musicsim.adapters.cyanite.webhook import CyaniteWebhook

    return CyaniteWebhook(secret)


@dataclass(frozen=True, kw_only=True)
class _Workshop:
    """Makes adapters of outside services."""

    settings: Settings
    internet: Internet
    web: "Web"
    clock: Clock
    metrics: Metrics
    stack: AsyncExitStack

    def cyanite(self) -> SimilarityProvider:
        from musicsim.adapters.cyanite.similarity import CyaniteSimilarity
        from musicsim.adapters.guarded import limits

        return self._guarded(CyaniteSimilarity(self._graphql()), limits.CYANITE)

    def cyanite_library(self) -> OutsideLibrary:
        """With a guard of its own: minutes for an upload are no minutes for a question."""
        from musicsim.adapters.cyanite.library import CyaniteLibrary
        from musicsim.adapters.guarded import limits
        from musicsim.adapters.guarded.outside_library import GuardedOutsideLibrary

        patient = replace(limits.CYANITE, seconds=_UPLOADING)
        guard = self._guard("cyanite", patient, "cyanite_uploads")
        return GuardedOutsideLibrary(CyaniteLibrary(self._graphql()), guard)

    def spotify(self) -> MetadataProvider:
        from musicsim.adapters.guarded import limits
        from musicsim.adapters.spotify.client import Access, SpotifyClient
        from musicsim.adapters.spotify.metadata import SpotifyMetadata

        s, there = self.settings, self.internet
        access = Access(
            client_id=s.spotify_client_id,
            client_secret=s.spotify_client_secret,
            **there.at("spotify", "api"),
            **there.at("spotify_tokens", "tokens"),
        )
        client = SpotifyClient(access, self.clock)
        self.stack.callback(client.close)
        return self._remembering(SpotifyMetadata(client), limits.SPOTIFY)

    def listenbrainz(self) -> SimilarityProvider:
        from musicsim.adapters.guarded import limits
        from musicsim.adapters.listenbrainz.similarity import ALGORITHM, ListenBrainzSimilarity

        algorithm = self.settings.listenbrainz_algorithm or ALGORITHM
        where = self.internet.at("listenbrainz")
        inner = ListenBrainzSimilarity(web=self.web, clock=self.clock, algorithm=algorithm, **where)
        return self._guarded(inner, limits.LISTENBRAINZ)

    def musicbrainz(self) -> MetadataProvider:
        from musicsim.adapters.guarded import limits
        from musicsim.adapters.musicbrainz.metadata import MusicBrainzMetadata

        inner = MusicBrainzMetadata(web=self.web, clock=self.clock, **self.internet.at("musicbrainz"))
        return self._remembering(inner, limits.MUSICBRAINZ)

    def _guarded(self, inner: SimilarityProvider, limits: "Limits") -> SimilarityProvider:
        from musicsim.adapters.guarded.similarity_provider import GuardedSimilarityProvider

        return GuardedSimilarityProvider(inner, self._guard(inner.name, limits))

    def _remembering(self, inner: MetadataProvider, limits: "Limits") -> MetadataProvider:
        """What is remembered in front of the guard costs nobody a turn."""
        from musicsim.adapters.guarded.metadata_provider import GuardedMetadataProvider
        from musicsim.adapters.guarded.remembering import RememberingMetadataProvider

        guarded = GuardedMetadataProvider(inner, self._guard(inner.name, limits))
        return RememberingMetadataProvider(guarded, self.clock)

    def _guard(self, service: str, limits: "Limits", name: str = "") -> "Guard":
        return self.internet.guard(service, limits, self.clock, self.metrics, name)

    def _graphql(self) -> "GraphQl":
        from musicsim.adapters.cyanite.graphql import GraphQl

        where = self.internet.at("cyanite")
        return GraphQl(web=self.web, clock=self.clock, token=self.settings.cyanite_token, **where)
