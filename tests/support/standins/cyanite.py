"""A stand-in for Cyanite: its schema as far as it is known, its questions checked against it."""

from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, GraphQLSchema, build_schema, graphql_sync
from litestar import Litestar, Request, Response, post, put

from tests.support.standins.serving import Knobs, bearer, json_of

TOKEN = "cyanite-s3cret-token"

SCHEMA: GraphQLSchema = build_schema(
    """
    type Query {
      spotifyTrack(id: ID!): SpotifyTrackResult!
      libraryTrack(id: ID!): LibraryTrackResult!
      freeTextSearch(first: Int, target: SimilarTracksTarget!, searchText: String!): FreeTextSearchResult!
    }
    type Mutation {
      fileUploadRequest: FileUploadRequest!
      libraryTrackCreate(input: LibraryTrackCreateInput!): LibraryTrackCreateResult!
      libraryTrackEnqueue(input: LibraryTrackEnqueueInput!): LibraryTrackEnqueueResult!
      libraryTracksDelete(input: LibraryTracksDeleteInput!): LibraryTracksDeleteResult!
      spotifyTrackEnqueue(input: SpotifyTrackEnqueueInput!): SpotifyTrackEnqueueResult!
    }
    input Nothing { nothing: Boolean }
    input SimilarTracksTarget { library: Nothing, crate: Crate, spotify: Nothing }
    input Crate { crateId: ID! }
    input Interval { start: Float!, end: Float! }
    input SimilarTracksSearchMode { mostRepresentative: Boolean, complete: Boolean, interval: Interval }
    input BpmFilter { input: Nothing, range: Interval }
    enum Genre { ambient rock hipHop }
    input GenreFilter { input: Nothing, list: [Genre!] }
    enum MusicalKey { aMinor fMajor aFlatMinor fSharpMinor }
    input CamelotFilter { input: Nothing, tonic: MusicalKey }
    input MatchingFilter { input: Nothing, list: [MusicalKey!] }
    input KeyFilter { camelot: CamelotFilter, matching: MatchingFilter }
    input SimilarTracksFilter { bpm: BpmFilter, genre: GenreFilter, key: KeyFilter }
    interface Track { id: ID!, title: String! }
    type Hit implements Track { id: ID!, title: String! }
    type PageInfo { hasNextPage: Boolean! }
    type Edge { cursor: String!, node: Track! }
    type SimilarTracksConnection { pageInfo: PageInfo!, edges: [Edge!]! }
    enum SimilarTracksErrorCode { crateNotFound trackNotAnalyzed indexNotFound notEligible newlyInvented }
    type SimilarTracksError { code: SimilarTracksErrorCode!, message: String! }
    union SimilarTracksResult = SimilarTracksConnection | SimilarTracksError
    type FreeTextSearchConnection { pageInfo: PageInfo!, edges: [Edge!]! }
    type FreeTextSearchError { code: SimilarTracksErrorCode!, message: String! }
    union FreeTextSearchResult = FreeTextSearchConnection | FreeTextSearchError
    type SpotifyTrack {
      id: ID!
      similarTracks(first: Int, target: SimilarTracksTarget!, searchMode: SimilarTracksSearchMode,
        experimental_filter: SimilarTracksFilter): SimilarTracksResult!
    }
    type SpotifyTrackError { message: String! }
    union SpotifyTrackResult = SpotifyTrack | SpotifyTrackError
    type Failure { message: String! }
    type AudioAnalysisV6NotStarted { n: Int }
    type AudioAnalysisV6Enqueued { n: Int }
    type AudioAnalysisV6Processing { n: Int }
    type AudioAnalysisV6Finished { n: Int }
    type AudioAnalysisV6Failed { error: Failure! }
    union AudioAnalysisV6 = AudioAnalysisV6NotStarted | AudioAnalysisV6Enqueued | AudioAnalysisV6Processing
      | AudioAnalysisV6Finished | AudioAnalysisV6Failed
    type AudioAnalysisV7NotStarted { n: Int }
    type AudioAnalysisV7Enqueued { n: Int }
    type AudioAnalysisV7Processing { n: Int }
    type AudioAnalysisV7Finished { n: Int }
    type AudioAnalysisV7Failed { error: Failure! }
    type AudioAnalysisV7NotAuthorized { n: Int }
    type AudioAnalysisV7Invented { n: Int }
    union AudioAnalysisV7 = AudioAnalysisV7NotStarted | AudioAnalysisV7Enqueued | AudioAnalysisV7Processing
      | AudioAnalysisV7Finished | AudioAnalysisV7Failed | AudioAnalysisV7NotAuthorized | AudioAnalysisV7Invented
    type LibraryTrack {
      id: ID!
      title: String!
      audioAnalysisV6: AudioAnalysisV6!
      audioAnalysisV7: AudioAnalysisV7!
      similarTracks(first: Int, target: SimilarTracksTarget!, searchMode: SimilarTracksSearchMode,
        experimental_filter: SimilarTracksFilter): SimilarTracksResult!
    }
    type LibraryTrackNotFoundError { message: String! }
    union LibraryTrackResult = LibraryTrack | LibraryTrackNotFoundError
    type FileUploadRequest { id: ID!, uploadUrl: String! }
    input LibraryTrackCreateInput { uploadId: ID!, title: String!, externalId: ID }
    type LibraryTrackEnqueueSuccess { n: Int }
    type LibraryTrackEnqueueError { code: String!, message: String! }
    union LibraryTrackEnqueueResult = LibraryTrackEnqueueSuccess | LibraryTrackEnqueueError
    type LibraryTrackCreateSuccess { createdLibraryTrack: LibraryTrack!, enqueueResult: LibraryTrackEnqueueResult! }
    type LibraryTrackCreateError { code: String!, message: String! }
    union LibraryTrackCreateResult = LibraryTrackCreateSuccess | LibraryTrackCreateError
    input LibraryTrackEnqueueInput { libraryTrackId: ID! }
    input LibraryTracksDeleteInput { libraryTrackIds: [ID!]! }
    type LibraryTracksDeleteSuccess { n: Int }
    type LibraryTracksDeleteError { code: String!, message: String! }
    union LibraryTracksDeleteResult = LibraryTracksDeleteSuccess | LibraryTracksDeleteError
    input SpotifyTrackEnqueueInput { spotifyTrackId: ID! }
    type SpotifyTrackEnqueueSuccess { enqueuedSpotifyTrack: SpotifyTrack! }
    type SpotifyTrackEnqueueError { message: String! }
    union SpotifyTrackEnqueueResult = SpotifyTrackEnqueueSuccess | SpotifyTrackEnqueueError
    """
)


