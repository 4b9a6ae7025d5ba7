"""What every audio store promises."""

from abc import ABC, abstractmethod
from pathlib import PurePosixPath

import httpx
import pytest

from musicsim.domain.model.audio import AudioObject, AudioSource, InlineAudio, LocalAudio, RemoteAudio
from musicsim.domain.model.failure import UnreadableAudio
from musicsim.ports.audio_store import AudioStore

KIB = 1024
OUTSIDE = [
    "",
    "/",
    "..",
    "../x.mp3",
    "a/../../x.mp3",
    "/etc/x.mp3",
    "./x.mp3",
    "a//x.mp3",
    "a\0.mp3",
    "a/",
    "\udcff.mp3",
]


class Shelf(ABC):
    """A store under test, and the means to change what is in it behind its back."""

    store: AudioStore
    unnameable: frozenset[str] = frozenset()  # characters that what is behind the store cannot have in names

    @abstractmethod
    async def put(self, key: str, data: bytes) -> None: ...

    @abstractmethod
    async def remove(self, key: str) -> None: ...

    async def listed(self) -> list[str]:
        return [item.key async for item in self.store.walk()]


def content_of(source: AudioSource) -> bytes:
    match source:
        case LocalAudio(path, size):
            return path.read_bytes()[:size]
        case InlineAudio(data):
            return data
        case RemoteAudio(url, size):
            data = fetched(url).content
            assert len(data) == size
            return data


def fetched(url: str) -> httpx.Response:
    return httpx.get(url).raise_for_status()


