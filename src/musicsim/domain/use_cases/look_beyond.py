"""What sounds like a track, beyond the library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.beyond import (
    ANYTHING,
    Beyond,
    ExternalId,
    ExternalTrack,
    Preparing,
    SimilarityFilter,
    SoughtTrack,
    Suggestions,
)
from musicsim.domain.rules.matching import best_match
from musicsim.domain.rules.recommending import merged, others_first
from musicsim.domain.rules.wishes import checked_limit
from musicsim.ports.metadata_provider import MetadataProvider
from musicsim.ports.similarity_provider import SimilarityProvider


@dataclass(frozen=True, kw_only=True)
class LookBeyond:
    """Asks every provider, through the catalogue whose ids it speaks; keeps nothing."""

    providers: Sequence[SimilarityProvider]
    catalogues: Sequence[MetadataProvider]

    @property
    def possible(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self._pairs())

    async def __call__(self, sought: SoughtTrack, limit: int, where: SimilarityFilter = ANYTHING) -> Beyond:
        """At most `limit` tracks. Raises what the last provider did when none could be asked."""
        checked_limit(limit)
        answers: list[Suggestions] = []
        tracks: dict[ExternalId, ExternalTrack] = {}
        waits: list[float] = []
        unknown: list[str] = []
        faults: list[tuple[str, MusicsimError]] = []
        for provider, catalogue in self._pairs():
            try:
                found = await _asked(provider, catalogue, sought, limit, where)
                if isinstance(found, Suggestions):
                    tracks |= await _described(catalogue, found)
                    answers.append(found)
            except MusicsimError as fault:
                faults.append((provider.name, fault))
                continue
            if isinstance(found, Preparing):
                waits.append(found.seconds)
            if found is None:
                unknown.append(provider.name)
        if faults and len(faults) == len(self._pairs()):
            raise faults[-1][1]
        return Beyond(
            tracks=others_first(merged(answers, tracks), sought.artist)[:limit],
            preparing=min(waits, default=None),
            unknown_to=tuple(unknown),
            failed=tuple((name, str(fault)) for name, fault in faults),
        )

    def _pairs(self) -> list[tuple[SimilarityProvider, MetadataProvider]]:
        by_name = {catalogue.catalogue: catalogue for catalogue in reversed(self.catalogues)}
        return [(one, by_name[one.catalogue]) for one in self.providers if one.catalogue in by_name]


async def _asked(
    provider: SimilarityProvider,
    catalogue: MetadataProvider,
    sought: SoughtTrack,
    limit: int,
    where: SimilarityFilter,
) -> Suggestions | Preparing | None:
    """None when the track is not in the catalogue, or unknown to the provider."""
    match = best_match(sought, await catalogue.find(sought))
    return await provider.similar(match.track.id, limit, where) if match is not None else None


async def _described(catalogue: MetadataProvider, found: Suggestions) -> Mapping[ExternalId, ExternalTrack]:
    """What the catalogue knows of the suggestions. One after another: it wants to be asked slowly anyway."""
    tracks = [await catalogue.get(one.id.id) for one in found.items]
    return {one.id: track for one, track in zip(found.items, tracks, strict=True) if track is not None}