@dataclass
class Cyanite(Knobs):
    """What it knows. `like` by id of Spotify; `codes` are errors of similar tracks by id; `unheard` ids wait.

    Knobs: `room` for library tracks; `refuses_enqueue`; `stumbles` adds an error to the next answer that comes with
    its data; `queue_fails` lets a created track miss its queue. `filters` tells the last filter, `sent` the uploads.
    """

    like: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    unheard: set[str] = field(default_factory=set)
    enqueued: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    room: int = 10_000
    refuses_enqueue: bool = False
    queue_fails: bool = False
    filters: list[Any] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    sent: dict[str, bytes] = field(default_factory=dict)
    sent_with: list[dict[str, str]] = field(default_factory=list)
    library: dict[str, dict[str, Any]] = field(default_factory=dict)
    deleted: list[list[str]] = field(default_factory=list)
    error: dict[str, Any] | None = None
    error_status: int = 200

    def application(self) -> Litestar:
        return Litestar([self._graphql(), self._upload()], openapi_config=None, logging_config=None)

    def _graphql(self):
        @post("/graphql", status_code=200)
        async def graphql(request: Request) -> Response:
            if bearer(request) != TOKEN:
                fault = {"message": "Not authorized!", "path": [], "extensions": {"code": "ERR_NOT_AUTHORIZED"}}
                return json_of({"errors": [fault], "data": None})
            if self.error is not None:
                return json_of({"errors": [self.error], "data": None}, self.error_status)
            body = await request.json()
            answer = graphql_sync(
                SCHEMA,
                body["query"],
                root_value=Root(self),
                variable_values=body["variables"],
                operation_name=body["operationName"],
            )
            faults = [_formatted(fault) for fault in answer.errors or []]
            return json_of({"data": answer.data} | ({"errors": faults} if faults else {}))

        return graphql

    def _upload(self):
        @put("/upload/{upload:str}", status_code=200)
        async def upload(request: Request) -> Response:
            self.sent[request.path_params["upload"]] = await request.body()
            self.sent_with.append(dict(request.headers))
            return json_of(None)

        return upload

    def connection(self, kind: str, ids: list[str], first: int) -> dict:
        edges = [{"cursor": f"c{at}", "node": _hit(one)} for at, one in enumerate(ids[:first])]
        return {"__typename": kind, "pageInfo": {"hasNextPage": len(ids) > first}, "edges": edges}


def _hit(id: str) -> dict:  # noqa: A002
    return {"__typename": "Hit", "id": id, "title": f"Artist - Song {id}"}


