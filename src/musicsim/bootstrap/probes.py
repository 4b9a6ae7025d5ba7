"""Looks at the parts that the settings choose, in words that name them."""

from musicsim.adapters.probes.answering import AnsweringProbe
from musicsim.adapters.probes.disk import DiskProbe
from musicsim.adapters.probes.sample import sample
from musicsim.adapters.sqlalchemy.database import Database
from musicsim.config import Settings
from musicsim.domain.model.job import JobKind, JobState
from musicsim.domain.model.vectors import LIBRARY, Space
from musicsim.ports.analyser import Analyser
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.probe import Probe
from musicsim.ports.vector_index import VectorIndex


def database_probe(database: Database, catalogue: Catalogue) -> Probe:
    """Which database, and what is in it."""

    async def rows() -> str:
        return f"{(await catalogue.counts()).present} tracks in {await database.product()}."

    return AnsweringProbe("database", rows, remedy="See MUSICSIM_DATABASE_URL.")


def index_probe(settings: Settings, index: VectorIndex, space: Space) -> Probe:
    """Which vector index, and what answers from it; `space` is the analyser's own."""

    async def vectors() -> str:
        answering = await index.answering(LIBRARY) or space
        return f"{settings.vector_index}: {await index.count(answering)} vectors in {answering.name}."

    return AnsweringProbe("vector index", vectors, remedy="See MUSICSIM_VECTOR_INDEX.")


def queue_probe(settings: Settings, queue: JobQueue) -> list[Probe]:
    """One that is inside this process needs no look."""

    async def jobs() -> str:
        counts = await queue.counts()
        failed = sum(counts.of(kind, JobState.FAILED) for kind in JobKind)
        return f"{settings.job_queue}: {sum(counts.live(kind) for kind in JobKind)} jobs, {failed} failed."

    return [AnsweringProbe("job queue", jobs, remedy="See MUSICSIM_JOB_QUEUE.")] if queue.shared else []


def other_probes(settings: Settings, analyser: Analyser) -> list[Probe]:
    """The rest of what listening needs."""

    async def listening() -> str:
        heard = await analyser.analyse(sample())
        return f"{', '.join(e.space for e in heard.embeddings)}; {analyser.concurrency} processes."

    return [
        DiskProbe(settings.data),
        AnsweringProbe("analyser", listening, remedy="Install musicsim anew.", patience=60.0),
    ]
