"""Whether a track is one that a query asks for: the reference for every catalogue."""

from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.browse import LEAST_MOOD, TrackQuery
from musicsim.domain.model.track import Track
from musicsim.domain.rules.grouping import album_id, artist_id, artists_of, genres_of
from musicsim.domain.rules.listing import search_text, words
from musicsim.domain.rules.text import fold


def fits(query: TrackQuery, track: Track, analysis: Analysis | None, *, favourite: bool) -> bool:
    """Whether a present track with that analysis fits; `favourite` is whether it is one of `query.favourite_of`."""
    return (
        (query.favourite_of is None or favourite)
        and (not query.statuses or track.status in query.statuses)
        and _lies_where(query, track)
        and _says(query, track)
        and _sounds(query, analysis)
    )


def moods_of(analysis: Analysis | None) -> dict[str, float]:
    """The tags that can be asked for, folded, and how likely they are."""
    found = analysis.tags.probabilities if analysis is not None and analysis.tags is not None else {}
    moods: dict[str, float] = {}
    for name, likelihood in found.items():
        if likelihood >= LEAST_MOOD and (mood := fold(name)):
            moods[mood] = max(likelihood, moods.get(mood, 0.0))
    return moods


def _lies_where(query: TrackQuery, track: Track) -> bool:
    return (query.folder is None or track.folder == query.folder) and (
        not query.within or track.key.startswith(f"{query.within}/")
    )


def _says(query: TrackQuery, track: Track) -> bool:
    about = track.metadata
    text = search_text(track)
    spans = ((query.year, about.year), (query.duration, about.duration))
    return (
        all(word in text for word in words(query.text))
        and fold(about.title).startswith(fold(query.starts))
        and (query.album is None or album_id(track) == query.album)
        and (query.artist is None or query.artist in map(artist_id, artists_of(about)))
        and (not query.genres or not query.genres.isdisjoint(map(fold, genres_of(about))))
        and all(span is None or value in span for span, value in spans)
    )


def _sounds(query: TrackQuery, analysis: Analysis | None) -> bool:
    tempo = analysis.tempo if analysis is not None else None
    key = analysis.key if analysis is not None else None
    moods = moods_of(analysis) if query.moods else {}
    return (
        (query.bpm is None or (tempo is not None and tempo.bpm in query.bpm))
        and (not query.keys or (key is not None and key.key.camelot in query.keys))
        and all(moods.get(mood, 0.0) >= query.mood_at_least for mood in query.moods)
    )
