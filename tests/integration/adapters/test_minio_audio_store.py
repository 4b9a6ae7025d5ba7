"""A bucket as library keeps the promises of every store."""

import io
from collections.abc import Iterator

import pytest
from anyio import to_thread

from musicsim.adapters.minio.audio_store import MinioAudioStore
from tests.contracts.audio_store_contract import AudioStoreContract, Shelf
from tests.support.s3 import bucket_on
from tests.support.servers.s3 import S3


class BucketShelf(Shelf):
    unnameable = frozenset("\\")  # SeaweedFS takes it for a slash

    def __init__(self, server: S3):
        self.bucket = bucket_on(server)
        self.store = MinioAudioStore(self.bucket)
        self._client = server.client()

    async def put(self, key: str, data: bytes) -> None:
        name = self.bucket.prefix + key
        await to_thread.run_sync(self._client.put_object, self.bucket.name, name, io.BytesIO(data), len(data))

    async def remove(self, key: str) -> None:
        await to_thread.run_sync(self._client.remove_object, self.bucket.name, self.bucket.prefix + key)


class TestMinioAudioStore(AudioStoreContract):
    @pytest.fixture
    def shelf(self, s3: S3) -> Iterator[Shelf]:
        shelf = BucketShelf(s3)
        yield shelf
        shelf.bucket.close()
