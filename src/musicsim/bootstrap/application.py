"""The wiring of use cases to ports: names no adapter."""

from dataclasses import dataclass

from musicsim.bootstrap.beyond import Beyond, assemble_beyond
from musicsim.bootstrap.clips import Clips, assemble_clips
from musicsim.bootstrap.collections import Collections, assemble_collections
from musicsim.bootstrap.curation import Curation, assemble_curation
from musicsim.bootstrap.discovery import Discovery, assemble_discovery
from musicsim.bootstrap.explorer import Explorer, assemble_explorer
from musicsim.bootstrap.journeys import Journeys, assemble_journeys
from musicsim.bootstrap.listening import Listening, assemble_listening
from musicsim.bootstrap.operating import Operating, assemble_operating
from musicsim.bootstrap.painting import Painting, assemble_painting
from musicsim.bootstrap.people import People, assemble_people
from musicsim.bootstrap.ports import Ports, RenderMetrics
from musicsim.bootstrap.uploads import Uploading, assemble_uploads
from musicsim.config import Settings
from musicsim.domain.rules.segmenting import segment_space
from musicsim.domain.use_cases.analyse_track import AnalyseTrack
from musicsim.domain.use_cases.browse_library import BrowseLibrary
from musicsim.domain.use_cases.change_job import CancelJob, RetryJob
from musicsim.domain.use_cases.compare_store import CompareStore
from musicsim.domain.use_cases.diagnose import Diagnose
from musicsim.domain.use_cases.evaluate_similarity import EvaluateSimilarity
from musicsim.domain.use_cases.feed_queue import FeedQueue
from musicsim.domain.use_cases.find_scan import FindScan
from musicsim.domain.use_cases.find_similar import FindSimilar
from musicsim.domain.use_cases.index_tracks import IndexTracks
from musicsim.domain.use_cases.list_jobs import ListJobs
from musicsim.domain.use_cases.measure_queue import MeasureQueue
from musicsim.domain.use_cases.open_audio import OpenAudio
from musicsim.domain.use_cases.reconcile_index import ReconcileIndex
from musicsim.domain.use_cases.report_status import ReportStatus
from musicsim.domain.use_cases.scan_library import ScanLibrary
from musicsim.domain.use_cases.search_tracks import SearchTracks
from musicsim.domain.use_cases.show_beside import ShowBeside
from musicsim.domain.use_cases.show_track import ShowTrack
from musicsim.domain.use_cases.trace_waveform import TraceWaveform
from musicsim.ports.job_queue import JobQueue
from musicsim.ports.lease import Lease
from musicsim.ports.metrics import Metrics


@dataclass(frozen=True, kw_only=True)
class Application:
    """The use cases, wired; what entrypoints are given."""

    settings: Settings
    queue: JobQueue
    lease: Lease
    concurrency: int
    metrics: Metrics
    render_metrics: RenderMetrics
    scan_library: ScanLibrary
    feed_queue: FeedQueue
    measure_queue: MeasureQueue
    list_jobs: ListJobs
    cancel_job: CancelJob
    retry_job: RetryJob
    analyse_track: AnalyseTrack
    index_tracks: IndexTracks
    reconcile_index: ReconcileIndex
    compare_store: CompareStore
    find_similar: FindSimilar
    browse_library: BrowseLibrary
    search_tracks: SearchTracks
    show_beside: ShowBeside
    show_track: ShowTrack
    open_audio: OpenAudio
    trace_waveform: TraceWaveform
    report_status: ReportStatus
    find_scan: FindScan
    evaluate_similarity: EvaluateSimilarity
    diagnose: Diagnose
    check_readiness: Diagnose
    people: People
    listening: Listening
    curation: Curation
    uploading: Uploading
    explorer: Explorer
    discovery: Discovery
    journeys: Journeys
    clips: Clips
    collections: Collections
    beyond: Beyond
    painting: Painting
    operating: Operating


def assemble(settings: Settings, ports: Ports) -> Application:
    """Wire the use cases to `ports`."""
    p, space = ports, ports.analyser.spaces[0]
    uploading, listening = assemble_uploads(settings, ports), assemble_listening(ports)
    discovery = assemble_discovery(settings, ports)
    evaluate = EvaluateSimilarity(
        catalogue=p.catalogue, analyses=p.analyses, segments=p.segments, spaces=p.analyser.spaces
    )
    return Application(
        settings=settings,
        queue=p.queue,
        lease=p.lease,
        concurrency=p.analyser.concurrency,
        metrics=p.metrics,
        render_metrics=p.render_metrics,
        scan_library=ScanLibrary(
            store=p.store,
            catalogue=p.catalogue,
            scans=p.scans,
            tags=p.tags,
            queue=p.queue,
            lease=p.lease,
            clock=p.clock,
            ids=p.ids,
            metrics=p.metrics,
            settle_uploads=uploading.settle_uploads,
        ),
        feed_queue=FeedQueue(
            analyses=p.analyses,
            segments=p.segments,
            queue=p.queue,
            index=p.index,
            space=space,
            print_model=p.analyser.print_model if settings.clips else None,
        ),
        measure_queue=MeasureQueue(queue=p.queue, metrics=p.metrics),
        list_jobs=ListJobs(queue=p.queue, catalogue=p.catalogue),
        cancel_job=CancelJob(queue=p.queue),
        retry_job=RetryJob(queue=p.queue),
        analyse_track=AnalyseTrack(
            store=p.store,
            analyser=p.analyser,
            catalogue=p.catalogue,
            analyses=p.analyses,
            segments=p.segments,
            clock=p.clock,
            metrics=p.metrics,
        ),
        index_tracks=IndexTracks(
            analyses=p.analyses,
            segments=p.segments,
            index=p.index,
            space=space,
            segment_space=segment_space(p.analyser.print_model),
        ),
        reconcile_index=ReconcileIndex(
            catalogue=p.catalogue, analyses=p.analyses, index=p.index, metrics=p.metrics, space=space
        ),
        compare_store=CompareStore(store=p.store, catalogue=p.catalogue),
        find_similar=discovery.find_similar,
        browse_library=BrowseLibrary(catalogue=p.catalogue),
        search_tracks=SearchTracks(catalogue=p.catalogue),
        show_beside=ShowBeside(analyses=p.analyses, favourites=p.favourites),
        show_track=ShowTrack(catalogue=p.catalogue, analyses=p.analyses, favourites=p.favourites),
        open_audio=OpenAudio(catalogue=p.catalogue, store=p.store, transcoder=p.transcoder),
        trace_waveform=TraceWaveform(catalogue=p.catalogue, analyses=p.analyses, store=p.store, analyser=p.analyser),
        report_status=ReportStatus(
            catalogue=p.catalogue, analyses=p.analyses, scans=p.scans, queue=p.queue, clock=p.clock
        ),
        find_scan=FindScan(scans=p.scans),
        evaluate_similarity=evaluate,
        diagnose=Diagnose(probes=[*p.vital_probes, *p.serving_probes, *p.probes], optional=p.outside_probes),
        check_readiness=Diagnose(probes=p.vital_probes, optional=p.serving_probes),
        people=assemble_people(settings, ports),
        listening=listening,
        curation=assemble_curation(ports, listening.show_artwork),
        uploading=uploading,
        explorer=assemble_explorer(ports),
        discovery=discovery,
        journeys=assemble_journeys(settings, ports, discovery),
        clips=assemble_clips(settings, ports, discovery),
        collections=assemble_collections(settings, ports),
        beyond=assemble_beyond(ports),
        painting=assemble_painting(ports, listening.glance),
        operating=assemble_operating(settings, ports, evaluate),
    )
