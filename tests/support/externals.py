"""Tracks of outside catalogues, for tests."""

from typing import Any

from musicsim.domain.model.beyond import SPOTIFY, ExternalId, ExternalTrack, SoughtTrack
from musicsim.domain.model.painting import ArtworkOrder, Prompt
from tests.support.samples import a_waveform, an_analysis


def an_id(number: int = 1, catalogue: str = SPOTIFY) -> ExternalId:
    """Of 22 characters, as Spotify's have; MusicBrainz' are UUIDs."""
    if catalogue == "musicbrainz":
        return ExternalId(catalogue, f"{number:08x}-0000-4000-8000-000000000000")
    return ExternalId(catalogue, f"{number:022d}")


def an_isrc(number: int = 1) -> str:
    return f"DEA12{number:07d}"


def an_external(number: int = 1, catalogue: str = SPOTIFY, **changes: Any) -> ExternalTrack:
    plain = {
        "id": an_id(number, catalogue),
        "title": f"Song {number}",
        "artist": f"Band {number}",
        "album": f"Album {number}",
        "cover": f"https://covers.example/{number}",
        "link": f"https://catalogue.example/{number}",
        "isrc": an_isrc(number),
        "duration": 180.0 + number,
    }
    return ExternalTrack(**(plain | changes))


def sought(track: ExternalTrack, **changes: Any) -> SoughtTrack:
    """What is looked for when that track is meant, without its ISRC unless `changes` say so."""
    plain = {"title": track.title, "artist": track.artist, "album": track.album, "duration": track.duration}
    return SoughtTrack(**(plain | changes))


def an_order(key: str = "album", prompt: str = "calm blue shapes", edge: int = 256, seed: int = 1) -> ArtworkOrder:
    return ArtworkOrder(
        key=key, prompt=Prompt(prompt, "text"), analysis=an_analysis(seed), waveform=a_waveform(seed), edge=edge
    )
