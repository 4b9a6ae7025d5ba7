"""What listening found, without the embedding: that is a matter between the index and the analyser."""

import msgspec

from musicsim.domain.model import analysis as domain
from musicsim.domain.model.details import UNHEARD, TempoAndKey
from musicsim.domain.model.details import TrackDetails as DomainDetails
from musicsim.entrypoints.schemas.track import Track, fields_of

TOP_TAGS = 12


class Tempo(msgspec.Struct, frozen=True):
    """Beats a minute; `confidence` in 0 … 1."""

    bpm: float
    confidence: float
    model: str


class Key(msgspec.Struct, frozen=True):
    """The likeliest key; `confidence` in 0 … 1."""

    name: str
    camelot: str
    confidence: float
    model: str


class Loudness(msgspec.Struct, frozen=True):
    """Integrated loudness (ITU-R BS.1770) in LUFS."""

    lufs: float
    model: str


class Tag(msgspec.Struct, frozen=True):
    """A word and how sure the model is of it, 0 … 1."""

    name: str
    probability: float


class Tags(msgspec.Struct, frozen=True):
    """The likeliest tags, likeliest first."""

    items: list[Tag]
    model: str


class Highlight(msgspec.Struct, frozen=True):
    """The most typical stretch, in seconds."""

    start: float
    length: float
    model: str


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What listening found; parts are null where nothing could be told. `spaces` names the embeddings' models."""

    duration: float
    silent: bool
    tempo: Tempo | None
    key: Key | None
    loudness: Loudness | None
    tags: Tags | None
    highlight: Highlight | None
    spaces: list[str]

    @classmethod
    def of(cls, found: domain.Analysis) -> "Analysis":
        return cls(
            duration=round(found.duration, 3),
            silent=found.silent,
            tempo=_tempo(found.tempo),
            key=_key(found.key),
            loudness=Loudness(round(found.loudness.lufs, 2), found.loudness.model) if found.loudness else None,
            tags=_tags(found.tags),
            highlight=_highlight(found.highlight),
            spaces=[embedding.space for embedding in found.embeddings],
        )


class TrackDetails(Track, frozen=True, kw_only=True):
    """A track with what listening found; `analysis` is null while it waits, or when it failed."""

    analysis: Analysis | None

    @classmethod
    def of_details(cls, details: DomainDetails) -> "TrackDetails":
        found = details.analysis
        heard = TempoAndKey.of(found) if found else UNHEARD
        shown = fields_of(details.track, heard, favourite=details.favourite)
        return cls(**shown, analysis=Analysis.of(found) if found else None)


def _tempo(found: domain.Tempo | None) -> Tempo | None:
    return Tempo(round(found.bpm, 2), round(found.confidence, 3), found.model) if found else None


def _key(found: domain.KeyEstimate | None) -> Key | None:
    return Key(found.key.name, found.key.camelot, round(found.confidence, 3), found.model) if found else None


def _tags(found: domain.Tags | None) -> Tags | None:
    return Tags([Tag(name, round(p, 4)) for name, p in found.top(TOP_TAGS)], found.model) if found else None


def _highlight(found: domain.Highlight | None) -> Highlight | None:
    return Highlight(round(found.start, 2), round(found.length, 2), found.model) if found else None
