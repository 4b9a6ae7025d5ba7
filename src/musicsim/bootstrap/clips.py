"""The wiring of excerpts that are listened to."""

from dataclasses import dataclass

from musicsim.bootstrap.discovery import Discovery
from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.rules.turns import Turns
from musicsim.domain.use_cases.index_segments import IndexSegments
from musicsim.domain.use_cases.print_track import PrintTrack
from musicsim.domain.use_cases.recognise_excerpt import RecogniseExcerpt
from musicsim.domain.use_cases.reconcile_segments import ReconcileSegments
from musicsim.domain.use_cases.search_by_clip import SearchByClip

_AT_ONCE = 4
"""Excerpts for each process that listens: each may have 16 MiB."""


@dataclass(frozen=True, kw_only=True)
class Clips:
    """Use cases of excerpts that are listened to, wired."""

    print_track: PrintTrack
    index_segments: IndexSegments
    reconcile_segments: ReconcileSegments
    search_by_clip: SearchByClip
    turns: Turns


def assemble_clips(settings: Settings, ports: Ports, discovery: Discovery) -> Clips:
    """Wire the use cases to `ports`, and to what finds similar tracks."""
    p, model = ports, ports.analyser.print_model
    recognise = RecogniseExcerpt(catalogue=p.catalogue, segments=p.segments, index=p.index)
    return Clips(
        print_track=PrintTrack(catalogue=p.catalogue, store=p.store, analyser=p.analyser, segments=p.segments),
        index_segments=IndexSegments(segments=p.segments, index=p.index, model=model, wanted=settings.clips),
        reconcile_segments=ReconcileSegments(segments=p.segments, index=p.index, metrics=p.metrics, model=model),
        search_by_clip=SearchByClip(
            analyser=p.analyser,
            index=p.index,
            recognise=recognise if settings.clips else None,
            blend=discovery.find_blended,
        ),
        turns=Turns("clips", _AT_ONCE * p.analyser.concurrency),
    )
