"""Blobs in memory keep the promises of every store."""

import pytest

from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.domain.errors import Unavailable
from musicsim.ports.blob_store import BlobStore
from tests.contracts.blob_store_contract import BlobStoreContract, Stream, keys_of


class TestMemoryBlobStore(BlobStoreContract):
    @pytest.fixture
    def store(self) -> BlobStore:
        return MemoryBlobStore()


async def test_an_unreachable_store_is_unavailable():
    store = MemoryBlobStore()
    store.reachable = False
    with pytest.raises(Unavailable):
        await store.put("a", Stream([b""]), "text/plain")
    with pytest.raises(Unavailable):
        await store.stat("a")
    with pytest.raises(Unavailable):
        await keys_of(store)
