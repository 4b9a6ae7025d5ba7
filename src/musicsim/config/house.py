"""What can be set of the house: where music and all that is known of it lies, who works, who comes in."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

import msgspec
from msgspec import Meta

from musicsim.config.kinds import SECRET, Bucket, VectorIndexKind, bucket_of

_UNCHOSEN = "music"


def default_data(environment: Mapping[str, str] = os.environ) -> Path:
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "musicsim"


class HouseSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first part of Settings."""

    library: Annotated[
        str,
        Meta(
            min_length=1,
            description="the folder with the music, or `s3://bucket/prefix`, only read; unless set, admins choose a "
            "folder on the page, and until then it is `music`",
        ),
    ] = ""
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

    @property
    def library_folder(self) -> Path | None:
        """The folder with the music, None when it is in a bucket; where it is not set, that before anybody chooses."""
        return None if self.library_bucket else Path(self.library or _UNCHOSEN).expanduser()

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
