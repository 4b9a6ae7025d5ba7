"""What sounds like a track, or as words say, beyond the library."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from musicsim.domain.errors import Conflict, NotFound
from musicsim.domain.model.beyond import ExternalId, ExternalTrack, Suggestions
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside_track import OurOwn
from musicsim.domain.model.question import AnswerState, KeptAnswer, Question
from musicsim.domain.model.recommendation import Recommendation, Recommendations, Source
from musicsim.domain.model.track import Track
from musicsim.domain.rules.asking_outside import by_labels, concerns, freshness_of, is_due, key_of, shown
from musicsim.domain.rules.counterparts import name_of, our_own, same_code, sought_of, titles_of
from musicsim.domain.rules.recommending import is_by, merged
from musicsim.domain.rules.wishes import checked_limit
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.outside_answers import OutsideAnswers
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.similarity_provider import SimilarityProvider
from musicsim.ports.track_finder import TrackFinder

_NAMESAKES = 100
"""Tracks of ours with one title that are compared: "Intro" has thousands, and others wait meanwhile."""

_UNDECIDED = frozenset({AnswerState.PREPARING, AnswerState.FAILED})


@dataclass(frozen=True, kw_only=True)
class RecommendBeyondLibrary:
    """Shows what is kept of what `providers` said; asks nobody (see AskOutside)."""

    providers: Sequence[SimilarityProvider]
    catalogue: Catalogue
    finder: TrackFinder
    answers: OutsideAnswers
    tracks: OutsideTracks
    clock: Clock

    @property
    def possible(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self.providers)

    @property
    def by_sound(self) -> bool:
        """Whether anybody takes words and conditions."""
        return any(one.knows_sound for one in self.providers)

    async def __call__(self, question: Question, limit: int) -> Recommendations:
        """At most `limit` tracks, as well as they are known by now.

        Conflict when nobody can be asked, NotFound for an unknown track.
        """
        checked_limit(limit)
        names, now = self._asked(question), self.clock.now()
        seed = await self._seed(question.track)
        remembered = await self.answers.of(key_of(question))
        kept = {one.provider: one for one in remembered.answers if one.provider in names}
        items = await self._items(shown(kept.values(), now), seed)
        return Recommendations(
            items=items[:limit],
            sources=[_source(name, kept.get(name), now) for name in names],
            due=any(is_due(kept.get(name), now) for name in names),
            asking=remembered.claimed_until is not None and remembered.claimed_until > now,
            again_at=min((one.again_at for one in kept.values() if one.state in _UNDECIDED), default=None),
        )

    def _asked(self, question: Question) -> list[str]:
        if not self.possible:
            raise Conflict("Nothing beyond the library is configured. docs/beyond.md tells which services can be.")
        names = [one.name for one in self.providers if concerns(question, knows_sound=one.knows_sound)]
        if not names:
            raise Conflict("None of the configured services knows how music sounds: they take no words or conditions.")
        return names

    async def _seed(self, track_id: TrackId | None) -> Track | None:
        if track_id is None:
            return None
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        return track

    async def _items(self, answers: Sequence[tuple[str, Suggestions]], seed: Track | None) -> list[Recommendation]:
        ids = {one.id for _, answer in answers for one in answer.items}
        known = await self.tracks.described(ids)
        tracks = by_labels(answers, [what.track for what in known.values() if what.track is not None])
        absent = {one for one, what in known.items() if what.track is None}
        found = merged(answers, {one: track for one, track in tracks.items() if one not in absent})
        ours = await self._ours([track for track, _ in found])
        items = [Recommendation(track, providers, ours.get(track.id)) for track, providers in found]
        if seed is None:
            return items
        # neither the seed nor a copy of it, on whichever album
        copies = {one.track.id for one in items if our_own(one.track, [seed]) is not None}
        others = [one for one in items if one.track.id not in copies and (one.ours is None or one.ours.id != seed.id)]
        return sorted(others, key=lambda one: is_by(one.track, seed.metadata.artist))

    async def _ours(self, tracks: Sequence[ExternalTrack]) -> Mapping[ExternalId, Track]:
        """Which of ours they are: as was found out before, by ISRC, or by title, artist and length."""
        matched = await self._matched([track.id for track in tracks])
        coded = dict(await self.finder.identified({track.isrc for track in tracks if track.isrc}))
        rest = [track for track in tracks if track.id not in matched and same_code(track, coded) is None]
        titled = await self.finder.titled({title for track in rest for title in titles_of(track)}, _NAMESAKES)
        found: dict[ExternalId, Track] = {}
        for track in tracks:
            candidates = [one for title in titles_of(track) for one in titled.get(title, ())]
            ours = matched.get(track.id) or same_code(track, coded) or our_own(track, candidates)
            if ours is not None:
                found[track.id] = ours
        return found

    async def _matched(self, ids: Collection[ExternalId]) -> Mapping[ExternalId, Track]:
        matched = await self.tracks.ours(ids)
        tracks = await self.catalogue.get_many([own.track for owns in matched.values() for own in owns])
        present = {OurOwn(one.id, name_of(sought_of(one))): one for one in tracks if not one.missing_since}
        found = ((one, next((present[own] for own in owns if own in present), None)) for one, owns in matched.items())
        return {one: track for one, track in found if track is not None}


def _source(provider: str, kept: KeptAnswer | None, now: datetime) -> Source:
    if kept is None:
        return Source(provider=provider)
    return Source(
        provider=provider,
        state=kept.state,
        freshness=freshness_of(kept, now),
        answered_at=kept.answered_at,
        detail=kept.detail,
    )
