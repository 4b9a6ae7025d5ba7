"""The use cases of those who look after an installation, wired."""

from dataclasses import dataclass
from pathlib import Path

from musicsim.bootstrap.ports import Ports
from musicsim.config import Settings
from musicsim.domain.model.library_place import LibraryPlace, PlaceKind
from musicsim.domain.rules.segmenting import segment_space
from musicsim.domain.use_cases.evaluate_similarity import EvaluateSimilarity
from musicsim.domain.use_cases.list_scans import ListScans
from musicsim.domain.use_cases.measure_quality import MeasureQuality, ReadQuality
from musicsim.domain.use_cases.place_library import BrowseServer, FindLibrary, LookAtLibrary, PlaceLibrary
from musicsim.domain.use_cases.retry_track import RetryTrack
from musicsim.domain.use_cases.show_models import ShowModels


@dataclass(frozen=True, kw_only=True)
class Operating:
    """Where the library is, what scans there were, which models listen, and how good the answers are."""

    find_library: FindLibrary
    look_at_library: LookAtLibrary
    browse_server: BrowseServer
    place_library: PlaceLibrary
    list_scans: ListScans
    retry_track: RetryTrack
    show_models: ShowModels
    measure_quality: MeasureQuality
    read_quality: ReadQuality

    async def library_folder(self) -> Path | None:
        """The folder with the music; None when it is in a bucket."""
        place = await self.find_library()
        return Path(place.location) if place.kind is PlaceKind.FOLDER else None


def assemble_operating(settings: Settings, ports: Ports, evaluate: EvaluateSimilarity) -> Operating:
    """Wire the use cases to `ports`."""
    p = ports
    find = FindLibrary(configured=_configured(settings), choice=p.library_choice)
    return Operating(
        find_library=find,
        look_at_library=LookAtLibrary(find=find, store=p.store),
        browse_server=BrowseServer(folders=p.server_folders),
        place_library=PlaceLibrary(
            find=find,
            folders=p.server_folders,
            choice=p.library_choice,
            catalogue=p.catalogue,
            lease=p.lease,
            clock=p.clock,
        ),
        list_scans=ListScans(scans=p.scans),
        retry_track=RetryTrack(catalogue=p.catalogue, queue=p.queue),
        show_models=ShowModels(
            spaces=p.analyser.spaces,
            print_model=p.analyser.print_model,
            segment_space=segment_space(p.analyser.print_model),
            index=p.index,
        ),
        measure_quality=MeasureQuality(
            evaluate=evaluate, catalogue=p.catalogue, derived=p.derived, clock=p.clock, ids=p.ids
        ),
        read_quality=ReadQuality(derived=p.derived),
    )


def _configured(settings: Settings) -> LibraryPlace:
    """What the settings say or, where they say nothing, the folder that is looked into until somebody chooses."""
    if settings.library_bucket is not None:
        return LibraryPlace(PlaceKind.BUCKET, settings.library, fixed=True)
    return LibraryPlace(
        PlaceKind.FOLDER, str((settings.library_folder or Path()).absolute()), fixed=bool(settings.library)
    )
