"""Ask the services beyond the library, and keep what they say."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from musicsim.domain.errors import MusicsimError, NotFound
from musicsim.domain.model.beyond import ExternalId, Freshness, Preparing, Suggestions
from musicsim.domain.model.identity import TrackId
from musicsim.domain.model.outside_track import Counterpart, Described
from musicsim.domain.model.question import KeptAnswer, Question
from musicsim.domain.model.track import Track
from musicsim.domain.model.upload_outside import OutsideState
from musicsim.domain.rules.asking_outside import CLAIM, HALFWAY, answered, concerns, failed, is_due, key_of
from musicsim.domain.rules.counterparts import holds, name_of, sought_of
from musicsim.domain.rules.freshness import DESCRIPTION, NOTHING
from musicsim.domain.rules.matching import best_match
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.metadata_provider import MetadataProvider
from musicsim.ports.outside_answers import OutsideAnswers
from musicsim.ports.outside_tracks import OutsideTracks
from musicsim.ports.outside_uploads import OutsideUploads
from musicsim.ports.similarity_provider import SimilarityProvider

WANTED = 30
"""Suggestions of each provider: every one is described by a question of its own, and these are asked slowly."""

Service = tuple[SimilarityProvider, MetadataProvider]
"""A provider, and the catalogue whose ids it speaks."""


@dataclass(frozen=True, kw_only=True)
class AskOutside:
    """Asks every service whose answer is due, side by side; one process at a time asks a question."""

    services: Sequence[Service]
    catalogue: Catalogue
    answers: OutsideAnswers
    tracks: OutsideTracks
    uploads: OutsideUploads
    clock: Clock

    async def __call__(self, question: Question) -> bool:
        """Whether it was asked: False while somebody else does so.

        A service that fails is no failure of this: what it said is kept as why there is no news. NotFound for an
        unknown track; Unavailable when what is kept cannot be reached.
        """
        track = await self._track(question.track)
        key, now = key_of(question), self.clock.now()
        until = now + CLAIM
        if not await self.answers.claim(key, now, until):
            return False
        try:
            async with asyncio.timeout(CLAIM.total_seconds()) as limit:  # somebody else may begin then
                await self._ask_all(key, question, track)
        except TimeoutError:
            if not limit.expired():
                raise
        except ExceptionGroup as several:
            raise several.exceptions[0] from None
        finally:
            await self.answers.release(key, until)
        return True

    async def _track(self, track_id: TrackId | None) -> Track | None:
        if track_id is None:
            return None
        track = await self.catalogue.get(track_id)
        if track is None:
            raise NotFound.of("track", track_id)
        return track

    async def _ask_all(self, key: str, question: Question, track: Track | None) -> None:
        kept = {one.provider: one for one in (await self.answers.of(key)).answers}
        now = self.clock.now()
        async with asyncio.TaskGroup() as group:
            for service in self.services:
                provider, _ = service
                before = kept.get(provider.name)
                if concerns(question, knows_sound=provider.knows_sound) and is_due(before, now):
                    group.create_task(self._ask(service, key, question, track, before))

    async def _ask(
        self, service: Service, key: str, question: Question, track: Track | None, before: KeptAnswer | None
    ) -> None:
        provider, catalogue = service
        try:
            found = await self._found(service, question, track)
        except MusicsimError as fault:
            now = self.clock.now()
            await self.answers.keep(key, question.track, failed(provider.name, fault, now, before), now)
            return
        now = self.clock.now()
        answer = answered(provider.name, found, now, before)
        unfinished = replace(answer, again_at=min(answer.again_at, now + HALFWAY))
        try:
            if isinstance(found, Suggestions) and (lacking := await self._lacking(found)):
                await self.answers.keep(key, question.track, unfinished, now)
                await self._describe(catalogue, lacking)
        except MusicsimError as fault:
            answer = replace(unfinished, detail=str(fault))
        await self.answers.keep(key, question.track, answer, now)

    async def _found(self, service: Service, question: Question, track: Track | None) -> Suggestions | Preparing | None:
        provider, catalogue = service
        if track is None:
            return await provider.described(question.prompt, WANTED)
        seed = await self._seed(catalogue, track)
        return await provider.similar(seed, WANTED, question.where) if seed is not None else None

    async def _seed(self, catalogue: MetadataProvider, track: Track) -> ExternalId | None:
        """What the track is in that catalogue, else what a service calls it that it was sent to."""
        sought = sought_of(track)
        kept = (await self.tracks.counterparts(track.id)).get(catalogue.catalogue)
        if kept is None or not holds(kept, sought, self.clock.now()):
            match = best_match(sought, await catalogue.find(sought))
            kept = Counterpart(
                catalogue=catalogue.catalogue,
                external=match.track.id if match is not None else None,
                sought=name_of(sought),
                asked_at=self.clock.now(),
            )
            await self.tracks.match(track.id, kept)
        if kept.external is not None:
            return kept.external
        upload = await self.uploads.of(track.id)
        return upload.external if upload is not None and upload.listening.state is not OutsideState.FAILED else None

    async def _lacking(self, found: Suggestions) -> list[ExternalId]:
        """What is to be described, or to be described anew."""
        ids, now = [one.id for one in found.items], self.clock.now()
        known = await self.tracks.described(ids)
        return [one for one in ids if one not in known or not _is_fresh(known[one], now)]

    async def _describe(self, catalogue: MetadataProvider, ids: Sequence[ExternalId]) -> None:
        """One after another: catalogues want to be asked slowly anyway. What is known already can be shown already."""
        for one in ids:
            track = await catalogue.get(one.id)
            await self.tracks.describe(one, Described(track, self.clock.now()))


def _is_fresh(kept: Described, now: datetime) -> bool:
    life = NOTHING if kept.track is None else DESCRIPTION
    return life.of(kept.asked_at, now) is Freshness.FRESH