def _formatted(fault: GraphQLError) -> dict:
    return {"message": fault.message, "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}


class Root:
    """The resolvers."""

    def __init__(self, cyanite: Cyanite):
        self.cyanite = cyanite

    def spotifyTrack(self, info, id):  # noqa: N802, A002
        known = id in self.cyanite.like or id in self.cyanite.unheard or id in self.cyanite.codes
        if not known:
            return {"__typename": "SpotifyTrackError", "message": "Track not found."}
        return {"__typename": "SpotifyTrack", "id": id, "similarTracks": self._similar(id)}

    def _similar(self, id):  # noqa: A002
        def resolve(info, first=10, target=None, searchMode=None, experimental_filter=None):  # noqa: N803
            assert target == {"spotify": {}}
            assert 1 <= first <= 100
            self.cyanite.filters.append(experimental_filter)
            self.cyanite.firsts.append(first)
            code = "trackNotAnalyzed" if id in self.cyanite.unheard else self.cyanite.codes.get(id)
            if code:
                return {"__typename": "SimilarTracksError", "code": code, "message": f"{code}!"}
            return self.cyanite.connection("SimilarTracksConnection", self.cyanite.like.get(id, []), first)

        return resolve

    def freeTextSearch(self, info, searchText, target, first=10):  # noqa: N802, N803
        if code := self.cyanite.codes.get(searchText):
            return {"__typename": "FreeTextSearchError", "code": code, "message": f"{code}!"}
        return self.cyanite.connection("FreeTextSearchConnection", self.cyanite.described, first)

    def spotifyTrackEnqueue(self, info, input):  # noqa: N802, A002
        if self.cyanite.refuses_enqueue:
            return {"__typename": "SpotifyTrackEnqueueError", "message": "Nothing to listen to."}
        self.cyanite.enqueued.append(input["spotifyTrackId"])
        return {
            "__typename": "SpotifyTrackEnqueueSuccess",
            "enqueuedSpotifyTrack": {"__typename": "SpotifyTrack", "id": input["spotifyTrackId"]},
        }

    def fileUploadRequest(self, info):  # noqa: N802
        upload = f"u{len(self.cyanite.sent)}"
        return {"id": upload, "uploadUrl": f"{self.cyanite.address}/upload/{upload}?X-Signature=s3cret"}

    def libraryTrackCreate(self, info, input):  # noqa: N802, A002
        assert len(input["title"]) <= 150
        assert len(input["externalId"]) <= 150
        error = {"__typename": "LibraryTrackCreateError", "message": "No."}
        if input["uploadId"] not in self.cyanite.sent:
            return error | {"code": "fileUploadNotFound"}
        if len(self.cyanite.library) >= self.cyanite.room:
            return error | {"code": "librarySizeLimitExceededError"}
        track = f"lib{len(self.cyanite.library)}"
        self.cyanite.library[track] = {"upload": input["uploadId"], "state": "Enqueued", "title": input["title"]}
        queued = {"__typename": "LibraryTrackEnqueueSuccess"}
        if self.cyanite.queue_fails:
            queued = {"__typename": "LibraryTrackEnqueueError", "code": "limitExceeded", "message": "Busy."}
        return {
            "__typename": "LibraryTrackCreateSuccess",
            "createdLibraryTrack": {"__typename": "LibraryTrack", "id": track},
            "enqueueResult": queued,
        }

    def libraryTrackEnqueue(self, info, input):  # noqa: N802, A002
        self.cyanite.enqueued.append(input["libraryTrackId"])
        if self.cyanite.refuses_enqueue:
            return {"__typename": "LibraryTrackEnqueueError", "code": "limitExceeded", "message": "Full."}
        return {"__typename": "LibraryTrackEnqueueSuccess"}

    def libraryTracksDelete(self, info, input):  # noqa: N802, A002
        ids = input["libraryTrackIds"]
        self.cyanite.deleted.append(ids)
        if len(ids) > 100:
            return {"__typename": "LibraryTracksDeleteError", "code": "tooManyTracks", "message": "At most 100."}
        for one in ids:
            self.cyanite.library.pop(one, None)
        return {"__typename": "LibraryTracksDeleteSuccess"}

    def libraryTrack(self, info, id):  # noqa: N802, A002
        track = self.cyanite.library.get(id)
        if track is None:
            return {"__typename": "LibraryTrackNotFoundError", "message": "Not found."}
        about = {"error": {"message": track.get("detail", "")}}
        newer = track.get("newer", "NotAuthorized")
        return {
            "__typename": "LibraryTrack",
            "id": id,
            "similarTracks": self._similar(id),
            "audioAnalysisV6": {"__typename": f"AudioAnalysisV6{track['state']}", **about},
            "audioAnalysisV7": {"__typename": f"AudioAnalysisV7{newer}", **about},
        }
