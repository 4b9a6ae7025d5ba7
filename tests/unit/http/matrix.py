"""Who may do what over HTTP, an operation a line; test_authorization holds the application to it.

A new operation needs its line here. In most cases that is one of

    "list_things": LISTENERS,                         whoever is signed in, and tokens whose scope is wide enough
    "see_everything": ADMINS,                         admins only
    "make_accounts": GOVERNORS,                       admins only, and none of their tokens
    "get_thing": own(a_thing),                        what is somebody's own: a 404 for everybody else, admins too
    "rename_thing": own(a_thing, {"name": "new"}),    the same, with a body that is right
    "delete_thing": own(a_thing, admins=True),        admins may as well

where `a_thing` makes one for the person of the given client and answers with the parameters of the path:

    async def a_thing(client: httpx.AsyncClient, served: Served) -> Parameters:
        return {"thing_id": (await client.post("/api/v1/things", json={"name": "old"})).json()["id"]}
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

import httpx

from musicsim.adapters.memory.picture_editor import made_up_picture
from musicsim.adapters.memory.side_files import MemorySideFiles
from tests.unit.http.conftest import Served
from tests.unit.use_cases.library import tone

Parameters = Mapping[str, str]
Make = Callable[[httpx.AsyncClient, Served], Awaitable[Parameters]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """Whom an operation lets in; see entrypoints.http.access, which says the same of its own accord."""

    public: bool = False
    admins: bool = False
    tokens: bool = True
    asks: bool = False
    """A question, whatever its method: tokens that may only read do."""
    entering: bool = False
    """Also who has to choose a password first."""
    make: Make | None = None
    """Makes the thing that is somebody's own."""
    admins_too: bool = False
    """Whether admins reach what is somebody else's."""
    body: object = None
    """What is sent; "{name}" in it stands for that parameter of the path."""
    headers: Mapping[str, str] = field(default_factory=dict)


PUBLIC = Row(public=True, entering=True)
LISTENERS = Row()
READERS = Row(asks=True)
"""Whoever is signed in, and tokens that may only read, whatever the method."""
ADMINS = Row(admins=True)
GOVERNORS = Row(admins=True, tokens=False)
"""Admins who are signed in, but no token."""
PEOPLE = Row(tokens=False)
"""Whoever is signed in, but no token."""


def own(
    make: Make,
    body: object = None,
    *,
    admins: bool = False,
    tokens: bool = True,
    headers: Mapping[str, str] | None = None,
) -> Row:
    """Something that is one person's own."""
    return Row(make=make, body=body, admins_too=admins, tokens=tokens, headers=headers or {})


def changed(make: Make, body: object = None) -> Row:
    """The same, for a change that says which version it means."""
    return own(make, body, headers={"If-Match": "*"})


async def a_session(client: httpx.AsyncClient, served: Served) -> Parameters:
    sessions = (await client.get("/api/v1/me/sessions")).json()["items"]
    return {"session_id": sessions[0]["id"]}


async def a_token(client: httpx.AsyncClient, served: Served) -> Parameters:
    return {"token_id": (await client.post("/api/v1/me/tokens", json={"name": "one"})).json()["token"]["id"]}


async def an_upload(client: httpx.AsyncClient, served: Served) -> Parameters:
    files = [("files", ("song.wav", tone(523), "audio/wav"))]
    answer = (await client.post("/api/v1/tracks", files=files)).json()
    return {"track_id": answer["items"][0]["track"]["id"]}


async def a_favourite(client: httpx.AsyncClient, served: Served) -> Parameters:
    track = await served.one()
    await client.put(f"/api/v1/favourites/{track.id}")
    return {"track_id": track.id}


async def a_playlist(client: httpx.AsyncClient, served: Served) -> Parameters:
    """Of one tone, with a picture beside it and a link to it."""
    files = served.library.ports.side_files
    assert isinstance(files, MemorySideFiles)
    files.files["cover.png"] = made_up_picture(9, 9, "tone")
    track = await served.one()
    made = (await client.post("/api/v1/playlists", json={"name": "one", "track_ids": [track.id]})).json()
    item = (await client.get(f"/api/v1/playlists/{made['id']}/items")).json()["items"][0]
    share = (await client.post(f"/api/v1/playlists/{made['id']}/share")).json()
    return {"playlist_id": made["id"], "item_id": item["id"], "share_id": share["id"], "track_id": track.id}


async def a_radio(client: httpx.AsyncClient, served: Served) -> Parameters:
    track = await served.one()
    seeds = [{"kind": "track", "id": track.id}]
    return {"radio_id": (await client.post("/api/v1/radio", json={"seeds": seeds})).json()["id"]}


