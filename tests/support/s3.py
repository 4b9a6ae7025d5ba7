"""Adapters on the S3 server that tests start."""

from musicsim.adapters.minio.access import Access
from musicsim.adapters.minio.bucket import Bucket
from tests.support.servers.s3 import ACCESS_KEY, REGION, S3, SECRET_KEY


def access_to(server: S3, **other: str) -> Access:
    """Who the tests are to the server; `other` fields, for those whom it must not let in."""
    known = {"endpoint": server.endpoint, "access_key": ACCESS_KEY, "secret_key": SECRET_KEY, "region": REGION}
    return Access(**(known | other))


def bucket_on(server: S3, name: str | None = None, prefix: str = "", **other: str) -> Bucket:
    """A bucket as a store gets it, by default a new part of one that tests share: making one takes its time."""
    if name is None:
        name, prefix = server.new_prefix()
    return Bucket(access_to(server, **other), name, prefix, service="library", setting="MUSICSIM_LIBRARY")
