"""Having a picture made by the first who can."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from musicsim.domain.errors import MusicsimError
from musicsim.domain.model.painting import ArtworkOrder, Attempt, Outcome, Painting, Tried
from musicsim.ports.artwork_generator import ArtworkGenerator
from musicsim.ports.clock import Clock


@dataclass(frozen=True, kw_only=True)
class MakeArtwork:
    """Asks `generators` in their order."""

    generators: Sequence[ArtworkGenerator]
    clock: Clock

    async def __call__(self, order: ArtworkOrder, rejected: Collection[str] = (), only: str = "") -> Attempt:
        """The picture and the trace of who was asked: with `only` the one of that name, else all but those whose
        pictures were `rejected`.

        What musicsim can explain is part of the trace; anything else is raised.
        """
        tried: list[Tried] = []
        for generator in self.generators:
            if generator.name != only if only else generator.name in rejected:
                continue
            artwork, outcome, detail = await _asked(generator, order)
            tried.append(Tried(generator.name, outcome, self.clock.now(), detail))
            if artwork is not None:
                return Attempt(artwork, tuple(tried))
        return Attempt(None, tuple(tried))


async def _asked(generator: ArtworkGenerator, order: ArtworkOrder) -> tuple[Painting | None, Outcome, str]:
    try:
        made = await generator.generate(order)
    except MusicsimError as fault:
        return None, Outcome.FAILED, str(fault)
    if isinstance(made, Painting):
        return made, Outcome.FOUND, made.provenance.model
    return None, Outcome.DECLINED, made.reason