MATRIX: Mapping[str, Row] = {
    # people
    "get_sign_in_options": PUBLIC,
    "register": PUBLIC,
    "log_in": PUBLIC,
    "refresh_session": replace(PUBLIC, body={"refresh_token": 1}),  # a 422; without a body it wants a cookie
    "log_out": PUBLIC,
    "get_me": Row(entering=True),
    "change_password": replace(PEOPLE, entering=True),
    "export_my_data": PEOPLE,
    "delete_my_account": PEOPLE,
    "list_my_sessions": PEOPLE,
    "end_my_other_sessions": PEOPLE,
    "end_my_session": own(a_session, tokens=False),
    "create_my_token": PEOPLE,
    "list_my_tokens": PEOPLE,
    "revoke_my_token": own(a_token, tokens=False),
    "list_users": GOVERNORS,
    "add_user": GOVERNORS,
    "get_user": GOVERNORS,
    "change_user": GOVERNORS,
    "reset_password": GOVERNORS,
    "delete_user": GOVERNORS,
    "list_invites": GOVERNORS,
    "create_invite": GOVERNORS,
    "revoke_invite": GOVERNORS,
    # operation
    "get_liveness": PUBLIC,
    "get_readiness": PUBLIC,
    "get_metrics": PUBLIC,
    # library
    "get_library_status": LISTENERS,
    "start_scan": ADMINS,
    "get_scan": LISTENERS,
    "list_scans": LISTENERS,
    "retry_track": ADMINS,
    "get_library_place": ADMINS,
    "choose_library_place": replace(GOVERNORS, body={"folder": "/srv/music"}),
    "browse_server": GOVERNORS,
    "get_models": ADMINS,
    "measure_quality": ADMINS,
    "get_system": ADMINS,
    "get_folder": LISTENERS,
    "list_jobs": LISTENERS,
    "cancel_job": ADMINS,
    "retry_job": ADMINS,
    "follow_events": LISTENERS,
    # tracks
    "list_tracks": LISTENERS,
    "get_track": LISTENERS,
    "get_waveform": LISTENERS,
    "stream_track": LISTENERS,
    "probe_track_stream": LISTENERS,
    "list_similar_tracks": LISTENERS,
    "find_similar": READERS,
    "find_by_words": LISTENERS,
    "find_by_clip": READERS,
    "upload_tracks": LISTENERS,
    "delete_track": own(an_upload, admins=True),
    "list_my_uploads": LISTENERS,
    # the map, and collections that make themselves
    "download_map": LISTENERS,
    "get_map_legend": LISTENERS,
    "list_map_regions": LISTENERS,
    "list_tracks_nearby": LISTENERS,
    "get_track_place": LISTENERS,
    "list_clusters": LISTENERS,
    "list_cluster_tracks": LISTENERS,
    "list_my_mixes": LISTENERS,
    "refresh_my_mixes": LISTENERS,
    "get_my_mix": LISTENERS,
    "keep_my_mix": LISTENERS,
    # the explorer
    "count_tracks": LISTENERS,
    "draw_tracks": LISTENERS,
    "look_up_tracks": LISTENERS,
    "search": LISTENERS,
    "list_similar_albums": LISTENERS,
    "list_similar_artists": LISTENERS,
    "list_artists": LISTENERS,
    "get_artist": LISTENERS,
    "list_albums": LISTENERS,
    "get_album": LISTENERS,
    "list_genres": LISTENERS,
    "get_genre": LISTENERS,
    "list_moods": LISTENERS,
    "list_years": LISTENERS,
    "list_favourites": LISTENERS,
    "get_favourite": own(a_favourite),
    "add_favourite": LISTENERS,
    "remove_favourite": LISTENERS,  # one's own: another's is not even touched
    # beyond the library
    "list_recommendations": LISTENERS,
    "search_recommendations": LISTENERS,
    "get_recommendation_cover": LISTENERS,
    "get_capabilities": LISTENERS,
    "send_track_to_cyanite": ADMINS,
    "get_track_at_cyanite": ADMINS,
    "remove_track_from_cyanite": ADMINS,
    "hear_cyanite": PUBLIC,
    # listening
    "get_lyrics": LISTENERS,
    "get_track_artwork": LISTENERS,
    "get_album_artwork": LISTENERS,
    "explain_album_artwork": LISTENERS,
    "explain_track_artwork": LISTENERS,
    "regenerate_album_artwork": ADMINS,
    "regenerate_track_artwork": ADMINS,
    "upload_album_artwork": ADMINS,
    "upload_track_artwork": ADMINS,
    "reject_album_artwork": ADMINS,
    "reject_track_artwork": ADMINS,
    "restore_album_artwork": ADMINS,
    "restore_track_artwork": ADMINS,
    "list_artwork_jobs": LISTENERS,
    "look_for_missing_artwork": ADMINS,
    "record_plays": LISTENERS,
    "get_history": LISTENERS,
    "forget_history": LISTENERS,
    "list_recently_played": LISTENERS,
    "list_most_played": LISTENERS,
    # journeys
    "find_path": LISTENERS,
    "list_radios": LISTENERS,
    "start_radio": LISTENERS,
    "get_radio": own(a_radio),
    "end_radio": LISTENERS,  # one's own: another's is not even touched
    "play_radio": own(a_radio),
    "list_radio_plays": own(a_radio),
    # playlists
    "list_playlists": LISTENERS,
    "create_playlist": LISTENERS,
    "get_playlist": own(a_playlist),
    "change_playlist": changed(a_playlist, {"name": "new"}),
    "delete_playlist": changed(a_playlist),
    "duplicate_playlist": own(a_playlist),
    "freeze_playlist": changed(a_playlist),
    "get_playlist_cover": own(a_playlist),
    "list_playlist_items": own(a_playlist),
    "add_playlist_items": changed(a_playlist, {"track_ids": ["{track_id}"]}),
    "move_playlist_items": changed(a_playlist, {"item_ids": ["{item_id}"], "position": 0}),
    "remove_playlist_items": changed(a_playlist, {"item_ids": ["{item_id}"]}),
    "remove_playlist_item": changed(a_playlist),
    "list_transitions": own(a_playlist),
    "order_playlist": own(a_playlist),
    "suggest_tracks": own(a_playlist),
    "extend_playlist": changed(a_playlist),
    "import_playlist": LISTENERS,
    "export_playlist": own(a_playlist),
    "download_playlist": own(a_playlist),
    "list_shares": own(a_playlist),
    "share_playlist": own(a_playlist),
    "revoke_shares": own(a_playlist),
    "revoke_share": own(a_playlist),
    "get_shared_playlist": PUBLIC,
    "list_shared_items": PUBLIC,
    "get_shared_cover": PUBLIC,
    "get_shared_artwork": PUBLIC,
    "stream_shared_track": PUBLIC,
    "probe_shared_stream": PUBLIC,
}
