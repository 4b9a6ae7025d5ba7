"""What Cyanite is asked, in GraphQL."""

import json

from musicsim.domain.model.beyond import SPOTIFY, SimilarityFilter
from musicsim.domain.model.musical_key import MusicalKey

_TRACKS = """
__typename
... on SimilarTracksError { code message }
... on SimilarTracksConnection { pageInfo { hasNextPage } edges { cursor node { id title } } }
"""


def similar(catalogue: str, where: SimilarityFilter) -> str:
    """The question for tracks of Spotify like one of `catalogue`; its variables are `id` and `first`."""
    field, kind, fault = (
        ("spotifyTrack", "SpotifyTrack", "SpotifyTrackError")
        if catalogue == SPOTIFY
        else ("libraryTrack", "LibraryTrack", "LibraryTrackNotFoundError")
    )
    conditions = filter_text(where)
    given = f", experimental_filter: {conditions}" if conditions else ""
    return f"""query Similar($id: ID!, $first: Int!) {{
  track: {field}(id: $id) {{
    __typename
    ... on {fault} {{ message }}
    ... on {kind} {{ id similarTracks(first: $first, target: {{spotify: {{}}}}{given}) {{ {_TRACKS} }} }}
  }}
}}"""


def filter_text(where: SimilarityFilter) -> str:
    """The filter as a literal, "" for none. In the text and not in a variable: the name of its type is experimental."""
    parts = []
    if where.same_bpm:
        parts.append("bpm: {input: {}}")
    elif where.bpm:
        low, high = where.bpm
        parts.append(f"bpm: {{range: {{start: {low:.2f}, end: {high:.2f}}}}}")
    if where.same_genre:
        parts.append("genre: {input: {}}")
    elif where.genres:
        parts.append(f"genre: {{list: [{', '.join(_enum(genre) for genre in where.genres)}]}}")
    if where.matching_key:
        parts.append("key: {matching: {input: {}}}")
    elif where.key:
        parts.append(f"key: {{camelot: {{tonic: {_tonic(where.key)}}}}}")
    return f"{{{', '.join(parts)}}}" if parts else ""


def _enum(word: str) -> str:
    """A genre as Cyanite writes it: "Hip Hop" is `hipHop`. Only letters and digits: it stands in a question."""
    parts = "".join(char if char.isascii() and char.isalnum() else " " for char in word.lower()).split()
    name = "".join([*parts[:1], *(part.capitalize() for part in parts[1:])])
    return name if name[:1].isalpha() else f"_{name}"


def _tonic(camelot: str) -> str:
    """A key as Cyanite writes it: "8A" is `aMinor`, "7B" is `fMajor`, "1A" is `aFlatMinor`."""
    tonic, mode = MusicalKey.from_camelot(camelot).name.split()
    return f"{tonic[0].lower()}{ {'#': 'Sharp', 'b': 'Flat'}.get(tonic[1:], '') }{mode.capitalize()}"


FREE_TEXT = """query Described($text: String!, $first: Int!) {
  freeTextSearch(searchText: $text, first: $first, target: {spotify: {}}) {
    __typename
    ... on FreeTextSearchError { code message }
    ... on FreeTextSearchConnection { edges { cursor node { id title } } }
  }
}"""

ENQUEUE = """mutation Enqueue($id: ID!) {
  spotifyTrackEnqueue(input: {spotifyTrackId: $id}) {
    __typename
    ... on SpotifyTrackEnqueueSuccess { enqueuedSpotifyTrack { id } }
    ... on SpotifyTrackEnqueueError { message }
  }
}"""

ENQUEUE_LIBRARY = """mutation EnqueueLibrary($id: ID!) {
  libraryTrackEnqueue(input: {libraryTrackId: $id}) {
    __typename
    ... on LibraryTrackEnqueueError { code message }
  }
}"""

REQUEST_UPLOAD = "mutation RequestUpload { fileUploadRequest { id uploadUrl } }"

CREATE = """mutation Create($upload: ID!, $title: String!, $external: ID!) {
  libraryTrackCreate(input: {uploadId: $upload, title: $title, externalId: $external}) {
    __typename
    ... on LibraryTrackCreateSuccess { createdLibraryTrack { id } enqueueResult { __typename } }
    ... on LibraryTrackCreateError { code message }
  }
}"""

_STATES = """{ __typename
  ... on %(kind)sFailed { error { message } } }"""

STATE = f"""query State($id: ID!) {{
  libraryTrack(id: $id) {{
    __typename
    ... on LibraryTrackNotFoundError {{ message }}
    ... on LibraryTrack {{
      id
      audioAnalysisV6 {_STATES % {"kind": "AudioAnalysisV6"}}
      audioAnalysisV7 {_STATES % {"kind": "AudioAnalysisV7"}}
    }}
  }}
}}"""

DELETE = """mutation Delete($ids: [ID!]!) {
  libraryTracksDelete(input: {libraryTrackIds: $ids}) {
    __typename
    ... on LibraryTracksDeleteError { code message }
  }
}"""


def question(query: str, variables: dict[str, object]) -> bytes:
    """The body of a request; the operation's name is the second word of its text."""
    name = query.split(None, 2)[1].partition("(")[0]
    return json.dumps({"query": query, "operationName": name, "variables": variables}).encode()
