"""The models that listen, and how good their answers are."""

from datetime import datetime

import msgspec

from musicsim.domain.model import models as domain
from musicsim.domain.model.evaluation import AnswerQuality, Label, Retrieval


class EmbeddingSpace(msgspec.Struct, frozen=True, kw_only=True):
    """A space of embeddings: whether new analyses fill it, whether it answers what sounds like what, and how many
    vectors of it are searched (null: it is kept with the analyses only).
    """

    name: str
    dimension: int
    filled: bool
    answering: bool
    vectors: int | None

    @classmethod
    def of(cls, seen: domain.SpaceSeen) -> "EmbeddingSpace":
        return cls(
            name=seen.space.name,
            dimension=seen.space.dimension,
            filled=seen.filled,
            answering=seen.answering,
            vectors=seen.vectors,
        )


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """How well tracks that share something find one another: the share of right ones among the nearest one, three and
    ten, the mean average precision, and of how many tracks. Null where nobody had a right answer to find.
    """

    label: Label
    queries: int
    precision_1: float | None
    precision_3: float | None
    precision_10: float | None
    mean_average_precision: float | None

    @classmethod
    def of(cls, label: Label, one: Retrieval) -> "Found":
        shares = [round(one.precision[k], 4) if one.queries and k in one.precision else None for k in (1, 3, 10)]
        average = round(one.mean_average_precision, 4) if one.queries else None
        return cls(
            label=label,
            queries=one.queries,
            precision_1=shares[0],
            precision_3=shares[1],
            precision_10=shares[2],
            mean_average_precision=average,
        )


class Method(msgspec.Struct, frozen=True):
    """A space, or "random" to compare with."""

    name: str
    found: list[Found]


class RuleEffect(msgspec.Struct, frozen=True, kw_only=True):
    """Ten hits an answer under a rule of ranking: the share of the same style among hits by others, and by the same
    artist, how many artists, how uneven it is how often tracks come up, and the share that never does.
    """

    name: str
    style: float
    artist: float
    artists: float
    skewness: float
    orphans: float

    @classmethod
    def of(cls, name: str, one: AnswerQuality) -> "RuleEffect":
        figures = (one.style, one.artist, one.artists, one.skewness, one.orphans)
        style, artist, artists, skewness, orphans = (round(figure, 4) for figure in figures)
        return cls(name=name, style=style, artist=artist, artists=artists, skewness=skewness, orphans=orphans)


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """A report: `tracks` asked for one another; `copies` are groups of near-duplicates."""

    measured_at: datetime
    tracks: int
    copies: int
    methods: list[Method]
    rules: list[RuleEffect]

    @classmethod
    def of(cls, kept: domain.KeptQuality) -> "Quality":
        quality = kept.quality
        methods = [
            Method(name, [Found.of(label, one) for label, one in by_label.items()])
            for name, by_label in quality.retrieval.items()
        ]
        return cls(
            measured_at=kept.measured_at,
            tracks=quality.tracks,
            copies=quality.groups,
            methods=methods,
            rules=[RuleEffect.of(name, one) for name, one in quality.rules.items()],
        )


class Models(msgspec.Struct, frozen=True, kw_only=True):
    """What listens, what fingerprints are made by and how many parts of tracks they are of, and the last report (null:
    none yet); `measuring` while another is on its way.
    """

    spaces: list[EmbeddingSpace]
    print_model: str
    segments: int
    quality: Quality | None
    measuring: bool

    @classmethod
    def of(cls, models: domain.Models, kept: domain.KeptQuality | None, *, measuring: bool) -> "Models":
        return cls(
            spaces=[EmbeddingSpace.of(one) for one in models.spaces],
            print_model=models.print_model,
            segments=models.segments,
            quality=Quality.of(kept) if kept else None,
            measuring=measuring,
        )


class Measuring(msgspec.Struct, frozen=True):
    """Whether it is being measured; not when too much else is being done."""

    measuring: bool
