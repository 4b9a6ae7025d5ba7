"""The composition root: settings become an application. The only module that names adapters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musicsim.config import Settings
from musicsim.domain.use_cases.analyse_track import AnalyseTrack
from musicsim.domain.use_cases.browse_library import BrowseLibrary
from musicsim.domain.use_cases.choose_work import ChooseWork
from musicsim.domain.use_cases.diagnose import Diagnose
from musicsim.domain.use_cases.evaluate_similarity import EvaluateSimilarity
from musicsim.domain.use_cases.find_scan import FindScan
from musicsim.domain.use_cases.find_similar import FindSimilar
from musicsim.domain.use_cases.index_tracks import IndexTracks
from musicsim.domain.use_cases.open_audio import OpenAudio
from musicsim.domain.use_cases.report_status import ReportStatus
from musicsim.domain.use_cases.scan_library import ScanLibrary
from musicsim.domain.use_cases.search_tracks import SearchTracks
from musicsim.domain.use_cases.show_track import ShowTrack
from musicsim.domain.use_cases.trace_waveform import TraceWaveform
from musicsim.ports.analyser import Analyser
from musicsim.ports.analyses import Analyses
from musicsim.ports.audio_store import AudioStore
from musicsim.ports.catalogue import Catalogue
from musicsim.ports.clock import Clock
from musicsim.ports.ids import Ids
from musicsim.ports.lease import Lease
from musicsim.ports.metrics import Metrics
from musicsim.ports.probe import Probe
from musicsim.ports.scans import Scans
from musicsim.ports.tag_reader import TagReader
from musicsim.ports.vector_index import VectorIndex

RenderMetrics = Callable[[], tuple[bytes, str]]
"""The metrics in an exposition format, and that format's media type."""


@dataclass(frozen=True, kw_only=True)
class Ports:
    """One adapter a port."""

    store: AudioStore
    tags: TagReader
    analyser: Analyser
    catalogue: Catalogue
    analyses: Analyses
    scans: Scans
    index: VectorIndex
    lease: Lease
    clock: Clock
    ids: Ids
    metrics: Metrics
    render_metrics: RenderMetrics
    probes: Sequence[Probe] = ()


@dataclass(frozen=True, kw_only=True)
class Application:
    """The use cases, wired; what entrypoints are given."""

    settings: Settings
    lease: Lease
    concurrency: int
    render_metrics: RenderMetrics
    scan_library: ScanLibrary
    choose_work: ChooseWork
    analyse_track: AnalyseTrack
    index_tracks: IndexTracks
    find_similar: FindSimilar
    browse_library: BrowseLibrary
    search_tracks: SearchTracks
    show_track: ShowTrack
    open_audio: OpenAudio
    trace_waveform: TraceWaveform
    report_status: ReportStatus
    find_scan: FindScan
    evaluate_similarity: EvaluateSimilarity
    diagnose: Diagnose


def assemble(settings: Settings, ports: Ports) -> Application:
    """Wire the use cases to `ports`."""
    p, space = ports, ports.analyser.spaces[0]
    return Application(
        settings=settings,
        lease=p.lease,
        concurrency=p.analyser.concurrency,
        render_metrics=p.render_metrics,
        scan_library=ScanLibrary(
            store=p.store,
            catalogue=p.catalogue,
            scans=p.scans,
            tags=p.tags,
            lease=p.lease,
            clock=p.clock,
            ids=p.ids,
            metrics=p.metrics,
        ),
        choose_work=ChooseWork(analyses=p.analyses),
        analyse_track=AnalyseTrack(
            store=p.store,
            analyser=p.analyser,
            catalogue=p.catalogue,
            analyses=p.analyses,
            clock=p.clock,
            metrics=p.metrics,
        ),
        index_tracks=IndexTracks(analyses=p.analyses, index=p.index, metrics=p.metrics, space=space),
        find_similar=FindSimilar(
            catalogue=p.catalogue, analyses=p.analyses, index=p.index, metrics=p.metrics, space=space
        ),
        browse_library=BrowseLibrary(catalogue=p.catalogue),
        search_tracks=SearchTracks(catalogue=p.catalogue),
        show_track=ShowTrack(catalogue=p.catalogue, analyses=p.analyses),
        open_audio=OpenAudio(catalogue=p.catalogue, store=p.store),
        trace_waveform=TraceWaveform(catalogue=p.catalogue, analyses=p.analyses, store=p.store, analyser=p.analyser),
        report_status=ReportStatus(catalogue=p.catalogue, analyses=p.analyses, scans=p.scans, clock=p.clock),
        find_scan=FindScan(scans=p.scans),
        evaluate_similarity=EvaluateSimilarity(catalogue=p.catalogue, analyses=p.analyses, spaces=p.analyser.spaces),
        diagnose=Diagnose(probes=p.probes),
    )
