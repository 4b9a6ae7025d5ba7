"""Everything that can be set."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

import msgspec
from msgspec import Meta

SECRET = {"secret": True}
"""Marks what is never printed, and what can be read from a file."""

VectorIndexKind = Literal["usearch", "qdrant", "milvus", "pgvector", "memory"]


def default_data(environment: Mapping[str, str] = os.environ) -> Path:
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "musicsim"


class Bucket(msgspec.Struct, frozen=True):
    """A part of an object store: the keys of the bucket `name` that begin with `prefix` ("" or ending in "/")."""

    name: str
    prefix: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set. A field `name` is the variable MUSICSIM_NAME and the TOML key `name`."""

    library: Annotated[
        str,
        Meta(
            min_length=1, description="the folder with the music, or `s3://bucket/prefix`; only read, never written to"
        ),
    ] = "music"
    data: Annotated[
        Path, Meta(description="the folder for what this machine keeps: embedded database and vectors, locks")
    ] = msgspec.field(default_factory=default_data)
    blobs: Annotated[
        str,
        Meta(description="where artwork and uploads go: a folder or `s3://bucket/prefix`; empty: in the data folder"),
    ] = ""

    database_url: Annotated[
        str,
        Meta(
            description="`postgresql+asyncpg://user:password@host/name`; empty: an SQLite file in the data folder",
            extra=SECRET,
        ),
    ] = ""
    database_connections: Annotated[
        int, Meta(gt=0, description="connections to the database that one process opens at most")
    ] = 8
    database_timeout: Annotated[
        float,
        Meta(
            gt=0,
            le=86_400,
            description="seconds that waiting for a connection or lock and, on PostgreSQL, one statement may take",
        ),
    ] = 10.0

    vector_index: Annotated[
        VectorIndexKind,
        Meta(
            description="where vectors live: `usearch` or `qdrant` (files in the data folder), `milvus`, `pgvector`, "
            "or `memory` (nothing is kept; filled from the rows at every start)"
        ),
    ] = "usearch"
    milvus_uri: Annotated[
        str,
        Meta(description="Milvus or Zilliz server, or path of a Milvus Lite file; empty: a file in the data folder"),
    ] = ""
    milvus_token: Annotated[str, Meta(description="token for the Milvus server", extra=SECRET)] = ""
    pgvector_url: Annotated[
        str, Meta(description="the database that holds vectors; empty: the one of `database_url`", extra=SECRET)
    ] = ""

    s3_endpoint: Annotated[
        str, Meta(description="address of the object store, such as `https://minio.example:9000`")
    ] = ""
    s3_region: Annotated[str, Meta(description="region of the buckets")] = "us-east-1"
    s3_access_key: Annotated[str, Meta(description="access key for the object store", extra=SECRET)] = ""
    s3_secret_key: Annotated[str, Meta(description="secret key for the object store", extra=SECRET)] = ""

    job_queue: Annotated[
        Literal["embedded", "procrastinate"],
        Meta(
            description="who shares the work: `embedded` (one process at a time) or `procrastinate` "
            "(any number of hosts, through PostgreSQL)"
        ),
    ] = "embedded"
    work: Annotated[
        bool, Meta(description="whether `serve` itself listens to music; not needed where workers of their own run")
    ] = True
    processes: Annotated[
        int,
        Meta(
            gt=0,
            description="analysis processes, each of one core and some 150 MB; by default as many as there are cores",
        ),
    ] = msgspec.field(default_factory=lambda: len(os.sched_getaffinity(0)))
    analysis_memory_mb: Annotated[
        int,
        Meta(ge=256, description="MiB that one analysis process may use; a file that needs more fails as `too_large`"),
    ] = 1024
    analysis_timeout: Annotated[
        float, Meta(gt=0, description="seconds after which listening to one file is given up")
    ] = 300.0

    clips: Annotated[
        bool,
        Meta(
            description="whether excerpts are recognised: every track is decoded once more in the background, "
            "and takes some 60 KB of disk"
        ),
    ] = True

    stream_redirect: Annotated[
        bool,
        Meta(
            description="whether listeners get audio from the library's bucket itself, which they must be able to reach"
        ),
    ] = False
    transcodes: Annotated[
        int,
        Meta(gt=0, description="streams transcoded at once, each by a process of 70 MB; listeners beyond get a 503"),
    ] = 8
    registration: Annotated[
        Literal["open", "invite", "closed"],
        Meta(description="who may register: `open` (whoever reaches the server), `invite` (with a code), or `closed`"),
    ] = "invite"
    admin_password: Annotated[
        str,
        Meta(
            description="password of the account `admin` that the very first start makes; empty: one is made and shown",
            extra=SECRET,
        ),
    ] = ""
    secret_key: Annotated[
        str,
        Meta(
            description="what sign-ins are signed with, 32 characters or more; empty: made once, kept in the database",
            extra=SECRET,
        ),
    ] = ""
    upload_file_mb: Annotated[int, Meta(ge=1, le=100_000, description="MiB that one uploaded file may have")] = 512
    upload_files: Annotated[int, Meta(ge=1, le=10_000, description="files that may be uploaded at once")] = 200
    upload_quota_mb: Annotated[
        int, Meta(ge=0, description="MiB that all files together may have that one person uploaded; 0: none may")
    ] = 10_240
    upload_quota_files: Annotated[int, Meta(ge=0, description="files that one person may have uploaded")] = 5_000

    radio_days: Annotated[
        int, Meta(ge=1, le=3650, description="days after which a radio session is forgotten that nobody went on with")
    ] = 30

    cyanite_token: Annotated[
        str,
        Meta(description="access token of an integration at Cyanite, which suggests music of Spotify", extra=SECRET),
    ] = ""
    cyanite_webhook_secret: Annotated[
        str, Meta(description="secret of that integration's webhook; empty: its messages are refused", extra=SECRET)
    ] = ""
    spotify_client_id: Annotated[
        str, Meta(description="id of an application at Spotify, which describes what Cyanite suggests")
    ] = ""
    spotify_client_secret: Annotated[str, Meta(description="that application's secret", extra=SECRET)] = ""
    listenbrainz: Annotated[
        bool, Meta(description="whether ListenBrainz and MusicBrainz are asked for music like that of the library")
    ] = False
    listenbrainz_algorithm: Annotated[
        str,
        Meta(
            pattern="^[A-Za-z0-9_]{0,200}$",
            description="which of ListenBrainz' data sets; empty: the one that this version was made with",
        ),
    ] = ""
    outside_contact: Annotated[
        str,
        Meta(
            pattern="^[!-~]{0,200}$",
            description="mail or web address at which the owner of requests to outside services can be reached",
        ),
    ] = ""

    artwork_generators: Annotated[
        str,
        Meta(
            pattern="^[a-z_, ]{0,200}$",
            description="who paints albums without a picture, the first asked first: `painter` (here, offline), "
            "`openai_images`, `limewire`; empty: nobody",
        ),
    ] = "painter"
    limewire_token: Annotated[str, Meta(description="token for pictures by LimeWire", extra=SECRET)] = ""
    limewire_quality: Annotated[Literal["LOW", "MID", "HIGH"], Meta(description="of LimeWire's pictures")] = "MID"
    limewire_credits: Annotated[float, Meta(gt=0, description="credits that a picture by LimeWire costs at most")] = 1.0
    limewire_daily_credits: Annotated[float, Meta(ge=0, description="credits that it may cost a day (UTC)")] = 10.0
    images_url: Annotated[
        str,
        Meta(description="server that speaks `/v1/images/generations`, without that; `http://` only for one of yours"),
    ] = ""
    images_key: Annotated[str, Meta(description="key for that server; empty: it wants none", extra=SECRET)] = ""
    images_model: Annotated[str, Meta(description="the model that is to paint there")] = ""
    images_quality: Annotated[str, Meta(description="its quality, in its own words; empty: what it likes")] = ""
    images_price: Annotated[float, Meta(ge=0, description="what a picture costs there at most; 0: nothing")] = 0.0
    images_daily_spending: Annotated[float, Meta(ge=0, description="what that server may cost a day (UTC)")] = 1.0

    host: Annotated[
        str, Meta(min_length=1, description="address to serve on; `0.0.0.0` or `::` for every one of this machine")
    ] = "127.0.0.1"
    allowed_hosts: Annotated[
        str,
        Meta(
            description="host names that are answered, with commas between; `*`: any; empty: `localhost`, "
            "what `host` says and, unless that is loopback, this machine's name and addresses"
        ),
    ] = ""
    trusted_proxies: Annotated[
        str,
        Meta(description="proxies whose X-Forwarded-For and -Proto count: addresses or networks, with commas between"),
    ] = ""
    metrics_token: Annotated[
        str, Meta(description="bearer token that reading `/metrics` needs; empty: none", extra=SECRET)
    ] = ""
    port: Annotated[int, Meta(ge=0, le=65535, description="port to serve on; 0 takes a free one")] = 8765
    map_every: Annotated[
        float,
        Meta(ge=0, le=1e6, description="minutes after which the map takes in what is new; 0: there is no map"),
    ] = 10.0
    scan_on_start: Annotated[bool, Meta(description="whether `serve` scans the library when it starts")] = True
    log_level: Annotated[Literal["debug", "info", "warning", "error"], Meta(description="how much is logged")] = "info"

    @property
    def media_origins(self) -> tuple[str, ...]:
        """Where listeners are sent for audio besides this server, as content security policies name it."""
        buckets = [bucket for bucket in (self.library_bucket, bucket_of(self.blobs)) if bucket]  # uploads are blobs
        if not self.stream_redirect or not buckets:
            return ()
        # addresses at AWS have the bucket's name in front of the host's
        scheme, _, host = self.s3_endpoint.rstrip("/").partition("://")
        return (f"{scheme}://{host}", *dict.fromkeys(f"{scheme}://{bucket.name}.{host}" for bucket in buckets))

    @property
    def painters(self) -> tuple[str, ...]:
        """Who makes pictures, in their order."""
        return tuple(dict.fromkeys(name for name in self.artwork_generators.replace(",", " ").split()))

    @property
    def library_folder(self) -> Path | None:
        """The folder with the music, None when it is in a bucket."""
        return None if self.library_bucket else Path(self.library).expanduser()

    @property
    def library_bucket(self) -> Bucket | None:
        """The bucket with the music, None when it is in a folder."""
        return bucket_of(self.library)

    @property
    def database_is_server(self) -> bool:
        """Whether the database is PostgreSQL."""
        return self.database_url.startswith("postgresql")

    @property
    def effective_database_url(self) -> str:
        """The URL in use; the embedded database is a file in the data folder."""
        file = str(self.data / "musicsim.db")
        # what follows "?" in an address would be its query; only where there is one, as nobody likes to read the other
        return self.database_url or (f"sqlite:///file:{quote(file)}?uri=true" if "?" in file else f"sqlite:///{file}")

    @property
    def effective_milvus_uri(self) -> str:
        """The URI in use; the embedded one is a file in the data folder."""
        return self.milvus_uri or str(self.data / "milvus.db")

    @property
    def effective_pgvector_url(self) -> str:
        """The URL in use for vectors in PostgreSQL."""
        return self.pgvector_url or self.database_url


def bucket_of(place: str) -> Bucket | None:
    """The bucket that `s3://bucket/prefix` names; None for a path."""
    if not place.startswith("s3://"):
        return None
    name, _, prefix = place.removeprefix("s3://").strip("/").partition("/")
    return Bucket(name, f"{prefix}/" if prefix else "")


def secrets() -> frozenset[str]:
    """The names of the settings that are never printed."""
    return frozenset(name for name, meta in metas().items() if meta.extra == SECRET)


def metas() -> dict[str, Meta]:
    """What is said of each setting, by its name."""
    return {name: hint.__metadata__[0] for name, hint in Settings.__annotations__.items()}
