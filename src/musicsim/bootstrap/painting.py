"""The wiring of artwork that is made."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from musicsim.bootstrap.ports import Ports
from musicsim.domain.model.artwork import Artwork
from musicsim.domain.model.track import Track
from musicsim.domain.use_cases.change_album_picture import (
    RejectPicture,
    RestorePicture,
    UploadPicture,
    WantAnotherPicture,
)
from musicsim.domain.use_cases.explain_artwork import ExplainArtwork
from musicsim.domain.use_cases.find_own_picture import FindOwnPicture
from musicsim.domain.use_cases.find_subject import FindSubject
from musicsim.domain.use_cases.generate_missing_artwork import GenerateMissingArtwork
from musicsim.domain.use_cases.list_artwork_jobs import ListArtworkJobs, LookForMissingArtwork
from musicsim.domain.use_cases.make_artwork import MakeArtwork
from musicsim.domain.use_cases.order_artwork import OrderArtwork
from musicsim.domain.use_cases.picture_album import PictureAlbum
from musicsim.domain.use_cases.store_picture import StorePicture
from musicsim.domain.use_cases.sweep_pictures import SweepPictures

Glance = Callable[[Track], Coroutine[Any, Any, Artwork]]


@dataclass(frozen=True, kw_only=True)
class Painting:
    """Use cases of artwork that is made, wired."""

    find_subject: FindSubject
    explain: ExplainArtwork
    want_another: WantAnotherPicture
    reject: RejectPicture
    upload: UploadPicture
    restore: RestorePicture
    list_jobs: ListArtworkJobs
    look_for_missing: LookForMissingArtwork
    generate_missing: GenerateMissingArtwork
    sweep: SweepPictures


def assemble_painting(ports: Ports, glance: Glance) -> Painting:
    """Wire the use cases to `ports`; `glance` looks into and beside a track's file."""
    p, names = ports, [generator.name for generator in ports.generators]
    searches, pictures = p.artwork_searches, p.album_pictures
    store = StorePicture(blobs=p.blobs, pictures=p.pictures)
    return Painting(
        find_subject=FindSubject(catalogue=p.catalogue),
        explain=ExplainArtwork(
            searches=searches, pictures=pictures, artworks=p.artworks, catalogue=p.catalogue, generators=names
        ),
        want_another=WantAnotherPicture(searches=searches, clock=p.clock, generators=names),
        reject=RejectPicture(searches=searches, pictures=pictures, clock=p.clock, generators=names),
        upload=UploadPicture(
            searches=searches, pictures=pictures, images=p.images, store=store, clock=p.clock, ids=p.ids
        ),
        restore=RestorePicture(searches=searches, pictures=pictures, clock=p.clock),
        list_jobs=ListArtworkJobs(searches=searches),
        look_for_missing=LookForMissingArtwork(searches=searches, clock=p.clock),
        generate_missing=GenerateMissingArtwork(
            searches=p.artwork_searches, picture=_picturing(p, store, glance), clock=p.clock, generators=names
        ),
        sweep=SweepPictures(
            blobs=p.blobs, artworks=p.artworks, pictures=p.album_pictures, clock=p.clock, metrics=p.metrics
        ),
    )


def _picturing(p: Ports, store: StorePicture, glance: Glance) -> PictureAlbum:
    return PictureAlbum(
        searches=p.artwork_searches,
        pictures=p.album_pictures,
        catalogue=p.catalogue,
        find_own=FindOwnPicture(artworks=p.artworks, clock=p.clock, glance=glance),
        order=OrderArtwork(analyses=p.analyses),
        make=MakeArtwork(generators=p.generators, clock=p.clock),
        generators=[generator.name for generator in p.generators],
        store=store,
        clock=p.clock,
        ids=p.ids,
        metrics=p.metrics,
    )
