"""What Cyanite answers. Fields that are not used here are not asked for; those it adds are passed over."""

from typing import Generic, TypeVar

import msgspec

Data = TypeVar("Data")


class _Member(msgspec.Struct, frozen=True, tag_field="__typename", tag=True):
    """One of a union's members, told by its type's name."""


class Extensions(msgspec.Struct, frozen=True):
    code: str = ""


class Fault(msgspec.Struct, frozen=True):
    """An error of the question as a whole."""

    message: str = ""
    extensions: Extensions | None = None


class Envelope(msgspec.Struct, Generic[Data], frozen=True):
    """What every answer comes in."""

    data: Data | None = None
    errors: list[Fault] | None = None


class Node(msgspec.Struct, frozen=True):
    id: str
    title: str = ""


class Edge(msgspec.Struct, frozen=True):
    node: Node


class SimilarTracksConnection(_Member, frozen=True):
    edges: list[Edge]


class SimilarTracksError(_Member, frozen=True):
    code: str
    message: str = ""


class SpotifyTrack(_Member, frozen=True):
    similarTracks: SimilarTracksConnection | SimilarTracksError  # noqa: N815 - the wire's name


class SpotifyTrackError(_Member, frozen=True):
    message: str = ""


class LibraryTrack(_Member, frozen=True):
    similarTracks: SimilarTracksConnection | SimilarTracksError  # noqa: N815 - the wire's name


class LibraryTrackNotFoundError(_Member, frozen=True):
    message: str = ""


class Similar(msgspec.Struct, frozen=True):
    track: SpotifyTrack | SpotifyTrackError | LibraryTrack | LibraryTrackNotFoundError


class FreeTextSearchConnection(_Member, frozen=True):
    edges: list[Edge]


class FreeTextSearchError(_Member, frozen=True):
    code: str = ""
    message: str = ""


class Described(msgspec.Struct, frozen=True):
    freeTextSearch: FreeTextSearchConnection | FreeTextSearchError  # noqa: N815 - the wire's name


class SpotifyTrackEnqueueSuccess(_Member, frozen=True):
    pass


class SpotifyTrackEnqueueError(_Member, frozen=True):
    message: str = ""


class Enqueued(msgspec.Struct, frozen=True):
    spotifyTrackEnqueue: SpotifyTrackEnqueueSuccess | SpotifyTrackEnqueueError  # noqa: N815 - the wire's name


class UploadRequest(msgspec.Struct, frozen=True):
    id: str
    uploadUrl: str  # noqa: N815 - the wire's name


class UploadRequested(msgspec.Struct, frozen=True):
    fileUploadRequest: UploadRequest  # noqa: N815 - the wire's name


class Named(msgspec.Struct, frozen=True):
    """A member of a union of which only the name matters."""

    type: str = msgspec.field(name="__typename")
    code: str = ""
    message: str = ""


class CreatedTrack(msgspec.Struct, frozen=True):
    id: str


class LibraryTrackCreateSuccess(_Member, frozen=True):
    createdLibraryTrack: CreatedTrack  # noqa: N815 - the wire's name
    enqueueResult: Named | None = None  # noqa: N815 - the wire's name


class LibraryTrackCreateError(_Member, frozen=True):
    code: str
    message: str = ""


class Created(msgspec.Struct, frozen=True):
    libraryTrackCreate: LibraryTrackCreateSuccess | LibraryTrackCreateError  # noqa: N815 - the wire's name


class LibraryEnqueued(msgspec.Struct, frozen=True):
    libraryTrackEnqueue: Named  # noqa: N815 - the wire's name


class Deleted(msgspec.Struct, frozen=True):
    libraryTracksDelete: Named  # noqa: N815 - the wire's name


class AnalysisFault(msgspec.Struct, frozen=True):
    message: str = ""


class AnalysisState(msgspec.Struct, frozen=True):
    """A member of one of the unions of analyses: NotStarted, Enqueued, Processing, Finished, Failed, NotAuthorized."""

    type: str = msgspec.field(name="__typename")
    error: AnalysisFault | None = None


class StateTrack(msgspec.Struct, frozen=True):
    type: str = msgspec.field(name="__typename")
    audioAnalysisV6: AnalysisState | None = None  # noqa: N815 - the wire's name
    audioAnalysisV7: AnalysisState | None = None  # noqa: N815 - the wire's name


class State(msgspec.Struct, frozen=True):
    libraryTrack: StateTrack  # noqa: N815 - the wire's name
