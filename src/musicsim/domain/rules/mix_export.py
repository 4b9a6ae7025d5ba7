"""The mixes of a person as bytes, and as that person takes them along."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from musicsim.domain.model.clusters import ClusterName
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.mixes import DailyMixes, Mix


def written_mixes(mixes: DailyMixes) -> str:
    """As JSON, for a store that keeps text."""
    return json.dumps([[mix.number, mix.name.tags, mix.name.artists, mix.tracks] for mix in mixes.mixes])


def read_mixes(day: date, made_at: datetime, edition: int, text: str) -> DailyMixes:
    """What `written_mixes` wrote."""
    mixes = tuple(
        Mix(number, ClusterName(tuple(tags), tuple(artists)), tuple(map(TrackId, tracks)))
        for number, tags, artists, tracks in json.loads(text)
    )
    return DailyMixes(day, made_at, mixes, edition)


def exported_mix(mix: Mix, made_at: datetime, paths: Mapping[TrackId, str]) -> dict[str, object]:
    """A mix, its tracks by the paths of their files; those that are unknown by now are left out."""
    return {
        "made_at": made_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "tags": list(mix.name.tags),
        "artists": list(mix.name.artists),
        "tracks": [paths[track] for track in mix.tracks if track in paths],
    }
