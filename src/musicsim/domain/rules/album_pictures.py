"""What a track's or album's picture is, out of what its files bring and what was kept for it."""

from collections.abc import Sequence

import numpy as np

from musicsim.domain.model.album_picture import AlbumPicture
from musicsim.domain.model.analysis import Analysis
from musicsim.domain.model.artwork import Artwork, ArtworkOutcome, ArtworkSource
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.painting import ArtworkSearch, Subject
from musicsim.domain.model.track import Track
from musicsim.domain.rules.grouping import album_id


def subject_of(track: Track) -> Subject:
    """What a picture of the track stands for: its album or, where it names none, itself."""
    album = album_id(track)
    return Subject(track.id, alone=True) if album is None else Subject(album)


def as_artwork(track: TrackId, made: AlbumPicture) -> Artwork:
    """A picture that was kept for an album, as that of one of its tracks."""
    return Artwork(
        track=track,
        outcome=ArtworkOutcome.FOUND,
        looked_at=made.made_at,
        picture=made.picture,
        source=made.source,
    )


def standing(
    track: TrackId, own: Artwork | None, made: AlbumPicture | None, others: Artwork | None = None
) -> Artwork | None:
    """What is to be shown: what a person brought, before what the track's files bring, before what `others` of its
    album do, before what was made.

    Without any of them what looking for one came to.
    """
    if made is not None and made.source is ArtworkSource.UPLOADED:
        return as_artwork(track, made)
    if own is not None and own.outcome is ArtworkOutcome.FOUND:
        return own
    return others or (own if made is None else as_artwork(track, made))


def left_over(pictures: Sequence[AlbumPicture], search: ArtworkSearch) -> AlbumPicture | None:
    """The latest picture that was made for this search and that its row does not know of yet: whoever made it was
    stopped in between, and it need not be made again. By nobody else than the generator that a person asks, if so.
    """
    since = search.changed_at
    fresh = (
        one
        for one in pictures
        if one.source is ArtworkSource.GENERATED
        and one.rejected_at is None
        and one.id != search.image
        and search.wanted in (None, "", one.about.provider)
        and (since is None or one.made_at > since)
    )
    return max(fresh, key=lambda one: (one.made_at, one.id), default=None)


def rejected_generators(pictures: Sequence[AlbumPicture]) -> frozenset[str]:
    """Those whose pictures a person did not want."""
    made = (one for one in pictures if one.source is ArtworkSource.GENERATED and one.rejected_at is not None)
    return frozenset(one.about.provider for one in made)


def order_key(album: str, pictures: Sequence[AlbumPicture]) -> str:
    """What a painter draws chance from: another one for each picture, so that a second one is not the first again."""
    made = sum(one.source is ArtworkSource.GENERATED for one in pictures)
    return f"{album} {made + 1}" if made else album


def most_typical(heard: Sequence[Analysis]) -> int:
    """Which of the analyses, one at least, stands for all: the one nearest to the middle of those that are alike."""
    space = next((one.embeddings[0].space for one in heard if one.embeddings), None)
    found = [(number, one.embedding(space)) for number, one in enumerate(heard)] if space else []
    rows = [(number, embedding.vector) for number, embedding in found if embedding is not None]
    if not rows:
        return 0
    vectors = np.stack([vector for _, vector in rows]).astype(np.float64)
    return rows[int((vectors @ vectors.mean(axis=0)).argmax())][0]
