"""Links by which anybody may hear a playlist, and what they lead to."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from musicsim.domain.errors import Invalid, NotFound
from musicsim.domain.model.identity import PlaylistId, ShareId, TrackId
from musicsim.domain.model.playlist import MOST_SHARES, Contents, Playlist, Share
from musicsim.domain.model.user import Caller, Role
from musicsim.domain.rules.holdings import held, own
from musicsim.domain.rules.secret_texts import digest
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.playlists import Playlists

_TOKEN = 32  # bytes: nobody guesses one
_LONGEST = 100  # characters of what may be a token
_LONGEST_LIFE = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class NewShare:
    """A link and its secret, which is told this once."""

    share: Share
    token: str


@dataclass(frozen=True, kw_only=True)
class SharePlaylist:
    """Make a link to a playlist of one's own."""

    playlists: Playlists
    clock: Clock
    ids: Ids

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, expires_at: datetime | None = None) -> NewShare:
        """Conflict when there are too many links, Invalid for an end that is past."""
        own(await self.playlists.get(playlist_id), playlist_id, caller.user)
        now = self.clock.now()
        if expires_at is not None and (expires_at.tzinfo is None or not now < expires_at <= now + _LONGEST_LIFE):
            raise Invalid("A link ends within ten years, at a moment with a time zone, or never.", "expires_at")
        token = secrets.token_urlsafe(_TOKEN)
        share = Share(
            id=ShareId(self.ids.new()),
            playlist_id=playlist_id,
            token_hash=digest(token),
            created_at=now,
            expires_at=expires_at,
        )
        await self.playlists.share(share, MOST_SHARES)
        return NewShare(share, token)


@dataclass(frozen=True, kw_only=True)
class ListShares:
    """The links to a playlist of one's own that still hold."""

    playlists: Playlists
    clock: Clock

    async def __call__(self, caller: Caller, playlist_id: PlaylistId) -> Sequence[Share]:
        """The oldest first."""
        own(await self.playlists.get(playlist_id), playlist_id, caller.user)
        now = self.clock.now()
        return [share for share in await self.playlists.shares(playlist_id) if share.holds(now)]


@dataclass(frozen=True, kw_only=True)
class RevokeShares:
    """Let a link, or all links to a playlist, lead nowhere."""

    playlists: Playlists

    async def __call__(self, caller: Caller, playlist_id: PlaylistId, share_id: ShareId | None = None) -> None:
        """NotFound for one link that is not there; having none to revoke is well."""
        own(await self.playlists.get(playlist_id), playlist_id, caller.user)
        revoked = await self.playlists.revoke(playlist_id, share_id)
        if share_id is not None and not revoked:
            raise NotFound.of("link", share_id)


@dataclass(frozen=True, kw_only=True)
class OpenShare:
    """Whom a link stands for: its playlist, and the person in whose name its guests see that, and nothing else."""

    playlists: Playlists
    clock: Clock

    async def __call__(self, token: str) -> tuple[Playlist, Caller]:
        """NotFound for a link that is unknown, was revoked or has expired: nobody learns which."""
        share = await self.playlists.shared(digest(token)) if len(token) <= _LONGEST else None
        playlist = None
        if share is not None and share.holds(self.clock.now()):
            playlist = await self.playlists.get(share.playlist_id)
        if playlist is None:
            raise NotFound("This link leads nowhere, or no longer.")
        return playlist, Caller(playlist.owner, Role.LISTENER)


@dataclass(frozen=True, kw_only=True)
class OpenSharedTrack:
    """Whether a link leads to a track."""

    open_share: OpenShare
    playlists: Playlists
    catalogue: Catalogue

    async def __call__(self, token: str, track_id: TrackId) -> TrackId:
        """The track's id. NotFound unless the link's playlist holds it."""
        playlist, _ = await self.open_share(token)
        if playlist.rule is None:
            found = await self.playlists.holds(playlist.id, [track_id])
        else:
            full = await held(Contents(playlist, []), self.catalogue.search)
            found = {item.track_id for item in full.items}
        if track_id not in found:
            raise NotFound.of("track", track_id)
        return track_id
