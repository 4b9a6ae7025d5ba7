"""The outside services that the settings choose, each behind a guard of its own."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

import musicsim
from musicsim.adapters.cyanite import graphql as cyanite
from musicsim.adapters.cyanite.library import CyaniteLibrary
from musicsim.adapters.cyanite.similarity import CyaniteSimilarity
from musicsim.adapters.cyanite.webhook import CyaniteWebhook
from musicsim.adapters.guarded import limits
from musicsim.adapters.guarded.guard import Guard
from musicsim.adapters.guarded.limits import Limits
from musicsim.adapters.guarded.metadata_provider import GuardedMetadataProvider
from musicsim.adapters.guarded.outside_library import GuardedOutsideLibrary
from musicsim.adapters.guarded.remembering import RememberingMetadataProvider
from musicsim.adapters.guarded.similarity_provider import GuardedSimilarityProvider
from musicsim.adapters.listenbrainz import similarity as listenbrainz
from musicsim.adapters.listenbrainz.similarity import ListenBrainzSimilarity
from musicsim.adapters.musicbrainz import metadata as musicbrainz
from musicsim.adapters.musicbrainz.metadata import MusicBrainzMetadata
from musicsim.adapters.spotify import client as spotify
from musicsim.adapters.spotify.metadata import SpotifyMetadata
from musicsim.adapters.web.client import HttpWeb
from musicsim.config import Settings
from musicsim.ports.clock import Clock
from musicsim.ports.metadata_provider import MetadataProvider
from musicsim.ports.metrics import Metrics
from musicsim.ports.outside_library import OutsideLibrary
from musicsim.ports.similarity_provider import SimilarityProvider
from musicsim.ports.web import Web
from musicsim.ports.webhook_reader import WebhookReader

_UPLOADING = replace(limits.CYANITE, seconds=420.0)
"""A track's bytes take their time: 300 s for them alone."""


@dataclass(frozen=True, kw_only=True)
class Internet:
    """Where outside services are, how they are reached and how often asked; tests have stand-ins on this machine.

    `web` makes the way to them for a user agent.
    """

    web: Callable[[str], Web] = HttpWeb
    cyanite: str = cyanite.ENDPOINT
    spotify: str = spotify.API
    spotify_tokens: str = spotify.TOKENS
    listenbrainz: str = listenbrainz.ENDPOINT
    musicbrainz: str = musicbrainz.ENDPOINT
    limited: Callable[[Limits], Limits] = field(default=lambda usual: usual)


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
    settings: Settings, internet: Internet, web: Web, clock: Clock, metrics: Metrics, stack: AsyncExitStack
) -> Outside:
    """The adapters of all that is configured, closed with `stack`; nobody is asked yet.

    Unavailable when one needs packages that are not installed.
    """
    made = _Workshop(settings=settings, internet=internet, web=web, clock=clock, metrics=metrics, stack=stack)
    s = settings
    providers = [*([made.cyanite()] if s.cyanite_token else ()), *([made.listenbrainz()] if s.listenbrainz else ())]
    catalogues = [*([made.spotify()] if s.spotify_client_id else ()), *([made.musicbrainz()] if s.listenbrainz else ())]
    return Outside(
        providers=providers,
        catalogues=catalogues,
        library=made.cyanite_library() if s.cyanite_token else None,
        webhooks=CyaniteWebhook(s.cyanite_webhook_secret) if s.cyanite_webhook_secret else None,
    )


@dataclass(frozen=True, kw_only=True)
class _Workshop:
    """What adapters of outside services are made with."""

    settings: Settings
    internet: Internet
    web: Web
    clock: Clock
    metrics: Metrics
    stack: AsyncExitStack

    def guard(self, service: str, usual: Limits) -> Guard:
        return Guard(service, self.internet.limited(usual), self.clock, self.metrics)

    def cyanite(self) -> SimilarityProvider:
        return GuardedSimilarityProvider(CyaniteSimilarity(self._graphql()), self.guard("cyanite", limits.CYANITE))

    def cyanite_library(self) -> OutsideLibrary:
        """With a guard of its own: minutes for an upload are no minutes for a question."""
        return GuardedOutsideLibrary(CyaniteLibrary(self._graphql()), self.guard("cyanite", _UPLOADING))

    def spotify(self) -> MetadataProvider:
        s, there = self.settings, self.internet
        access = spotify.Access(
            client_id=s.spotify_client_id,
            client_secret=s.spotify_client_secret,
            api=there.spotify,
            tokens=there.spotify_tokens,
        )
        client = spotify.SpotifyClient(access, self.clock)
        self.stack.callback(client.close)
        return self._remembering(SpotifyMetadata(client), limits.SPOTIFY)

    def listenbrainz(self) -> SimilarityProvider:
        algorithm = self.settings.listenbrainz_algorithm or listenbrainz.ALGORITHM
        inner = ListenBrainzSimilarity(
            web=self.web, clock=self.clock, endpoint=self.internet.listenbrainz, algorithm=algorithm
        )
        return GuardedSimilarityProvider(inner, self.guard(inner.name, limits.LISTENBRAINZ))

    def musicbrainz(self) -> MetadataProvider:
        inner = MusicBrainzMetadata(web=self.web, clock=self.clock, endpoint=self.internet.musicbrainz)
        return self._remembering(inner, limits.MUSICBRAINZ)

    def _remembering(self, inner: MetadataProvider, usual: Limits) -> MetadataProvider:
        return RememberingMetadataProvider(GuardedMetadataProvider(inner, self.guard(inner.name, usual)), self.clock)

    def _graphql(self) -> cyanite.GraphQl:
        there = self.internet
        return cyanite.GraphQl(
            web=self.web, clock=self.clock, token=self.settings.cyanite_token, endpoint=there.cyanite
        )