class AudioStoreContract:
    """Subclasses supply the fixture `shelf`, a Shelf whose store is empty."""

    async def test_an_empty_library_lists_nothing(self, shelf: Shelf):
        assert await shelf.listed() == []

    async def test_keys_ascend_by_code_point_across_folders(self, shelf: Shelf):
        keys = [
            "a-b/x.mp3",
            "a.mp3",
            "a.b/x.mp3",
            "a/a.b.mp3",
            "a/b/x.mp3",
            "a/x.mp3",
            "aa.mp3",
            "B.mp3",
            "é.mp3",
            "🎵.mp3",
        ]
        for key in sorted(keys, key=hash):
            await shelf.put(key, b"x")
        assert await shelf.listed() == sorted(keys)

    async def test_the_order_is_that_of_code_points_not_of_utf_16(self, shelf: Shelf):
        await shelf.put("\U0001d11e.mp3", b"")
        await shelf.put("\uff5e.mp3", b"")
        assert await shelf.listed() == ["\uff5e.mp3", "\U0001d11e.mp3"]

    async def test_names_that_differ_only_in_their_composition_are_two(self, shelf: Shelf):
        await shelf.put("e\u0301.mp3", b"d")
        await shelf.put("\u00e9.mp3", b"c")
        assert await shelf.listed() == ["e\u0301.mp3", "\u00e9.mp3"]
        assert content_of(await shelf.store.source("\u00e9.mp3")) == b"c"

    async def test_audio_is_known_by_its_ending_in_any_case(self, shelf: Shelf):
        for key in ["a.MP3", "b.FlaC", "c.opus", "cover.jpg", "list.m3u8", "mp3", "no ending", "x.mp3.part"]:
            await shelf.put(key, b"x")
        assert await shelf.listed() == ["a.MP3", "b.FlaC", "c.opus"]

    async def test_hidden_and_system_names_are_passed_over(self, shelf: Shelf):
        for key in [".a.mp3", "._b.mp3", ".c/d.mp3", "@eaDir/e.mp3", "f/#recycle/g.mp3", "...And Justice/h.mp3"]:
            await shelf.put(key, b"x")
        assert await shelf.listed() == ["...And Justice/h.mp3"]

    async def test_what_is_passed_over_cannot_be_opened_either(self, shelf: Shelf):
        for key in [".a.mp3", ".c/d.mp3", "cover.jpg"]:
            await shelf.put(key, b"x")
            assert await shelf.store.stat(key) is None
            with pytest.raises(UnreadableAudio):
                await shelf.store.source(key)

    async def test_walk_and_stat_agree(self, shelf: Shelf):
        await shelf.put("a/b.mp3", b"12345")
        await shelf.put("c.ogg", b"")
        found = [item async for item in shelf.store.walk()]
        assert [item.size for item in found if isinstance(item, AudioObject)] == [5, 0]
        assert [await shelf.store.stat(item.key) for item in found] == found

    async def test_a_second_walk_sees_what_changed(self, shelf: Shelf):
        await shelf.put("a.mp3", b"1")
        await shelf.put("b.mp3", b"1")
        assert await shelf.listed() == ["a.mp3", "b.mp3"]
        await shelf.remove("a.mp3")
        await shelf.put("c.mp3", b"1")
        assert await shelf.listed() == ["b.mp3", "c.mp3"]

    async def test_other_content_shows_in_size_or_time(self, shelf: Shelf):
        await shelf.put("a.mp3", b"1")
        before = await shelf.store.stat("a.mp3")
        await shelf.put("a.mp3", b"22")
        after = await shelf.store.stat("a.mp3")
        assert before is not None
        assert after is not None
        assert (before.size, before.modified_ns) != (after.size, after.modified_ns)

    async def test_a_walk_may_be_left_early(self, shelf: Shelf):
        for number in range(5):
            await shelf.put(f"{number}.mp3", b"x")
        async for item in shelf.store.walk():
            assert item.key == "0.mp3"
            break
        assert len(await shelf.listed()) == 5

    async def test_many_objects_come_once_each(self, shelf: Shelf):
        keys = {f"{number % 7}/{number}.mp3" for number in range(60)}
        for key in keys:
            await shelf.put(key, b"")
        assert await shelf.listed() == sorted(keys)

    @pytest.mark.parametrize("key", ["absent.mp3", "a.mp3/b.mp3", "x" * 300 + ".mp3", *OUTSIDE])
    async def test_there_is_nothing_at_other_keys(self, shelf: Shelf, key: str):
        await shelf.put("a.mp3", b"x")
        assert await shelf.store.stat(key) is None
        with pytest.raises(UnreadableAudio):
            await shelf.store.content_hash(key)
        with pytest.raises(UnreadableAudio):
            await shelf.store.source(key)
        with pytest.raises(UnreadableAudio):
            [chunk async for chunk in shelf.store.read(key)]

    async def test_a_folder_is_no_object(self, shelf: Shelf):
        await shelf.put("Best of.mp3/a.mp3", b"x")
        assert await shelf.listed() == ["Best of.mp3/a.mp3"]
        assert await shelf.store.stat("Best of.mp3") is None
        with pytest.raises(UnreadableAudio):
            await shelf.store.content_hash("Best of.mp3")

    async def test_a_content_hash_names_the_bytes_wherever_they_are(self, shelf: Shelf):
        contents = [b"", b"abc", b"abd", bytes(range(256)) * 5000]
        for number, data in enumerate(contents):
            await shelf.put(f"{number}.flac", data)
            await shelf.put(f"copy/{number}.flac", data)
        names = [await shelf.store.content_hash(f"{number}.flac") for number in range(len(contents))]
        assert len(set(names)) == len(contents)
        assert names == [await shelf.store.content_hash(f"copy/{number}.flac") for number in range(len(contents))]
        assert all(0 < len(name) <= 64 and name.isascii() and name.isprintable() for name in names)

    async def test_an_address_leads_to_the_bytes_if_there_is_one(self, shelf: Shelf):
        await shelf.put("a b/c#1.flac", b"the bytes")
        url = await shelf.store.url("a b/c#1.flac", 60)
        assert url is None or fetched(url).content == b"the bytes"
        as_it_is = await shelf.store.url("a b/c#1.flac", 60, "audio/flac")
        assert as_it_is is None or fetched(as_it_is).headers["content-type"] == "audio/flac"

    @pytest.mark.parametrize("key", OUTSIDE)
    async def test_nothing_outside_has_an_address(self, shelf: Shelf, key: str):
        assert await shelf.store.url(key, 60) is None

    async def test_the_source_leads_to_the_bytes(self, shelf: Shelf):
        await shelf.put("a/b.flac", b"the bytes")
        assert content_of(await shelf.store.source("a/b.flac")) == b"the bytes"

    async def test_chunks_are_small_and_whole(self, shelf: Shelf):
        data = bytes(range(256)) * (3 * KIB) + b"end"
        await shelf.put("a.wav", data)
        chunks = [chunk async for chunk in shelf.store.read("a.wav")]
        assert b"".join(chunks) == data
        assert all(0 < len(chunk) <= 256 * KIB for chunk in chunks)

    @pytest.mark.parametrize(
        ("start", "stop"), [(0, None), (0, 0), (0, 1), (3, 7), (9, None), (10, None), (11, 20), (4, 99), (5, 4), (5, 5)]
    )
    async def test_ranges_are_those_of_python(self, shelf: Shelf, start: int, stop: int | None):
        await shelf.put("a.wav", b"0123456789")
        read = b"".join([chunk async for chunk in shelf.store.read("a.wav", start, stop)])
        assert read == b"0123456789"[start:stop]

    async def test_a_range_across_chunks(self, shelf: Shelf):
        data = bytes(range(251)) * 4000
        await shelf.put("a.wav", data)
        read = b"".join([chunk async for chunk in shelf.store.read("a.wav", 200_001, 800_003)])
        assert read == data[200_001:800_003]

    async def test_names_with_spaces_quotes_and_percent_signs(self, shelf: Shelf):
        keys = sorted(["a b.mp3", "100%25.mp3", 'it\'s "x".mp3', "a+b&c=d#e?.mp3", "x\\y.mp3", "[a]*{b}.mp3"])
        keys = [key for key in keys if shelf.unnameable.isdisjoint(key)]
        for key in keys:
            await shelf.put(key, PurePosixPath(key).stem.encode())
        assert await shelf.listed() == keys
        for key in keys:
            assert content_of(await shelf.store.source(key)) == PurePosixPath(key).stem.encode()
