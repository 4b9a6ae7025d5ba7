"""Daily mixes."""

from datetime import datetime

import msgspec

from musicsim.domain.model import mixes as domain
from musicsim.domain.model.details import Beside
from musicsim.entrypoints.schemas.library_map import CommonTraits
from musicsim.entrypoints.schemas.playlist import Name
from musicsim.entrypoints.schemas.track import Track


class Mix(msgspec.Struct, frozen=True, kw_only=True):
    """Tracks that are mixed for you today. `name` tells it from the others; no mix of another day has this `id`."""

    id: str
    name: CommonTraits
    made_at: datetime
    track_ids: list[str]

    @classmethod
    def of(cls, mix_id: domain.MixId, mix: domain.Mix, made_at: datetime) -> "Mix":
        return cls(id=mix_id, name=CommonTraits.of(mix.name), made_at=made_at, track_ids=list(mix.tracks))


class Mixes(msgspec.Struct, frozen=True):
    """All of today's; none for who has heard and liked nothing yet."""

    items: list[Mix]
    next: None

    @classmethod
    def of(cls, mixes: domain.DailyMixes) -> "Mixes":
        return cls([Mix.of(mixes.id_of(one), one, mixes.made_at) for one in mixes.mixes], None)


class MixDetails(msgspec.Struct, frozen=True):
    """A mix with its tracks in order, those left out that are gone by now."""

    mix: Mix
    tracks: list[Track]

    @classmethod
    def of(cls, shown: domain.ShownMix, beside: Beside) -> "MixDetails":
        return cls(Mix.of(shown.id, shown.mix, shown.made_at), [Track.of(track, beside) for track in shown.tracks])


class KeptMix(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the playlist is to be called; by default after what the mix is named by."""

    name: Name | None = None
