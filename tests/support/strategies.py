"""Tracks and analyses with anything in their fields."""

from datetime import UTC, datetime

import numpy as np
from hypothesis import strategies as st

from musicsim.domain.model.analysis import (
    Analysis,
    Embedding,
    Highlight,
    KeyEstimate,
    Loudness,
    Tags,
    Tempo,
)
from musicsim.domain.model.failure import Failure, FailureReason
from musicsim.domain.model.metadata import Metadata
from musicsim.domain.model.musical_key import Mode, MusicalKey
from musicsim.domain.model.track import Track, TrackStatus
from tests.support.samples import track_id

# Unpaired surrogates cannot be written as UTF-8, and no database keeps NUL in text: neither gets past the readers.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
numbers = st.integers(-(2**31), 2**31 - 1)
measures = st.floats(allow_nan=False)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
failures = st.builds(Failure, st.sampled_from(FailureReason), words)

metadatas = st.builds(
    Metadata,
    title=words.filter(bool),
    artist=words,
    album=words,
    album_artist=words,
    genre=words,
    year=st.none() | numbers,
    track_number=st.none() | numbers,
    disc_number=st.none() | numbers,
    duration=st.none() | measures,
    sample_rate=st.none() | numbers,
    channels=st.none() | numbers,
    bitrate=st.none() | numbers,
    codec=words,
    isrc=words,
)


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    """A pending or failed track with anything in its fields."""
    failure = draw(st.none() | failures)
    return Track(
        id=track_id(draw(st.integers(0, 99999))),
        key=draw(words.filter(bool)),
        size=draw(st.integers(0, 2**62)),
        modified_ns=draw(st.integers(-(2**63), 2**63 - 1)),
        content_hash=draw(st.just("") | hashes),
        metadata=draw(metadatas),
        status=TrackStatus.PENDING if failure is None else TrackStatus.FAILED,
        added_at=draw(moments),
        failure=failure,
        missing_since=draw(st.none() | moments),
    )


shares = st.floats(0, 1)
models = words.filter(bool)
vectors = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=5).map(lambda v: np.array(v, np.float32))


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """An analysis with anything in its fields; silent ones are among them."""
    spaces = draw(st.lists(words, max_size=3, unique=True))
    keys = st.builds(MusicalKey, st.integers(0, 11), st.sampled_from(Mode))
    return Analysis(
        duration=draw(measures),
        embeddings=tuple(Embedding(space, draw(vectors)) for space in spaces),
        tempo=draw(st.none() | st.builds(Tempo, measures, shares, models)),
        key=draw(st.none() | st.builds(KeyEstimate, keys, shares, models)),
        loudness=draw(st.none() | st.builds(Loudness, measures, models)),
        tags=draw(st.none() | st.builds(Tags, st.dictionaries(words, shares, max_size=4), models)),
        highlight=draw(st.none() | st.builds(Highlight, measures, measures, models)),
    )
