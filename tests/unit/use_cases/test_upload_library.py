"""Copying a folder's audio to where the library's blobs are."""

import asyncio
from collections.abc import AsyncIterable

import pytest

from musicsim.adapters.memory.audio_store import MemoryAudioStore
from musicsim.adapters.memory.blob_store import MemoryBlobStore
from musicsim.domain.errors import Unavailable
from musicsim.domain.model.blob import Blob
from musicsim.domain.model.failure import FailureReason
from musicsim.domain.model.upload import Upload
from musicsim.domain.use_cases.upload_library import UploadLibrary, UploadOptions
from tests.contracts.blob_store_contract import Stream, content_of, keys_of

PLAIN = UploadOptions(media_type_of=lambda key: f"audio/{key.rpartition('.')[2]}")
REPLACING = UploadOptions(media_type_of=PLAIN.media_type_of, replace=True)


class Forgetful(MemoryBlobStore):
    """Blobs that somebody else put there, without their checksums."""

    async def stat(self, key: str) -> Blob | None:
        found = await super().stat(key)
        return found and Blob(found.key, found.size, found.etag, found.media_type, "")


class Hurried(MemoryBlobStore):
    """Somebody else is always a moment quicker."""

    async def put(
        self, key: str, chunks: AsyncIterable[bytes], media_type: str, *, sha256: str = "", only_new: bool = False
    ) -> Blob:
        await super().put(key, Stream([b"theirs"]), media_type)
        return await super().put(key, chunks, media_type, sha256=sha256, only_new=only_new)


@pytest.fixture
def source() -> MemoryAudioStore:
    made = MemoryAudioStore()
    made.put("a/1.mp3", b"one")
    made.put("a/2.flac", b"two")
    made.put("cover.jpg", b"no audio")
    return made


async def test_what_is_not_there_is_copied_under_its_key(source: MemoryAudioStore):
    target, seen = MemoryBlobStore(), list[Upload]()
    done = await UploadLibrary(source=source, target=target)(PLAIN, seen.append)
    assert done == Upload(total=2, sent=2, sent_bytes=6)
    assert await keys_of(target) == ["a/1.mp3", "a/2.flac"]
    assert await content_of(target, "a/2.flac") == b"two"
    found = await target.stat("a/2.flac")
    assert found is not None
    assert found.media_type == "audio/flac"
    assert [upload.done for upload in seen] == [0, 1, 2]


@pytest.mark.parametrize("kind", [MemoryBlobStore, Forgetful])
async def test_a_second_time_nothing_is_sent(source: MemoryAudioStore, kind: type[MemoryBlobStore]):
    upload = UploadLibrary(source=source, target=kind())
    await upload(PLAIN)
    source.put("b.mp3", b"three")
    assert await upload(PLAIN) == Upload(total=3, sent=1, sent_bytes=5, there=2)


@pytest.mark.parametrize("kind", [MemoryBlobStore, Forgetful])
@pytest.mark.parametrize("other", [b"eno", b"another length"])
async def test_other_content_stays_unless_it_is_to_be_replaced(
    source: MemoryAudioStore, kind: type[MemoryBlobStore], other: bytes
):
    target = kind()
    upload = UploadLibrary(source=source, target=target)
    await target.put("a/1.mp3", Stream([other]), "audio/mpeg")
    done = await upload(PLAIN)
    assert (done.sent, done.different, done.done) == (1, ("a/1.mp3",), 2)
    assert await content_of(target, "a/1.mp3") == other
    assert (await upload(REPLACING)).sent == 1
    assert await content_of(target, "a/1.mp3") == b"one"


async def test_whoever_was_quicker_wins(source: MemoryAudioStore):
    target = Hurried()
    done = await UploadLibrary(source=source, target=target)(PLAIN)
    assert sorted(done.different) == ["a/1.mp3", "a/2.flac"]
    assert await content_of(target, "a/1.mp3") == b"theirs"


async def test_what_cannot_be_read_or_named_does_not_stop_the_rest(source: MemoryAudioStore):
    source.deny("a/2.flac", FailureReason.UNREADABLE, "denied")
    source.unlist("locked/")
    source.put("x" * 260 + ".mp3", b"long name")
    done = await UploadLibrary(source=source, target=MemoryBlobStore())(PLAIN)
    assert (done.sent, done.done, done.total) == (1, 4, 4)
    assert sorted(item.key for item in done.failed) == ["a/2.flac", "locked/", "x" * 260 + ".mp3"]


async def test_what_changes_while_it_is_read_is_not_kept(source: MemoryAudioStore):
    class Changing(MemoryAudioStore):
        async def content_hash(self, key: str) -> str:
            named = await super().content_hash(key)
            self.put(key, b"changed")
            return named

    changing, target = Changing(), MemoryBlobStore()
    changing.put("a.mp3", b"one")
    done = await UploadLibrary(source=changing, target=target)(PLAIN)
    assert [item.key for item in done.failed] == ["a.mp3"]
    assert await keys_of(target) == []


async def test_an_outage_ends_it_at_once(source: MemoryAudioStore):
    target = MemoryBlobStore()
    target.reachable = False
    with pytest.raises(Unavailable):
        await UploadLibrary(source=source, target=target)(PLAIN)


async def test_a_few_at_once(source: MemoryAudioStore):
    class Watched(MemoryBlobStore):
        now = most = 0

        async def put(
            self, key: str, chunks: AsyncIterable[bytes], media_type: str, *, sha256: str = "", only_new: bool = False
        ) -> Blob:
            self.now += 1
            self.most = max(self.most, self.now)
            for _ in range(5):
                await asyncio.sleep(0)
            self.now -= 1
            return await super().put(key, chunks, media_type, sha256=sha256, only_new=only_new)

    target = Watched()
    for number in range(30):
        source.put(f"{number}.mp3", bytes(number))
    assert (await UploadLibrary(source=source, target=target)(PLAIN)).sent == 32
    assert 1 < target.most <= 8
