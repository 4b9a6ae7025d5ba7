"""The wiring of curation."""

from dataclasses import dataclass

from musicsim.bootstrap.ports import Ports
from musicsim.domain.use_cases.arrange_playlist import AddToPlaylist, MoveInPlaylist, RemoveFromPlaylist
from musicsim.domain.use_cases.download_playlist import DownloadPlaylist
from musicsim.domain.use_cases.exchange_playlists import ExportPlaylist, ImportPlaylist
from musicsim.domain.use_cases.extend_playlist import ExtendPlaylist, SuggestTracks
from musicsim.domain.use_cases.keep_playlists import (
    CreatePlaylist,
    DeletePlaylist,
    DescribePlaylist,
    DuplicatePlaylist,
    FreezePlaylist,
    ListPlaylists,
    ShowPlaylist,
)
from musicsim.domain.use_cases.order_playlist import Listening, OrderPlaylist, ShowTransitions
from musicsim.domain.use_cases.read_playlist import ReadPlaylist
from musicsim.domain.use_cases.share_playlist import (
    ListShares,
    OpenShare,
    OpenSharedTrack,
    RevokeShares,
    SharePlaylist,
)
from musicsim.domain.use_cases.show_cover import Show, ShowCover


@dataclass(frozen=True, kw_only=True)
class Curation:
    """Use cases of playlists."""

    list_playlists: ListPlaylists
    create_playlist: CreatePlaylist
    show_playlist: ShowPlaylist
    describe_playlist: DescribePlaylist
    freeze_playlist: FreezePlaylist
    duplicate_playlist: DuplicatePlaylist
    delete_playlist: DeletePlaylist
    read_playlist: ReadPlaylist
    add_to_playlist: AddToPlaylist
    move_in_playlist: MoveInPlaylist
    remove_from_playlist: RemoveFromPlaylist
    show_transitions: ShowTransitions
    order_playlist: OrderPlaylist
    suggest_tracks: SuggestTracks
    extend_playlist: ExtendPlaylist
    import_playlist: ImportPlaylist
    export_playlist: ExportPlaylist
    download_playlist: DownloadPlaylist
    share_playlist: SharePlaylist
    list_shares: ListShares
    revoke_shares: RevokeShares
    open_share: OpenShare
    open_shared_track: OpenSharedTrack
    show_cover: ShowCover


def assemble_curation(ports: Ports, show_artwork: Show) -> Curation:
    """Wire the use cases to `ports`; `show_artwork` shows the picture of a track."""
    p, space = ports, ports.analyser.spaces[0]
    kept, clock, ids, catalogue = p.playlists, p.clock, p.ids, p.catalogue
    listening = Listening(analyses=p.analyses, index=p.index, space=space)
    suggest = SuggestTracks(playlists=kept, catalogue=catalogue, analyses=p.analyses, index=p.index, space=space)
    open_share = OpenShare(playlists=kept, clock=clock)
    return Curation(
        list_playlists=ListPlaylists(playlists=kept),
        create_playlist=CreatePlaylist(playlists=kept, clock=clock, ids=ids),
        show_playlist=ShowPlaylist(playlists=kept),
        describe_playlist=DescribePlaylist(playlists=kept, clock=clock),
        freeze_playlist=FreezePlaylist(playlists=kept, catalogue=catalogue, clock=clock, ids=ids),
        duplicate_playlist=DuplicatePlaylist(playlists=kept, clock=clock, ids=ids),
        delete_playlist=DeletePlaylist(playlists=kept),
        read_playlist=ReadPlaylist(playlists=kept, catalogue=catalogue),
        add_to_playlist=AddToPlaylist(playlists=kept, catalogue=catalogue, clock=clock, ids=ids),
        move_in_playlist=MoveInPlaylist(playlists=kept, clock=clock),
        remove_from_playlist=RemoveFromPlaylist(playlists=kept, clock=clock),
        show_transitions=ShowTransitions(playlists=kept, catalogue=catalogue, listening=listening),
        order_playlist=OrderPlaylist(playlists=kept, catalogue=catalogue, listening=listening, clock=clock),
        suggest_tracks=suggest,
        extend_playlist=ExtendPlaylist(suggest=suggest, playlists=kept, clock=clock, ids=ids),
        import_playlist=ImportPlaylist(
            playlists=kept, catalogue=catalogue, finder=p.finder, files=p.playlist_files, clock=clock, ids=ids
        ),
        export_playlist=ExportPlaylist(playlists=kept, catalogue=catalogue, files=p.playlist_files),
        download_playlist=DownloadPlaylist(
            playlists=kept,
            catalogue=catalogue,
            store=p.store,
            files=p.playlist_files,
            archiver=p.archiver,
            clock=clock,
        ),
        share_playlist=SharePlaylist(playlists=kept, clock=clock, ids=ids),
        list_shares=ListShares(playlists=kept, clock=clock),
        revoke_shares=RevokeShares(playlists=kept),
        open_share=open_share,
        open_shared_track=OpenSharedTrack(open_share=open_share, playlists=kept, catalogue=catalogue),
        show_cover=ShowCover(
            made=p.album_pictures,
            playlists=kept,
            catalogue=catalogue,
            artworks=p.artworks,
            blobs=p.blobs,
            pictures=p.pictures,
            clock=clock,
            show=show_artwork,
        ),
    )
