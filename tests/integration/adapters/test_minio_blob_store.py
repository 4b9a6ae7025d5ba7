"""A bucket for blobs keeps the promises of every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from musicsim.adapters.minio.blob_store import MinioBlobStore
from musicsim.ports.blob_store import BlobStore
from tests.contracts.blob_store_contract import BlobStoreContract
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3

PART = 5 * 1024 * 1024


class TestMinioBlobStore(BlobStoreContract):
    large = PART

    @pytest.fixture
    def store(self, s3: S3, tmp_path: Path) -> Iterator[BlobStore]:
        bucket = bucket_on(s3)
        yield MinioBlobStore(bucket, tmp_path, part_size=PART)
        bucket.close()
