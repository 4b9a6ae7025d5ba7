"""The wiring of what people see and hear of a track, and of what they listened to."""

from dataclasses import dataclass

from musicsim.bootstrap.painting import Glance
from musicsim.bootstrap.ports import Ports
from musicsim.domain.use_cases.keep_plays import (
    ForgetHistory,
    RecordPlays,
    ShowHistory,
    ShowMostPlayed,
    ShowRecentlyPlayed,
)
from musicsim.domain.use_cases.look_for_artwork import LookForArtwork
from musicsim.domain.use_cases.play_radio import HearPlays
from musicsim.domain.use_cases.show_album_artwork import ShowAlbumArtwork
from musicsim.domain.use_cases.show_artwork import ShowArtwork
from musicsim.domain.use_cases.show_lyrics import ShowLyrics
from musicsim.domain.use_cases.show_track_artwork import ShowTrackArtwork
from musicsim.domain.use_cases.store_picture import StorePicture


@dataclass(frozen=True, kw_only=True)
class Listening:
    """Use cases of words, pictures and plays."""

    show_lyrics: ShowLyrics
    show_artwork: ShowTrackArtwork
    show_album_artwork: ShowAlbumArtwork
    glance: Glance
    record_plays: RecordPlays
    show_history: ShowHistory
    show_recently_played: ShowRecentlyPlayed
    show_most_played: ShowMostPlayed
    forget_history: ForgetHistory


def assemble_listening(ports: Ports) -> Listening:
    """Wire the use cases to `ports`."""
    p = ports
    look = LookForArtwork(
        store=p.store,
        side_files=p.side_files,
        tags=p.tags,
        pictures=p.pictures,
        store_picture=StorePicture(blobs=p.blobs, pictures=p.pictures),
        artworks=p.artworks,
        clock=p.clock,
        metrics=p.metrics,
    )
    show_own = ShowArtwork(
        catalogue=p.catalogue,
        artworks=p.artworks,
        made=p.album_pictures,
        blobs=p.blobs,
        pictures=p.pictures,
        clock=p.clock,
        look=look,
    )
    show_album = ShowAlbumArtwork(catalogue=p.catalogue, artworks=p.artworks, clock=p.clock, show=show_own)
    return Listening(
        show_lyrics=ShowLyrics(catalogue=p.catalogue, store=p.store, side_files=p.side_files, tags=p.tags),
        show_artwork=ShowTrackArtwork(catalogue=p.catalogue, show=show_own, show_album=show_album),
        glance=look.glance,
        show_album_artwork=show_album,
        record_plays=RecordPlays(
            plays=p.plays,
            catalogue=p.catalogue,
            clock=p.clock,
            metrics=p.metrics,
            hear=HearPlays(sessions=p.radio, catalogue=p.catalogue, clock=p.clock),
        ),
        show_history=ShowHistory(plays=p.plays, catalogue=p.catalogue),
        show_recently_played=ShowRecentlyPlayed(plays=p.plays, catalogue=p.catalogue),
        show_most_played=ShowMostPlayed(plays=p.plays, catalogue=p.catalogue, clock=p.clock),
        forget_history=ForgetHistory(plays=p.plays),
    )
