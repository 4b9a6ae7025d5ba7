"""More of these, less of those."""

from typing import Annotated

import msgspec

from musicsim.domain.model import seeds as domain
from musicsim.domain.model.details import Beside
from musicsim.domain.model.seeds import SeedKind
from musicsim.domain.model.similarity import MOST_HITS, RankingOptions, SimilarQuery, Surroundings
from musicsim.domain.model.vectors import Filter
from musicsim.entrypoints.schemas.facets import FacetWeights
from musicsim.entrypoints.schemas.narrowing import Conditions
from musicsim.entrypoints.schemas.seed import Seeds
from musicsim.entrypoints.schemas.similar import Hit
from musicsim.entrypoints.schemas.track import Track

_Most = Annotated[int, msgspec.Meta(ge=0, le=100)]


class SimilarOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What hits must fulfil, what counts, and how they are ranked, as the parameters of `GET /tracks/{id}/similar` say.

    0 for `per_artist` or `per_album` is any number. With `explain` each hit says why it is one.
    """

    facets: FacetWeights = FacetWeights()
    filters: Conditions = Conditions()
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_HITS)] = 20
    per_artist: _Most = 3
    per_album: _Most = 2
    diversity: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    group_copies: bool = True
    damp_hubs: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
    explain: bool = False

    def query(self, where: Filter) -> SimilarQuery:
        """In the domain's words, among what `where` admits: the filters, completed by NarrowSearch."""
        options = RankingOptions(
            limit=self.limit,
            per_artist=self.per_artist or None,
            per_album=self.per_album or None,
            diversity=self.diversity,
            group_copies=self.group_copies,
            damp_hubs=self.damp_hubs,
        )
        return SimilarQuery(options, where, self.facets.domain, self.explain)


class SimilarRequest(SimilarOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to have more of and less of, besides the options."""

    seeds: Seeds


class Seed(msgspec.Struct, frozen=True, kw_only=True):
    """A seed as it was understood: what people call it, and how many of its tracks spoke for it."""

    kind: SeedKind
    id: str
    weight: float
    label: str
    tracks: int

    @classmethod
    def of(cls, found: domain.GatheredSeed) -> "Seed":
        wish = found.wish
        return cls(kind=wish.kind, id=wish.id, weight=wish.weight, label=found.label, tracks=found.tracks)


class BlendedTracks(msgspec.Struct, frozen=True, kw_only=True):
    """Hits, best first, and apart from them near-duplicates of tracks that were seeds. `next` is always null."""

    seeds: list[Seed]
    copies: list[Track]
    items: list[Hit]
    next: None

    @classmethod
    def of(cls, gathered: domain.Gathered, found: Surroundings, beside: Beside) -> "BlendedTracks":
        return cls(
            seeds=[Seed.of(one) for one in gathered.found],
            copies=[Track.of(copy, beside) for copy in found.copies],
            items=[Hit.of(hit, beside) for hit in found.hits],
            next=None,
        )
