"""Side files in a bucket keep their promises."""

import io
from collections.abc import Iterator

import pytest

from musicsim.adapters.minio.bucket import Bucket
from musicsim.adapters.minio.side_files import MinioSideFiles
from musicsim.ports.side_files import SideFiles
from tests.contracts.side_files_contract import Attic, SideFilesContract
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3


class BucketAttic(Attic):
    def __init__(self, server: S3, bucket: Bucket):
        self.files = MinioSideFiles(bucket)
        self.bucket, self.client = bucket, server.client()

    async def put(self, key: str, data: bytes) -> None:
        self.client.put_object(self.bucket.name, self.bucket.prefix + key, io.BytesIO(data), len(data))


class TestMinioSideFiles(SideFilesContract):
    @pytest.fixture
    def attic(self, s3: S3) -> Iterator[Attic]:
        bucket = bucket_on(s3)
        yield BucketAttic(s3, bucket)
        bucket.close()

    @pytest.fixture
    def broken(self, s3: S3) -> Iterator[SideFiles]:
        bucket = bucket_on(s3, "nosuchbucket", "")
        yield MinioSideFiles(bucket)
        bucket.close()
